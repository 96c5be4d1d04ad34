import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, type TestDatabase } from '@chancery/stack/testing';
import { makeDocx } from '../parsing/fixtures.ts';
import { callApi, newPerson, newProject, upload, type TestPerson } from '../testing/person.ts';
import { startProcess, type TestProcess } from '../testing/processes.ts';
import { accessMatrix, type Actor } from './access-matrix.ts';
import { routes } from './routes.ts';

const actors: Actor[] = ['anonymous', 'expired', 'stranger', 'owner'];

describe('who may do what', () => {
  let database: TestDatabase;
  let api: TestProcess;
  let owner: TestPerson;
  let stranger: TestPerson;
  /** For those who may change nothing of it. */
  let untouched: Record<string, string>;

  beforeAll(async () => {
    database = await createDatabase();
    api = await startProcess('api', database);
    [owner, stranger] = await Promise.all([newPerson(api), newPerson(api)]);
    untouched = await ownThings(owner);
  });
  afterAll(async () => {
    await api?.kill();
    await database?.drop();
  });

  it('is said for every route, and for no other', () => {
    expect(Object.keys(accessMatrix).sort()).toEqual(routes.map((entry) => entry.operation).sort());
    for (const entry of routes) expect(entry.policy.name, entry.operation).toMatch(/^[a-z-]+(\.[a-z-]+)?$/);
  });

  for (const entry of routes) {
    for (const actor of actors) {
      it(`${entry.operation} as ${actor}`, async () => {
        const row = accessMatrix[entry.operation];
        if (!row) throw new Error('no row');
        const ids = actor === 'owner' ? await ownThings(owner) : untouched;
        const path = (row.path ?? entry.path).replace(/:(\w+)/g, (_match, name: string) => ids[name] ?? name);
        const body = typeof row.body === 'function' ? row.body(ids) : row.body;
        const token = await tokenOf(actor);
        const answer = await callApi(api.url, entry.method, path, { body, token });
        expect({
          status: answer.status,
          body: answer.status === row.expected[actor] ? undefined : answer.body,
        }).toEqual({
          status: row.expected[actor],
          body: undefined,
        });
        if (actor !== 'owner') expect(JSON.stringify(answer.body)).not.toContain('Secret matter');
      });
    }
  }

  async function tokenOf(actor: Actor): Promise<string | undefined> {
    if (actor === 'anonymous') return undefined;
    if (actor === 'expired') return owner.token(-60);
    return (actor === 'owner' ? owner : stranger).token(600);
  }
});

/** One of everything, belonging to the person. */
async function ownThings(person: TestPerson): Promise<Record<string, string>> {
  const projectId = await newProject(person, 'Secret matter');
  const bytes = makeDocx({ paragraphs: ['The rent is GBP 10.'] });
  const [document, asked, chat, workflow] = await Promise.all([
    upload(person, projectId, 'Secret matter.docx', bytes),
    person.call<{ id: string }>('post', '/uploads', {
      projectId,
      name: 'a.pdf',
      size: 3,
      type: 'application/pdf',
      sha256: 'a'.repeat(64),
    }),
    person.call<{ id: string }>('post', '/chats', { projectId }),
    person.call<{ id: string }>('post', '/workflows', {
      kind: 'assistant',
      title: 'Secret matter',
      instructions: 'Read.',
    }),
  ]);
  const sent = await person.call<{ runId: string }>('post', `/chats/${chat.body.id}/messages`, {
    text: 'Hello',
  });
  const documentId = document.body.id;
  const review = await person.call<{ id: string }>('post', '/reviews', {
    projectId,
    title: 'Secret matter',
    documentIds: [documentId],
    columns: [{ name: 'Rent', format: 'text', question: 'What is the rent?' }],
  });
  const detail = await person.call<{ columns: { id: string }[] }>('get', `/reviews/${review.body.id}`);
  return {
    projectId,
    documentId,
    versionId: document.body.version.id,
    uploadId: asked.body.id,
    chatId: chat.body.id,
    runId: sent.body.runId,
    workflowId: workflow.body.id,
    reviewId: review.body.id,
    columnId: detail.body.columns[0]?.id ?? randomUUID(),
    provider: 'anthropic',
    token: 'junk.token',
  };
}
