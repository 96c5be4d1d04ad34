import { healthPaths, ports } from './container-limits.ts';
import type { SecurityGroups } from './security-groups.ts';
import type { StagePolicy } from './stage-policy.ts';

/**
 * Seconds without a byte after which the load balancer ends a connection: longer than the pause between two signs
 * of life of an event stream (15 s), shorter than what the API itself keeps a connection for (75 s), so that it is
 * never the API that closes one while a request is on its way.
 */
export const IDLE_SECONDS = 60;

/** Seconds in which a task that goes away may finish its answers. Streams are taken up again at another task. */
const DRAIN_SECONDS = 30;

const health = {
  path: healthPaths.api,
  interval: '10 seconds',
  timeout: '5 seconds',
  healthyThreshold: 2,
  unhealthyThreshold: 3,
  successCodes: '200',
} as const;

/** The public address of the API: HTTPS, and HTTP only to be sent on. */
export function loadBalancerArgs(domain: string) {
  return {
    domain,
    rules: [
      { listen: '80/http', redirect: '443/https', container: 'api' },
      { listen: '443/https', forward: `${ports.api}/http`, container: 'api' },
    ],
    health: { [`${ports.api}/http`]: health },
  } satisfies sst.aws.ServiceArgs['loadBalancer'];
}

/** Raises SST's defaults: every port open, 60 s, TLS of 2016, no log. */
export function loadBalancerTransform(policy: StagePolicy, groups: SecurityGroups, logs: sst.aws.Bucket) {
  return {
    loadBalancerSecurityGroup: (args) => {
      args.description = 'Load balancer of the API';
      args.ingress = [80, 443].map((port) => ({
        description: port === 80 ? 'HTTP, sent on to HTTPS' : 'HTTPS',
        protocol: 'tcp',
        fromPort: port,
        toPort: port,
        cidrBlocks: ['0.0.0.0/0'],
      }));
      args.egress = [
        {
          description: 'API',
          protocol: 'tcp',
          fromPort: ports.api,
          toPort: ports.api,
          securityGroups: [groups.api.id],
        },
      ];
    },
    loadBalancer: (args) => {
      args.name = `chancery-${$app.stage}-api`;
      args.idleTimeout = IDLE_SECONDS;
      args.dropInvalidHeaderFields = true;
      args.enableDeletionProtection = policy.keepsData;
      args.accessLogs = { enabled: true, bucket: logs.name, prefix: 'load-balancer' };
    },
    listener: (args) => {
      if (args.protocol === 'HTTPS') args.sslPolicy = 'ELBSecurityPolicy-TLS13-1-2-2021-06';
    },
    target: (args) => {
      args.deregistrationDelay = DRAIN_SECONDS;
    },
  } satisfies sst.aws.ServiceArgs['transform'];
}
