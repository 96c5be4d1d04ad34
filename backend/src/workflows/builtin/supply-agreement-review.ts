import type { TabularWorkflow } from './types.ts';

export const supplyAgreementReview: TabularWorkflow = {
  id: 'builtin-supply-agreement-review',
  kind: 'tabular',
  title: 'Supply Agreement Review',
  practiceArea: 'General Transactions',
  description:
    'Needs supply or purchase agreements for goods. Gives a table of products, delivery, quality, liability and exit terms, one row for each agreement.',
  columns: [
    {
      name: 'Parties',
      format: 'bulleted_list',
      question:
        'Who supplies and who buys? Give each full legal name with its defined role, and affiliates that may order.',
    },
    {
      name: 'Effective Date',
      format: 'date',
      question:
        'On which date does the agreement take effect? Use the defined date; if there is none, the date of the agreement, and say so in the reasoning.',
    },
    {
      name: 'Products',
      format: 'text',
      question:
        'Which products are supplied? State the kinds, the schedule with the specification, any minimum quantity, forecast or exclusivity.',
    },
    {
      name: 'Term',
      format: 'text',
      question:
        'How long does the agreement last? State the initial period and the end date, or that it runs until terminated.',
    },
    {
      name: 'Renewal',
      format: 'text',
      question:
        'How is the agreement renewed? State whether it renews by itself, for how long, and the notice and deadline to prevent it.',
    },
    {
      name: 'Delivery',
      format: 'text',
      question:
        'How are products delivered? State the delivery term (such as an Incoterm), place, lead time, passing of risk and of title, and what follows from delay.',
    },
    {
      name: 'Quality',
      format: 'text',
      question:
        'Which quality standards, inspection and acceptance rules apply? State the period to inspect and reject and any audit or recall duty.',
    },
    {
      name: 'Warranties',
      format: 'text',
      question:
        'What does the supplier warrant about the products, for how long, and what are the remedies: repair, replacement, refund?',
    },
    {
      name: 'Liquidated Damages',
      format: 'text',
      question:
        'Are sums fixed in advance for delay or defects? State trigger, rate, cap and whether they are the only remedy.',
    },
    {
      name: 'Limitation of Liability',
      format: 'text',
      question:
        'How is liability limited? State each cap with amount or formula, to whom it applies, excluded losses and what stays unlimited.',
    },
    {
      name: 'Force Majeure',
      format: 'text',
      question:
        'Is there relief for events beyond a party’s control? State the events, the notice, the effect and after how long a party may terminate.',
    },
    {
      name: 'Termination Rights',
      format: 'text',
      question:
        'Who may terminate, for what reason and on what notice? Cover breach with its cure period, insolvency, termination without cause, and what happens to open orders.',
    },
    {
      name: 'Governing Law',
      format: 'text',
      question: 'Which law governs the agreement? Say whether the UN sales convention (CISG) is excluded.',
    },
    {
      name: 'Dispute Resolution',
      format: 'text',
      question:
        'How are disputes resolved? State earlier steps, the courts or the arbitral rules, seat, language and number of arbitrators.',
    },
  ],
};
