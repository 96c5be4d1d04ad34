import { expect } from 'vitest';
import type { Property } from '../testing/property.ts';
import type { Stage, TaskName } from '../testing/stage.ts';

const tasks = ['Api', 'Worker', 'Converter'] as const;
const service = (stage: Stage, task: TaskName) => stage.inputs('aws:ecs/service:Service', `${task}Service`);
const policiesOf = (stage: Stage, task: TaskName) =>
  stage
    .all('aws:appautoscaling/policy:Policy')
    .filter(({ name }) => name.startsWith(task))
    .map(({ inputs }) => inputs.targetTrackingScalingPolicyConfiguration as Record<string, unknown>);

export const services: Property[] = [
  {
    name: 'the converter starts only when its endpoints are there',
    holds: (stage) => {
      expect(stage.one('aws:ecs/service:Service', 'ConverterService').options.dependsOn).toEqual(
        expect.arrayContaining(['RegistryApiEndpoint', 'RegistryEndpoint', 'LogEndpoint', 'LayersEndpoint']),
      );
    },
  },
  {
    name: 'the worker is deployed after the API, whose tasks bring the schema up to date',
    holds: (stage) => {
      expect(stage.one('aws:ecs/service:Service', 'WorkerService').options.dependsOn).toContain('ApiService');
    },
  },
  {
    name: 'a deployment that does not become healthy is rolled back, and fails',
    holds: (stage) => {
      for (const task of tasks) {
        expect(service(stage, task)).toMatchObject({
          deploymentCircuitBreaker: { enable: true, rollback: true },
          waitForSteadyState: true,
        });
      }
    },
  },
  {
    name: 'a deployment takes no running task away before its successor is healthy',
    holds: (stage) => {
      for (const task of tasks) {
        expect(service(stage, task)).toMatchObject({
          deploymentMinimumHealthyPercent: 100,
          deploymentMaximumPercent: 200,
        });
      }
    },
  },
  {
    name: 'services grow between the bounds of the stage',
    holds: (stage) => {
      const bounds = {
        production: { Api: [2, 10], Worker: [2, 10], Converter: [2, 6] },
        staging: { Api: [1, 3], Worker: [1, 3], Converter: [1, 2] },
        personal: { Api: [1, 1], Worker: [1, 1], Converter: [1, 1] },
      }[stage.kind];
      for (const task of tasks) {
        const { minCapacity, maxCapacity } = stage.inputs(
          'appautoscaling/target:Target',
          `${task}AutoScalingTarget`,
        );
        expect([minCapacity, maxCapacity], task).toEqual(bounds[task]);
      }
    },
  },
  {
    name: 'every service grows with its use of the processor',
    holds: (stage) => {
      for (const task of tasks) {
        expect(policiesOf(stage, task), task).toContainEqual(
          expect.objectContaining({
            predefinedMetricSpecification: { predefinedMetricType: 'ECSServiceAverageCPUUtilization' },
            targetValue: 60,
          }),
        );
      }
    },
  },
  {
    name: 'the worker grows with the jobs that wait for each worker',
    holds: (stage) => {
      const queue = policiesOf(stage, 'Worker').find((policy) => policy.customizedMetricSpecification);
      expect(queue?.targetValue).toBe(20);
      const host = stage
        .container('Worker', 'worker')
        .environment.find(({ name }) => name === 'DB_HOST')?.value;
      expect(queue?.customizedMetricSpecification).toMatchObject({
        metrics: [
          {
            id: 'depth',
            metricStat: {
              stat: 'Maximum',
              metric: {
                namespace: 'Chancery',
                metricName: 'QueueDepth',
                dimensions: [{ name: 'Database', value: host }],
              },
            },
          },
          {
            id: 'workers',
            metricStat: {
              metric: {
                metricName: 'RunningTaskCount',
                dimensions: [
                  { name: 'ClusterName', value: stage.inputs('aws:ecs/cluster:Cluster').name },
                  { name: 'ServiceName', value: `chancery-${stage.name}-worker` },
                ],
              },
            },
          },
          { expression: 'depth / workers', returnData: true },
        ],
      });
    },
  },
  {
    name: 'only a personal stage runs on capacity that can be taken away',
    holds: (stage) => {
      for (const task of tasks) {
        const used = (
          service(stage, task).capacityProviderStrategies as { capacityProvider: string; weight: number }[]
        )
          .filter(({ weight }) => weight > 0)
          .map(({ capacityProvider }) => capacityProvider);
        expect(used).toEqual([stage.kind === 'personal' ? 'FARGATE_SPOT' : 'FARGATE']);
      }
    },
  },
  {
    name: 'the cluster counts its tasks and containers',
    holds: (stage) => {
      expect(stage.inputs('aws:ecs/cluster:Cluster').settings).toEqual([
        { name: 'containerInsights', value: 'enabled' },
      ]);
    },
  },
];
