import { expect } from 'vitest';
import { permissions } from '../permissions.ts';
import type { Property } from '../testing/property.ts';
import type { Stage, TaskName } from '../testing/stage.ts';

const tasks = ['Api', 'Worker', 'Converter'] as const;
const service = (stage: Stage, task: TaskName) => stage.inputs('aws:ecs/service:Service', `${task}Service`);
const definition = (stage: Stage, task: TaskName) => stage.inputs('TaskDefinition', `${task}Task`);
const subnets = (stage: Stage, kind: 'NetworkPrivate' | 'Isolated'): string[] =>
  [1, 2].map((index) => stage.id('Subnet', `${kind}Subnet${index}`));

export const tasksAndRoles: Property[] = [
  {
    name: 'tasks run in private subnets without a public address',
    holds: (stage) => {
      for (const task of ['Api', 'Worker'] as const) {
        expect(service(stage, task).networkConfiguration).toEqual({
          assignPublicIp: false,
          subnets: subnets(stage, 'NetworkPrivate'),
          securityGroups: [stage.id('SecurityGroup', `${task}Group`)],
        });
      }
    },
  },
  {
    name: 'the converter runs in the isolated subnets, in its own group',
    holds: (stage) => {
      expect(service(stage, 'Converter').networkConfiguration).toEqual({
        assignPublicIp: false,
        subnets: subnets(stage, 'Isolated'),
        securityGroups: [stage.id('SecurityGroup', 'ConverterGroup')],
      });
    },
  },
  {
    name: 'the task role of the converter may do nothing',
    holds: (stage) => {
      expect(stage.statements('ConverterTaskRole')).toEqual([]);
      expect(stage.inputs('Role', 'ConverterTaskRole').managedPolicyArns ?? []).toEqual([]);
    },
  },
  {
    name: 'task roles hold exactly what permissions.ts grants, and the use of the key for it',
    holds: (stage) => {
      const bucket = stage.arn('aws:s3/bucket:Bucket', 'DocumentsBucket');
      const targets = {
        bucket: [bucket],
        objects: [`${bucket}/*`],
        sender: [
          stage.arn('sesv2/emailIdentity:EmailIdentity'),
          stage.arn('sesv2/configurationSet:ConfigurationSet'),
        ],
      };
      for (const [task, role] of [['Api', 'api'] as const, ['Worker', 'worker'] as const]) {
        expect(stage.inputs('Role', `${task}TaskRole`).managedPolicyArns ?? [], task).toEqual([]);
        const granted = stage.statements(`${task}TaskRole`);
        expect(granted.slice(0, -1)).toEqual(
          permissions[role].map(({ actions, on }) => ({
            Effect: 'Allow',
            Action: [...actions],
            Resource: targets[on],
          })),
        );
        expect(granted.at(-1)).toEqual({
          Effect: 'Allow',
          Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
          Resource: [stage.arn('Key', 'DataKey')],
          Condition: { StringEquals: { 'kms:ViaService': ['s3.eu-west-2.amazonaws.com'] } },
        });
      }
    },
  },
  {
    name: 'nobody can open a shell in a task',
    holds: (stage) => {
      for (const task of tasks) {
        expect(service(stage, task).enableExecuteCommand).toBe(false);
        const actions = stage.statements(`${task}TaskRole`).flatMap(({ Action }) => Action);
        expect(actions.filter((action) => action.startsWith('ssmmessages:'))).toEqual([]);
      }
    },
  },
  {
    name: 'every task is x86_64 and no larger than two processors',
    holds: (stage) => {
      for (const task of tasks) {
        expect(definition(stage, task).runtimePlatform).toMatchObject({ cpuArchitecture: 'X86_64' });
        expect(Number(definition(stage, task).cpu)).toBeLessThanOrEqual(2048);
      }
    },
  },
  {
    name: 'all roles run the same image, by digest',
    holds: (stage) => {
      const images = new Set(stage.everyContainer.map(({ image }) => image));
      expect(images.size).toBe(1);
      expect([...images][0]).toMatch(/\/chancery-[a-z]+-backend@sha256:[0-9a-f]{64}$/);
    },
  },
  {
    name: 'the image is built from backend/Dockerfile with the root as its context, for x86_64, with no secret',
    holds: (stage) => {
      const { context, dockerfile, platforms, secrets, buildArgs, push } =
        stage.inputs('docker-build:index:Image');
      expect(context).toEqual({ location: expect.stringMatching(/^(?!.*\/backend$)/) });
      expect(dockerfile).toEqual({
        location: `${(context as { location: string }).location}/backend/Dockerfile`,
      });
      expect({ platforms, secrets, buildArgs, push }).toEqual({ platforms: ['linux/amd64'], push: true });
    },
  },
  {
    name: 'images are scanned as they arrive, cannot be overwritten but for the newest’s tag, and are encrypted',
    holds: (stage) => {
      expect(stage.inputs('aws:ecr/repository:Repository')).toMatchObject({
        imageScanningConfiguration: { scanOnPush: true },
        imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
        imageTagMutabilityExclusionFilters: [{ filter: 'latest', filterType: 'WILDCARD' }],
        encryptionConfigurations: [{ encryptionType: 'KMS', kmsKey: stage.arn('Key', 'DataKey') }],
      });
    },
  },
  {
    name: 'migrations must have succeeded before the API starts',
    holds: (stage) => {
      expect(stage.container('Api', 'api').dependsOn).toEqual([
        { containerName: 'migrate', condition: 'SUCCESS' },
      ]);
      expect(stage.container('Api', 'migrate').essential).toBe(false);
      expect(stage.container('Api', 'api').essential).toBe(true);
    },
  },
  {
    name: 'migrations speak to the database itself, not to the proxy',
    holds: (stage) => {
      expect(stage.container('Api', 'migrate').environment).toContainEqual({
        name: 'DB_HOST',
        value: stage.one('aws:rds/cluster:Cluster').outputs.endpoint,
      });
    },
  },
  {
    name: 'containers run as a user without rights',
    holds: (stage) => {
      for (const { user, name } of stage.everyContainer) expect(user, name).toBe('1000');
    },
  },
  {
    name: 'containers hold no capability',
    holds: (stage) => {
      for (const { linuxParameters, name } of stage.everyContainer) {
        expect(linuxParameters, name).toEqual({ initProcessEnabled: true, capabilities: { drop: ['ALL'] } });
      }
    },
  },
  {
    name: 'file systems of containers are read-only but for a directory of their own',
    holds: (stage) => {
      for (const task of tasks) {
        const volumes = (definition(stage, task).volumes as { name: string }[]).map(({ name }) => name);
        const containers = stage.containers(task);
        expect(volumes.sort()).toEqual(containers.map(({ name }) => `${name}-tmp`).sort());
        for (const { readonlyRootFilesystem, mountPoints, name } of containers) {
          expect(readonlyRootFilesystem, name).toBe(true);
          expect(mountPoints).toEqual([
            { sourceVolume: `${name}-tmp`, containerPath: '/tmp', readOnly: false },
          ]);
        }
      }
    },
  },
  {
    name: 'a container is given two minutes to stop',
    holds: (stage) => {
      for (const { stopTimeout, name } of stage.everyContainer) expect(stopTimeout, name).toBe(120);
    },
  },
  {
    name: 'a container opens the port of its role and no other',
    holds: (stage) => {
      const opened = stage.everyContainer.map(({ name, portMappings }) => [
        name,
        portMappings.map(({ containerPort }) => containerPort),
      ]);
      expect(Object.fromEntries(opened)).toEqual({
        api: [4000],
        migrate: [],
        worker: [4200],
        converter: [4300],
      });
    },
  },
  {
    name: 'every process that serves has a health check of its own',
    holds: (stage) => {
      for (const { name, healthCheck } of stage.everyContainer.filter((one) => one.name !== 'migrate')) {
        const path = name === 'api' ? '/readyz' : '/healthz';
        expect(healthCheck?.command.join(' '), name).toContain(path);
      }
    },
  },
  {
    name: 'the worker finds the converter by name',
    holds: (stage) => {
      expect(stage.inputs('PrivateDnsNamespace').name).toBe(`chancery-${stage.name}.internal`);
      expect(stage.inputs('servicediscovery/service:Service', 'ConverterCloudmapService')).toMatchObject({
        name: 'converter',
        dnsConfig: { dnsRecords: [{ type: 'A', ttl: 10 }] },
      });
      expect(service(stage, 'Converter').serviceRegistries).toEqual({
        registryArn: stage.arn('servicediscovery/service:Service', 'ConverterCloudmapService'),
      });
      expect(stage.container('Worker', 'worker').environment).toContainEqual({
        name: 'CONVERTER_URL',
        value: `http://converter.chancery-${stage.name}.internal:4300`,
      });
    },
  },
  {
    name: 'log lines of containers are JSON lines, each container’s in a group of its own',
    holds: (stage) => {
      for (const { name, logConfiguration, pseudoTerminal } of stage.everyContainer) {
        expect(pseudoTerminal).toBe(false);
        expect(logConfiguration.options['awslogs-group']).toBe(`/chancery-${stage.name}/${name}`);
      }
    },
  },
];
