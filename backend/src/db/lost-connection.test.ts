import { DrizzleQueryError } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { isLostConnection } from './lost-connection.ts';

const failure = (message: string, code?: string): Error => Object.assign(new Error(message), { code });
const inQuery = (cause: Error): Error => new DrizzleQueryError('select 1', [], cause);

it.each([
  ['a server that PgBouncer saw crash', failure('server conn crashed?', '08P01')],
  ['a server that is shut down', failure('terminating connection due to administrator command', '57P01')],
  ['a server that starts', failure('the database system is starting up', '57P03')],
  ['too many clients', failure('sorry, too many clients already', '53300')],
  ['a connection that broke off', failure('Connection terminated unexpectedly')],
  ['a connection that is not made in time', failure('timeout exceeded when trying to connect')],
  [
    'a connection that broke off before',
    failure('Client has encountered a connection error and is not queryable'),
  ],
])('knows %s, alone and as the cause of a failed query', (_what, error) => {
  expect(isLostConnection(error)).toBe(true);
  expect(isLostConnection(inQuery(error))).toBe(true);
});

it.each([
  ['a unique key', failure('duplicate key value violates unique constraint', '23505')],
  ['a cancelled statement', failure('canceling statement due to user request', '57014')],
  ['another dependency', failure('connect ECONNREFUSED 127.0.0.1:9', 'ECONNREFUSED')],
])('takes %s for something else', (_what, error) => {
  expect(isLostConnection(inQuery(error))).toBe(false);
});

it('takes what is no error for something else', () => {
  expect([undefined, null, 'Connection terminated'].map(isLostConnection)).toEqual([false, false, false]);
});
