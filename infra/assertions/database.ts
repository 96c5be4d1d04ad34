import { expect } from 'vitest';
import type { Property } from '../testing/property.ts';
import type { Stage } from '../testing/stage.ts';

const cluster = (stage: Stage) => stage.inputs('aws:rds/cluster:Cluster');
const key = (stage: Stage): string => stage.arn('Key', 'DataKey');

const parameters = (stage: Stage): Record<string, string> => {
  const list = stage.inputs('ClusterParameterGroup').parameters as { name: string; value: string }[];
  return Object.fromEntries(list.map(({ name, value }) => [name, value]));
};

const privateSubnets = (stage: Stage): string[] =>
  [1, 2].map((index) => stage.id('Subnet', `NetworkPrivateSubnet${index}`));

export const database: Property[] = [
  {
    name: 'the database is Aurora Serverless v2 with Postgres 17',
    holds: (stage) => {
      expect(cluster(stage)).toMatchObject({ engine: 'aurora-postgresql', engineMode: 'provisioned' });
      expect(cluster(stage).engineVersion).toMatch(/^17\./);
      for (const { inputs } of stage.all('ClusterInstance'))
        expect(inputs.instanceClass).toBe('db.serverless');
    },
  },
  {
    name: 'the database stays at its version until the source names another',
    holds: (stage) => {
      expect(cluster(stage).engineVersion).toMatch(/^17\.\d+$/);
      const upgrades = stage
        .all('ClusterInstance')
        .map(({ inputs: { autoMinorVersionUpgrade } }) => autoMinorVersionUpgrade);
      expect(new Set(upgrades)).toEqual(new Set([false]));
    },
  },
  {
    name: 'the database grows no further than the stage allows',
    holds: (stage) => {
      const allowed = { production: [1, 16], staging: [0.5, 4], personal: [0.5, 2] }[stage.kind];
      expect(cluster(stage).serverlessv2ScalingConfiguration).toEqual({
        minCapacity: allowed[0],
        maxCapacity: allowed[1],
      });
    },
  },
  {
    name: 'production has a second instance of the database to fail over to',
    kinds: ['production'],
    holds: (stage) => expect(stage.all('ClusterInstance')).toHaveLength(2),
  },
  {
    name: 'the database refuses connections without TLS',
    holds: (stage) => expect(parameters(stage)['rds.force_ssl']).toBe('1'),
  },
  {
    name: 'production and staging reach the database through the proxy',
    kinds: ['production', 'staging'],
    holds: (stage) => {
      const { endpoint } = stage.one('aws:rds/proxy:Proxy').outputs;
      for (const [task, name] of [['Api', 'api'] as const, ['Worker', 'worker'] as const]) {
        expect(stage.container(task, name).environment).toContainEqual({ name: 'DB_HOST', value: endpoint });
      }
    },
  },
  {
    name: 'the proxy refuses connections without TLS',
    kinds: ['production', 'staging'],
    holds: (stage) => expect(stage.inputs('aws:rds/proxy:Proxy').requireTls).toBe(true),
  },
  {
    name: 'the proxy stands in the private subnets and in the group of the database',
    kinds: ['production', 'staging'],
    holds: (stage) => {
      expect(stage.inputs('aws:rds/proxy:Proxy')).toMatchObject({
        vpcSubnetIds: privateSubnets(stage),
        vpcSecurityGroupIds: [stage.id('SecurityGroup', 'DatabaseGroup')],
      });
    },
  },
  {
    name: 'the log of the proxy is there before the proxy, which would keep it for ever',
    kinds: ['production', 'staging'],
    holds: (stage) => {
      const { inputs, options } = stage.one('aws:rds/proxy:Proxy');
      expect(stage.inputs('LogGroup', 'DatabaseProxyLog').name).toBe(`/aws/rds/proxy/${String(inputs.name)}`);
      expect(options.dependsOn).toContain('DatabaseProxyLog');
    },
  },
  {
    name: 'the proxy may decrypt the secret that it signs in with',
    kinds: ['production', 'staging'],
    holds: (stage) => {
      expect(stage.statements('DatabaseProxyRole')).toContainEqual(
        expect.objectContaining({ Action: ['kms:Decrypt'], Resource: [key(stage)] }),
      );
    },
  },
  {
    name: 'a personal stage does without the proxy',
    kinds: ['personal'],
    holds: (stage) => expect(stage.all('aws:rds/proxy:Proxy')).toEqual([]),
  },
  {
    name: 'the application asks for TLS to the database',
    holds: (stage) => {
      for (const container of stage.everyContainer.filter(({ name }) => name !== 'converter')) {
        expect(container.environment).toContainEqual({ name: 'DB_SSL', value: 'require' });
      }
    },
  },
  {
    name: 'the database stands in the private subnets and in its own group',
    holds: (stage) => {
      expect(stage.inputs('aws:rds/subnetGroup:SubnetGroup').subnetIds).toEqual(privateSubnets(stage));
      expect(cluster(stage).vpcSecurityGroupIds).toEqual([stage.id('SecurityGroup', 'DatabaseGroup')]);
    },
  },
  {
    name: 'the database has no public address',
    holds: (stage) => {
      for (const { inputs } of stage.all('ClusterInstance')) expect(inputs.publiclyAccessible).toBe(false);
    },
  },
  {
    name: 'the database is encrypted with the key of the stage',
    holds: (stage) => expect(cluster(stage)).toMatchObject({ storageEncrypted: true, kmsKeyId: key(stage) }),
  },
  {
    name: 'backups of the database are kept for as long as the stage demands',
    holds: (stage) => {
      const days = { production: 35, staging: 7, personal: 1 }[stage.kind];
      expect(cluster(stage)).toMatchObject({ backupRetentionPeriod: days, copyTagsToSnapshot: true });
    },
  },
  {
    name: 'production’s database cannot be deleted, and leaves a snapshot',
    kinds: ['production'],
    holds: (stage) => {
      expect(cluster(stage)).toMatchObject({
        deletionProtection: true,
        skipFinalSnapshot: false,
        finalSnapshotIdentifier: 'chancery-production-final',
      });
      expect(stage.one('aws:rds/cluster:Cluster').options.retainOnDelete).toBe(true);
    },
  },
  {
    name: 'the database of another stage goes with it',
    kinds: ['staging', 'personal'],
    holds: (stage) => {
      expect(cluster(stage)).toMatchObject({ deletionProtection: false, skipFinalSnapshot: true });
      expect(stage.one('aws:rds/cluster:Cluster').options.retainOnDelete).toBe(false);
    },
  },
  {
    name: 'a change of the database waits for the maintenance window in production',
    kinds: ['production'],
    holds: (stage) => {
      expect(cluster(stage)).toMatchObject({ applyImmediately: false, allowMajorVersionUpgrade: false });
    },
  },
  {
    name: 'the log of the database is exported, with slow statements and changes of the schema',
    holds: (stage) => {
      expect(cluster(stage).enabledCloudwatchLogsExports).toEqual(['postgresql']);
      const log = `/aws/rds/cluster/chancery-${stage.name}-database/postgresql`;
      expect(cluster(stage).clusterIdentifier).toBe(`chancery-${stage.name}-database`);
      expect(stage.inputs('LogGroup', 'DatabaseLog').name).toBe(log);
      expect(stage.one('aws:rds/cluster:Cluster').options.dependsOn).toContain('DatabaseLog');
      expect(parameters(stage)).toMatchObject({ log_statement: 'ddl', log_min_duration_statement: '2000' });
    },
  },
  {
    name: 'no bind value and no row, which are clients’ text, reaches the log of the database',
    holds: (stage) => {
      expect(parameters(stage)).toMatchObject({
        log_parameter_max_length: '0',
        log_parameter_max_length_on_error: '0',
        log_error_verbosity: 'terse',
      });
    },
  },
  {
    name: 'Performance Insights is on, encrypted with the key of the stage',
    holds: (stage) => {
      for (const { inputs } of stage.all('ClusterInstance')) {
        expect(inputs).toMatchObject({
          performanceInsightsEnabled: true,
          performanceInsightsKmsKeyId: key(stage),
        });
      }
    },
  },
  {
    name: 'the password of the database is generated and nowhere in plain text',
    holds: (stage) => {
      expect(cluster(stage).masterPassword).toBe(
        stage.one('RandomPassword', 'DatabasePassword').outputs.result,
      );
      const stored = stage.one('SecretVersion', 'DatabaseProxySecretVersion');
      expect(stored.secrets).toContain('secretString');
      expect(stage.one('aws:rds/cluster:Cluster').secrets).toContain('masterPassword');
    },
  },
];
