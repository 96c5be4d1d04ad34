import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { StackFault } from '../fault.ts';
import { findEngine, type FoundEngine } from './engine.ts';

const engine26 = '{"Version":"26.1.5","ApiVersion":"1.45"}';
const answers = {
  'version --format {{json .Server}}': `echo '${engine26}'`,
  'compose version --short': 'echo 2.26.1-4',
  'buildx version': 'echo github.com/docker/buildx 0.13.1 abc',
};

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'chancery-docker-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** Looks for an engine where `docker` answers like this; an argument without an answer is an unknown command. */
function look(instead: Partial<typeof answers>): Promise<FoundEngine> {
  const cases = Object.entries({ ...answers, ...instead }).map(([args, act]) => `'${args}') ${act} ;;`);
  const script = `#!/bin/sh\ncase "$*" in\n${cases.join('\n')}\n*) exit 64 ;;\nesac\n`;
  writeFileSync(join(folder, 'docker'), script);
  chmodSync(join(folder, 'docker'), 0o755);
  return findEngine({ environment: { PATH: `${folder}:/usr/bin:/bin` } });
}

async function faultOf(search: Promise<FoundEngine>): Promise<string> {
  const error: unknown = await search.then(
    () => 'an engine was found',
    (fault: unknown) => fault,
  );
  if (!(error instanceof StackFault)) throw error;
  expect(error.act, 'what to do').not.toBe('');
  return error.message;
}

it('names the parts of an engine that will do', async () => {
  expect(await look({})).toEqual({
    version: '26.1.5',
    apiVersion: '1.45',
    compose: '2.26.1-4',
    buildx: '0.13.1',
  });
});

it('takes an API of three digits for newer than one of two', async () => {
  const server = `echo '{"Version":"60.0.0","ApiVersion":"1.100"}'`;
  expect(await look({ 'version --format {{json .Server}}': server })).toMatchObject({ apiVersion: '1.100' });
});

it('says that Docker is not installed', async () => {
  const environment = { PATH: folder };
  expect(await faultOf(findEngine({ environment }))).toBe('Docker is not installed');
});

it.each([
  [
    'the engine does not run',
    `echo null; echo 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is it running?' >&2; exit 1`,
    'Docker is installed, but its engine does not answer: Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is it running?',
  ],
  [
    'the user may not use it',
    `echo 'permission denied while trying to connect to the Docker daemon socket' >&2; exit 1`,
    'Docker does not let this user in: permission denied while trying to connect to the Docker daemon socket',
  ],
  [
    'the engine is too old',
    `echo '{"Version":"20.10.24","ApiVersion":"1.41"}'`,
    'Docker Engine 20.10.24 (API 1.41) is too old: 25 (API 1.44) is the oldest that can run the stack',
  ],
])('says that %s', async (_what, answer, message) => {
  expect(await faultOf(look({ 'version --format {{json .Server}}': answer }))).toBe(message);
});

it.each([
  ['compose', 'compose version --short', 'exit 1', 'Docker has no "docker compose" (version 2)'],
  [
    'compose of version 2',
    'compose version --short',
    'echo 1.29.2',
    'Docker has no "docker compose" (version 2)',
  ],
  ['buildx', 'buildx version', 'exit 1', 'Docker has no "docker buildx"'],
])('says that there is no %s', async (_what, question, answer, message) => {
  expect(await faultOf(look({ [question]: answer }))).toBe(message);
});

it('does not wait for ever for an engine that hangs', async () => {
  const environment = { PATH: `${folder}:/usr/bin:/bin` };
  writeFileSync(join(folder, 'docker'), '#!/bin/sh\nexec sleep 60\n');
  chmodSync(join(folder, 'docker'), 0o755);
  expect(await faultOf(findEngine({ environment, limitMs: 200 }))).toContain('gave no answer within 200 ms');
});
