import type { TabularWorkflow } from './types.ts';

export const shareholderAgreementReview: TabularWorkflow = {
  id: 'builtin-shareholder-agreement-review',
  kind: 'tabular',
  title: 'Shareholder Agreement Review',
  practiceArea: 'Corporate',
  description:
    'Needs shareholders’ or joint venture agreements. Gives a table of capital, control, transfers, exit and restraints, one row for each agreement.',
  columns: [
    {
      name: 'Parties',
      format: 'bulleted_list',
      question:
        'Who are the parties? Give the company and each shareholder with full name and role, such as founder or investor.',
    },
    {
      name: 'Date',
      format: 'date',
      question: 'What is the date of the agreement? Use the date on its first page or above the signatures.',
    },
    {
      name: 'Share Capital & Classes',
      format: 'text',
      question:
        'What is the share capital and which classes are there? State numbers, nominal value and the rights of each class to votes, dividends and capital.',
    },
    {
      name: 'Shareholdings',
      format: 'bulleted_list',
      question:
        'Who holds how many shares? For each holder give number, class and percentage as stated in the agreement or its schedule.',
    },
    {
      name: 'Board Composition',
      format: 'text',
      question:
        'How is the board made up? State the number of directors, who appoints and removes them, chair, casting vote, quorum and observers.',
    },
    {
      name: 'Reserved Matters',
      format: 'bulleted_list',
      question:
        'Which decisions need the consent of particular shareholders or directors? Group them by subject and give the consent or majority for each group.',
    },
    {
      name: 'Pre-emption on New Shares',
      format: 'text',
      question:
        'Must new shares be offered to existing holders first? State the procedure, periods and exceptions such as option schemes.',
    },
    {
      name: 'Transfer Restrictions',
      format: 'text',
      question:
        'When may shares not be transferred? State lock-in periods, board discretion, permitted transfers and forced transfers of leavers.',
    },
    {
      name: 'Right of First Refusal',
      format: 'text',
      question:
        'Must a seller offer its shares to the others first? State notice, period, price, and what happens to shares not taken.',
    },
    {
      name: 'Drag-Along',
      format: 'text',
      question:
        'May some holders force the others to sell? State the threshold, the price and form of payment, notice, and protection of those dragged.',
    },
    {
      name: 'Tag-Along',
      format: 'text',
      question:
        'May holders join a sale by others? State the trigger, the terms on which they join and the procedure.',
    },
    {
      name: 'Anti-Dilution',
      format: 'text',
      question:
        'Are holders protected when shares are issued at a lower price? State the method (full ratchet or weighted average), who benefits and exceptions.',
    },
    {
      name: 'Dividend Policy',
      format: 'text',
      question:
        'What is agreed about dividends? State any fixed or minimum payout, preference and restriction.',
    },
    {
      name: 'Exit & Liquidity',
      format: 'text',
      question:
        'How is an exit planned? State target date, who may start a sale or listing, duties to cooperate and the order in which proceeds are paid.',
    },
    {
      name: 'Deadlock',
      format: 'text',
      question:
        'How is a deadlock resolved? State when one exists, escalation, casting vote, buy-out mechanism and final step.',
    },
    {
      name: 'Non-Compete & Non-Solicitation',
      format: 'text',
      question:
        'Who may not compete or solicit customers and staff? State activities, territory, duration and exceptions.',
    },
    {
      name: 'Confidentiality',
      format: 'text',
      question:
        'What must be kept confidential, by whom and for how long? Name the permitted disclosures, for example to investors of a fund.',
    },
    {
      name: 'Warranties',
      format: 'text',
      question: 'Which warranties are given, by whom and to whom? State limits in amount and time.',
    },
    {
      name: 'Governing Law',
      format: 'text',
      question:
        'Which law governs the agreement? Say which prevails if it conflicts with the articles, when the agreement deals with that.',
    },
    {
      name: 'Dispute Resolution',
      format: 'text',
      question:
        'How are disputes resolved? State earlier steps, the courts or the arbitral rules, seat, language and number of arbitrators.',
    },
  ],
};
