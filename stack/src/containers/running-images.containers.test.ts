import { describe, expect, it } from 'vitest';
import { readDocx } from '../../../backend/src/docx/read.ts';
import { countPdfPages } from '../../../backend/src/convert/inspect.ts';
import { sampleDoc } from '../../../backend/src/convert/sample-doc.ts';
import { sampleDocx } from '../../../backend/src/convert/sample-docx.ts';
import { readPdf } from '../../../backend/src/pdf/read.ts';
import { inspectContainer } from './container.ts';
import { docker } from './docker.ts';
import { convertInside } from './testing/convert-inside.ts';
import { stackUnderTest } from './testing/stack.ts';

const { compose } = stackUnderTest();

describe('what runs is what is shipped', () => {
  it.each(['api', 'worker', 'converter', 'web'])('%s runs its image as it was built', async (service) => {
    const container = await compose.container(service);
    expect(container.imageId).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(container.imageId).toBe(await compose.imageId(service));
    // Code laid over the image's own would make the comparison worthless.
    const { Mounts, Config } = await inspectContainer(container.id);
    expect(Mounts.filter(({ Type }) => Type !== 'tmpfs')).toEqual([]);
    expect(Config.User).not.toMatch(/^(root|0)?$/);
  });

  it('is one image for every role of the backend', async () => {
    const roles = ['api', 'worker', 'converter', 'migrate', 'seed'];
    const contents = await Promise.all(
      roles.map(async (role) => {
        const { imageId } = await compose.container(role);
        // The worker's has a name of its own, and with it another id; the layers are what is shipped.
        return docker(['image', 'inspect', '--format', '{{json .RootFS.Layers}}', imageId]);
      }),
    );
    expect(new Set(contents).size).toBe(1);
  });
});

describe('the shipped image', () => {
  it.each([1, 7])('makes a PDF of %i pages from a DOCX of as many, with its text', async (pages) => {
    const { status, bytes } = await convertInside(compose, sampleDocx(pages), 'docx', 'pdf');
    expect(status).toBe(200);
    expect(countPdfPages(bytes)).toBe(pages);
    const { text } = await readPdf(bytes);
    expect(text.pageCount).toBe(pages);
    const read = text.blocks.map((block) => block.text).join(' ');
    expect(read).toContain(`${pages}.12 The Supplier shall provide the Services from the Commencement Date`);
  });

  it('makes a PDF and a DOCX from a DOC, each with its text', async () => {
    const doc = await sampleDoc();
    const pdf = await convertInside(compose, doc, 'doc', 'pdf');
    const docx = await convertInside(compose, doc, 'doc', 'docx');
    expect([pdf.status, docx.status]).toEqual([200, 200]);
    const sentence = 'The Tenant shall pay the Annual Rent';
    const { text } = await readPdf(pdf.bytes);
    expect(text.blocks.map((block) => block.text).join(' ')).toContain(sentence);
    expect(text.pageCount).toBe(countPdfPages(pdf.bytes));
    expect(text.pageCount).toBeGreaterThan(1);
    expect(
      readDocx(docx.bytes)
        .map((block) => block.text)
        .join(' '),
    ).toContain(sentence);
    const again = await convertInside(compose, docx.bytes, 'docx', 'pdf');
    expect(countPdfPages(again.bytes)).toBe(text.pageCount);
  });

  it('has LibreOffice where the product looks for it', async () => {
    const { code, stdout } = await compose.exec('converter', ['/usr/bin/soffice', '--version']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^LibreOffice \d+\.\d+/);
  });

  it('refuses what is no document by name', async () => {
    const junk = await convertInside(compose, Buffer.from('no document at all'), 'docx', 'pdf');
    expect(junk).toMatchObject({ status: 422, code: 'source_unreadable' });
  });
});
