import {
  AlignmentType,
  LevelFormat,
  LevelSuffix,
  LineRuleType,
  type INumberingOptions,
  type IStylesOptions,
} from 'docx';

/** Lengths are twips (1/20 pt), font sizes half points. */
export const page = { width: 11_906, height: 16_838, margin: 1_440, footer: 680 } as const;

export const lists = { clauses: 'clauses', bullets: 'bullets' } as const;

export const styleIds = {
  title: 'Title',
  heading: (level: number) => `Heading${level}`,
  clause: (level: number) => `Clause${level}`,
  body: 'DraftBody',
  bullet: 'DraftBullet',
  cell: 'TableText',
  headerCell: 'TableHead',
  gap: 'TableGap',
  signatory: 'SignatureParty',
  signatureLine: 'SignatureLine',
  footer: 'DraftFooter',
} as const;

/** Liberation Serif, which comes with LibreOffice, has the same widths, so pages break alike in both. */
const SERIF = {
  ascii: 'Times New Roman',
  hAnsi: 'Times New Roman',
  cs: 'Times New Roman',
  eastAsia: 'MS Mincho',
};
const INK = '1A1A1A';

const STEP = 720;
const clauseLevels = [
  { format: LevelFormat.DECIMAL, text: '%1.', left: STEP },
  { format: LevelFormat.DECIMAL, text: '%1.%2', left: STEP },
  { format: LevelFormat.LOWER_LETTER, text: '(%3)', left: 2 * STEP },
  { format: LevelFormat.LOWER_ROMAN, text: '(%4)', left: 3 * STEP },
  { format: LevelFormat.UPPER_LETTER, text: '(%5)', left: 4 * STEP },
] as const;

/**
 * One multilevel list for clauses and numbered headings, and one of bullets. Each level is linked to its clause style;
 * numbered headings name the level themselves, since LibreOffice shows no number when two styles claim one level.
 */
export function numbering(): INumberingOptions {
  const clauses = clauseLevels.map(({ format, text, left }, level) => ({
    level,
    format,
    text,
    alignment: AlignmentType.LEFT,
    suffix: LevelSuffix.TAB,
    style: {
      style: styleIds.clause(level + 1),
      paragraph: { indent: { left, hanging: STEP }, tabStops: [{ type: 'num' as const, position: left }] },
    },
  }));
  const bullet = {
    level: 0,
    format: LevelFormat.BULLET,
    text: '\u2022',
    alignment: AlignmentType.LEFT,
    style: { paragraph: { indent: { left: STEP, hanging: 360 } }, run: { font: 'Times New Roman' } },
  };
  return {
    config: [
      { reference: lists.clauses, levels: clauses },
      { reference: lists.bullets, levels: [bullet] },
    ],
  };
}

const headings = [
  { size: 26, bold: true, italics: false, before: 320, after: 120 },
  { size: 23, bold: true, italics: false, before: 260, after: 100 },
  { size: 22, bold: true, italics: true, before: 220, after: 80 },
  { size: 22, bold: false, italics: true, before: 200, after: 80 },
] as const;

function headingStyle(level: number) {
  const look = headings[level - 1] ?? headings[3];
  return {
    run: { font: SERIF, size: look.size, bold: look.bold, italics: look.italics, color: INK },
    paragraph: {
      spacing: { before: look.before, after: look.after },
      keepNext: true,
      keepLines: true,
      outlineLevel: level - 1,
    },
  };
}

const levels = [1, 2, 3, 4, 5] as const;

export function styles(): IStylesOptions {
  return {
    default: {
      document: {
        run: {
          font: SERIF,
          size: 22,
          color: INK,
          language: { value: 'en-GB', eastAsia: 'ja-JP', bidirectional: 'ar-SA' },
        },
        paragraph: { spacing: { after: 140, line: 276, lineRule: LineRuleType.AUTO } },
      },
      title: {
        run: { font: SERIF, size: 32, bold: true, color: INK },
        paragraph: {
          alignment: AlignmentType.CENTER,
          spacing: { before: 120, after: 420, line: 264, lineRule: LineRuleType.AUTO },
          keepNext: true,
        },
      },
      heading1: headingStyle(1),
      heading2: headingStyle(2),
      heading3: headingStyle(3),
      heading4: headingStyle(4),
    },
    paragraphStyles: [...clauses(), ...plainStyles(), ...signatureStyles()],
  };
}

function clauses() {
  return levels.map((level) => ({
    id: styleIds.clause(level),
    name: `Clause ${level}`,
    basedOn: 'Normal',
    next: styleIds.clause(level),
    quickFormat: true,
    paragraph: { numbering: { reference: lists.clauses, level: level - 1 }, widowControl: true },
  }));
}

function plainStyles() {
  const cellSpacing = { before: 50, after: 50, line: 252, lineRule: LineRuleType.AUTO };
  return [
    {
      id: styleIds.body,
      name: 'Draft Body',
      basedOn: 'Normal',
      quickFormat: true,
      paragraph: { widowControl: true },
    },
    {
      id: styleIds.bullet,
      name: 'Draft Bullet',
      basedOn: 'Normal',
      quickFormat: true,
      paragraph: {
        numbering: { reference: lists.bullets, level: 0 },
        spacing: { after: 80, line: 276, lineRule: LineRuleType.AUTO },
      },
    },
    {
      id: styleIds.cell,
      name: 'Table Text',
      basedOn: 'Normal',
      run: { size: 20 },
      paragraph: { spacing: cellSpacing },
    },
    {
      id: styleIds.headerCell,
      name: 'Table Head',
      basedOn: styleIds.cell,
      run: { size: 20, bold: true },
      paragraph: { spacing: cellSpacing, keepNext: true },
    },
    // Keeps two tables apart, which Word would otherwise join, and carries a page break that a table cannot.
    {
      id: styleIds.gap,
      name: 'Table Gap',
      basedOn: 'Normal',
      run: { size: 12 },
      paragraph: { spacing: { before: 0, after: 60, line: 240, lineRule: LineRuleType.AUTO } },
    },
    {
      id: styleIds.footer,
      name: 'Draft Footer',
      basedOn: 'Normal',
      run: { size: 17, color: '5A5A5A' },
      paragraph: {
        alignment: AlignmentType.CENTER,
        spacing: { before: 0, after: 0, line: 240, lineRule: LineRuleType.AUTO },
      },
    },
  ];
}

function signatureStyles() {
  return [
    {
      id: styleIds.signatory,
      name: 'Signature Party',
      basedOn: 'Normal',
      run: { bold: true },
      paragraph: {
        spacing: { before: 480, after: 60, line: 276, lineRule: LineRuleType.AUTO },
        keepNext: true,
        keepLines: true,
      },
    },
    {
      id: styleIds.signatureLine,
      name: 'Signature Line',
      basedOn: 'Normal',
      paragraph: {
        spacing: { before: 60, after: 40, line: 264, lineRule: LineRuleType.AUTO },
        keepLines: true,
      },
    },
  ];
}
