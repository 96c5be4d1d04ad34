import { describe, expect, it } from 'vitest';
import { LARGEST_STATEMENT, pinsOf } from './pins.ts';

const SET = 'Using SET commands';
const CONFIG = 'using SET and set_config commands';
const PREPARED = 'Using PREPARE, DISCARD, DEALLOCATE, or EXECUTE commands';
const TEMPORARY = 'Creating temporary sequences, tables, or views';
const CURSOR = 'Declaring cursors';
const LISTEN = 'Listening on a notification channel';
const LOAD = 'Loading a library module';
const SEQUENCE = 'Manipulating sequences using functions such as nextval and setval';
const LOCK = 'Interacting with locks using functions such as pg_advisory_lock';

describe('what pins a connection of RDS Proxy', () => {
  it.each([
    [`set lock_timeout = '10s'`, SET],
    ['SET SESSION work_mem TO 1', SET],
    ['set search_path = a', SET],
    ['set time zone utc', SET],
    ['SET ROLE chancery', SET],
    ['set transaction isolation level serializable', SET],
    ['RESET ALL', SET],
    ['begin; set statement_timeout = 1; commit', SET],
    ['-- a word\n  /* and more */ SET x = 1', SET],
    [`select set_config('a.b', 'c', false)`, CONFIG],
    [`select set_config($1, $2, $3)`, CONFIG],
    ['prepare one as select 1', PREPARED],
    ['EXECUTE one', PREPARED],
    ['deallocate all', PREPARED],
    ['DISCARD ALL', PREPARED],
    ['create temp table a (b int)', TEMPORARY],
    ['CREATE LOCAL TEMPORARY SEQUENCE s', TEMPORARY],
    ['create or replace temp view v as select 1', TEMPORARY],
    ['select * into temporary t from a', TEMPORARY],
    ['insert into pg_temp.a values (1)', TEMPORARY],
    ['declare c cursor with hold for select 1', CURSOR],
    ['DECLARE c CURSOR FOR select 1', CURSOR],
    ['LISTEN jobs', LISTEN],
    ['unlisten *', LISTEN],
    [`load 'auto_explain'`, LOAD],
    [`select nextval('s')`, SEQUENCE],
    [`select setval ('s', 1)`, SEQUENCE],
    ['select lastval()', SEQUENCE],
    ['select pg_advisory_lock(1)', LOCK],
    ['select pg_try_advisory_lock_shared($1, $2)', LOCK],
    ['SELECT "pg_advisory_unlock_all"()', LOCK],
  ])('%s', (text, pin) => {
    expect(pinsOf({ text })).toEqual([pin]);
  });

  it('a prepared statement with a name', () => {
    expect(pinsOf({ text: 'select 1', preparedAs: 'one' })).toEqual(['a prepared statement named one']);
  });

  it('a text that is longer than allowed, in bytes', () => {
    const text = (bytes: number): string => `select '${'é'.repeat((bytes - 10) / 2)}' `;
    expect(Buffer.byteLength(text(LARGEST_STATEMENT))).toBe(LARGEST_STATEMENT);
    expect(pinsOf({ text: text(LARGEST_STATEMENT) })).toEqual([]);
    expect(pinsOf({ text: text(LARGEST_STATEMENT + 2) })).toEqual(['a text size greater than 16 KB']);
  });

  it('several things at once', () => {
    expect(pinsOf({ text: 'set a = 1; listen b', preparedAs: 'c' })).toEqual([
      'a prepared statement named c',
      SET,
      LISTEN,
    ]);
  });
});

describe('what pins nothing', () => {
  it.each([
    'begin',
    'begin isolation level serializable',
    'commit',
    'select 1',
    'update chats set title = $1 where id = $2',
    'insert into a (b) values ($1) on conflict (b) do update set c = excluded.c',
    `BEGIN; SET LOCAL lock_timeout = 30000; SELECT pg_advisory_xact_lock(1); COMMIT`,
    `select pg_try_advisory_xact_lock_shared(1)`,
    `select set_config('a.b', $1, true)`,
    `insert into notes (text) values ('set x = 1; listen y')`,
    `insert into notes (text) values (E'it\\'s; set x = 1')`,
    `select 1 /* ; set x = 1 */ -- ; listen y`,
    `select $tag$ ; set x = 1; $tag$`,
    `do $$ begin perform 1; end $$`,
    'insert into a (b) select c from temporary_things',
    'select prepare, load, listen from words',
    `notify jobs, 'done'`,
  ])('%s', (text) => {
    expect(pinsOf({ text })).toEqual([]);
  });
});
