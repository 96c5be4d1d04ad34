import { strToU8, unzipSync, zipSync } from 'fflate';
import { sampleDocx } from '../../../../backend/src/convert/sample-docx.ts';

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006';
const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

/**
 * Every way known to us in which a Word document points at something outside of itself and asks a program to
 * fetch it by its own: pictures, OLE links, sub-documents, chunks, fields, its template.
 *
 * @param bases where to point: `http://10.0.0.1:8000`, without a slash at the end
 * @param files paths of local files that are to be drawn in
 * @param shares hosts of network shares
 */
export function documentThatReaches(targets: {
  bases: readonly string[];
  files?: readonly string[];
  shares?: readonly string[];
}): Uint8Array {
  const { bases, files = [], shares = [] } = targets;
  const references = [
    ...bases.flatMap((base) => [
      picture(`${base}/picture.png`),
      olderPicture(`${base}/older-picture.png`),
      oleLink(`${base}/ole-link.docx`),
      element('subDocument', `${base}/sub-document.docx`, 'subDoc'),
      element('aFChunk', `${base}/chunk.html`, 'altChunk'),
      field(`INCLUDEPICTURE "${base}/field-picture.png" \\d`),
      field(`INCLUDETEXT "${base}/field-text.docx"`),
      field(`LINK Word.Document.12 "${base}/field-link.docx" "" \\a \\r`),
    ]),
    ...files.map((path) => picture(`file://${path}`)),
    ...files.map((path) => field(`INCLUDETEXT "file://${path}"`)),
    ...shares.flatMap((host) => [
      picture(`\\\\${host}\\share\\unc.png`),
      picture(`file://${host}/share/unc.png`),
      picture(`smb://${host}/share/smb.png`),
      field(`INCLUDETEXT "\\\\\\\\${host}\\\\share\\\\unc.docx"`),
    ]),
  ];
  return withReferences(references, `${bases[0]}/template.dotm`);
}

/** A piece of the body, and the relationship it needs. */
interface Reference {
  relationship?: { type: string; target: string };
  body: (id: string) => string;
}

const picture = (target: string): Reference => ({
  relationship: { type: 'image', target },
  body: (id) =>
    `<w:p><w:r><w:drawing><wp:inline xmlns:wp="${DRAWING}/wordprocessingDrawing"><wp:extent cx="914400" cy="914400"/>` +
    `<wp:docPr id="1" name="p"/><a:graphic xmlns:a="${DRAWING}/main"><a:graphicData uri="${DRAWING}/picture">` +
    `<pic:pic xmlns:pic="${DRAWING}/picture"><pic:nvPicPr><pic:cNvPr id="1" name="p"/><pic:cNvPicPr/></pic:nvPicPr>` +
    `<pic:blipFill><a:blip r:link="${id}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>` +
    '<a:off x="0" y="0"/><a:ext cx="914400" cy="914400"/></a:xfrm><a:prstGeom prst="rect"/></pic:spPr></pic:pic>' +
    '</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>',
});

const shape = (inner: string): string =>
  `<v:shape xmlns:v="urn:schemas-microsoft-com:vml" id="s1" style="width:99pt;height:99pt">${inner}</v:shape>`;

const olderPicture = (target: string): Reference => ({
  relationship: { type: 'image', target },
  body: (id) =>
    `<w:p><w:r><w:pict>${shape(`<v:imagedata r:id="${id}" r:href="${id}"/>`)}</w:pict></w:r></w:p>`,
});

const oleLink = (target: string): Reference => ({
  relationship: { type: 'oleObject', target },
  body: (id) =>
    `<w:p><w:r><w:object w:dxaOrig="999" w:dyaOrig="999">${shape('')}` +
    '<o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" Type="Link" ProgID="Word.Document.12" ' +
    `ShapeID="s1" DrawAspect="Content" UpdateMode="Always" r:id="${id}"/></w:object></w:r></w:p>`,
});

const element = (type: string, target: string, name: string): Reference => ({
  relationship: { type, target },
  body: (id) => `<w:${name} r:id="${id}"/>`,
});

const field = (instruction: string): Reference => ({
  body: () =>
    '<w:p><w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>' +
    `<w:r><w:instrText xml:space="preserve"> ${escape(instruction)} </w:instrText></w:r>` +
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>old</w:t></w:r>' +
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
});

function withReferences(references: readonly Reference[], template: string): Uint8Array {
  const parts = unzipSync(sampleDocx());
  const text = (name: string): string => Buffer.from(parts[name] ?? []).toString();
  const settings = 'application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml';
  const external = references.map(({ relationship }, at) =>
    relationship ? relation(`x${at}`, relationship.type, relationship.target, true) : '',
  );
  const body = references.map((reference, at) => reference.body(`x${at}`)).join('');
  const changed = {
    '[Content_Types].xml': text('[Content_Types].xml').replace(
      '</Types>',
      `<Override PartName="/word/settings.xml" ContentType="${settings}"/></Types>`,
    ),
    'word/document.xml': text('word/document.xml')
      .replace('<w:document ', `<w:document xmlns:r="${OFFICE}/relationships" `)
      .replace('</w:body>', `${body}</w:body>`),
    'word/_rels/document.xml.rels': relations([
      relation('s', 'settings', 'settings.xml', false),
      ...external,
    ]),
    'word/settings.xml':
      `<w:settings xmlns:w="${WORD}" xmlns:r="${OFFICE}/relationships">` +
      '<w:attachedTemplate r:id="t"/><w:linkStyles/></w:settings>',
    'word/_rels/settings.xml.rels': relations([relation('t', 'attachedTemplate', template, true)]),
  };
  const encoded = Object.entries(changed).map(([name, xml]) => [name, strToU8(xml)] as const);
  return zipSync({ ...parts, ...Object.fromEntries(encoded) });
}

const relations = (all: readonly string[]): string =>
  `<?xml version="1.0"?><Relationships xmlns="${PACKAGE}/relationships">${all.join('')}</Relationships>`;

const relation = (id: string, type: string, target: string, external: boolean): string =>
  `<Relationship Id="${id}" Type="${OFFICE}/relationships/${type}" Target="${escape(target)}"` +
  `${external ? ' TargetMode="External"' : ''}/>`;

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
