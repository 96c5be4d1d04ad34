import type { TabularWorkflow } from './types.ts';

export const creditAgreementReview: TabularWorkflow = {
  id: 'builtin-credit-agreement-review',
  kind: 'tabular',
  title: 'Credit Agreement Review',
  practiceArea: 'Finance',
  description:
    'Needs loan or facility agreements. Gives a table of parties, money terms, security, covenants and defaults, one row for each agreement.',
  columns: [
    {
      name: 'Lenders',
      format: 'bulleted_list',
      question:
        'Who are the lenders? Give each full name and, where stated, its commitment; include lenders named in a schedule.',
    },
    {
      name: 'Borrowers',
      format: 'bulleted_list',
      question:
        'Who are the borrowers? Give each full name and place of incorporation, and mention any mechanism for further borrowers.',
    },
    {
      name: 'Guarantors',
      format: 'bulleted_list',
      question:
        'Who guarantees the debt at signing? Give each full name; if guarantors accede later, say so in the reasoning.',
    },
    {
      name: 'Other Parties',
      format: 'bulleted_list',
      question:
        'Which other parties sign, such as arranger, agent, security trustee or hedge counterparty? Give name and capacity.',
    },
    {
      name: 'Date of Agreement',
      format: 'date',
      question:
        'What is the date of the agreement? For an amended and restated agreement give the date of the restatement and mention the original date in the reasoning.',
    },
    {
      name: 'Facility',
      format: 'text',
      question:
        'Which facilities are granted? For each give its name, its type (term, revolving, overdraft, letter of credit) and its availability period.',
    },
    {
      name: 'Amount',
      format: 'monetary_amount',
      question:
        'What is the total amount committed under all facilities at the date of the agreement? Split it by facility in the reasoning and mention any accordion.',
    },
    {
      name: 'Purpose',
      format: 'text',
      question:
        'For what may the borrowers use the loans? State the purpose clause for each facility and any use that is forbidden.',
    },
    {
      name: 'Interest',
      format: 'text',
      question:
        'How is interest computed? State the reference rate, its fallback and floor, the margin and any ratchet, interest periods and default interest.',
    },
    {
      name: 'Commitment Fee',
      format: 'text',
      question:
        'What fee is payable on the undrawn commitment? Give the rate, the base on which it is computed and the payment dates.',
    },
    {
      name: 'Repayment Schedule',
      format: 'text',
      question:
        'How and when are the loans repaid? Give instalments with date and amount or percentage, and say whether amounts can be drawn again.',
    },
    {
      name: 'Maturity',
      format: 'date',
      question:
        'What is the final maturity date? If it is given as a period, compute the date when the start is stated and explain it in the reasoning; give the latest if facilities differ.',
    },
    {
      name: 'Security',
      format: 'bulleted_list',
      question:
        'What security is granted? List each security document or charged asset with the party that grants it, including security due after signing.',
    },
    {
      name: 'Guarantees',
      format: 'text',
      question:
        'What do the guarantees cover and how are they limited? State whose debts, any cap, and limits that follow from local law.',
    },
    {
      name: 'Financial Covenants',
      format: 'bulleted_list',
      question:
        'Which financial covenants apply? For each give the ratio, the level required, the test dates and any right to cure.',
    },
    {
      name: 'Events of Default',
      format: 'bulleted_list',
      question:
        'Which events are events of default? List each with its grace period and threshold, and mark any that is unusual.',
    },
    {
      name: 'Assignment',
      format: 'text',
      question:
        'May lenders or obligors assign or transfer? State permitted transferees, minimum amounts, whose consent is needed and when it is deemed given.',
    },
    {
      name: 'Change of Control',
      format: 'text',
      question:
        'What happens when control of an obligor changes? State the definition of control and whether it leads to prepayment, cancellation or default, and within what time.',
    },
    {
      name: 'Prepayment Fee',
      format: 'text',
      question:
        'Is a fee or premium due on early repayment? State the rate for each period, when it applies and what is exempt; break costs alone are not a fee, mention them separately.',
    },
    {
      name: 'Governing Law',
      format: 'text',
      question:
        'Which law governs the agreement? Mention security or finance documents under another law if the agreement says so.',
    },
    {
      name: 'Dispute Resolution',
      format: 'text',
      question:
        'Which courts or arbitral tribunal decide disputes? State whether jurisdiction is exclusive, for whose benefit, and any agent for service.',
    },
  ],
};
