import {
  AlignmentType,
  BorderStyle,
  convertMillimetersToTwip,
  Document,
  Footer,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
  type FileChild,
  type ISectionOptions,
} from 'docx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { Block, Contract } from './contracts/contract.ts';
import { CONTRACT_STYLES, contractNumbering, INDENTS } from './contract-styles.ts';
import { signaturePanel, termTable } from './contract-tables.ts';
import { numbersById, withReferences } from './numbering.ts';
import { runsOf, typeset } from './runs.ts';

const mm = convertMillimetersToTwip;
/** The same contract packs to the same archive on any day. */
const FIXED_DATE = new Date('2026-01-01T00:00:00Z');
const A4 = {
  size: { width: mm(210), height: mm(297) },
  margin: { top: mm(25), bottom: mm(25), left: mm(25), right: mm(25) },
};

/** Sets a contract as a Word file: cover, body, schedules, real numbering, page numbers. */
export async function contractDocx(contract: Contract): Promise<Buffer> {
  const document = new Document({
    title: contract.title,
    creator: 'Chancery',
    styles: CONTRACT_STYLES,
    numbering: contractNumbering(contract.body.filter((block) => block.kind === 'schedule').length),
    sections: contract.cover ? [coverOf(contract), bodyOf(contract)] : [bodyOf(contract)],
  });
  return withoutRestarts(await Packer.toBuffer(document));
}

/**
 * Takes out the restart that the library writes at the head of every list. Each list here is used once, so
 * none is needed, and LibreOffice's DOC writer gives the first two paragraphs after one the same number.
 */
function withoutRestarts(docx: Buffer): Buffer {
  const parts = unzipSync(docx);
  const numbering = strFromU8(parts['word/numbering.xml'] ?? new Uint8Array());
  const plain = numbering.replace(/<w:lvlOverride\b.*?<\/w:lvlOverride>/gs, '');
  return Buffer.from(zipSync({ ...parts, 'word/numbering.xml': strToU8(plain) }, { mtime: FIXED_DATE }));
}

function coverOf(contract: Contract): ISectionOptions {
  const centred = (
    text: string,
    size: number,
    options: { bold?: boolean; before?: number } = {},
  ): Paragraph =>
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { before: options.before ?? 0, after: 200 },
      children: [new TextRun({ text: typeset(text), size, bold: options.bold ?? false })],
    });
  const rule = new Paragraph({
    border: { bottom: { style: BorderStyle.SINGLE, size: 8, space: 1, color: '000000' } },
    indent: { left: mm(20), right: mm(20) },
    spacing: { before: 240, after: 360 },
  });
  const parties = contract.coverParties.flatMap((party, index) => [
    ...(index === 0 ? [] : [centred('and', 22)]),
    centred(party.toUpperCase(), 24, { bold: true }),
  ]);
  const subject = contract.subject === null ? [] : [centred(contract.subject, 24)];
  return {
    properties: { page: A4 },
    children: [
      centred(`Dated ${contract.date}`, 24, { before: mm(65) }),
      rule,
      centred(contract.title, 40, { bold: true }),
      ...subject,
      rule,
      ...parties,
    ],
  };
}

function bodyOf(contract: Contract): ISectionOptions {
  const numbers = numbersById(contract);
  const say = (text: string): string => withReferences(text, numbers);
  const opening = new Paragraph({
    style: 'ContractText',
    children: runsOf(
      `**THIS ${contract.title === 'Lease' ? 'LEASE' : 'AGREEMENT'}** is dated ${contract.date}`,
    ),
  });
  return {
    properties: { page: { ...A4, pageNumbers: { start: 1 } } },
    footers: { default: footerOf(contract) },
    children: [
      ...(contract.cover ? [] : titleOf(contract)),
      opening,
      label('Parties'),
      ...contract.parties.map((party) => numbered(say(party), 'parties', 0)),
      label('Background'),
      ...contract.background.map((recital) => numbered(say(recital), 'background', 0)),
      label('Agreed terms'),
      ...blocksOf(contract.body, say),
    ],
  };
}

/** Heads the first page of a contract without a cover. */
function titleOf(contract: Contract): Paragraph[] {
  const line = (text: string, size: number, after: number): Paragraph =>
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { after },
      children: [new TextRun({ text, size, bold: true })],
    });
  const subject = contract.subject === null ? [] : [line(contract.subject, 24, 360)];
  return [line(contract.title, 34, 120), ...subject];
}

function blocksOf(blocks: Block[], say: (text: string) => string): FileChild[] {
  let scheduleCount = 0;
  return blocks.flatMap((block): FileChild[] => {
    if (block.kind === 'schedule') scheduleCount += 1;
    return childrenOf(block, say, scheduleCount);
  });
}

function childrenOf(block: Block, say: (text: string) => string, schedules: number): FileChild[] {
  switch (block.kind) {
    case 'heading':
      return [
        new Paragraph({
          heading: HeadingLevel.HEADING_1,
          numbering: { reference: 'clauses', level: 0 },
          children: runsOf(say(block.text)),
        }),
      ];
    case 'clause':
      return [numbered(say(block.text), 'clauses', block.level - 1)];
    case 'paragraph':
      return [numbered(say(block.text), `paragraphs-${schedules}`, block.level - 1)];
    case 'text':
      return [plain(say(block.text), block.level === 0 ? 0 : INDENTS.clause)];
    case 'definition':
      return [plain(say(`**${block.term}**: ${block.meaning}`), INDENTS.clause)];
    case 'schedule':
      return [scheduleTitle(say(block.title))];
    case 'subheading':
      return [new Paragraph({ heading: HeadingLevel.HEADING_2, children: runsOf(say(block.text)) })];
    case 'table':
      return [termTable(block), new Paragraph({ spacing: { after: 120 } })];
    case 'signatures':
      return signaturePanel(block);
  }
}

function label(text: string): Paragraph {
  return new Paragraph({ heading: HeadingLevel.HEADING_2, children: runsOf(text) });
}

function plain(text: string, left: number): Paragraph {
  return new Paragraph({ style: 'ContractText', indent: { left }, children: runsOf(text) });
}

function numbered(text: string, reference: string, level: number): Paragraph {
  return new Paragraph({
    style: 'ContractText',
    numbering: { reference, level },
    children: runsOf(text),
  });
}

function scheduleTitle(title: string): Paragraph {
  return new Paragraph({
    style: 'ScheduleTitle',
    numbering: { reference: 'schedules', level: 0 },
    pageBreakBefore: true,
    children: runsOf(title),
  });
}

function footerOf(contract: Contract): Footer {
  const page = new TextRun({ size: 18, children: [PageNumber.CURRENT] });
  return new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [new TextRun({ text: `${contract.title}  |  `, size: 18 }), page],
      }),
    ],
  });
}
