import type { TabularWorkflow } from './types.ts';

export const commercialAgreementReview: TabularWorkflow = {
  id: 'builtin-commercial-agreement-review',
  kind: 'tabular',
  title: 'Commercial Agreement Review',
  practiceArea: 'General Transactions',
  description:
    'Needs services, licence or other commercial contracts. Gives a table of scope, price, risk and exit terms, one row for each contract.',
  columns: [
    {
      name: 'Parties',
      format: 'bulleted_list',
      question:
        'Who are the parties? Give each full legal name with its role, such as supplier or customer, as the contract defines it.',
    },
    {
      name: 'Scope of Work',
      format: 'text',
      question:
        'What services, goods or rights does the contract cover? Summarise in at most three sentences and name the schedule that holds the detail.',
    },
    {
      name: 'Amends Earlier Agreement',
      format: 'yes_no',
      question:
        'Does this document amend, restate, supplement or replace an earlier agreement? Answer Yes only if it says so, and name that agreement and its date in the reasoning.',
    },
    {
      name: 'Effective Date',
      format: 'date',
      question:
        'On which date does the contract take effect? Use a defined effective or commencement date; if there is none, the date of the contract, and say so in the reasoning.',
    },
    {
      name: 'Term',
      format: 'text',
      question:
        'How long does the contract last? State the initial period and the end date, or that it runs until terminated.',
    },
    {
      name: 'Renewal',
      format: 'text',
      question:
        'How is the contract renewed or extended? State whether it renews by itself, for how long, and the notice and deadline to prevent it.',
    },
    {
      name: 'Pricing',
      format: 'text',
      question:
        'What is charged and how: fixed price, rates, milestones, subscription? Give amounts, currency, invoice dates and payment period as written.',
    },
    {
      name: 'Price Adjustments',
      format: 'text',
      question:
        'May the price change during the term? State the trigger, index or formula, any cap, and the notice required.',
    },
    {
      name: 'Penalties for Late Payment',
      format: 'text',
      question:
        'What follows when a payment is late: interest, fees, suspension of services? Give the rate and from when it runs.',
    },
    {
      name: 'Estimated Contract Value',
      format: 'monetary_amount',
      question:
        'What is the total value stated for the whole term? Use a figure stated in the contract, or compute it from stated prices and a fixed term and show the sum in the reasoning. Otherwise it is not found.',
    },
    {
      name: 'Limitation of Liability',
      format: 'text',
      question:
        'How is liability limited? State each cap with amount or formula, to whom it applies, which losses are excluded altogether and what stays unlimited.',
    },
    {
      name: 'IP Ownership and Licensing',
      format: 'text',
      question:
        'Who owns existing and newly made intellectual property, and what licences are granted? State scope, term, territory and whether they can be passed on.',
    },
    {
      name: 'Change of Control',
      format: 'text',
      question:
        'What does the contract say about a change of control of a party? State the definition, any consent and any right to terminate.',
    },
    {
      name: 'Force Majeure',
      format: 'text',
      question:
        'Is there relief for events beyond a party’s control? State which events count, the notice, the effect on obligations, and after how long a party may terminate.',
    },
    {
      name: 'Termination Rights',
      format: 'text',
      question:
        'Who may terminate, for what reason and on what notice? Cover breach and its cure period, insolvency and termination without cause.',
    },
    {
      name: 'Liquidated Damages',
      format: 'text',
      question:
        'Are sums or service credits fixed in advance for breach or delay? State the trigger, rate, cap and whether they are the only remedy.',
    },
    {
      name: 'Governing Law',
      format: 'text',
      question:
        'Which law governs the contract? Give the law as named, and the same for non-contractual obligations if it differs.',
    },
    {
      name: 'Dispute Resolution',
      format: 'text',
      question:
        'How are disputes resolved? State escalation or mediation steps, the courts or the arbitral rules, seat, language and number of arbitrators.',
    },
  ],
};
