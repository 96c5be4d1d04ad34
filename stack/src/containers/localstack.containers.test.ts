import { createSession } from '@chancery/clerk-standin/testing';
import { expect, inject, it } from 'vitest';
import { sampleDocx } from '../../../backend/src/convert/sample-docx.ts';
import {
  callApi,
  eventually,
  newPerson,
  newProject,
  uploadAndRead,
} from '../../../backend/src/testing/person.ts';
import { seedAccount } from '../environment.ts';
import { startLoad } from './testing/load.ts';
import { apiOf, stackUnderTest } from './testing/stack.ts';
import { bringUp } from './up.ts';

const stack = stackUnderTest();
const { compose } = stack;
const api = apiOf(stack);
const LOST = 'the object store has lost its objects';

/** Starts again what has ended, as a person does, and returns what the seed said. */
async function upAgain(): Promise<string> {
  const since = new Date().toISOString();
  await bringUp(compose, { build: 'missing' });
  const log = await compose.logs('seed', 'all', since);
  expect(log, 'the seed has run again').toContain('"msg":"samples"');
  return log;
}

async function samples(): Promise<{ name: string; status: string }[]> {
  const { ports, secrets } = inject('integration');
  const session = await createSession({
    url: `http://127.0.0.1:${ports.clerk}`,
    secretKey: secrets.clerkSecretKey,
    email: seedAccount.email,
  });
  const token = await session.token(600);
  const get = <T>(path: string) => callApi<T>(api.url, 'get', path, { token });
  const projects = await get<{ items: { id: string; name: string }[] }>('/projects');
  const sample = projects.body.items.filter(({ name }) => name === 'Sample matter');
  expect(sample).toHaveLength(1);
  const documents = await get<{ items: { name: string; status: string }[] }>(
    `/projects/${sample[0]?.id}/documents`,
  );
  return documents.body.items;
}

const allReady = (documents: { status: string }[]): boolean =>
  documents.length > 0 && documents.every(({ status }) => status === 'ready');

it('keeps the data while the store keeps its objects', async () => {
  const person = await newPerson(api);
  const document = await uploadAndRead(person, await newProject(person), 'Kept.docx', sampleDocx());
  expect(document).toMatchObject({ status: 'ready' });
  expect(await upAgain()).not.toContain(LOST);
  expect(await person.call('get', `/documents/${document.id}`)).toMatchObject({ status: 200 });
});

it('notices that LocalStack has lost the objects, says so, and begins anew', async () => {
  const person = await newPerson(api);
  const document = await uploadAndRead(person, await newProject(person), 'Lost.docx', sampleDocx());
  expect(document).toMatchObject({ status: 'ready' });
  await compose.restart('localstack');
  expect(await upAgain()).toContain(LOST);
  // A row whose object is gone is worth nothing, so there is none.
  expect(await person.call('get', `/documents/${document.id}`)).toMatchObject({ status: 404 });
  expect(await eventually(samples, allReady, 60_000)).toHaveLength(4);

  const file = sampleDocx(3);
  const again = await uploadAndRead(person, await newProject(person), 'Again.docx', file);
  expect(again).toMatchObject({ status: 'ready', pageCount: 3 });
  const path = `/documents/${again.id}/versions/${again.version.id}/url`;
  const { body } = await person.call<{ url: string }>('get', path);
  const bytes = new Uint8Array(await (await fetch(body.url)).arrayBuffer());
  expect(bytes).toEqual(file);
  const load = await startLoad(api);
  await load.nothingLost();
});
