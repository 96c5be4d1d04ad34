import { portIsFree } from '../ports.ts';
import type { ContainerState } from './container.ts';

/** The ports that compose.yaml publishes: the variable that sets each, its service and the port inside. */
const published = {
  web: { variable: 'CHANCERY_WEB_PORT', service: 'web', inside: 3000 },
  api: { variable: 'CHANCERY_API_PORT', service: 'api', inside: 4000 },
  clerk: { variable: 'CHANCERY_CLERK_PORT', service: 'clerk', inside: 4100 },
  store: { variable: 'CHANCERY_STORE_PORT', service: 'localstack', inside: 4566 },
  inbox: { variable: 'CHANCERY_INBOX_PORT', service: 'inbox', inside: 8025 },
  postgres: { variable: 'CHANCERY_POSTGRES_PORT', service: 'postgres', inside: 5432 },
  rdsProxy: { variable: 'CHANCERY_RDS_PROXY_PORT', service: 'rds-proxy', inside: 6432 },
  adminer: { variable: 'CHANCERY_ADMINER_PORT', service: 'adminer', inside: 8080 },
  apiDebug: { variable: 'CHANCERY_API_DEBUG_PORT', service: 'api', inside: 9229 },
  workerDebug: { variable: 'CHANCERY_WORKER_DEBUG_PORT', service: 'worker', inside: 9229 },
} as const;

export type PublishedName = keyof typeof published;
export type PublishedPorts = Record<PublishedName, number>;

const names = Object.keys(published) as PublishedName[];

/** The variables that make compose.yaml publish these ports. */
export function portVariables(ports: PublishedPorts): Record<string, string> {
  return Object.fromEntries(names.map((name) => [published[name].variable, String(ports[name])]));
}

/** Free ports one after another from `first` on; below 32768 no system hands them to outgoing connections. */
export async function freePortsFrom(
  first: number,
  isFree: (port: number) => Promise<boolean> = portIsFree,
): Promise<PublishedPorts> {
  const ports: Partial<PublishedPorts> = {};
  let next = first;
  for (const name of names) {
    while (!(await isFree(next))) next += 1;
    ports[name] = next++;
  }
  return ports as PublishedPorts;
}

/** The ports that containers already publish. */
export function portsOf(containers: readonly ContainerState[]): Partial<PublishedPorts> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const { service, inside } = published[name];
      const port = containers.find((one) => one.service === service)?.ports[inside];
      return port === undefined ? [] : [[name, port]];
    }),
  );
}
