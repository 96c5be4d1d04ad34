/** Contracts with random parties, dates and amounts, for the tests: texts the model has never seen. */

export interface Line {
  label?: string;
  text: string;
  page?: number;
}

export interface Contract {
  kind: 'nda' | 'services' | 'lease' | 'spa';
  name: string;
  lines: Line[];
  facts: Record<string, string>;
}

/** A small seeded generator (mulberry32): the same seed writes the same contract. */
export function seeded(seed: number): <T>(items: readonly T[]) => T {
  let state = seed >>> 0;
  return (items) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    const index = Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * items.length);
    return items[index] as (typeof items)[number];
  };
}

const COMPANIES = [
  'Brightwater Analytics Limited',
  'Orchard & Vale LLP',
  'Kestrel Rail Holdings plc',
  'Nordlys Energi AS',
  'Casa Verde S.A.',
  'Maple Ridge Foods Inc.',
  'Tanaka Optics Ltd',
  'Halcyon Marine Limited',
  'Duval Freight SAS',
  'Quill and Crane Limited',
  'Zephyr Robotics GmbH',
  'Amberley Estates Limited',
] as const;
const LAWS = [
  'England and Wales',
  'Scotland',
  'Ireland',
  'New York',
  'Singapore',
  'France',
  'Delaware',
] as const;
const MONTHS = ['January', 'March', 'April', 'June', 'August', 'September', 'November', 'December'] as const;
const SIGNS = ['£', '€', '$', 'GBP ', 'EUR ', 'CHF '] as const;
const WORDS = [
  ['two', '2'],
  ['three', '3'],
  ['five', '5'],
  ['seven', '7'],
  ['ten', '10'],
] as const;
const DAYS = [
  ['thirty', '30'],
  ['forty-five', '45'],
  ['sixty', '60'],
  ['ninety', '90'],
] as const;
const numbers = Array.from({ length: 80 }, (_, index) => index + 11);

type Pick = ReturnType<typeof seeded>;
const money = (pick: Pick): string => `${pick(SIGNS)}${pick(numbers)},${pick(numbers)}${pick([0, 3, 5, 8])}`;
const date = (pick: Pick): string =>
  `${pick(numbers.slice(0, 17))} ${pick(MONTHS)} ${2020 + pick([1, 3, 5, 6, 7])}`;

function two(pick: Pick): [string, string] {
  const first = pick(COMPANIES);
  return [first, pick(COMPANIES.filter((name) => name !== first))];
}

export function nda(seed: number): Contract {
  const pick = seeded(seed);
  const [first, second] = two(pick);
  const [start, law, [years, figure], [days, dayFigure]] = [date(pick), pick(LAWS), pick(WORDS), pick(DAYS)];
  const lines: Line[] = [
    { text: 'MUTUAL NON-DISCLOSURE AGREEMENT', page: 1 },
    {
      text: `This Agreement is made on ${start} between ${first}, a company registered under number 0${pick(numbers)}${pick(numbers)} (“Discloser”), and ${second}, whose registered office is at ${pick(numbers)} Market Street (“Recipient”).`,
    },
    { label: '1.', text: 'Definitions' },
    {
      label: '1.1',
      text: '“Confidential Information” means all information, in any form, disclosed by or for a party in connection with the Purpose that is marked as confidential or would reasonably be understood to be so.',
    },
    { label: '2.', text: 'Obligations' },
    {
      label: '2.1',
      text: 'Each party shall keep the Confidential Information of the other secret and shall use it only for the Purpose.',
    },
    {
      label: '2.2',
      text: 'The Recipient may disclose Confidential Information where it is required by law to do so, provided that it gives prompt notice to the other party.',
    },
    { label: '3.', text: 'Term', page: 2 },
    {
      label: '3.1',
      text: `The obligations of confidentiality in this Agreement shall continue for ${years} (${figure}) years from the date of this Agreement.`,
    },
    {
      label: '3.2',
      text: `Either party may terminate this Agreement by giving not less than ${days} (${dayFigure}) days' written notice to the other.`,
    },
    { label: '4.', text: 'Return of information' },
    {
      label: '4.1',
      text: 'On request the Recipient shall return or destroy all Confidential Information and all copies of it.',
    },
    { label: '5.', text: 'General' },
    { label: '5.1', text: 'Nothing in this Agreement limits or excludes liability for fraud.' },
    {
      label: '5.2',
      text: `This Agreement is governed by the laws of ${law}, and the courts of ${law} have exclusive jurisdiction.`,
    },
  ];
  return {
    kind: 'nda',
    name: 'Project Falcon NDA.docx',
    lines,
    facts: {
      first,
      second,
      start,
      law,
      confidentiality: `${years} (${figure}) years`,
      notice: `${days} (${dayFigure}) days`,
    },
  };
}

export function services(seed: number): Contract {
  const pick = seeded(seed);
  const [first, second] = two(pick);
  const [start, end, fee, cap, law, [days, dayFigure], rate] = [
    date(pick),
    date(pick),
    money(pick),
    money(pick),
    pick(LAWS),
    pick(DAYS),
    pick([2, 3, 4, 5, 8]),
  ];
  const lines: Line[] = [
    { text: 'SERVICES AGREEMENT', page: 1 },
    { text: 'Parties' },
    {
      label: '(1)',
      text: `${first.toUpperCase()} a company incorporated in England with number 0${pick(numbers)}${pick(numbers)}${pick(numbers)} (the "Supplier"); and`,
    },
    { label: '(2)', text: `${second.toUpperCase()} a company incorporated in England (the "Customer").` },
    { label: '1.', text: 'Commencement and term' },
    {
      label: '1.1',
      text: `This Agreement commences on ${start} (the "Commencement Date") and continues until ${end}, when it expires without notice.`,
    },
    { label: '2.', text: 'Services' },
    {
      label: '2.1',
      text: 'The Supplier shall provide the Services with reasonable skill and care and in accordance with the Specification.',
    },
    { label: '3.', text: 'Charges and payment', page: 2 },
    {
      label: '3.1',
      text: `In return for the Services the Customer shall pay the Supplier a fee of ${fee} per month, exclusive of VAT.`,
    },
    {
      label: '3.2',
      text: `The Customer shall pay each valid invoice within ${days} (${dayFigure}) days of receipt.`,
    },
    {
      label: '3.3',
      text: `Interest is payable on overdue sums at ${rate}% per annum above the base rate of the Bank of England.`,
    },
    { label: '4.', text: 'Limitation of liability' },
    {
      label: '4.1',
      text: 'Nothing in this Agreement limits liability for death or personal injury caused by negligence.',
    },
    {
      label: '4.2',
      text: `Subject to clause 4.1, the total liability of either party under this Agreement shall not exceed ${cap} in any contract year.`,
    },
    { label: '5.', text: 'Termination', page: 3 },
    {
      label: '5.1',
      text: "Either party may terminate this Agreement at any time on three months' written notice to the other.",
    },
    { label: '6.', text: 'Governing law' },
    {
      label: '6.1',
      text: `This Agreement and any dispute arising out of it shall be governed by and construed in accordance with the laws of ${law}.`,
    },
  ];
  return {
    kind: 'services',
    name: 'Consulting services.docx',
    lines,
    facts: {
      first: first.toUpperCase(),
      second: second.toUpperCase(),
      start,
      end,
      fee,
      cap,
      law,
      payment: `${days} (${dayFigure}) days`,
      interest: `${rate}%`,
      notice: 'three months',
    },
  };
}

export function lease(seed: number): Contract {
  const pick = seeded(seed);
  const [first, second] = two(pick);
  const [start, end, rent, deposit, [years]] = [
    date(pick),
    date(pick),
    money(pick),
    money(pick),
    pick(WORDS),
  ];
  const lines: Line[] = [
    { text: 'LEASE OF BUSINESS PREMISES', page: 1 },
    { text: `THIS LEASE is dated ${start} and made between:` },
    { text: `${first} (the “Landlord”); and` },
    { text: `${second} (the “Tenant”).` },
    {
      text: `Premises: the ground floor of ${pick(numbers)} Harbour Street, as shown edged red on the plan.`,
    },
    { text: 'Term' },
    {
      text: `The Landlord lets the Premises to the Tenant for a term of ${years} years commencing on ${start} and expiring on ${end}.`,
    },
    { text: 'Rent', page: 2 },
    {
      text: `The Tenant shall pay to the Landlord a rent of ${rent} per calendar month, by standing order on the first day of each month.`,
    },
    {
      text: `On the date of this Lease the Tenant shall pay a deposit of ${deposit}, to be held against its obligations.`,
    },
    { text: 'Repair' },
    {
      text: 'The Tenant shall keep the interior of the Premises in good repair and condition. The Landlord shall insure the building.',
    },
    { text: 'Assignment' },
    {
      text: 'The Tenant shall not assign or underlet the Premises without the prior written consent of the Landlord.',
    },
  ];
  return {
    kind: 'lease',
    name: 'Harbour Street lease.pdf',
    lines,
    facts: { first, second, start, end, rent, deposit, term: `${years} years` },
  };
}

export function spa(seed: number): Contract {
  const pick = seeded(seed);
  const [first, second] = two(pick);
  const [start, completion, price, shares, law] = [
    date(pick),
    date(pick),
    money(pick),
    `${pick(numbers)},000`,
    pick(LAWS),
  ];
  const lines: Line[] = [
    { text: 'SHARE PURCHASE AGREEMENT (EXTRACT)', page: 1 },
    { text: `Dated ${start}` },
    { label: '(1)', text: `${first} of ${pick(numbers)} King Street, Leeds (“Seller”); and` },
    { label: '(2)', text: `${second}, registered in Jersey (“Buyer”).` },
    { label: '1', text: 'Sale and purchase' },
    {
      label: '1.1',
      text: `The Seller shall sell and the Buyer shall buy ${shares} ordinary shares of Larkfield Holdings Limited with full title guarantee.`,
    },
    { label: '2', text: 'Consideration' },
    {
      label: '2.1',
      text: `The consideration for the Shares is the sum of ${price} in cash, payable at Completion.`,
    },
    { label: '3', text: 'Completion', page: 2 },
    {
      label: '3.1',
      text: `Completion shall take place on ${completion} at the offices of the Buyer's solicitors.`,
    },
    { label: '4', text: 'Warranties' },
    {
      label: '4.1',
      text: 'The Seller warrants to the Buyer that each of the Warranties is true and accurate at the date of this Agreement.',
    },
    { label: '5', text: 'Law' },
    {
      label: '5.1',
      text: `This Agreement shall be governed by ${law === 'England and Wales' ? 'English' : 'Scots'} law.`,
    },
  ];
  return {
    kind: 'spa',
    name: 'Larkfield SPA extract.docx',
    lines,
    facts: {
      first,
      second,
      start,
      completion,
      price,
      law: law === 'England and Wales' ? 'English' : 'Scots',
    },
  };
}

/** The contract as `read_document` returns it. */
export function asRead(contract: Contract, id: string, nonce = 'n0nce7'): string {
  const lines: string[] = [];
  contract.lines.forEach((line, index) => {
    if (line.page) lines.push(`[page ${line.page}]`);
    lines.push(`[p${index + 1}] ${line.label ? `${line.label} ` : ''}${line.text}`);
  });
  const pages = pageCount(contract);
  return [
    `Document ${id} "${contract.name}", pages 1-${pages} of ${pages}`,
    `<<<text ${nonce}`,
    ...lines,
    `${nonce}>>>`,
  ].join('\n');
}

export const pageCount = (contract: Contract): number =>
  contract.lines.reduce((most, line) => Math.max(most, line.page ?? 0), 1);

/** The plain text in which every quote must stand, and the page it stands on. */
export function standsIn(contract: Contract, quote: string, page: number | null): boolean {
  let current = 1;
  return contract.lines.some((line) => {
    current = line.page ?? current;
    return line.text.includes(quote) && (page === null || page === current);
  });
}
