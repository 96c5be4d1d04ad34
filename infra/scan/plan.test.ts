import { beforeAll, describe, expect, it } from 'vitest';
import type { Graph, GraphResource } from '../testing/graph.ts';
import { synthesise } from '../testing/stages.ts';
import { files } from './attributes.ts';
import { awsResources, planOf } from './plan.ts';
import { terraformType } from './terraform-types.ts';

const POLICY = 'a policy';

/** Plain values, wherever they stand; a policy, which becomes text, counts as one. */
function leaves(value: unknown): number {
  if (value === undefined || value === null) return 0;
  if (typeof value !== 'object') return 1;
  if (Array.isArray((value as { Statement?: unknown }).Statement)) return leaves(POLICY);
  return Object.values(value).reduce((sum: number, item) => sum + leaves(item), 0);
}

function resource(type: string, name: string, inputs: object, outputs: object = {}): GraphResource {
  return {
    type,
    name,
    inputs: inputs as Record<string, unknown>,
    secrets: [],
    outputs: outputs as Record<string, unknown>,
    options: { parent: '', protect: false, retainOnDelete: false, ignoreChanges: [], dependsOn: [] },
  };
}

const planned = (...resources: GraphResource[]) => planOf({ resources }).planned_values.root_module.resources;

describe.each(['production', 'staging', 'jane'])('the plan of %s', (stage) => {
  let graph: Graph;
  beforeAll(async () => {
    ({ graph } = await synthesise(stage));
  });

  it('has every resource of AWS, and every policy that stands in a role', () => {
    const resources = planOf(graph).planned_values.root_module.resources;
    const own = awsResources(graph);
    const policies = own.flatMap(({ inputs }) => (inputs.inlinePolicies ?? []) as unknown[]);
    expect(own.length).toBeGreaterThan(100);
    expect(policies.length).toBeGreaterThan(5);
    expect(resources).toHaveLength(own.length + policies.length);
    expect(new Set(resources.map(({ address }) => address)).size).toBe(resources.length);
  });

  it('loses no value', () => {
    const resources = planOf(graph).planned_values.root_module.resources;
    const converted = resources.filter(({ type }) => type !== 'aws_iam_role_policy');
    for (const [index, { type, inputs }] of awsResources(graph).entries()) {
      const { address, values } = converted[index]!;
      const left = files[terraformType(type)] ?? [];
      const given = Object.entries(inputs).filter(([name]) => !left.includes(name) && !name.startsWith('__'));
      expect([address, leaves(values)]).toEqual([address, leaves(Object.fromEntries(given))]);
    }
  });
});

describe('a graph as a plan', () => {
  it('refuses a type that nobody has named, and says where to name it', () => {
    expect(() => planned(resource('aws:neptune/cluster:Cluster', 'X', {}))).toThrow(
      /aws:neptune\/cluster:Cluster: add 'neptune\/cluster'.*terraform-types\.ts/,
    );
    expect(() => terraformType('random:index/randomPassword:RandomPassword')).toThrow(/no AWS resource/);
  });

  it('leaves out what is no resource of AWS', () => {
    expect(planned(resource('sst:aws:Bucket', 'Documents', {}))).toEqual([]);
  });

  it('writes a reference for what belongs to another resource, in lists and blocks too', () => {
    const bucket = resource(
      'aws:s3/bucket:Bucket',
      'B',
      { bucket: 'the-bucket' },
      { id: 'B-identity', arn: 'arn:aws:s3:::the-bucket' },
    );
    const logging = resource('aws:s3/bucketLogging:BucketLogging', 'L', {
      bucket: 'the-bucket',
      targetGrants: [{ grantee: { id: 'B-identity' } }],
      list: ['arn:aws:s3:::the-bucket', 'other'],
    });
    expect(planned(bucket, logging).map(({ values }) => values)).toEqual([
      { bucket: 'the-bucket' },
      {
        bucket: 'aws_s3_bucket.B.id',
        target_grant: [{ grantee: [{ id: 'aws_s3_bucket.B.id' }] }],
        list: ['aws_s3_bucket.B.arn', 'other'],
      },
    ]);
    expect(JSON.stringify(planOf({ resources: [bucket, logging] }).configuration)).toContain(
      '"bucket":{"references":["aws_s3_bucket.B.id","aws_s3_bucket.B"]}',
    );
  });

  it('takes a value that two resources share for neither’s', () => {
    const named = (name: string) => resource('aws:ecs/service:Service', name, { name: 'shared-name' });
    const user = resource('aws:appautoscaling/target:Target', 'T', { resourceId: 'shared-name' });
    expect(planned(named('A'), named('B'), user).at(-1)!.values).toEqual({ resource_id: 'shared-name' });
  });

  it('keeps the keys of maps, makes blocks of objects and text of policies', () => {
    const [made] = planned(
      resource('aws:lambda/function:Function', 'F', {
        name: 'f',
        code: { file: 'x' },
        environment: { variables: { MyKey: 'v' } },
        tags: { 'sst:x': '1' },
        policy: { Version: '1', Statement: [] },
        publish: false,
      }),
    );
    expect(made!.values).toEqual({
      function_name: 'f',
      environment: [{ variables: { MyKey: 'v' } }],
      tags: { 'sst:x': '1' },
      policy: '{"Version":"1","Statement":[]}',
      publish: false,
    });
  });

  it('makes a resource of each policy that stands in a role', () => {
    const policy = '{"Version":"2012-10-17","Statement":[]}';
    const role = resource(
      'aws:iam/role:Role',
      'R',
      {
        inlinePolicies: [
          { name: 'first', policy },
          { name: 'second', policy },
        ],
      },
      { id: 'R-identity' },
    );
    expect(planned(role).map(({ address }) => address)).toEqual([
      'aws_iam_role.R',
      'aws_iam_role_policy.R_policy0',
      'aws_iam_role_policy.R_policy1',
    ]);
    expect(planned(role)[2]!.values).toEqual({ name: 'second', role: 'aws_iam_role.R.id', policy });
  });

  it('tells resources of one name apart, and what is secret', () => {
    const secret = (name: string) => ({
      ...resource('aws:ssm/parameter:Parameter', name, { value: 'x' }),
      secrets: ['value'],
    });
    const made = planned(secret('Key'), secret('Key'));
    expect(made.map(({ address }) => address)).toEqual(['aws_ssm_parameter.Key', 'aws_ssm_parameter.Key_2']);
    expect(made[0]!.sensitive_values).toEqual({ value: true });
  });
});
