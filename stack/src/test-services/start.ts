import type { StartedTestContainer } from 'testcontainers';
import { prepareTestcontainers } from '../config.ts';
import { findEngine } from '../containers/engine.ts';
import type { GivenServices } from '../given.ts';
import { testImages, type TestImage } from './images.ts';
import { removeLeftovers } from './leftovers.ts';
import { localStackKeys, startLocalStack } from './localstack.ts';
import { startPostgres } from './postgres.ts';
import { startRdsProxy, type StartedPooler } from './rds-proxy.ts';

const STOP_LIMIT_MS = 10_000;

/** What to start as containers. Postgres is always among them. */
export interface TestServicesOptions {
  /** LocalStack too. Default: yes. */
  aws?: boolean;
  /** The pooler too, with so many connections to the server for each database. Default: none. */
  poolSize?: number;
  /** Keeps every statement that the server receives in this folder, as `serverLogFile`. */
  serverLogFolder?: string;
  onLine?: (line: string) => void;
}

/** Containers that a stack of the tests uses in place of processes of its own. */
export interface TestServices extends AsyncDisposable {
  readonly given: GivenServices & Required<Pick<GivenServices, 'postgres'>>;
  /** Present when it was asked for: its port on this machine and its address in the server's log. */
  readonly pooler?: Omit<StartedPooler, 'container'>;
  stop(): Promise<void>;
}

/**
 * Starts the containers of one test run, after removing what killed runs left behind.
 *
 * @throws StackFault before anything is started when the engine is missing or too old, or an image is not to be had
 */
export async function startTestServices(options: TestServicesOptions = {}): Promise<TestServices> {
  await findEngine();
  const images = await testImages(wantedImages(options), options.onLine);
  prepareTestcontainers();
  await removeLeftovers();
  const running: StartedTestContainer[] = [];
  const stop = async (): Promise<void> => {
    // A server whose log is read afterwards must come to its end; the others hold nothing that anybody misses.
    const timeout = options.serverLogFolder ? STOP_LIMIT_MS : 0;
    await Promise.all(running.splice(0).map((container) => container.stop({ timeout })));
  };
  try {
    const [database, aws] = await allOrFirstFailure(
      startDatabase(images, options, running),
      options.aws === false ? undefined : startStore(images, running),
    );
    const { postgres, pooler } = database;
    return { given: { postgres, ...(aws && { aws }) }, pooler, stop, [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function wantedImages({ aws, poolSize }: TestServicesOptions): TestImage[] {
  return [
    'postgres',
    ...(aws === false ? [] : (['localstack'] as const)),
    ...(poolSize === undefined ? [] : (['rds-proxy'] as const)),
  ];
}

type Images = Awaited<ReturnType<typeof testImages>>;

async function startDatabase(
  images: Images,
  { serverLogFolder, poolSize }: TestServicesOptions,
  running: StartedTestContainer[],
): Promise<Pick<TestServices, 'pooler'> & { postgres: TestServices['given']['postgres'] }> {
  const container = await startPostgres(images.postgres, serverLogFolder);
  running.push(container);
  const postgres = { port: container.getPort(), password: container.getPassword() };
  if (poolSize === undefined) return { postgres };
  const pooler = await startRdsProxy(images['rds-proxy'], container, poolSize);
  running.push(pooler.container);
  return { postgres, pooler: { port: pooler.port, address: pooler.address } };
}

async function startStore(images: Images, running: StartedTestContainer[]): Promise<GivenServices['aws']> {
  const container = await startLocalStack(images.localstack);
  running.push(container);
  return { port: container.getPort(), ...localStackKeys };
}

/** Waits for both, so that nothing is still starting when the caller stops what runs. @throws the first failure */
async function allOrFirstFailure<A, B>(
  first: Promise<A>,
  second: Promise<B> | undefined,
): Promise<[A, B | undefined]> {
  const [one, two] = await Promise.allSettled([first, second]);
  if (one.status === 'rejected') throw one.reason;
  if (two.status === 'rejected') throw two.reason;
  return [one.value, two.value];
}
