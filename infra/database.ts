import type { StagePolicy } from './stage-policy.ts';
import type { SecurityGroups } from './security-groups.ts';

export interface DatabaseParts {
  component: sst.aws.Aurora;
  /** Where the application connects: the proxy where there is one. */
  host: $util.Output<string>;
  /** Where migrations connect, which hold a session's lock. */
  directHost: $util.Output<string>;
  /** JSON with `username` and `password`. */
  secretArn: $util.Output<string>;
  maxCapacity: number;
}

/**
 * Aurora Serverless v2. Small stages go without the proxy: it costs more than their database. A worker asks the
 * queue twice a second, so no stage ever sleeps, and none claims to.
 */
export function createDatabase(
  policy: StagePolicy,
  vpc: sst.aws.Vpc,
  groups: SecurityGroups,
  key: aws.kms.Key,
): DatabaseParts {
  const { min, max } = policy.databaseCapacity;
  const identifier = `chancery-${$app.stage}-database`;
  // Made before the database and its proxy make them, which would keep them for ever.
  const log = new aws.cloudwatch.LogGroup('DatabaseLog', {
    name: `/aws/rds/cluster/${identifier}/postgresql`,
  });
  const proxyLog = policy.pooled
    ? [new aws.cloudwatch.LogGroup('DatabaseProxyLog', { name: `/aws/rds/proxy/${identifier}` })]
    : [];
  const component = new sst.aws.Aurora('Database', {
    engine: 'postgres',
    version: '17.7',
    username: 'chancery',
    database: 'chancery',
    vpc: { subnets: vpc.privateSubnets, securityGroups: [groups.database.id] },
    proxy: policy.pooled,
    replicas: policy.databaseReplicas,
    scaling: { min: `${min} ACU`, max: `${max} ACU` },
    transform: {
      cluster: (args, opts) => {
        opts.dependsOn = [log];
        args.clusterIdentifier = identifier;
        args.kmsKeyId = key.arn;
        args.deletionProtection = policy.keepsData;
        args.skipFinalSnapshot = !policy.keepsData;
        args.finalSnapshotIdentifier = policy.keepsData ? `chancery-${$app.stage}-final` : undefined;
        args.backupRetentionPeriod = policy.backupDays;
        args.preferredBackupWindow = '02:00-03:00';
        args.preferredMaintenanceWindow = 'sun:03:30-sun:04:30';
        args.copyTagsToSnapshot = true;
        args.allowMajorVersionUpgrade = false;
        args.applyImmediately = !policy.keepsData;
        args.enabledCloudwatchLogsExports = ['postgresql'];
      },
      clusterParameterGroup: (args) => {
        args.parameters = [
          { name: 'rds.force_ssl', value: '1' },
          { name: 'log_statement', value: 'ddl' },
          { name: 'log_min_duration_statement', value: '2000' },
          // Bind values are clients' documents: never into a log.
          { name: 'log_parameter_max_length', value: '0' },
          { name: 'log_parameter_max_length_on_error', value: '0' },
          // Nor the row that breaks a constraint, which the detail of an error quotes.
          { name: 'log_error_verbosity', value: 'terse' },
        ];
      },
      instance: (args) => {
        args.performanceInsightsEnabled = true;
        args.performanceInsightsKmsKeyId = key.arn;
        args.caCertIdentifier = 'rds-ca-rsa2048-g1';
        args.publiclyAccessible = false;
        args.copyTagsToSnapshot = true;
      },
      proxy: (args, opts) => {
        opts.dependsOn = [...([opts.dependsOn ?? []].flat() as $util.Resource[]), ...proxyLog];
        args.name = identifier;
        args.requireTls = true;
        args.idleClientTimeout = 1_800;
        args.vpcSecurityGroupIds = [groups.database.id];
      },
    },
  });
  return {
    component,
    host: component.host,
    directHost: component.nodes.cluster!.endpoint,
    secretArn: component.secretArn,
    maxCapacity: max,
  };
}
