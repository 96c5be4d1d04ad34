import type { TabularWorkflow } from './types.ts';

export const spaReview: TabularWorkflow = {
  id: 'builtin-spa-review',
  kind: 'tabular',
  title: 'SPA Review',
  practiceArea: 'Corporate',
  description:
    'Needs share purchase agreements. Gives a table of price, conditions, completion, warranties and limits of liability, one row for each agreement.',
  columns: [
    {
      name: 'Parties',
      format: 'bulleted_list',
      question:
        'Who are the sellers, buyers, guarantors and the target? Give each full legal name with its role.',
    },
    {
      name: 'Date',
      format: 'date',
      question:
        'What is the date of the agreement? Use the date on its first page or above the signatures, not the completion date.',
    },
    {
      name: 'Transaction',
      format: 'text',
      question:
        'What is sold? State the number, class and percentage of the shares and the company, and anything sold with them.',
    },
    {
      name: 'Consideration',
      format: 'text',
      question:
        'What is the purchase price and how is it paid? State amount, currency, cash or shares, adjustment mechanism (locked box or completion accounts), deferred parts, earn-out and escrow.',
    },
    {
      name: 'Key Conditions Precedent',
      format: 'bulleted_list',
      question:
        'Which conditions must be met before completion? List each with the party responsible and the long-stop date.',
    },
    {
      name: 'Completion Date',
      format: 'text',
      question:
        'When does completion take place? Give the date, or the rule that fixes it, and what may postpone it.',
    },
    {
      name: 'Warranties',
      format: 'text',
      question:
        'Which warranties do the sellers give, and when? State the main subjects, repetition at completion, disclosure and knowledge qualifiers, and warranties of the buyer.',
    },
    {
      name: 'Indemnities',
      format: 'text',
      question:
        'Which specific indemnities are given, including tax? State the matter covered, who gives it, and any limit of its own.',
    },
    {
      name: 'Limitation of Liability',
      format: 'text',
      question:
        'How is the sellers’ liability limited? Give cap, de minimis, basket, time limits for each kind of claim, and exceptions such as fraud.',
    },
    {
      name: 'Covenants',
      format: 'text',
      question:
        'What must the parties do or not do before and after completion? Cover conduct of business, non-compete and non-solicitation with duration and territory.',
    },
    {
      name: 'Exclusivity',
      format: 'text',
      question:
        'May the sellers negotiate with others? State the duty, its duration and the consequence of a breach.',
    },
    {
      name: 'Governing Law and Jurisdiction',
      format: 'text',
      question:
        'Which law governs the agreement and which courts or tribunal have jurisdiction? Say whether jurisdiction is exclusive.',
    },
    {
      name: 'Dispute Resolution',
      format: 'text',
      question:
        'How are disputes resolved? State expert determination for accounts, negotiation steps, the courts, or the arbitral rules and seat.',
    },
  ],
};
