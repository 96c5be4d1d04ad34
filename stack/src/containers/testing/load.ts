import { expect, inject } from 'vitest';
import { makeDocx } from '../../../../backend/src/parsing/fixtures.ts';
import { sampleDoc } from '../../../../backend/src/convert/sample-doc.ts';
import {
  eventually,
  newPerson,
  newProject,
  uploadAndRead,
  type DocumentAnswer,
  type TestPerson,
} from '../../../../backend/src/testing/person.ts';
import { readRun, type StreamedEvent } from '../../../../backend/src/testing/run-stream.ts';
import { uploadPatiently, patiently } from './patience.ts';
import './context.ts';

const READ_AT_ONCE = 8;
const RECOVERY_LIMIT_MS = 120_000;
/** The scripted model waits so long before each step, so that a crash falls into the middle. */
const SLOWLY = '[[fault:slow:2]]';

const agreement = (party: string): string[] => [
  'SERVICES AGREEMENT',
  `This agreement is made on 3 March 2026 between ${party} Limited (the "Supplier") and Brightmarsh Trading LLP (the "Customer").`,
  'The Customer shall pay a fee of GBP 4,875 per month.',
  ...Array.from(
    { length: 80 },
    (_one, at) => `Covenant ${at}: the parties shall act in good faith in matter ${at}.`,
  ),
  'This agreement is governed by the laws of England and Wales.',
];
const columns = [
  { name: 'Fee', format: 'monetary_amount', question: `What fee does the customer pay? ${SLOWLY}` },
  { name: 'Governing law', format: 'text', question: 'Which law governs the agreement?' },
];

interface Chat {
  messages: { role: string; status: string; parts: { type: string; data?: { documentId?: string } }[] }[];
}
interface Review {
  run: { status: string } | null;
  cells: { documentId: string; columnId: string; status: string; value: string | null }[];
}

/** Work of every kind for one person, to be disturbed. */
export interface Load {
  /** Resolves when all of it is in the middle: documents being read, an answer being written, a review running. */
  inTheMiddle(): Promise<void>;
  /** Waits for the end of all of it and expects that nothing was lost and nothing was done twice. */
  nothingLost(): Promise<void>;
}

/** Starts uploads, an answer with a document to be made, and a review. */
export async function startLoad(api: { url: string }): Promise<Load> {
  const person = await newPerson(api);
  const reviewed = await newProject(person, 'Reviewed');
  const reviewedIds = await Promise.all(
    ['Aldous', 'Corvid'].map(async (party) => {
      const read = await uploadAndRead(
        person,
        reviewed,
        `${party}.docx`,
        makeDocx({ paragraphs: agreement(party) }),
      );
      expect(read).toMatchObject({ status: 'ready' });
      return read.id;
    }),
  );
  const review = await startReview(person, reviewed, reviewedIds);
  const answer = await startAnswer(api, person, reviewed);
  const uploads = await startUploads(person);
  return {
    inTheMiddle: async () => {
      await Promise.all([review.running(), answer.streaming(), uploads.underWay()]);
    },
    nothingLost: async () => {
      await Promise.all([review.finished(), answer.finished(), uploads.allReady()]);
    },
  };
}

async function startReview(person: TestPerson, projectId: string, documentIds: string[]) {
  const made = await person.call<{ id: string }>('post', '/reviews', {
    ...{ projectId, title: 'Terms', documentIds, columns },
  });
  const { id } = made.body;
  expect((await person.call('post', `/reviews/${id}/runs`, {})).status).toBe(202);
  const read = () => patiently(() => person.call<Review>('get', `/reviews/${id}`));
  return {
    running: () =>
      eventually(
        read,
        ({ body }) => body.run?.status === 'running' && body.cells.some(({ status }) => status === 'running'),
      ),
    finished: async () => {
      const { body } = await eventually(
        read,
        (answer) => answer.body.run?.status !== 'running',
        RECOVERY_LIMIT_MS,
      );
      expect(body.run).toMatchObject({ status: 'done' });
      expect(body.cells.map(({ status }) => status)).toEqual(
        Array(documentIds.length * columns.length).fill('done'),
      );
      expect(new Set(body.cells.map((cell) => `${cell.documentId} ${cell.columnId}`)).size).toBe(
        body.cells.length,
      );
      expect(body.cells.filter(({ value }) => value?.includes('4,875'))).toHaveLength(documentIds.length);
      await eventually(
        () => mailsAbout(id),
        (mails) => mails > 0,
        RECOVERY_LIMIT_MS,
      );
      expect(await mailsAbout(id), 'mails about the finished review').toBe(1);
    },
  };
}

async function mailsAbout(reviewId: string): Promise<number> {
  const { store } = inject('containers').ports;
  const answer = await fetch(`http://127.0.0.1:${store}/_aws/ses`);
  const { messages } = (await answer.json()) as { messages: { Body: { text_part: string } }[] };
  return messages.filter((mail) => mail.Body.text_part.includes(reviewId)).length;
}

async function startAnswer(api: { url: string }, person: TestPerson, projectId: string) {
  const chat = await person.call<{ id: string }>('post', '/chats', { projectId });
  const text = `Draft a letter to the customer that states the fee. ${SLOWLY}`;
  const sent = await person.call<{ runId: string }>('post', `/chats/${chat.body.id}/messages`, { text });
  expect(sent.status).toBe(202);
  const seen: StreamedEvent[] = [];
  const whole = follow(api, person, sent.body.runId, seen);
  return {
    streaming: async () => {
      await eventually(
        async () => seen.length,
        (count) => count > 2,
      );
      expect(seen.at(-1)?.chunk.type, 'the answer is not at its end').not.toBe('finish');
    },
    finished: async () => {
      await whole;
      expect(seen.map(({ id }) => id)).toEqual(seen.map((_event, at) => at + 1));
      expect(seen.at(-1)?.chunk.type).toBe('finish');
      // The last event goes out a moment before the message is marked.
      const { body } = await eventually(
        () => person.call<Chat>('get', `/chats/${chat.body.id}`),
        ({ body: { messages } }) => messages.every(({ status }) => status !== 'running'),
      );
      expect(body.messages.map(({ role, status }) => `${role} ${status}`)).toEqual([
        'user done',
        'assistant done',
      ]);
      const files = body.messages.flatMap(({ parts }) => parts.filter(({ type }) => type === 'data-file'));
      const names = (await documentsOf(person, projectId)).filter(
        ({ name }) => !/^(Aldous|Corvid)/.test(name),
      );
      expect(files.map(({ data }) => data?.documentId)).toEqual(names.map(({ id }) => id));
      expect(names, 'the letter was made once').toHaveLength(1);
    },
  };
}

/** Reads a run's events to the end; a reader who loses the server comes back to where it was. */
async function follow(
  api: { url: string },
  person: TestPerson,
  runId: string,
  seen: StreamedEvent[],
): Promise<void> {
  const until = Date.now() + RECOVERY_LIMIT_MS;
  while (seen.at(-1)?.chunk.type !== 'finish') {
    if (Date.now() > until) throw new Error(`the answer did not end: ${JSON.stringify(seen.at(-1))}`);
    await patiently(() => readRun(api.url, person, runId, seen.at(-1)?.id ?? 0, (event) => seen.push(event)));
  }
}

async function startUploads(person: TestPerson) {
  const projectId = await newProject(person, 'Uploaded');
  const doc = await sampleDoc();
  const files = Array.from({ length: READ_AT_ONCE }, (_one, at) =>
    at % 4 === 3
      ? { name: `File ${at}.doc`, bytes: new Uint8Array(doc) }
      : { name: `File ${at}.docx`, bytes: makeDocx({ paragraphs: agreement(`Party ${at}`) }) },
  );
  const sent = files.map(({ name, bytes }) => uploadPatiently(person, projectId, name, bytes));
  return {
    underWay: () =>
      eventually(
        () => documentsOf(person, projectId),
        (documents) => documents.some(({ status }) => status === 'queued' || status === 'converting'),
      ),
    allReady: async () => {
      await Promise.all(sent);
      const all = await eventually(
        () => documentsOf(person, projectId),
        (documents) => documents.every(({ status }) => !['queued', 'converting'].includes(status)),
        RECOVERY_LIMIT_MS,
      );
      const told = all
        .map(({ name, status, reason }) => `${name} ${status} ${reason?.code ?? ''}`.trim())
        .sort();
      expect(told).toEqual(files.map(({ name }) => `${name} ready`).sort());
    },
  };
}

async function documentsOf(
  person: TestPerson,
  projectId: string,
): Promise<(DocumentAnswer & { name: string })[]> {
  const path = `/projects/${projectId}/documents`;
  const { body } = await patiently(() =>
    person.call<{ items: (DocumentAnswer & { name: string })[] }>('get', path),
  );
  return body.items;
}
