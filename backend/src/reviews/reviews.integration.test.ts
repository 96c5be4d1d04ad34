import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { makeDocx } from '../parsing/fixtures.ts';
import { makeScanPdf } from '../parsing/pdf-fixtures.ts';
import { eventually, newPerson, newProject, uploadAndRead, type TestPerson } from '../testing/person.ts';
import { startProduct, type TestProduct } from '../testing/product.ts';

const contract = (party: string, amount: string) => [
  'SERVICES AGREEMENT',
  `This agreement is made on 3 March 2026 between ${party} Limited (the "Supplier") and Brightmarsh Trading LLP (the "Customer").`,
  `The Customer shall pay a fee of GBP ${amount} per month.`,
  'This agreement is governed by the laws of England and Wales.',
];
const columns = [
  { name: 'Fee', format: 'monetary_amount', question: 'What fee does the customer pay?' },
  { name: 'Governing law', format: 'text', question: 'Which law governs the agreement?' },
  { name: 'Pension', format: 'text', question: 'Which pension contributions must be paid?' },
];

interface Cell {
  documentId: string;
  columnId: string;
  status: string;
  value: string | null;
  flag: string | null;
  citations: { status: string; quote: string }[];
}
interface Review {
  id: string;
  run: { status: string } | null;
  columns: { id: string; name: string }[];
  cells: Cell[];
}

describe('tabular reviews', () => {
  let product: TestProduct;
  let person: TestPerson;
  let projectId: string;

  beforeAll(async () => {
    product = await startProduct();
    person = await newPerson(product.api);
    projectId = await newProject(person);
  });
  afterAll(() => product?.end());

  const read = (id: string) => person.call<Review>('get', `/reviews/${id}`);
  const finished = (id: string) =>
    eventually(
      () => read(id),
      (answer) => answer.body.run !== null && answer.body.run.status !== 'running',
    );

  it('are answered, exported, mailed, made stale and run again', async () => {
    const first = await uploadAndRead(
      person,
      projectId,
      'One.docx',
      makeDocx({ paragraphs: contract('Aldous', '4,875') }),
    );
    const second = await uploadAndRead(
      person,
      projectId,
      'Two.docx',
      makeDocx({ paragraphs: contract('Fennimore', '9,120') }),
    );
    const scan = await uploadAndRead(person, projectId, 'Scan.pdf', makeScanPdf());
    expect([first.status, second.status, scan.status]).toEqual(['ready', 'ready', 'unreadable']);
    const documentIds = [first.id, second.id, scan.id];
    const made = await person.call<{ id: string }>('post', '/reviews', {
      projectId,
      title: '=Fees',
      documentIds,
      columns,
    });
    const { id } = made.body;
    expect((await person.call('post', `/reviews/${id}/runs`, {})).status).toBe(202);
    expect((await person.call('post', `/reviews/${id}/runs`, {})).body).toMatchObject({ code: 'run_active' });
    const review = (await finished(id)).body;
    const cell = (documentId: string, name: string): Cell => {
      const columnId = review.columns.find((column) => column.name === name)?.id;
      const found = review.cells.find((one) => one.documentId === documentId && one.columnId === columnId);
      if (!found) throw new Error(`no cell ${name}`);
      return found;
    };
    expect(cell(first.id, 'Fee').value).toContain('4,875');
    expect(cell(second.id, 'Fee').value).toContain('9,120');
    expect(cell(first.id, 'Governing law').value).toMatch(/England/);
    expect(cell(first.id, 'Fee').citations).toMatchObject([{ status: 'verified' }]);
    expect(cell(second.id, 'Pension')).toMatchObject({ status: 'done', flag: 'grey', citations: [] });
    expect(cell(scan.id, 'Fee')).toMatchObject({ status: 'unreadable', value: null });

    const columnId = review.columns[0]?.id ?? '';
    await person.call('patch', `/reviews/${id}/columns/${columnId}`, {
      question: 'What is the monthly fee?',
    });
    expect(
      (await read(id)).body.cells.find((one) => one.documentId === first.id && one.columnId === columnId)
        ?.status,
    ).toBe('stale');
    expect((await person.call('post', `/reviews/${id}/cells/${first.id}/${columnId}/runs`, {})).status).toBe(
      202,
    );
    await finished(id);
    const again = (await read(id)).body.cells.filter((one) => one.columnId === columnId);
    expect(again.find((one) => one.documentId === first.id)?.status).toBe('done');
    expect(again.find((one) => one.documentId === second.id)?.status).toBe('stale');
  });

  it('tell their owner by mail, with a link', async () => {
    const document = await uploadAndRead(
      person,
      projectId,
      'Three.docx',
      makeDocx({ paragraphs: contract('Corvid', '310') }),
    );
    const made = await person.call<{ id: string }>('post', '/reviews', {
      projectId,
      title: 'Mailed',
      documentIds: [document.id],
      columns,
    });
    await person.call('post', `/reviews/${made.body.id}/runs`, {});
    await finished(made.body.id);
    const { ports } = inject('integration');
    const account = await person.call<{ email: string }>('get', '/account');
    const mails = await eventually(
      async () => {
        const answer = await fetch(`http://127.0.0.1:${ports.aws}/_aws/ses`);
        return (await answer.json()) as {
          messages: {
            Subject?: string;
            Destination: { ToAddresses: string[] };
            Body: { text_part: string };
          }[];
        };
      },
      (outbox) => outbox.messages.some((mail) => mail.Body.text_part.includes(made.body.id)),
    );
    const mail = mails.messages.find((one) => one.Body.text_part.includes(made.body.id));
    expect(mail).toMatchObject({
      Subject: 'Review finished: Mailed',
      Destination: { ToAddresses: [account.body.email] },
    });
    expect(mail?.Body.text_part).toContain(`http://localhost:${ports.web}/reviews/${made.body.id}`);
  });

  it('go out as a workbook that holds the answers and no formula', async () => {
    const document = await uploadAndRead(
      person,
      projectId,
      'Four.docx',
      makeDocx({ paragraphs: contract('Dunlin', '77') }),
    );
    const made = await person.call<{ id: string }>('post', '/reviews', {
      projectId,
      title: '=1+1',
      documentIds: [document.id],
      columns,
    });
    await person.call('post', `/reviews/${made.body.id}/runs`, {});
    await finished(made.body.id);
    const token = await person.token(600);
    const answer = await fetch(`${product.api.url}/reviews/${made.body.id}/export`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(answer.status).toBe(200);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(await answer.arrayBuffer());
    const text = workbook.worksheets.map((sheet) => JSON.stringify(sheet.getSheetValues())).join('\n');
    expect(text).toContain('Four.docx');
    expect(text).toMatch(/77/);
    expect(text).not.toMatch(/"formula"/);
  });

  it('stop on request: finished cells stay, the others wait', async () => {
    const document = await uploadAndRead(
      person,
      projectId,
      'Five.docx',
      makeDocx({ paragraphs: contract('Egret', '55') }),
    );
    const slow = [{ name: 'Slow', format: 'text', question: 'What is the fee? [[fault:stall]]' }];
    const made = await person.call<{ id: string }>('post', '/reviews', {
      projectId,
      title: 'Slow',
      documentIds: [document.id],
      columns: slow,
    });
    await person.call('post', `/reviews/${made.body.id}/runs`, {});
    await eventually(
      () => read(made.body.id),
      (answer) => answer.body.cells[0]?.status === 'running',
    );
    expect((await person.call('post', `/reviews/${made.body.id}/stop`)).status).toBe(204);
    const stopped = (await read(made.body.id)).body;
    expect(stopped.run).toMatchObject({ status: 'stopped' });
    expect(stopped.cells[0]).toMatchObject({ status: 'pending' });
  });
});
