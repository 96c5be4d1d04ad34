import { DATABASE_DIMENSION, NAMESPACE, queueMetrics } from '../backend/src/jobs/metric-names.ts';

/** Waiting jobs per worker at which another one is started. */
const JOBS_PER_WORKER = 20;

/** More workers when jobs wait, fewer when none do. Every worker writes the same depth, so the highest is taken, not the sum. */
export function scaleOnQueue(
  worker: sst.aws.Service,
  cluster: sst.aws.Cluster,
  databaseHost: $util.Output<string>,
): void {
  const target = worker.nodes.autoScalingTarget;
  new aws.appautoscaling.Policy('WorkerQueuePolicy', {
    name: `chancery-${$app.stage}-worker-queue`,
    serviceNamespace: target.serviceNamespace,
    scalableDimension: target.scalableDimension,
    resourceId: target.resourceId,
    policyType: 'TargetTrackingScaling',
    targetTrackingScalingPolicyConfiguration: {
      targetValue: JOBS_PER_WORKER,
      scaleOutCooldown: 60,
      scaleInCooldown: 300,
      customizedMetricSpecification: {
        metrics: [
          {
            id: 'depth',
            returnData: false,
            metricStat: {
              stat: 'Maximum',
              metric: {
                namespace: NAMESPACE,
                metricName: queueMetrics.depth,
                dimensions: [{ name: DATABASE_DIMENSION, value: databaseHost }],
              },
            },
          },
          {
            id: 'workers',
            returnData: false,
            metricStat: {
              stat: 'Average',
              metric: {
                namespace: 'ECS/ContainerInsights',
                metricName: 'RunningTaskCount',
                dimensions: [
                  { name: 'ClusterName', value: cluster.nodes.cluster.name },
                  { name: 'ServiceName', value: worker.nodes.service.name },
                ],
              },
            },
          },
          {
            id: 'perWorker',
            expression: 'depth / workers',
            label: 'Jobs waiting per worker',
            returnData: true,
          },
        ],
      },
    },
  });
}
