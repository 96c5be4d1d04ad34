import { strToU8, zipSync } from 'fflate';

const CONTENT_TYPES =
  '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';
const RELATIONSHIPS =
  '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
  '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>';
const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';

/**
 * A DOCX of exactly `pages` pages with a page of ordinary text on each: what an instance is warmed with, and
 * what conversions are measured on.
 */
export function sampleDocx(pages = 1, linesPerPage = 12): Uint8Array {
  const sentence =
    'The Supplier shall provide the Services from the Commencement Date until this agreement ends. ';
  const body: string[] = [];
  for (let page = 1; page <= pages; page += 1) {
    for (let line = 1; line <= linesPerPage; line += 1) {
      body.push(
        `<w:p><w:r><w:t xml:space="preserve">${page}.${line} ${sentence.repeat(3)}</w:t></w:r></w:p>`,
      );
    }
    if (page < pages) body.push('<w:p><w:r><w:br w:type="page"/></w:r></w:p>');
  }
  return zipSync({
    '[Content_Types].xml': strToU8(CONTENT_TYPES),
    '_rels/.rels': strToU8(RELATIONSHIPS),
    'word/document.xml': strToU8(
      `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="${WORD}"><w:body>${body.join('')}</w:body></w:document>`,
    ),
  });
}
