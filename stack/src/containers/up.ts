import { StackFault } from '../fault.ts';
import { holderOf, portIsFree } from '../ports.ts';
import { pause } from '../processes/wait.ts';
import type { Compose } from './compose.ts';
import { logsOf, type ContainerState } from './container.ts';
import { docker, lastLines } from './docker.ts';
import { requireImages } from './images.ts';

export interface UpOptions {
  /** Only these services and what they need. Default: all of the chosen profiles. */
  services?: readonly string[];
  /** Told of progress, line by line. */
  onLine?: (line: string) => void;
  /** How long everything together may take to be healthy. Default: 5 minutes. */
  limitMs?: number;
  /** Which images are built: all, from the cache where nothing changed (the default), or those that are not there. */
  build?: 'all' | 'missing';
  /** Gives up. */
  signal?: AbortSignal;
}

/** A container that Docker has had to start again so often does not get up by itself. */
const HOPELESS_RESTARTS = 3;
const LOG_LINES = 20;

/**
 * Starts a project and waits until every service is healthy. Safe to call at any time: what runs already and has
 * not changed is left alone.
 *
 * @throws StackFault naming the port that is taken and by whom, the image that is missing, or the container that
 * does not get up, with its last lines
 */
export async function bringUp(compose: Compose, options: UpOptions = {}): Promise<void> {
  await refuseTakenPorts(compose, options.services);
  await requireImages(compose, options.onLine);
  const build = options.build ?? 'all';
  if (build === 'all') await compose.build({ onLine: options.onLine, signal: options.signal });
  const ended = new AbortController();
  const complaint = await Promise.race([
    composeUp(compose, options, ended.signal),
    watchForHopeless(compose, ended.signal),
  ]);
  ended.abort();
  if (complaint !== undefined) throw await whyNot(compose, complaint);
}

/** Resolves with the complaint of compose, or nothing when everything is healthy. */
async function composeUp(
  compose: Compose,
  { services = [], limitMs = 300_000, onLine, signal }: UpOptions,
  ended: AbortSignal,
): Promise<string | undefined> {
  const limit = AbortSignal.timeout(limitMs);
  const stop = AbortSignal.any([ended, limit, ...(signal ? [signal] : [])]);
  try {
    const up = await compose.run(['up', '--detach', '--wait', ...services], { onLine, signal: stop });
    return up.code === 0 ? undefined : up.stderr;
  } catch (error) {
    if (!limit.aborted) throw error;
    return `not everything was healthy within ${limitMs / 1000} s`;
  }
}

/** A port that a service is to have and somebody else holds. */
export interface TakenPort {
  service: string;
  port: number;
  /** In words for a person. */
  holder: string;
}

/** The ports of a project that others hold. Those that its own containers hold are not taken. */
export async function takenPorts(compose: Compose, services?: readonly string[]): Promise<TakenPort[]> {
  const [config, containers] = await Promise.all([compose.config(), compose.containers()]);
  const own = new Set(containers.flatMap(({ ports }) => Object.values(ports)));
  const taken: TakenPort[] = [];
  for (const [service, { ports = [] }] of Object.entries(config.services)) {
    if (services && !services.includes(service)) continue;
    for (const port of ports.flatMap(({ published }) => (published ? [Number(published)] : []))) {
      if (own.has(port) || (await portIsFree(port))) continue;
      taken.push({ service, port, holder: (await containerHolding(port)) ?? holderOf(port) });
    }
  }
  return taken;
}

async function refuseTakenPorts(compose: Compose, services?: readonly string[]): Promise<void> {
  const taken = await takenPorts(compose, services);
  if (taken.length === 0) return;
  throw new StackFault(
    taken.map(({ service, port, holder }) => `Port ${port} of ${service} is held by ${holder}`).join('\n'),
    'End that, or choose other ports: CHANCERY_WEB_PORT, CHANCERY_API_PORT and so on (compose.yaml names them).',
  );
}

async function containerHolding(port: number): Promise<string | undefined> {
  const names = await docker(['ps', '--filter', `publish=${port}`, '--format', '{{.Names}}']);
  return names ? `the container ${names.split('\n')[0]}` : undefined;
}

/** Resolves with a complaint once a container has died again and again; never when it is told to stop. */
async function watchForHopeless(compose: Compose, stop: AbortSignal): Promise<string> {
  const before = new Map((await compose.containers()).map(({ id, restarts }) => [id, restarts]));
  while (!stop.aborted) {
    const hopeless = (await compose.containers()).find(
      ({ id, restarts }) => restarts - (before.get(id) ?? 0) >= HOPELESS_RESTARTS,
    );
    if (hopeless) return `${hopeless.service} dies again and again`;
    await pause(500);
  }
  return new Promise(() => undefined);
}

/** The fault that a person can act on: every container that did not get up, with its last lines. */
async function whyNot(compose: Compose, complaint: string): Promise<StackFault> {
  const failed = (await compose.containers()).filter(hasFailed);
  if (failed.length === 0) return new StackFault(`The containers did not start: ${lastLines(complaint, 5)}`);
  const told = await Promise.all(
    failed.map(async (one) => `${describe(one)}\n${indent(await logsOf(one, LOG_LINES))}`),
  );
  return new StackFault(
    told.join('\n'),
    `The whole log: docker compose -p ${compose.project} logs ${failed[0]?.service}`,
  );
}

/** Whether a container ended with a fault, starts again and again, or is not healthy. */
export function hasFailed({ state, health, exitCode, restarts }: ContainerState): boolean {
  return (
    state === 'dead' ||
    state === 'restarting' ||
    health === 'unhealthy' ||
    (state === 'exited' && exitCode !== 0) ||
    (health === 'starting' && restarts > 0)
  );
}

function describe({ service, state, exitCode, lastProbe }: ContainerState): string {
  if (state === 'running') return `${service} does not become healthy${lastProbe ? ` (${lastProbe})` : ''}:`;
  return `${service} ended with code ${exitCode}:`;
}

const indent = (text: string): string =>
  (text || '(it printed nothing)')
    .split('\n')
    .map((line) => `  | ${line}`)
    .join('\n');
