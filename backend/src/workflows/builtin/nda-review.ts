import type { TabularWorkflow } from './types.ts';

export const ndaReview: TabularWorkflow = {
  id: 'builtin-nda-review',
  kind: 'tabular',
  title: 'NDA Review',
  practiceArea: 'General Transactions',
  description:
    'Needs confidentiality agreements. Gives a table of direction, scope, exceptions, duration and remedies, one row for each agreement.',
  columns: [
    {
      name: 'Direction',
      format: 'tag',
      tags: ['Mutual', 'One-way', 'Unclear'],
      question:
        'Do both parties owe confidentiality, or one alone? Choose Mutual when each party may disclose and receive, One-way when one party alone is bound, and Unclear when the text points both ways. Name the bound party in the reasoning.',
    },
    {
      name: 'Definition of Confidential Information',
      format: 'text',
      question:
        'What counts as confidential information? State the definition, whether it must be marked or be confidential by nature, and whether it covers oral information and earlier disclosures.',
    },
    {
      name: 'Obligations of Receiving Party',
      format: 'bulleted_list',
      question:
        'What must the receiving party do and not do? List duties on use, secrecy, standard of care, access, copies and notice of a breach.',
    },
    {
      name: 'Standard Carveouts Present?',
      format: 'yes_no',
      question:
        'Does the agreement exclude information that is public, already known, received from a third party, and developed independently? Answer Yes only if all four are there; name any that is missing or narrowed in the reasoning.',
    },
    {
      name: 'Permitted Disclosures',
      format: 'text',
      question:
        'To whom may information be passed on: advisers, affiliates, financiers, authorities? State the conditions, liability for those people and the steps when disclosure is required by law.',
    },
    {
      name: 'Term and Duration',
      format: 'text',
      question:
        'How long does the agreement run and how long do its duties last after disclosure or its end? State both periods and any that is without limit, such as for trade secrets.',
    },
    {
      name: 'Return and Destruction',
      format: 'text',
      question:
        'Must information be returned or destroyed? State when, within what time, whether it must be confirmed in writing and what may be kept.',
    },
    {
      name: 'Remedies',
      format: 'text',
      question:
        'Which remedies does the agreement give for a breach: injunction, damages, contractual penalty, indemnity? State amounts and limits as written.',
    },
    {
      name: 'Governing Law and Jurisdiction',
      format: 'text',
      question:
        'Which law governs the agreement and which courts or tribunal have jurisdiction? Say whether jurisdiction is exclusive.',
    },
  ],
};
