import { expect } from 'vitest';
import { HEARTBEAT_MS } from '../../backend/src/http/event-stream.ts';
import { KEEP_ALIVE_MS } from '../../backend/src/http/keep-alive.ts';
import type { Property } from '../testing/property.ts';

export const loadBalancer: Property[] = [
  {
    name: 'the load balancer asks the API for /readyz',
    holds: (stage) => {
      expect(stage.inputs('TargetGroup')).toMatchObject({
        port: 4000,
        protocol: 'HTTP',
        healthCheck: { path: '/readyz', matcher: '200' },
      });
    },
  },
  {
    name: 'the load balancer waits longer than an event stream is silent, and less than the API keeps a connection',
    holds: (stage) => {
      const idle = Number(stage.inputs('LoadBalancer').idleTimeout);
      expect(idle).toBeGreaterThan((3 * HEARTBEAT_MS) / 1_000);
      expect(idle).toBeLessThan(KEEP_ALIVE_MS / 1_000);
    },
  },
  {
    name: 'the API is served over TLS 1.2 or 1.3, and plain HTTP is only sent on',
    holds: (stage) => {
      const listeners = stage.all('aws:lb/listener:Listener').map(({ inputs }) => inputs);
      expect(listeners.map(({ port }) => port).sort()).toEqual([443, 80]);
      expect(listeners.find(({ port }) => port === 443)).toMatchObject({
        protocol: 'HTTPS',
        sslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
      });
      expect(listeners.find(({ port }) => port === 80)?.defaultActions).toEqual([
        { type: 'redirect', redirect: { port: '443', protocol: 'HTTPS', statusCode: 'HTTP_301' } },
      ]);
    },
  },
  {
    name: 'the load balancer drops headers that are not valid',
    holds: (stage) => expect(stage.inputs('LoadBalancer').dropInvalidHeaderFields).toBe(true),
  },
  {
    name: 'the load balancer writes down every request',
    holds: (stage) => {
      expect(stage.inputs('LoadBalancer').accessLogs).toEqual({
        enabled: true,
        bucket: stage.inputs('aws:s3/bucket:Bucket', 'LogsBucket').bucket,
        prefix: 'load-balancer',
      });
    },
  },
  {
    name: 'production’s load balancer cannot be deleted',
    kinds: ['production'],
    holds: (stage) => expect(stage.inputs('LoadBalancer').enableDeletionProtection).toBe(true),
  },
  {
    name: 'another stage’s load balancer goes with it',
    kinds: ['staging', 'personal'],
    holds: (stage) => expect(stage.inputs('LoadBalancer').enableDeletionProtection).toBe(false),
  },
  {
    name: 'a task that goes away may finish its answers first',
    holds: (stage) => expect(stage.inputs('TargetGroup').deregistrationDelay).toBe(30),
  },
];
