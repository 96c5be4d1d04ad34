import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { folders as cloneFolders } from './clone.ts';
import { logLevel, modelVariablesFromEnvironment } from './config.ts';
import {
  seedAccount,
  stackEnvironment,
  webOrigin,
  type Ports,
  type StackPlace,
  type StackRole,
} from './environment.ts';
import { placeWith, servicesWith, type GivenServices } from './given.ts';
import { memoryDisk } from './memory-disk.ts';
import { freePorts } from './ports.ts';
import { inspectProcess } from './processes/inspect.ts';
import { progressLine } from './progress.ts';
import { makeSecrets } from './secrets.ts';
import type { StackContext } from './service.ts';
import { publishableKeyFor } from '../../docker/clerk/src/keys.ts';
import { clerkLabel } from './services/clerk-bundles.ts';
import { services, type ServiceName } from './services/index.ts';
import { endOrphans, isRunning, readState, writeState, type ServiceState } from './state.ts';
import { Supervisor, type SupervisorEvents } from './supervisor.ts';

/** A running stack. */
export interface Stack extends AsyncDisposable {
  readonly ports: Ports;
  readonly place: StackPlace;
  /** The address a person opens. */
  readonly webOrigin: string;
  /** The account that exists from the start. */
  readonly account: { readonly email: string; readonly password: string };
  /** The present state of every service, as data. */
  states(): ServiceState[];
  /** The state of one service; its pid is what a test kills. */
  service(name: ServiceName): ServiceState;
  /** The settings that a process of this stack is given, to start one more or to speak to the services. */
  environment(role: StackRole): Record<string, string>;
  /** Where the logs lie, one file per service. */
  readonly logs: string;
  stop(): Promise<void>;
}

export interface StackOptions {
  /** What to start; all they need is started too. Default: everything. */
  services?: readonly ServiceName[];
  /** What runs already: it is used and not started. Default: nothing. */
  given?: GivenServices;
  mode?: StackContext['mode'];
  /** How much the processes log. Default: info. */
  logLevel?: string;
  /** A line for a person: progress, restarts, downloads. Default: kept quiet. */
  onLine?: (line: string) => void;
}

/**
 * Starts a stack of its own for a test: new data, new secrets, free ports, everything removed at the end.
 *
 *     await using stack = await startStack({ services: ['api', 'worker', 'converter'] });
 *
 * @throws StackFault naming the service that did not start
 */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  await sweepAbandoned();
  const home = mkdtempSync(join(memoryDisk(), PREFIX));
  // The database runs as another user when the test runs as root.
  chmodSync(home, 0o755);
  const remove = (): void => rmSync(home, { recursive: true, force: true });
  try {
    const context = newContext(home, await freePorts(), options);
    const supervisor = new Supervisor(
      servicesWith(services, options.given ?? {}),
      options.services ?? services.map(({ name }) => name),
      context,
      events(home, context, options),
    );
    await supervisor.start();
    return handle(context, supervisor, remove);
  } catch (error) {
    remove();
    throw error;
  }
}

const PREFIX = 'chancery-stack-';

/** Every change is noted in the stack's folder, so that a later run can clear away what a killed one left. */
function events(home: string, context: StackContext, options: StackOptions): SupervisorEvents {
  const supervisor = { pid: process.pid, startedAt: inspectProcess(process.pid)?.startedAt ?? '' };
  const tell = options.onLine ?? (() => undefined);
  return {
    told: tell,
    changed: (state, all) => {
      writeState(home, { supervisor, mode: context.mode, ports: context.place.ports, services: all });
      const line = progressLine(state);
      if (line) tell(line);
    },
  };
}

/** Ends and removes the stacks of test runs that were killed. */
async function sweepAbandoned(): Promise<void> {
  for (const name of readdirSync(memoryDisk()).filter((entry) => entry.startsWith(PREFIX))) {
    const home = join(memoryDisk(), name);
    const state = readState(home);
    if (!state || isRunning(state)) continue;
    await endOrphans(state);
    rmSync(home, { recursive: true, force: true });
  }
}

function newContext(home: string, ports: Ports, options: StackOptions): StackContext {
  const own = { logs: join(home, 'logs'), data: join(home, 'data') };
  for (const folder of [own.logs, own.data]) mkdirSync(folder, { mode: 0o700 });
  return {
    place: {
      ...placeWith({ ports, secrets: makeSecrets() }, options.given ?? {}),
      databaseName: 'chancery',
      publishableKey: publishableKeyFor(clerkLabel),
      converter: { engine: 'uno' },
      models: {},
      logLevel: options.logLevel ?? 'info',
    },
    folders: { ...own, databaseData: join(home, 'postgres'), cache: cloneFolders.cache },
    mode: options.mode ?? 'built',
    disposable: true,
    announce: options.onLine ?? (() => undefined),
  };
}

/** The context of the clone's own stack. */
export function cloneContext(
  place: Pick<StackContext['place'], 'ports' | 'secrets'>,
  mode: StackContext['mode'],
  announce: (line: string) => void,
): StackContext {
  return {
    place: {
      ...place,
      databaseName: 'chancery',
      publishableKey: publishableKeyFor(clerkLabel),
      converter: { engine: 'uno' },
      models: modelVariablesFromEnvironment(),
      logLevel,
    },
    folders: cloneFolders,
    mode,
    disposable: false,
    announce,
  };
}

function handle(context: StackContext, supervisor: Supervisor, remove: () => void): Stack {
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopped ??= supervisor.stop().then(remove));
  return {
    ports: context.place.ports,
    place: context.place,
    webOrigin: webOrigin(context.place.ports),
    account: seedAccount,
    states: () => supervisor.states(),
    service: (name) => supervisor.states().find((state) => state.name === name) ?? unknownService(name),
    environment: (role) => stackEnvironment(role, context.place),
    logs: context.folders.logs,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

function unknownService(name: string): never {
  throw new Error(`${name} is not part of this stack`);
}
