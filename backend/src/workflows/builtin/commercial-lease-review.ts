import type { TabularWorkflow } from './types.ts';

export const commercialLeaseReview: TabularWorkflow = {
  id: 'builtin-commercial-lease-review',
  kind: 'tabular',
  title: 'Commercial Lease Review',
  practiceArea: 'Real Estate',
  description:
    'Needs leases of business premises. Gives a table of parties, rent, repair, dealings, breaks and end of term, one row for each lease.',
  columns: [
    {
      name: 'Landlord',
      format: 'text',
      question:
        'Who is the landlord? Give full name, registration number and address as stated, and any superior landlord.',
    },
    {
      name: 'Tenant',
      format: 'text',
      question: 'Who is the tenant? Give full name, registration number and address as stated.',
    },
    {
      name: 'Guarantor',
      format: 'text',
      question:
        'Does anyone guarantee the tenant’s duties? Give the name, what is guaranteed and until when.',
    },
    {
      name: 'Premises',
      format: 'text',
      question:
        'What is let? State address, floors or unit, area, plan reference, parking and rights over common parts.',
    },
    {
      name: 'Date of Lease',
      format: 'date',
      question: 'What is the date of the lease? Use the date of the document, not the start of the term.',
    },
    {
      name: 'Term',
      format: 'text',
      question:
        'How long is the term? State start, length and end date, and any right to renew that the lease itself gives.',
    },
    {
      name: 'Rent',
      format: 'text',
      question:
        'What rent is payable? Give the amount, the period it is for, payment dates, rent-free periods, steps and tax as written.',
    },
    {
      name: 'Rent Review',
      format: 'text',
      question:
        'How and when is the rent reviewed? State dates, method (market, index, fixed), whether it can only rise, caps and who decides a dispute.',
    },
    {
      name: 'Service Charge',
      format: 'text',
      question:
        'What does the tenant pay towards services? State the share or basis, what is included and excluded, any cap and how it is settled each year.',
    },
    {
      name: 'Insurance',
      format: 'text',
      question:
        'Who insures the building, against what, and who pays? State what follows from damage: rent suspension, reinstatement, termination.',
    },
    {
      name: 'Permitted Use',
      format: 'text',
      question:
        'For what may the premises be used? State the use, how it may be changed and any duty to keep open or hours.',
    },
    {
      name: 'Repair & Maintenance',
      format: 'text',
      question:
        'Who repairs what? State the tenant’s standard of repair, limits such as a schedule of condition, decoration, and the landlord’s duties.',
    },
    {
      name: 'Alterations',
      format: 'text',
      question:
        'Which alterations are allowed? Separate structural and other works, say where consent is needed and whether works must be removed at the end.',
    },
    {
      name: 'Assignment & Subletting',
      format: 'text',
      question:
        'May the tenant assign, sublet or share? State which dealings are forbidden, the consent required, conditions and any guarantee by the outgoing tenant.',
    },
    {
      name: 'Break Rights',
      format: 'text',
      question:
        'May either party end the lease early? State who, on which dates, with what notice, subject to which conditions and at what payment.',
    },
    {
      name: 'Security of Tenure',
      format: 'text',
      question:
        'Does the tenant have a statutory right to stay or renew after the term, or is it excluded? Quote the statute and any declaration or notice that the lease names.',
    },
    {
      name: 'Dilapidations',
      format: 'text',
      question:
        'In what condition must the premises be given back? State reinstatement, removal of fixtures, inspection and any agreed sum or cap.',
    },
    {
      name: 'Rent Deposit',
      format: 'text',
      question:
        'Is a deposit or bank guarantee due? State the amount, how it is held, when it may be drawn on and when it is returned.',
    },
    {
      name: 'Forfeiture & Termination',
      format: 'text',
      question:
        'When may the landlord end the lease for default? State the events, days of arrears, notices and what happens to sums owed.',
    },
    {
      name: 'Governing Law',
      format: 'text',
      question:
        'Which law governs the lease and which courts decide? If the lease names none, it is not found; do not infer it from the address.',
    },
  ],
};
