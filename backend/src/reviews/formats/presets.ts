import type { ColumnTemplate } from '../../db/schema/index.ts';

/** Columns that are offered while a name is typed; they fill only what a person has not written. */
export const columnPresets: readonly ColumnTemplate[] = [
  {
    name: 'Parties',
    format: 'bulleted_list',
    question: 'Who are the parties? Give each full legal name with the role that the document gives it.',
  },
  {
    name: 'Governing Law',
    format: 'text',
    question: 'Which law governs the document? Give it as named; do not infer it from addresses.',
  },
  {
    name: 'Effective Date',
    format: 'date',
    question:
      'On which date does the document take effect? Use a defined date; if there is none, the date of the document, and say so in the reasoning.',
  },
  {
    name: 'Term',
    format: 'text',
    question: 'How long does it run? State start, end or period, and any renewal with its notice.',
  },
  {
    name: 'Termination',
    format: 'text',
    question:
      'Who may terminate, for what reason and on what notice? Cover breach and its cure period, insolvency and termination without cause.',
  },
  {
    name: 'Change of Control',
    format: 'text',
    question:
      'What happens when control of a party changes? State the definition of control, consent or notice, and any right to terminate.',
  },
  {
    name: 'Confidentiality',
    format: 'text',
    question:
      'What must be kept confidential, by whom and for how long? Name exceptions and permitted disclosures.',
  },
  {
    name: 'Assignment',
    format: 'yes_no',
    question:
      'May a party assign or transfer without the consent of the other? Answer Yes if at least one party may, and explain who and when in the reasoning.',
  },
  {
    name: 'Payment & Fees',
    format: 'text',
    question:
      'What is payable, when and how? Give amounts, currency, payment period, interest on late payment and adjustments.',
  },
  {
    name: 'Amendment',
    format: 'text',
    question: 'How may the document be amended? State the form and whose signature or consent is needed.',
  },
  {
    name: 'Indemnity',
    format: 'text',
    question: 'Which indemnities are given? State by whom, for what, with which procedure and which limits.',
  },
  {
    name: 'Warranties',
    format: 'text',
    question: 'Which warranties are given, by whom and for how long? Name disclaimers and remedies.',
  },
  {
    name: 'Force Majeure',
    format: 'yes_no',
    question:
      'Is a party relieved for events beyond its control? Answer Yes if a clause says so, and give events, notice and any right to terminate in the reasoning.',
  },
];

/** The preset that a typed name means, whatever its case and spaces. */
export function presetFor(name: string): ColumnTemplate | undefined {
  const fold = (text: string): string => text.trim().replace(/\s+/g, ' ').toLowerCase();
  return columnPresets.find((preset) => fold(preset.name) === fold(name));
}
