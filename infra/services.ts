import {
  commandOf,
  healthCommandOf,
  HEALTH_TIMING,
  ports,
  taskSizes,
  type ContainerName,
} from './container-limits.ts';
import { settingsOf, type SettingsSources } from './container-settings.ts';
import type { IsolatedSubnets } from './isolated-subnets.ts';
import { loadBalancerArgs, loadBalancerTransform } from './load-balancer.ts';
import { scaleOnQueue } from './queue-scaling.ts';
import { admitLoadBalancer, type SecurityGroups } from './security-groups.ts';
import { shapeTaskDefinition } from './task-definition.ts';
import { executionRole, taskRole, type Targets } from './task-roles.ts';

type Text = $util.Input<string>;
type ServiceName = keyof typeof taskSizes;
type Transform = NonNullable<sst.aws.ServiceArgs['transform']>;

export interface ServiceSources {
  cluster: sst.aws.Cluster;
  vpc: sst.aws.Vpc;
  image: Text;
  groups: SecurityGroups;
  isolated: IsolatedSubnets;
  targets: Targets;
  logs: sst.aws.Bucket;
  settings: Omit<SettingsSources, 'converterUrl'>;
}

export interface Services {
  api: sst.aws.Service;
  worker: sst.aws.Service;
  converter: sst.aws.Service;
}

const seconds = (count: number): `${number} seconds` => `${count} seconds`;

/** One service of the backend's image: what all three share. */
function createService(
  name: ServiceName,
  sources: ServiceSources,
  own: {
    containers: ContainerName[];
    subnets: NonNullable<aws.types.input.ecs.ServiceNetworkConfiguration['subnets']>;
    converterUrl?: Text;
    loadBalancer?: sst.aws.ServiceArgs['loadBalancer'];
    transform?: Transform;
    service?: (args: aws.ecs.ServiceArgs) => void;
    /** What must be there before its tasks start. */
    after?: $util.Input<$util.Resource>[];
  },
): sst.aws.Service {
  const { cluster, image, groups, targets } = sources;
  const { policy } = sources.settings;
  const { min, max } = policy.tasks[name];
  const { cpus, memoryGb } = taskSizes[name];
  const given = own.containers.map((container) => ({
    container,
    ...settingsOf(container, { ...sources.settings, converterUrl: own.converterUrl ?? '' }),
  }));
  const title = `${name[0]!.toUpperCase()}${name.slice(1)}`;
  return new sst.aws.Service(title, {
    cluster,
    cpu: `${cpus} vCPU`,
    memory: `${memoryGb} GB`,
    architecture: 'x86_64',
    capacity: policy.spot ? 'spot' : { fargate: { weight: 1 } },
    wait: true,
    scaling: {
      min,
      max,
      cpuUtilization: 60,
      memoryUtilization: false,
      scaleOutCooldown: '1 minute',
      scaleInCooldown: '5 minutes',
    },
    containers: given.map(({ container, environment, references }) => ({
      name: container,
      image,
      command: commandOf(container),
      environment,
      ssm: references,
      logging: { name: `/chancery-${$app.stage}/${container}` },
      health: container === 'migrate' ? undefined : healthOf(container),
    })),
    loadBalancer: own.loadBalancer,
    transform: {
      ...own.transform,
      taskRole: taskRole(name, targets),
      executionRole: executionRole([...new Set(given.flatMap(({ secretArns }) => secretArns))], targets.key),
      taskDefinition: shapeTaskDefinition,
      service: (args, opts) => {
        opts.dependsOn = own.after;
        args.name = `chancery-${$app.stage}-${name}`;
        args.enableExecuteCommand = false;
        args.propagateTags = 'SERVICE';
        args.deploymentMinimumHealthyPercent = 100;
        args.deploymentMaximumPercent = 200;
        args.networkConfiguration = {
          assignPublicIp: false,
          subnets: own.subnets,
          securityGroups: [groups[name].id],
        };
        own.service?.(args);
      },
    },
  });
}

function healthOf(container: Exclude<ContainerName, 'migrate'>) {
  return {
    command: healthCommandOf(container),
    interval: seconds(HEALTH_TIMING.interval),
    timeout: seconds(HEALTH_TIMING.timeout),
    startPeriod: seconds(HEALTH_TIMING.startPeriod),
    retries: HEALTH_TIMING.retries,
  };
}

/** API, worker and converter. The worker comes after the API, whose tasks bring the schema up to date first. */
export function createServices(sources: ServiceSources): Services {
  const { vpc, groups, isolated, logs, settings } = sources;
  const converter = createService('converter', sources, {
    containers: ['converter'],
    subnets: isolated.subnetIds,
    after: isolated.endpoints,
  });
  const api = createService('api', sources, {
    containers: ['api', 'migrate'],
    subnets: vpc.privateSubnets,
    loadBalancer: loadBalancerArgs(settings.names.api),
    transform: loadBalancerTransform(settings.policy, groups, logs),
    service: (args) => {
      // Migrations run before the API listens.
      args.healthCheckGracePeriodSeconds = HEALTH_TIMING.startPeriod;
    },
  });
  admitLoadBalancer(groups, api.nodes.loadBalancer);
  const worker = createService('worker', sources, {
    containers: ['worker'],
    subnets: vpc.privateSubnets,
    converterUrl: $interpolate`http://${converter.service}:${ports.converter}`,
    after: [api.nodes.service],
  });
  scaleOnQueue(worker, sources.cluster, settings.database.host);
  return { api, worker, converter };
}
