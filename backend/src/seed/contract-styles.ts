import {
  AlignmentType,
  convertMillimetersToTwip,
  LevelFormat,
  type ILevelsOptions,
  type INumberingOptions,
  type IStylesOptions,
} from 'docx';

const mm = convertMillimetersToTwip;

/** Where text of each clause level starts, in twips from the margin. */
export const INDENTS = { heading: mm(12), clause: mm(12), item: mm(22), subitem: mm(32) };

const FONT = 'Times New Roman';

export const CONTRACT_STYLES: IStylesOptions = {
  default: {
    document: { run: { font: FONT, size: 22, language: { value: 'en-GB' } } },
    heading1: {
      run: { font: FONT, size: 22, bold: true, color: '000000' },
      paragraph: { spacing: { before: 280, after: 120 }, keepNext: true },
    },
    heading2: {
      run: { font: FONT, size: 22, bold: true, color: '000000' },
      paragraph: { spacing: { before: 200, after: 100 }, keepNext: true },
    },
  },
  paragraphStyles: [
    {
      id: 'ContractText',
      name: 'Contract Text',
      basedOn: 'Normal',
      quickFormat: true,
      paragraph: { alignment: AlignmentType.JUSTIFIED, spacing: { after: 130, line: 269 } },
    },
    {
      id: 'ScheduleTitle',
      name: 'Schedule Title',
      basedOn: 'Heading1',
      next: 'ContractText',
      run: { font: FONT, size: 26, bold: true },
      paragraph: { alignment: AlignmentType.CENTER, spacing: { before: 0, after: 240 }, keepNext: true },
    },
    {
      id: 'TableText',
      name: 'Table Text',
      basedOn: 'Normal',
      paragraph: { spacing: { before: 50, after: 50 } },
    },
  ],
};

function level(
  depth: number,
  format: (typeof LevelFormat)[keyof typeof LevelFormat],
  text: string,
  left: number,
  hanging: number,
  bold = false,
): ILevelsOptions {
  return {
    level: depth,
    format,
    text,
    alignment: AlignmentType.LEFT,
    style: { paragraph: { indent: { left, hanging } }, run: { bold } },
  };
}

/** Word's own lists, so that a reader of the file meets real numbering; each schedule has a list of its own. */
export function contractNumbering(schedules: number): INumberingOptions {
  const paragraphs = Array.from({ length: schedules }, (_, index) => ({
    reference: `paragraphs-${index + 1}`,
    levels: [
      level(0, LevelFormat.DECIMAL, '%1.', mm(12), mm(12)),
      level(1, LevelFormat.DECIMAL, '%1.%2', mm(24), mm(12)),
    ],
  }));
  return { config: [...BODY_LISTS, ...paragraphs] };
}

const BODY_LISTS: INumberingOptions['config'] = [
  {
    reference: 'clauses',
    levels: [
      level(0, LevelFormat.DECIMAL, '%1.', INDENTS.heading, mm(12), true),
      level(1, LevelFormat.DECIMAL, '%1.%2', INDENTS.clause, mm(12)),
      level(2, LevelFormat.LOWER_LETTER, '(%3)', INDENTS.item, mm(10)),
      level(3, LevelFormat.LOWER_ROMAN, '(%4)', INDENTS.subitem, mm(10)),
    ],
  },
  { reference: 'parties', levels: [level(0, LevelFormat.DECIMAL, '(%1)', mm(12), mm(12))] },
  { reference: 'background', levels: [level(0, LevelFormat.UPPER_LETTER, '(%1)', mm(12), mm(12))] },
  { reference: 'schedules', levels: [level(0, LevelFormat.DECIMAL, 'Schedule %1', 0, 0, true)] },
];
