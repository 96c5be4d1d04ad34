import { strToU8, zipSync } from 'fflate';
import { request } from './http.ts';

const CONVERSION_LIMIT_MS = 30_000;

/** The smallest document that every office program opens: one paragraph. */
function smallestDocx(text: string): Uint8Array<ArrayBuffer> {
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
  const ooxml = 'http://schemas.openxmlformats.org';
  const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
  return zipSync({
    '[Content_Types].xml': strToU8(
      `${head}<Types xmlns="${ooxml}/package/2006/content-types">` +
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
        `<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${type}"/></Types>`,
    ),
    '_rels/.rels': strToU8(
      `${head}<Relationships xmlns="${ooxml}/package/2006/relationships"><Relationship Id="r1" ` +
        `Type="${ooxml}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    ),
    'word/document.xml': strToU8(
      `${head}<w:document xmlns:w="${ooxml}/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:body></w:document>`,
    ),
  });
}

/**
 * Converts one page.
 *
 * @throws when what comes back is not a PDF
 */
export async function convertPage(origin: string): Promise<void> {
  const response = await request(`${origin}/convert?from=docx&to=pdf`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: smallestDocx('One page'),
    signal: AbortSignal.timeout(CONVERSION_LIMIT_MS),
  });
  const body = Buffer.from(await response.arrayBuffer());
  if (!response.ok) throw new Error(`it answered ${response.status}: ${body.toString('utf8').slice(0, 200)}`);
  if (!body.subarray(0, 5).equals(Buffer.from('%PDF-')))
    throw new Error('what it made of a page is not a PDF');
}
