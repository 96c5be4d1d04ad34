import type { TabularWorkflow } from './types.ts';

export const changeOfControlReview: TabularWorkflow = {
  id: 'builtin-change-of-control-review',
  kind: 'tabular',
  title: 'Change of Control Review',
  practiceArea: 'Corporate',
  description:
    'Needs the contracts of a target company. Gives a table of what a sale of the company would trigger in each: consents, termination, options and cost.',
  columns: [
    {
      name: 'Parties',
      format: 'bulleted_list',
      question:
        'Who are the parties to this contract? Give each full legal name with its defined role, taken from the parties clause or the signature blocks.',
    },
    {
      name: 'Date',
      format: 'date',
      question:
        'What is the date of this contract? Use the date printed on its first page or above the signatures; when only the latest signature is dated, use that and say so in the reasoning.',
    },
    {
      name: 'Term',
      format: 'text',
      question:
        'How long does the contract run? State start, fixed period or end date, and any renewal. If it runs until terminated, say so.',
    },
    {
      name: 'Change of Control Clause',
      format: 'text',
      question:
        'Does any clause apply when control of a party changes, including one that treats it as an assignment? State how control is defined, which party is affected and what follows, with the clause number. Answer "Not found in the document" if no clause does.',
    },
    {
      name: 'Consent Required',
      format: 'yes_no',
      question:
        'Must a party obtain consent from the other, or give notice, before or after a change of control? Answer Yes if consent or notice is required and name who gives it and when in the reasoning; No if control may change freely or nothing is said.',
    },
    {
      name: 'Termination Rights',
      format: 'text',
      question:
        'May a party terminate because control of the other changes? State who may terminate, within which period, on what notice and with what consequences. A general right to terminate at will also counts; mark it as such.',
    },
    {
      name: 'Put/Call Options',
      format: 'text',
      question:
        'Does a change of control give any party an option to sell or to buy shares, assets or rights? State who holds it, over what, at what price and until when.',
    },
    {
      name: 'Financial Implications',
      format: 'text',
      question:
        'What does a change of control cost or accelerate: repayment, fees, price changes, compensation, loss of discounts? Give amounts and formulas as written.',
    },
  ],
};
