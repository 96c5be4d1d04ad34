import { Document, Packer, Paragraph } from 'docx';

/** A contract nobody has seen: parties, dates and amounts are drawn anew for every run. */
export interface RandomContract {
  fileName: string;
  landlord: string;
  tenant: string;
  rent: string;
  date: string;
  noticeMonths: string;
  paragraphs: string[];
}

const pick = <T>(values: readonly T[]): T => {
  const value = values[Math.floor(Math.random() * values.length)];
  if (value === undefined) throw new Error('nothing to choose from');
  return value;
};
const name = () =>
  `${pick(['Ald', 'Bram', 'Corv', 'Dun', 'Egl', 'Fenn'])}${pick(['wick', 'more', 'stone', 'by', 'ham'])} ${pick(['Estates', 'Trading', 'Works', 'Foods'])} Limited`;

/** Draws a lease. */
export function randomContract(): RandomContract {
  const landlord = name();
  let tenant = name();
  while (tenant === landlord) tenant = name();
  const rent = `GBP ${(10_000 + Math.floor(Math.random() * 89_999)).toLocaleString('en-GB')}`;
  const date = `${1 + Math.floor(Math.random() * 28)} ${pick(['January', 'March', 'June', 'October'])} ${2027 + Math.floor(Math.random() * 5)}`;
  const noticeMonths = pick(['three', 'six', 'nine', 'twelve']);
  const paragraphs = [
    'LEASE OF BUSINESS PREMISES',
    `This lease is made on ${date} between ${landlord} (the "Landlord") and ${tenant} (the "Tenant").`,
    `Rent. The Tenant shall pay to the Landlord a rent of ${rent} per year by equal quarterly payments in advance.`,
    `Termination. Either party may end this lease by giving the other not less than ${noticeMonths} months' written notice.`,
    'Use. The Tenant shall use the premises as offices and for no other purpose.',
    'Governing law. This lease is governed by the laws of England and Wales.',
  ];
  return { fileName: `Lease ${landlord}.docx`, landlord, tenant, rent, date, noticeMonths, paragraphs };
}

/** The contract as a Word file. */
export async function contractFile(
  contract: RandomContract,
): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const document = new Document({
    sections: [{ children: contract.paragraphs.map((text) => new Paragraph({ text })) }],
  });
  return {
    name: contract.fileName,
    mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    buffer: await Packer.toBuffer(document),
  };
}
