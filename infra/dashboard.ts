import type { AlarmSources } from './alarms.ts';
import { DATABASE_DIMENSION, NAMESPACE, queueMetrics } from '../backend/src/jobs/metric-names.ts';
import type { Services } from './services.ts';

type Metric = [namespace: string, name: string, ...rest: (string | { stat: string; label?: string })[]];

interface Widget {
  title: string;
  metrics: Metric[];
}

/** Twelve columns each, two to a row. */
function place({ title, metrics }: Widget, index: number, region: string) {
  return {
    type: 'metric',
    x: (index % 2) * 12,
    y: Math.floor(index / 2) * 6,
    width: 12,
    height: 6,
    properties: { title, metrics, region, period: 60, view: 'timeSeries' },
  };
}

/** One page with what the alarms watch, the size of the services and the alarms themselves. */
export function createDashboard(
  { loadBalancer, database }: AlarmSources,
  alarms: aws.cloudwatch.MetricAlarm[],
  services: Services,
  cluster: sst.aws.Cluster,
): void {
  const names = Object.values(services).map((service: sst.aws.Service) => service.nodes.service.name);
  const body = $util
    .all([
      aws.getRegionOutput().region,
      loadBalancer.arnSuffix,
      database.host,
      database.component.nodes.cluster!.clusterIdentifier,
      cluster.nodes.cluster.name,
      $util.all(names),
      $util.all(alarms.map((alarm) => alarm.arn)),
    ])
    .apply(([region, balancer, host, databaseId, clusterName, serviceNames, alarmArns]) => {
      const balanced = (name: string, stat: string): Metric => [
        'AWS/ApplicationELB',
        name,
        'LoadBalancer',
        balancer,
        { stat },
      ];
      const queued = (name: string): Metric => [
        NAMESPACE,
        name,
        DATABASE_DIMENSION,
        host,
        { stat: 'Maximum' },
      ];
      const ofDatabase = (name: string): Metric => [
        'AWS/RDS',
        name,
        'DBClusterIdentifier',
        databaseId,
        { stat: 'Maximum' },
      ];
      const ofServices = (namespace: string, name: string): Metric[] =>
        serviceNames.map((service) => [
          namespace,
          name,
          'ClusterName',
          clusterName,
          'ServiceName',
          service,
          { stat: 'Average', label: service },
        ]);
      const widgets: Widget[] = [
        { title: 'Requests', metrics: [balanced('RequestCount', 'Sum')] },
        {
          title: 'Errors (5xx)',
          metrics: [balanced('HTTPCode_Target_5XX_Count', 'Sum'), balanced('HTTPCode_ELB_5XX_Count', 'Sum')],
        },
        {
          title: 'Seconds until an answer begins',
          metrics: [balanced('TargetResponseTime', 'p50'), balanced('TargetResponseTime', 'p99')],
        },
        {
          title: 'Jobs waiting, and given up',
          metrics: [queued(queueMetrics.depth), queued(queueMetrics.dead)],
        },
        { title: 'Seconds the oldest job has waited', metrics: [queued(queueMetrics.age)] },
        {
          title: 'Database: capacity units, connections',
          metrics: [ofDatabase('ServerlessDatabaseCapacity'), ofDatabase('DatabaseConnections')],
        },
        { title: 'Processor, %', metrics: ofServices('AWS/ECS', 'CPUUtilization') },
        { title: 'Memory, %', metrics: ofServices('AWS/ECS', 'MemoryUtilization') },
        { title: 'Running tasks', metrics: ofServices('ECS/ContainerInsights', 'RunningTaskCount') },
        {
          title: 'Mail that came back, share',
          metrics: [['AWS/SES', 'Reputation.BounceRate', { stat: 'Maximum' }]],
        },
      ];
      const state = {
        type: 'alarm',
        x: 0,
        y: 30,
        width: 24,
        height: 3,
        properties: { title: 'Alarms', alarms: alarmArns },
      };
      return JSON.stringify({
        widgets: [...widgets.map((widget, index) => place(widget, index, region)), state],
      });
    });
  new aws.cloudwatch.Dashboard('Dashboard', { dashboardName: `chancery-${$app.stage}`, dashboardBody: body });
}
