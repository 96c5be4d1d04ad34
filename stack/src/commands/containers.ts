import { buildProgress } from '../containers/build-progress.ts';
import { cloneProject, forgetPorts, type CloneProject } from '../containers/clone-project.ts';
import type { ContainerState } from '../containers/container.ts';
import { findEngine } from '../containers/engine.ts';
import { bringUp } from '../containers/up.ts';
import { seedAccount } from '../environment.ts';
import { seconds, serviceTable } from '../progress.ts';
import type { Phase, ServiceState } from '../state.ts';
import { nextSignal } from './signal.ts';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** `npm start -- --engine docker`: the stack in containers, kept until Ctrl-C; the data stay in their volumes. */
export async function startContainers(): Promise<number> {
  const stop = new AbortController();
  const signal = nextSignal().then(() => stop.abort());
  let project: CloneProject | undefined;
  try {
    project = await bringCloneUp(stop.signal, 'Ctrl-C stops everything.');
    await signal;
  } catch (error) {
    if (!stop.signal.aborted) throw error;
  }
  project ??= await cloneProject();
  print('\nStopping');
  return down(project);
}

/** `npm run stack -- up | down | status [--json] | reset`, each with `--engine docker`. */
export async function containersCommand([command, ...args]: string[]): Promise<number> {
  switch (command) {
    case 'up':
      await bringCloneUp(undefined, 'npm run stack -- down --engine docker stops everything.');
      return 0;
    case 'down':
      await findEngine();
      return down(await cloneProject());
    case 'status':
      await findEngine();
      return status(args.includes('--json'));
    case 'reset':
      await findEngine();
      return reset();
    default:
      process.stderr.write('npm run stack -- up | down | status [--json] | reset, with --engine docker\n');
      return 2;
  }
}

async function bringCloneUp(signal: AbortSignal | undefined, howToStop: string): Promise<CloneProject> {
  const engine = await findEngine();
  print(`Starting Chancery in containers (Docker ${engine.version}, compose ${engine.compose})`);
  const project = await cloneProject();
  const build = buildProgress(print);
  await bringUp(project.compose, {
    signal,
    onLine: (line) => {
      build(line);
      const ready = readyLine(line, project.compose.project);
      if (ready) print(ready);
    },
  });
  const states = (await project.compose.containers()).map((one) => stateOf(one, project));
  print(`\n${serviceTable(states)}\n`);
  print(`Sign in as ${seedAccount.email} with ${seedAccount.password}, or sign up with any address`);
  print(
    `(an address with +clerk_test gets the code 424242; others are at ${clerkOrigin(project)}/__local/).`,
  );
  print(howToStop);
  print(`Ready in ${seconds(performance.now())}: http://localhost:${project.ports.web}`);
  return project;
}

const seen = new Set<string>();

/** Compose says the same several times; a person is told once. */
function readyLine(line: string, project: string): string | undefined {
  const [, service, state] = /^ ?Container (\S+)-\d+ {2}(Healthy|Exited)$/.exec(line.trimEnd()) ?? [];
  if (!service || seen.has(service)) return undefined;
  seen.add(service);
  const name = service.slice(project.length + 1).padEnd(10);
  return `  ${name} ${state === 'Healthy' ? 'ready' : 'done '}   ${seconds(performance.now()).padStart(7)}`;
}

async function down({ compose }: CloneProject): Promise<number> {
  const started = performance.now();
  const ran = (await compose.containers()).length > 0;
  await compose.down();
  print(ran ? `Stopped in ${seconds(performance.now() - started)}` : 'Nothing was running');
  return 0;
}

/** Prints what runs; the exit code is 0 only when every service is ready. */
async function status(asJson: boolean): Promise<number> {
  const project = await cloneProject();
  const services = (await project.compose.containers()).map((one) => stateOf(one, project));
  const ready = services.length > 0 && services.every(({ state }) => state === 'ready');
  const address = `http://localhost:${project.ports.web}`;
  if (asJson) {
    print(JSON.stringify({ running: services.length > 0, ready, address, services }, null, 2));
  } else {
    print(
      services.length > 0
        ? serviceTable(services)
        : 'No containers are running. npm start -- --engine docker starts them.',
    );
  }
  return ready ? 0 : 1;
}

async function reset(): Promise<number> {
  const started = performance.now();
  const { compose } = await cloneProject();
  await compose.down({ volumes: true });
  forgetPorts();
  print(`All data of the containers is gone (${seconds(performance.now() - started)}).`);
  return 0;
}

const notes: Record<string, string> = {
  web: 'the application',
  api: 'reference at /docs',
  postgres: 'database chancery, user chancery',
  'rds-proxy': 'PgBouncer, stands for RDS Proxy',
  localstack: 'S3 and SES',
  inbox: 'mail that was sent',
  clerk: 'sign-in; people at /__local/',
};

function stateOf(container: ContainerState, project: CloneProject): ServiceState {
  const { service, startedAt } = container;
  const { ports } = project;
  const addresses: Record<string, string> = {
    web: `http://localhost:${ports.web}`,
    api: `http://localhost:${ports.api}`,
    clerk: clerkOrigin(project),
    localstack: `http://localhost:${ports.store}`,
    inbox: `http://localhost:${ports.inbox}`,
    postgres: `127.0.0.1:${ports.postgres}`,
    'rds-proxy': `127.0.0.1:${ports.rdsProxy}`,
  };
  return {
    name: service,
    state: phaseOf(container),
    address: addresses[service],
    note: notes[service],
    since: startedAt,
  };
}

function phaseOf({ state, health, exitCode }: ContainerState): Phase {
  if (state === 'running')
    return health === 'healthy' ? 'ready' : health === 'unhealthy' ? 'failed' : 'starting';
  if (state === 'exited') return exitCode === 0 ? 'ready' : 'failed';
  return state === 'created' ? 'waiting' : 'failed';
}

const clerkOrigin = ({ ports }: CloneProject): string => `http://localhost:${ports.clerk}`;
