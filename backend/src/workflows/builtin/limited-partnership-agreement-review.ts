import type { TabularWorkflow } from './types.ts';

export const limitedPartnershipAgreementReview: TabularWorkflow = {
  id: 'builtin-limited-partnership-agreement-review',
  kind: 'tabular',
  title: 'Limited Partnership Agreement Review',
  practiceArea: 'Private Equity',
  description:
    'Needs fund partnership agreements. Gives a table of economics, governance and investor protection, one row for each fund.',
  columns: [
    {
      name: 'General Partner',
      format: 'text',
      question:
        'Who is the general partner, and who manages or advises the fund? Give full names, places of formation and roles.',
    },
    {
      name: 'Fund Name & Jurisdiction',
      format: 'text',
      question:
        'What is the name of the partnership, under which law is it formed and where is it registered? Mention parallel and feeder funds.',
    },
    {
      name: 'Total Committed Capital',
      format: 'monetary_amount',
      question:
        'What is the total of commitments stated, or the target size if that alone is given? Say in the reasoning which it is, and give any hard cap and the commitment of the general partner.',
    },
    {
      name: 'Capital Calls & Drawdowns',
      format: 'text',
      question:
        'How is capital called? State the notice, minimum amounts, the investment period, what may be called after it and whether amounts can be called again.',
    },
    {
      name: 'Penalties for Failure to Fund',
      format: 'text',
      question:
        'What follows when a partner does not pay a call? State grace period, interest, forfeiture, forced sale and loss of votes, with figures.',
    },
    {
      name: 'Investment Scope & Restrictions',
      format: 'text',
      question:
        'In what may the fund invest? State strategy, sectors, territory, limits for one investment, borrowing limits and what is forbidden.',
    },
    {
      name: 'Fund Term',
      format: 'text',
      question:
        'How long does the fund last? State the start, the period, extensions and whose consent they need, and grounds for earlier dissolution.',
    },
    {
      name: 'Management Fee',
      format: 'text',
      question:
        'What management fee is payable? Give the rate and base during and after the investment period, payment dates and set-off of other fees.',
    },
    {
      name: 'Carried Interest',
      format: 'text',
      question:
        'What share of profit goes to the general partner or carry vehicle? Give the percentage, whether it is computed on the whole fund or by deal, and any escrow.',
    },
    {
      name: 'Preferred Return',
      format: 'text',
      question:
        'What preferred return do investors get before carry? Give the rate, compounding, and from and to which dates it runs.',
    },
    {
      name: 'GP Catch-Up',
      format: 'text',
      question:
        'Is there a catch-up for the general partner after the preferred return? Give the percentage and the point at which it ends.',
    },
    {
      name: 'Clawback',
      format: 'text',
      question:
        'Must carry or distributions be paid back? State when it is tested, the amount, whether it is net of tax, guarantees, and the clawback owed by investors.',
    },
    {
      name: 'Fees & Expenses',
      format: 'text',
      question:
        'Which costs does the fund bear, and which the manager? State organisation expenses with any cap, broken-deal costs and transaction fees.',
    },
    {
      name: 'Distributions',
      format: 'text',
      question:
        'How and in what order are proceeds distributed? Set out the waterfall step by step, with timing, distributions in kind and reinvestment.',
    },
    {
      name: 'Key Person Clause',
      format: 'text',
      question:
        'Who are the key persons, and what happens when they leave? State the trigger, suspension of investment, and how it ends.',
    },
    {
      name: 'Removal of the GP',
      format: 'text',
      question:
        'May investors remove the general partner? Separate removal for cause and without cause; give majorities, waiting periods and what happens to fee and carry.',
    },
    {
      name: 'Advisory Committee',
      format: 'text',
      question:
        'Is there an advisory committee of investors? State who appoints it, its powers, quorum and votes.',
    },
    {
      name: 'Transfer Restrictions',
      format: 'text',
      question:
        'May partners transfer their interests? State the consent required, permitted transfers, right of first refusal and withdrawal.',
    },
    {
      name: 'Conflicts of Interest',
      format: 'text',
      question:
        'How are conflicts dealt with? State rules on other funds, allocation of deals, dealings with affiliates, and who approves them.',
    },
    {
      name: 'Governing Law',
      format: 'text',
      question: 'Which law governs the agreement, and which courts or tribunal decide disputes?',
    },
  ],
};
