import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, type TestDatabase } from '@chancery/stack/testing';
import { makeDocx } from '../parsing/fixtures.ts';
import { eventually, newPerson, newProject, uploadAndRead, type TestPerson } from '../testing/person.ts';
import { startProcess, type TestProcess } from '../testing/processes.ts';
import { proseOf, readRun, type StreamedEvent } from '../testing/run-stream.ts';

const filler = (topic: string) =>
  Array.from(
    { length: 60 },
    (_one, at) => `${topic} ${at}: the parties shall act in good faith in matter ${at}.`,
  );
const lease = [
  'LEASE',
  'This lease is made on 3 March 2026 between Aldous Fennimore Limited (the "Landlord") and Brightmarsh Trading LLP (the "Tenant").',
  'The Tenant shall pay a rent of GBP 48,750 per year in advance.',
  ...filler('Covenant'),
  'This lease is governed by the laws of England and Wales.',
];

interface Part {
  type: string;
  data?: { status?: string; quote?: string; page?: number; documentId?: string; downloadPath?: string };
}
interface Chat {
  messages: { role: string; status: string; error: { code: string } | null; parts: Part[] }[];
}

describe('runs', () => {
  let database: TestDatabase;
  let api: TestProcess;
  let other: TestProcess;
  let worker: TestProcess;
  let converter: TestProcess;
  let person: TestPerson;
  let projectId: string;

  beforeAll(async () => {
    database = await createDatabase();
    [api, other, converter] = await Promise.all([
      startProcess('api', database),
      startProcess('api', database),
      startProcess('converter', database),
    ]);
    worker = await startProcess('worker', database, { CONVERTER_URL: converter.url });
    person = await newPerson(api);
    projectId = await newProject(person);
    expect(
      await uploadAndRead(person, projectId, 'Lease.docx', makeDocx({ paragraphs: lease })),
    ).toMatchObject({ status: 'ready' });
  });
  afterAll(async () => {
    await Promise.all([api, other, worker, converter].map((one) => one?.kill()));
    await database?.drop();
  });

  async function ask(text: string): Promise<{ chatId: string; runId: string }> {
    const chat = await person.call<{ id: string }>('post', '/chats', { projectId });
    const sent = await person.call<{ runId: string }>('post', `/chats/${chat.body.id}/messages`, { text });
    expect(sent.status).toBe(202);
    return { chatId: chat.body.id, runId: sent.body.runId };
  }

  async function answerOf(chatId: string) {
    const chat = await eventually(
      () => person.call<Chat>('get', `/chats/${chatId}`),
      (answer) => answer.body.messages.at(-1)?.status !== 'running',
    );
    const message = chat.body.messages.at(-1);
    if (!message) throw new Error('no answer');
    return {
      ...message,
      citations: message.parts.filter((part) => part.type === 'data-citation').map((part) => part.data),
    };
  }

  it('answer that the documents do not say it, without a quote', async () => {
    const { chatId } = await ask('Which pension contributions must the employer make?');
    const answer = await answerOf(chatId);
    expect(answer).toMatchObject({ status: 'done', citations: [] });
  });

  it.each(['forge', 'alter'])('show no quote as evidence that the model made up (%s)', async (fault) => {
    const { chatId } = await ask(`What is the rent? [[fault:${fault}]]`);
    const { citations } = await answerOf(chatId);
    expect(citations.length).toBeGreaterThan(0);
    for (const citation of citations) {
      if (citation?.status === 'not_found') continue;
      expect(lease.join('\n')).toContain(citation?.quote);
    }
    expect(citations.some((citation) => citation?.status === 'not_found')).toBe(true);
  });

  it('correct the page of a true quote', async () => {
    const { chatId } = await ask('What is the rent? [[fault:mispage]]');
    const { citations } = await answerOf(chatId);
    expect(citations.map((citation) => citation?.status)).toContain('corrected');
    for (const citation of citations) expect(citation?.page).toBeGreaterThanOrEqual(1);
  });

  it.each([
    ['rate_limit', 'model_rate_limited'],
    ['overloaded', 'model_overloaded'],
    ['cut', 'model_unreachable'],
  ])('end with a named error when the model fails (%s)', async (fault, code) => {
    const { chatId, runId } = await ask(`What is the rent? [[fault:${fault}]]`);
    const answer = await answerOf(chatId);
    expect(answer).toMatchObject({ status: 'failed', error: { code } });
    const events = await readRun(api.url, person, runId);
    expect(events.at(-1)?.chunk).toMatchObject({ type: 'error', code });
  });

  it('allow one answer at a time in a chat, and stop on request keeping what was written', async () => {
    const { chatId, runId } = await ask('What is the rent? [[fault:stall]]');
    const second = await person.call('post', `/chats/${chatId}/messages`, { text: 'And the term?' });
    expect(second).toMatchObject({ status: 409, body: { code: 'run_active' } });
    expect((await person.call('post', `/runs/${runId}/stop`)).status).toBe(204);
    expect(await answerOf(chatId)).toMatchObject({ status: 'stopped' });
    expect((await person.call('post', `/runs/${runId}/stop`)).status).toBe(409);
    const third = await person.call<{ runId: string }>('post', `/chats/${chatId}/messages`, {
      text: 'What is the rent?',
    });
    expect(third.status).toBe(202);
  });

  it('are streamed to a reader on another process, and resumed without gap or repeat', async () => {
    const { runId } = await ask('What is the rent?');
    const [here, there] = await Promise.all([
      readRun(api.url, person, runId),
      readRun(other.url, person, runId),
    ]);
    expect(there).toEqual(here);
    const cut = Math.floor(here.length / 2);
    expect(await readRun(other.url, person, runId, cut)).toEqual(here.slice(cut));
  });

  it('go on in another process when theirs is killed, and make one document', async () => {
    const first = await startProcess('api', database);
    const chat = await person.call<{ id: string }>('post', '/chats', { projectId });
    const token = await person.token(600);
    const sent = await fetch(`${first.url}/chats/${chat.body.id}/messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ text: 'Draft a letter to the tenant that states the rent.' }),
    });
    const { runId } = (await sent.json()) as { runId: string };
    let killed: Promise<void> | undefined;
    const seen: StreamedEvent[] = await readRun(first.url, person, runId, 0, (event) => {
      if (event.chunk.type === 'data-file') killed ??= first.kill();
    });
    expect(killed, 'the process was killed in mid-answer').toBeDefined();
    await killed;
    const last = seen.at(-1)?.id ?? 0;
    const rest = await readRun(other.url, person, runId, last);
    const all = [...seen, ...rest];
    expect(all.map((event) => event.id)).toEqual(all.map((_event, at) => at + 1));
    expect(all.at(-1)?.chunk.type).toBe('finish');
    const documents = await person.call<{ items: { id: string; name: string }[] }>(
      'get',
      `/projects/${projectId}/documents`,
    );
    const made = documents.body.items.filter((one) => one.name !== 'Lease.docx');
    expect(made).toHaveLength(1);
    const answer = await answerOf(chat.body.id);
    expect(answer.status).toBe('done');
    const files = answer.parts.filter((part) => part.type === 'data-file');
    expect(files.map((part) => part.data?.documentId)).toEqual([made[0]?.id]);
    const link = await fetch(api.url + (files[0]?.data?.downloadPath ?? ''), { redirect: 'follow' });
    expect(link.status).toBe(200);
    expect(
      Buffer.from(await link.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
    expect(proseOf(rest)).not.toBe('');
  });

  it('make one profile of fifty first requests through two processes', async () => {
    const fresh = await newPerson(api);
    const token = await fresh.token(600);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_one, at) =>
        fetch(`${at % 2 ? api.url : other.url}/account`, {
          headers: { authorization: `Bearer ${token}` },
        }).then(async (answer) => ({
          status: answer.status,
          userId: ((await answer.json()) as { userId: string }).userId,
        })),
      ),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
      new Set([JSON.stringify({ status: 200, userId: fresh.userId })]),
    );
  });
});
