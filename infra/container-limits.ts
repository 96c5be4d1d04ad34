/**
 * Size, user, file system, stop time and health of each container of the backend's image. compose.yaml states the
 * same for a laptop, and a test compares the two.
 */
export type ContainerName = 'api' | 'migrate' | 'worker' | 'converter';

/** Of the image: a number, since nothing has to be looked up then. */
export const USER = '1000';

/** Seconds from SIGTERM to SIGKILL; also the most that Fargate grants. */
export const STOP_SECONDS = 120;

/** The directory every container may write to; the rest of its file system is read-only. */
export const WRITABLE = '/tmp';

/** Seconds; what a container's health check waits for. */
export const HEALTH_TIMING = { interval: 10, timeout: 5, retries: 3, startPeriod: 120 } as const;

interface TaskSize {
  cpus: 0.5 | 1 | 2;
  memoryGb: 1 | 2 | 4;
}

/** A task never holds more than two processors: LibreOffice and the parsers gain nothing from more. */
export const taskSizes: Record<'api' | 'worker' | 'converter', TaskSize> = {
  api: { cpus: 1, memoryGb: 2 },
  worker: { cpus: 2, memoryGb: 4 },
  converter: { cpus: 2, memoryGb: 4 },
};

/** Inside a container; the same in compose.yaml. */
export const ports = { api: 4000, worker: 4200, converter: 4300 } as const;

/** The path each role answers to. The API's is what the load balancer reads too. */
export const healthPaths = { api: '/readyz', worker: '/healthz', converter: '/healthz' } as const;

/** The command that starts a role. */
export function commandOf(role: ContainerName): string[] {
  return ['node', `backend/src/start/${role}.ts`];
}

/** A health check that needs nothing but Node in the image. */
export function healthCommandOf(role: keyof typeof ports): string[] {
  const address = `http://127.0.0.1:${ports[role]}${healthPaths[role]}`;
  return ['CMD', 'node', '-e', `fetch('${address}').then((a)=>process.exit(a.ok?0:1),()=>process.exit(1))`];
}
