import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase } from '@chancery/stack/testing';
import {
  makeCorruptZip,
  makeDocx,
  makePasswordProtectedDocx,
  makePng,
  makeZipBomb,
} from '../parsing/fixtures.ts';
import { makeEncryptedPdf, makeScanPdf } from '../parsing/pdf-fixtures.ts';
import {
  eventually,
  newPerson,
  newProject,
  upload,
  uploadAndRead,
  type DocumentAnswer,
  type TestPerson,
} from '../testing/person.ts';
import { startProcess } from '../testing/processes.ts';
import { startProduct, type TestProduct } from '../testing/product.ts';

describe('documents', () => {
  let product: TestProduct;
  let person: TestPerson;
  let projectId: string;

  beforeAll(async () => {
    product = await startProduct();
    person = await newPerson(product.api);
    projectId = await newProject(person);
  });
  afterAll(() => product?.end());

  it.each([
    ['a renamed PNG', 'Lease.docx', makePng, 'unreadable', 'not_a_docx'],
    ['a DOCX with a password', 'Lease.docx', makePasswordProtectedDocx, 'unreadable', 'password_protected'],
    ['a PDF with a password', 'Lease.pdf', makeEncryptedPdf, 'unreadable', 'password_protected'],
    ['a corrupt zip', 'Lease.docx', makeCorruptZip, 'unreadable', 'corrupt_zip'],
    ['a zip bomb', 'Lease.docx', makeZipBomb, 'unreadable', 'zip_bomb'],
    ['a scan without text', 'Scan.pdf', makeScanPdf, 'unreadable', 'no_text'],
  ])('say what is wrong with %s', async (_what, name, make, status, code) => {
    const document = await uploadAndRead(person, projectId, name, make());
    expect(document).toMatchObject({ status, reason: { code } });
    expect(document.reason?.text).toMatch(/\w+ \w+/);
  });

  it('refuse before the upload what a name and a size tell', async () => {
    const ask = (name: string, size: number) =>
      person.call('post', '/uploads', { projectId, name, size, type: '', sha256: 'a'.repeat(64) });
    expect(await ask('Empty.docx', 0)).toMatchObject({ status: 422, body: { code: 'file_empty' } });
    expect(await ask('Big.docx', 132 * 1024 * 1024)).toMatchObject({
      status: 413,
      body: { code: 'file_too_large', detail: '"Big.docx" is 132 MB; the limit is 100 MB.' },
    });
    expect(await ask('Sheet.xlsx', 10)).toMatchObject({
      status: 422,
      body: { code: 'file_type_unsupported' },
    });
    expect(await ask(`${'é'.repeat(126)}.docx`, 10)).toMatchObject({
      status: 422,
      body: { code: 'file_name_invalid' },
    });
    expect(await ask('../../etc.pdf', 10)).toMatchObject({
      status: 422,
      body: { code: 'file_name_invalid' },
    });
  });

  it('keep a name of 255 bytes with emoji and quotes, and download under it', async () => {
    const stem = `"O'Brien" 📄 – Zusatz`;
    const name = `${stem}${'x'.repeat(250 - Buffer.byteLength(stem))}.docx`;
    expect(Buffer.byteLength(name)).toBe(255);
    const document = await uploadAndRead(person, projectId, name, makeDocx({ paragraphs: ['Fee: GBP 1.'] }));
    const link = await person.call<{ url: string }>(
      'get',
      `/documents/${document.id}/versions/${document.version.id}/url`,
    );
    const file = await fetch(link.body.url);
    expect(file.headers.get('content-disposition')).toContain(encodeURIComponent('📄'));
  });

  it('are not replaced by a second put to the same address, and made once', async () => {
    const bytes = makeDocx({ paragraphs: ['One.'] });
    const first = await upload(person, projectId, 'Once.docx', bytes);
    expect(first.status).toBe(201);
    const list = await person.call<{ items: DocumentAnswer[] }>('get', `/projects/${projectId}/documents`);
    const again = await person.call('post', `/uploads/0190b8a0-0000-7000-8000-000000000000/complete`);
    expect(again.status).toBe(404);
    expect(list.body.items.filter((one) => one.id === first.body.id)).toHaveLength(1);
  });

  it('survive a converter that dies: the job is tried again and the document becomes ready', async () => {
    const doomed = await startProcess('converter', product.database);
    const own = await createDatabase();
    const ownApi = await startProcess('api', own);
    const ownWorker = await startProcess('worker', own, { CONVERTER_URL: doomed.url });
    try {
      const someone = await newPerson(ownApi);
      const project = await newProject(someone);
      await doomed.kill();
      const { body } = await upload(
        someone,
        project,
        'Later.docx',
        makeDocx({ paragraphs: ['The fee is GBP 2.'] }),
      );
      await eventually(
        () => someone.call<DocumentAnswer>('get', `/documents/${body.id}`),
        (answer) => answer.body.status === 'converting',
      );
      const back = await startProcess('converter', product.database, { PORT: new URL(doomed.url).port });
      try {
        const final = await eventually(
          () => someone.call<DocumentAnswer>('get', `/documents/${body.id}`),
          (answer) => ['ready', 'failed', 'unreadable'].includes(answer.body.status),
        );
        expect(final.body.status).toBe('ready');
      } finally {
        await back.kill();
      }
    } finally {
      await Promise.all([ownApi.kill(), ownWorker.kill()]);
      await own.drop();
    }
    // It starts four processes one after another, two of them converters.
  }, 420_000);
});
