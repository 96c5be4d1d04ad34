import { createHash } from 'node:crypto';
import { sampleDocx } from '../../backend/src/convert/sample-docx.ts';
import { newPerson, type Person } from './bench-person.ts';
import { pause } from './processes/wait.ts';
import { startStack } from './stack.ts';

/** What a person waits for, measured over HTTP on a stack of its own, as JSON lines. */

const UPLOADS = 15;
const PAGES = 10;
const READS_PER_SECOND = 200;
const READ_SECONDS = 5;
const ANSWERS = 9;
const REVIEW_DOCUMENTS = 60;
/** Documents asked about at once, all workers together. */
const REVIEW_CONCURRENCY = 20;
const MODEL_SECONDS_PER_DOCUMENT = 1;
/** What the offline model waits before it speaks. */
const MODEL_FIRST_TOKEN_MS = 250;

function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 10) / 10;
}

function print(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

async function uploadToReady(person: Person, projectId: string, run: number): Promise<number> {
  const bytes = Buffer.from(sampleDocx(PAGES));
  const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  const started = performance.now();
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const body = { projectId, name: `Agreement ${run}.docx`, size: bytes.byteLength, type, sha256 };
  const upload = await person.call<{ id: string; url: string; headers: Record<string, string> }>(
    'POST',
    '/uploads',
    body,
  );
  const put = await fetch(upload.url, { method: 'PUT', headers: upload.headers, body: bytes });
  if (!put.ok) throw new Error(`the store answered ${put.status}`);
  const { id } = await person.call<{ id: string }>('POST', `/uploads/${upload.id}/complete`);
  for (;;) {
    const { status } = await person.call<{ status: string }>('GET', `/documents/${id}`);
    if (status === 'ready') return performance.now() - started;
    if (status === 'failed' || status === 'unreadable') throw new Error(`the document is ${status}`);
    await pause(20);
  }
}

async function uploads(person: Person, projectId: string): Promise<void> {
  await uploadToReady(person, projectId, 0);
  const times: number[] = [];
  for (let run = 1; run <= UPLOADS; run += 1) times.push(await uploadToReady(person, projectId, run));
  print({
    bench: 'upload to ready',
    pages: PAGES,
    p50Ms: percentile(times, 0.5),
    p95Ms: percentile(times, 0.95),
    n: UPLOADS,
  });
}

/** Reads at a steady rate, whether or not the answers keep up. */
async function listReads(person: Person, projectId: string): Promise<void> {
  const total = READS_PER_SECOND * READ_SECONDS;
  const started = performance.now();
  const times: Promise<number>[] = [];
  for (let sent = 0; sent < total; sent += 1) {
    const due = started + (sent * 1000) / READS_PER_SECOND;
    if (performance.now() < due) await pause(due - performance.now());
    const asked = performance.now();
    times.push(person.call('GET', `/projects/${projectId}/documents`).then(() => performance.now() - asked));
  }
  const took = await Promise.all(times);
  print({
    bench: 'list read',
    perSecond: READS_PER_SECOND,
    p50Ms: percentile(took, 0.5),
    p99Ms: percentile(took, 0.99),
    n: total,
  });
}

/** From the request to the first text of the answer, less what the model itself waits. */
async function firstTokenOverhead(person: Person): Promise<number> {
  const chat = await person.call<{ id: string }>('POST', '/chats', {});
  const started = performance.now();
  const { runId } = await person.call<{ runId: string }>('POST', `/chats/${chat.id}/messages`, {
    text: 'Hello',
  });
  const events = await person.send('GET', `/runs/${runId}/events`);
  let told = '';
  for await (const chunk of events.body ?? []) {
    told += Buffer.from(chunk).toString('utf8');
    if (told.includes('"text-delta"')) break;
  }
  if (!told.includes('"text-delta"')) throw new Error(`an answer without text: ${told.slice(0, 300)}`);
  return performance.now() - started - MODEL_FIRST_TOKEN_MS;
}

async function answers(person: Person): Promise<void> {
  await firstTokenOverhead(person);
  const times: number[] = [];
  for (let run = 0; run < ANSWERS; run += 1) times.push(await firstTokenOverhead(person));
  print({ bench: 'first token overhead', p50Ms: percentile(times, 0.5), n: ANSWERS });
}

/** How near a run comes to what the model's latency and the cap allow: 1 is nothing lost. */
async function reviewEfficiency(person: Person): Promise<void> {
  const project = await person.call<{ id: string }>('POST', '/projects', { name: 'Review' });
  const numbers = Array.from({ length: REVIEW_DOCUMENTS }, (_one, at) => at);
  for (let at = 0; at < numbers.length; at += 4) {
    await Promise.all(numbers.slice(at, at + 4).map((run) => uploadToReady(person, project.id, run)));
  }
  const { items } = await person.call<{ items: { id: string }[] }>(
    'GET',
    `/projects/${project.id}/documents`,
  );
  const question = `Who are the parties? [[fault:slow:${MODEL_SECONDS_PER_DOCUMENT}]]`;
  const review = await person.call<{ id: string }>('POST', '/reviews', {
    projectId: project.id,
    title: 'Bench',
    documentIds: items.map(({ id }) => id),
    columns: [{ name: 'Parties', format: 'text', question }],
  });
  const started = performance.now();
  await person.call('POST', `/reviews/${review.id}/runs`, {});
  for (;;) {
    const { run } = await person.call<{ run: { status: string } | null }>('GET', `/reviews/${review.id}`);
    if (run?.status === 'done') break;
    await pause(50);
  }
  const seconds = (performance.now() - started) / 1000;
  const ideal = (items.length * MODEL_SECONDS_PER_DOCUMENT) / REVIEW_CONCURRENCY;
  const efficiency = Math.round((ideal / seconds) * 100) / 100;
  print({
    bench: 'review efficiency',
    documents: items.length,
    seconds: Math.round(seconds * 10) / 10,
    efficiency,
  });
}

await using stack = await startStack({ services: ['api', 'worker', 'converter'], logLevel: 'warn' });
const person = await newPerson(stack);
const project = await person.call<{ id: string }>('POST', '/projects', { name: 'Bench' });
await uploads(person, project.id);
await listReads(person, project.id);
await answers(person);
await reviewEfficiency(person);
