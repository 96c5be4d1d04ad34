import { expect } from 'vitest';
import type { Property } from '../testing/property.ts';
import type { Stage } from '../testing/stage.ts';
import { statementsOf } from '../testing/stage.ts';

const roles = (stage: Stage) => stage.all('aws:iam/role:Role');

/** Physical names, where a type has one. */
const NAMES: [type: string, input: string, form: (stage: string) => RegExp][] = [
  ['aws:s3/bucket:Bucket', 'bucket', (stage) => new RegExp(`^chancery-${stage}-`)],
  ['aws:rds/cluster:Cluster', 'clusterIdentifier', (stage) => new RegExp(`^chancery-${stage}-`)],
  ['aws:ecs/cluster:Cluster', 'name', (stage) => new RegExp(`^chancery-${stage}-`)],
  ['aws:ecs/service:Service', 'name', (stage) => new RegExp(`^chancery-${stage}-`)],
  ['aws:ecr/repository:Repository', 'name', (stage) => new RegExp(`^chancery-${stage}-`)],
  ['aws:secretsmanager/secret:Secret', 'name', (stage) => new RegExp(`^chancery-${stage}[-/]`)],
  ['aws:lb/loadBalancer:LoadBalancer', 'name', (stage) => new RegExp(`^chancery-${stage}-api$`)],
  ['aws:sns/topic:Topic', 'name', (stage) => new RegExp(`^chancery-${stage}-`)],
  ['aws:cloudwatch/metricAlarm:MetricAlarm', 'name', (stage) => new RegExp(`^chancery-${stage}-`)],
  ['aws:kms/alias:Alias', 'name', (stage) => new RegExp(`^alias/chancery-${stage}$`)],
];

export const stagePolicy: Property[] = [
  {
    name: 'production is protected and retained',
    kinds: ['production'],
    holds: (stage) => expect(stage.graph.app).toMatchObject({ protect: true, removal: 'retain' }),
  },
  {
    name: 'other stages are removed whole',
    kinds: ['staging', 'personal'],
    holds: (stage) => {
      expect(stage.graph.app).toMatchObject({ protect: false, removal: 'remove' });
      expect(
        stage.graph.resources.filter(({ options }) => options.protect || options.retainOnDelete),
      ).toEqual([]);
      expect(stage.inputs('aws:ecr/repository:Repository').forceDelete).toBe(true);
    },
  },
  {
    name: 'processes are as strict as the stage: production, or staging for all others',
    holds: (stage) => {
      const value = stage.isProduction ? 'production' : 'staging';
      for (const { environment, name } of stage.everyContainer) {
        expect(environment, name).toContainEqual({ name: 'STAGE', value });
      }
      expect(
        stage.inputs('aws:lambda/function:Function', 'WebServerEuwest2Function').environment,
      ).toMatchObject({ variables: { STAGE: value } });
    },
  },
  {
    name: 'everything is tagged with the product and the stage',
    holds: (stage) => {
      expect(stage.graph.app.providers.aws).toMatchObject({
        defaultTags: { tags: { app: 'chancery', stage: stage.name } },
      });
    },
  },
  {
    name: 'names begin with the product and the stage',
    holds: (stage) => {
      for (const [type, input, form] of NAMES) {
        for (const { inputs, name } of stage.all(type)) {
          expect(inputs[input], name).toMatch(form(stage.name));
        }
      }
    },
  },
  {
    name: 'no role trusts the account as a whole',
    holds: (stage) => {
      expect(roles(stage).length).toBeGreaterThan(10);
      for (const { name, inputs } of roles(stage)) {
        for (const { Principal } of statementsOf(inputs.assumeRolePolicy)) {
          expect(Object.keys(Principal as object), name).toEqual(['Service']);
        }
      }
    },
  },
  {
    name: 'no role may do everything of a service, or anything anywhere',
    holds: (stage) => {
      for (const { name } of roles(stage)) {
        for (const statement of stage.statements(name)) {
          for (const action of statement.Action) expect(action, name).not.toMatch(/\*$/);
          expect(statement.Resource, `${name}: ${statement.Action.join()}`).not.toContain('*');
        }
      }
    },
  },
  {
    name: 'what a role may do stands in the role, or is a policy of AWS that is named here',
    holds: (stage) => {
      expect(stage.graph.resources.filter(({ type }) => /RolePolic/.test(type))).toEqual([]);
      const known = [
        'service-role/AWSLambdaBasicExecutionRole',
        'service-role/AmazonECSTaskExecutionRolePolicy',
        'AmazonSSMManagedInstanceCore',
      ].map((name) => `arn:aws:iam::aws:policy/${name}`);
      for (const { name, inputs } of roles(stage)) {
        for (const policy of (inputs.managedPolicyArns ?? []) as string[])
          expect(known, name).toContain(policy);
      }
    },
  },
  {
    name: 'the key of the stage turns every year',
    holds: (stage) => {
      expect(stage.inputs('Key', 'DataKey')).toMatchObject({
        enableKeyRotation: true,
        deletionWindowInDays: stage.isProduction ? 30 : 7,
      });
    },
  },
  {
    name: 'the log service may use the key, for the logs of this account',
    holds: (stage) => {
      const policy = JSON.parse(String(stage.inputs('Key', 'DataKey').policy)) as {
        Statement: { Sid: string }[];
      };
      expect(policy.Statement.find(({ Sid }) => Sid === 'Logs')).toMatchObject({
        Principal: { Service: ['logs.eu-west-2.amazonaws.com'] },
        Condition: {
          ArnLike: { 'kms:EncryptionContext:aws:logs:arn': ['arn:aws:logs:eu-west-2:123456789012:*'] },
        },
      });
    },
  },
  {
    name: 'the key of the bastion is encrypted with the key of the stage',
    holds: (stage) => {
      expect(stage.inputs('aws:ssm/parameter:Parameter')).toMatchObject({
        type: 'SecureString',
        keyId: stage.arn('Key', 'DataKey'),
      });
    },
  },
];
