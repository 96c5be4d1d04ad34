import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeDocx } from './parsing/fixtures.ts';
import { newPerson, newProject, eventually, uploadAndRead, type TestPerson } from './testing/person.ts';
import { startProduct, type TestProduct } from './testing/product.ts';
import { proseOf, readRun } from './testing/run-stream.ts';

const lease = [
  'LEASE AGREEMENT',
  'This lease is made on 3 March 2026 between Aldous Fennimore Limited (the "Landlord") and Brightmarsh Trading LLP (the "Tenant").',
  'The Tenant shall pay a rent of GBP 48,750 per year in advance on the first day of each quarter.',
  'This lease is governed by the laws of England and Wales.',
  'Either party may end this lease by giving not less than six months notice in writing.',
];

interface Message {
  role: string;
  status: string;
  parts: { type: string; data?: Record<string, unknown>; text?: string }[];
}

describe('the golden path over the API', () => {
  let product: TestProduct;
  let person: TestPerson;
  let projectId: string;

  beforeAll(async () => {
    product = await startProduct();
    person = await newPerson(product.api);
    projectId = await newProject(person);
  });
  afterAll(() => product?.end());

  it('takes a document in and answers with a verified quote', async () => {
    const document = await uploadAndRead(person, projectId, 'Lease.docx', makeDocx({ paragraphs: lease }));
    expect(document).toMatchObject({ status: 'ready', pageCount: 1 });
    await newProject(person, 'Another');
    const projects = await person.call<{ items: { name: string; documentCount: number }[] }>(
      'get',
      '/projects',
    );
    expect(projects.body.items.map((one) => [one.name, one.documentCount])).toEqual([
      ['Another', 0],
      ['Matter', 1],
    ]);

    const chat = await person.call<{ id: string }>('post', '/chats', { projectId });
    const sent = await person.call<{ runId: string }>('post', `/chats/${chat.body.id}/messages`, {
      text: 'What is the rent?',
    });
    expect(sent.status).toBe(202);
    const events = await readRun(product.api.url, person, sent.body.runId);
    expect(events.map((event) => event.id)).toEqual(events.map((_event, index) => index + 1));
    expect(proseOf(events)).toMatch(/48,750/);
    expect(proseOf(events)).not.toMatch(/<cite/);

    const read = await eventually(
      () => person.call<{ title: string | null; messages: Message[] }>('get', `/chats/${chat.body.id}`),
      (answer) => answer.body.title !== null,
    );
    expect(read.body.messages.map((message) => message.role)).toEqual(['user', 'assistant']);
    const citations =
      read.body.messages[1]?.parts.filter((part) => part.type === 'data-citation').map((part) => part.data) ??
      [];
    expect(citations.length).toBeGreaterThan(0);
    for (const citation of citations) {
      expect(citation).toMatchObject({ status: 'verified', documentId: document.id, page: 1 });
      expect(lease.join('\n')).toContain(citation?.quote);
      expect(citation?.boxes).not.toHaveLength(0);
    }
  });
});
