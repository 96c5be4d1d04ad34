import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
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
import { freePorts } from './ports.ts';
import { progressLine } from './progress.ts';
import { makeSecrets } from './secrets.ts';
import type { StackContext } from './service.ts';
import { publishableKey } from './services/clerk-bundles.ts';
import { services, type ServiceName } from './services/index.ts';
import type { ServiceState } from './state.ts';
import { Supervisor } from './supervisor.ts';

/** A running stack. */
export interface Stack extends AsyncDisposable {
  readonly ports: Ports;
  readonly place: StackPlace;
  /** The address a person opens. */
  readonly webOrigin: string;
  /** The e-mail address of the account that the seed makes. */
  readonly account: string;
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
  mode?: StackContext['mode'];
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
  const home = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : '/var/tmp', 'chancery-stack-'));
  // The database runs as another user when the test runs as root.
  chmodSync(home, 0o755);
  const remove = (): void => rmSync(home, { recursive: true, force: true });
  const onLine = options.onLine ?? (() => undefined);
  const context = newContext(home, await freePorts(), options.mode ?? 'built', onLine);
  const wanted = options.services ?? services.map(({ name }) => name);
  const supervisor = new Supervisor(services, wanted, context, {
    told: onLine,
    changed: (state) => {
      const line = progressLine(state);
      if (line) onLine(line);
    },
  });
  try {
    await supervisor.start();
  } catch (error) {
    remove();
    throw error;
  }
  return handle(context, supervisor, remove);
}

function newContext(
  home: string,
  ports: Ports,
  mode: StackContext['mode'],
  announce: (line: string) => void,
): StackContext {
  const own = { logs: join(home, 'logs'), data: join(home, 'data') };
  for (const folder of [own.logs, own.data]) mkdirSync(folder, { mode: 0o700 });
  return {
    place: {
      ports,
      secrets: makeSecrets(),
      databaseName: 'chancery',
      publishableKey: publishableKey(),
      converter: { engine: 'uno' },
      models: {},
      logLevel: 'info',
    },
    folders: { ...own, databaseData: join(home, 'postgres'), cache: cloneFolders.cache },
    mode,
    disposable: true,
    announce,
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
      publishableKey: publishableKey(),
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
