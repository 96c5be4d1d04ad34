import { expect } from 'vitest';
import type { Property } from '../testing/property.ts';
import type { Stage } from '../testing/stage.ts';

const alarm = (stage: Stage, name: string) => stage.inputs('MetricAlarm', name);
const queue = (stage: Stage) => ({
  namespace: 'Chancery',
  dimensions: {
    Database: stage.container('Worker', 'worker').environment.find(({ name }) => name === 'DB_HOST')?.value,
  },
});
const balancer = (stage: Stage) => ({ LoadBalancer: stage.one('LoadBalancer').outputs.arnSuffix });

export const watching: Property[] = [
  {
    name: 'answers with 5xx, the load balancer’s own included, raise an alarm',
    holds: (stage) => {
      const queries = alarm(stage, 'ServerErrors').metricQueries as Record<string, unknown>[];
      expect(queries.map(({ metric }) => metric).filter(Boolean)).toEqual(
        ['HTTPCode_Target_5XX_Count', 'HTTPCode_ELB_5XX_Count'].map((metricName) =>
          expect.objectContaining({ metricName, stat: 'Sum', dimensions: balancer(stage) }),
        ),
      );
      expect(queries.at(-1)).toMatchObject({
        expression: 'FILL(byApi, 0) + FILL(byBalancer, 0)',
        returnData: true,
      });
      expect(alarm(stage, 'ServerErrors').threshold).toBe(5);
    },
  },
  {
    name: 'slow answers raise an alarm',
    holds: (stage) => {
      expect(alarm(stage, 'SlowAnswers')).toMatchObject({
        metricName: 'TargetResponseTime',
        extendedStatistic: 'p99',
        threshold: 2,
        dimensions: balancer(stage),
      });
    },
  },
  {
    name: 'a job that waits too long raises an alarm, and so does a queue that nobody tells of',
    holds: (stage) => {
      expect(alarm(stage, 'OldJobs')).toMatchObject({
        ...queue(stage),
        metricName: 'QueueAge',
        statistic: 'Maximum',
        threshold: 600,
        treatMissingData: 'breaching',
      });
    },
  },
  {
    name: 'a job that was given up raises an alarm',
    holds: (stage) => {
      expect(alarm(stage, 'DeadJobs')).toMatchObject({
        ...queue(stage),
        metricName: 'DeadJobs',
        statistic: 'Maximum',
        threshold: 0,
        comparisonOperator: 'GreaterThanThreshold',
      });
    },
  },
  {
    name: 'a database that may grow no further raises an alarm',
    holds: (stage) => {
      const { outputs, inputs } = stage.one('aws:rds/cluster:Cluster');
      const { maxCapacity } = inputs.serverlessv2ScalingConfiguration as { maxCapacity: number };
      expect(alarm(stage, 'DatabaseAtMaximum')).toMatchObject({
        metricName: 'ServerlessDatabaseCapacity',
        dimensions: { DBClusterIdentifier: outputs.clusterIdentifier },
        threshold: maxCapacity,
        comparisonOperator: 'GreaterThanOrEqualToThreshold',
      });
    },
  },
  {
    name: 'mail that comes back raises an alarm before AWS looks at the account',
    holds: (stage) => {
      const { namespace, metricName, threshold } = alarm(stage, 'MailBounces');
      expect({ namespace, metricName }).toEqual({
        namespace: 'AWS/SES',
        metricName: 'Reputation.BounceRate',
      });
      expect(Number(threshold)).toBeLessThan(0.05);
    },
  },
  {
    name: 'every alarm goes to the one topic, and so does its end',
    holds: (stage) => {
      expect(stage.all('sns/topic:Topic')).toHaveLength(1);
      const topic = [stage.arn('sns/topic:Topic')];
      expect(stage.all('MetricAlarm')).toHaveLength(6);
      for (const { inputs } of stage.all('MetricAlarm')) {
        expect(inputs).toMatchObject({ alarmActions: topic, okActions: topic });
      }
    },
  },
  {
    name: 'the people who were named are told of alarms',
    holds: (stage) => {
      expect(stage.inputs('TopicSubscription')).toEqual({
        topic: stage.arn('sns/topic:Topic'),
        protocol: 'email',
        endpoint: 'operators@chancery.example',
      });
    },
  },
  {
    name: 'the alarm topic is encrypted, and those who publish to it may use the key',
    holds: (stage) => {
      expect(stage.inputs('sns/topic:Topic').kmsMasterKeyId).toBe(stage.id('Key', 'DataKey'));
      const policy = JSON.parse(String(stage.inputs('Key', 'DataKey').policy)) as {
        Statement: { Sid: string }[];
      };
      expect(policy.Statement.find(({ Sid }) => Sid === 'Alarms')).toMatchObject({
        Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        Principal: { Service: ['cloudwatch.amazonaws.com', 'ses.amazonaws.com'] },
        Condition: { StringEquals: { 'aws:SourceAccount': ['123456789012'] } },
      });
    },
  },
  {
    name: 'a dashboard shows requests, errors, latency, queue, database, services, mail and all alarms',
    holds: (stage) => {
      const { dashboardName, dashboardBody } = stage.inputs('Dashboard');
      expect(dashboardName).toBe(`chancery-${stage.name}`);
      const { widgets } = JSON.parse(String(dashboardBody)) as {
        widgets: { type: string; properties: { metrics?: unknown[][]; alarms?: string[] } }[];
      };
      const shown = widgets.flatMap(({ properties }) => properties.metrics ?? []).map((metric) => metric[1]);
      expect(shown).toEqual(
        expect.arrayContaining([
          'RequestCount',
          'HTTPCode_Target_5XX_Count',
          'TargetResponseTime',
          'QueueDepth',
          'QueueAge',
          'DeadJobs',
          'ServerlessDatabaseCapacity',
          'CPUUtilization',
          'MemoryUtilization',
          'RunningTaskCount',
          'Reputation.BounceRate',
        ]),
      );
      const alarms = widgets.flatMap(({ properties }) => properties.alarms ?? []);
      expect(alarms).toHaveLength(stage.all('MetricAlarm').length);
    },
  },
  {
    name: 'every log is encrypted, and forgotten when the stage says so',
    holds: (stage) => {
      const groups = stage.all('LogGroup');
      expect(groups.length).toBeGreaterThanOrEqual(8);
      const days = { production: 365, staging: 30, personal: 7 }[stage.kind];
      for (const { name, inputs } of groups) {
        expect(inputs, name).toMatchObject({ retentionInDays: days, kmsKeyId: stage.arn('Key', 'DataKey') });
      }
    },
  },
];
