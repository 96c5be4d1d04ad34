import { describe, expect, inject, it } from 'vitest';
import { eventually, newPerson, type TestPerson } from '../../../backend/src/testing/person.ts';
import { databaseUser } from '../environment.ts';
import { withConnection } from '../postgres/connection.ts';
import { pause } from '../processes/wait.ts';
import { startLoad } from './testing/load.ts';
import { apiOf, stackUnderTest } from './testing/stack.ts';

const stack = stackUnderTest();
const { compose, ports } = stack;

/** What the product promises of every dependency that was away. */
const RECOVERY_MS = 10_000;
const NAMED = '503 dependency_unavailable';
/** So many good answers one after another, from all callers together, make a recovery. */
const IN_A_ROW = 60;

/** One answer of the API, or that there was none. */
interface Seen {
  at: number;
  what: string;
}

/** Asks and writes without a pause, from several callers at once, until it is told to end. */
function askSteadily(person: TestPerson): { seen: Seen[]; end: () => Promise<void> } {
  const seen: Seen[] = [];
  let going = true;
  const calls = [
    () => person.call<{ code?: string }>('get', '/projects'),
    () => person.call<{ code?: string }>('post', '/projects', { name: 'Under load' }),
    () => person.call<{ code?: string }>('get', '/account'),
  ];
  const callers = calls.map(async (call) => {
    while (going) {
      const what = await call().then(
        ({ status, body }) => (status < 400 ? 'served' : `${status} ${body.code}`),
        (error: unknown) => `no answer: ${String(error)}`,
      );
      seen.push({ at: Date.now(), what });
      await pause(20);
    }
  });
  const end = async (): Promise<void> => {
    going = false;
    await Promise.all(callers);
  };
  return { seen, end };
}

/** When Postgres itself answers again, not by way of the pooler. */
async function databaseAnswers(): Promise<number> {
  const { secrets } = inject('integration');
  const address = {
    host: '127.0.0.1',
    port: ports.postgres,
    user: databaseUser,
    password: secrets.databasePassword,
  };
  await eventually(
    () =>
      withConnection(address, 'chancery', (client) => client.query('select 1')).then(
        () => true,
        () => false,
      ),
    (answered) => answered,
    60_000,
  );
  return Date.now();
}

const restartsOf = async (): Promise<number[]> =>
  Promise.all(['api', 'worker', 'rds-proxy'].map(async (name) => (await compose.container(name)).restarts));

describe('Postgres restarted under load', () => {
  it.each(['stopped and started', 'killed'])(
    '(%s) gives named errors meanwhile, and is made up for',
    async (how) => {
      const restarts = await restartsOf();
      const load = await startLoad(apiOf(stack));
      const asking = askSteadily(await newPerson(apiOf(stack)));
      await load.inTheMiddle();
      if (how === 'killed') await compose.crash('postgres');
      else await compose.restart('postgres');
      const back = await databaseAnswers();
      const failures = (): Seen[] => asking.seen.filter(({ what }) => what !== 'served');
      await eventually(
        async () => asking.seen.slice(-IN_A_ROW),
        (last) => last.length === IN_A_ROW && last.every(({ at, what }) => at > back && what === 'served'),
        2 * RECOVERY_MS,
      );
      await asking.end();
      expect([...new Set(failures().map(({ what }) => what))].filter((what) => what !== NAMED)).toEqual([]);
      expect(failures().filter(({ at }) => at > back + RECOVERY_MS)).toEqual([]);
      await load.nothingLost();
      expect(await restartsOf(), 'no process has ended over it').toEqual(restarts);
    },
  );
});
