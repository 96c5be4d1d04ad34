import { describe, expect, it } from 'vitest';
import { columnPresets } from '../../reviews/formats/presets.ts';
import { columnTemplateSchema, workflowIdSchema } from '../schemas.ts';
import { builtInWorkflows } from './index.ts';
import { practiceAreas } from './types.ts';

/** Title, area and column names, as people who move here expect them. */
const EXPECTED: [title: string, area: string, columns: string][] = [
  ['Generate CP Checklist', 'General Transactions', ''],
  ['Credit Agreement Summary', 'Finance', ''],
  ['Shareholder Agreement Summary', 'Corporate', ''],
  [
    'Change of Control Review',
    'Corporate',
    'Parties, Date, Term, Change of Control Clause, Consent Required, Termination Rights, Put/Call Options, Financial Implications',
  ],
  [
    'Commercial Agreement Review',
    'General Transactions',
    'Parties, Scope of Work, Amends Earlier Agreement, Effective Date, Term, Renewal, Pricing, Price Adjustments, Penalties for Late Payment, Estimated Contract Value, Limitation of Liability, IP Ownership and Licensing, Change of Control, Force Majeure, Termination Rights, Liquidated Damages, Governing Law, Dispute Resolution',
  ],
  [
    'Credit Agreement Review',
    'Finance',
    'Lenders, Borrowers, Guarantors, Other Parties, Date of Agreement, Facility, Amount, Purpose, Interest, Commitment Fee, Repayment Schedule, Maturity, Security, Guarantees, Financial Covenants, Events of Default, Assignment, Change of Control, Prepayment Fee, Governing Law, Dispute Resolution',
  ],
  [
    'E-Discovery Review',
    'Litigation',
    'Date, Type of Document, Sender, Recipient(s), Summary, Persons Mentioned, Privileged?',
  ],
  [
    'Supply Agreement Review',
    'General Transactions',
    'Parties, Effective Date, Products, Term, Renewal, Delivery, Quality, Warranties, Liquidated Damages, Limitation of Liability, Force Majeure, Termination Rights, Governing Law, Dispute Resolution',
  ],
  [
    'SPA Review',
    'Corporate',
    'Parties, Date, Transaction, Consideration, Key Conditions Precedent, Completion Date, Warranties, Indemnities, Limitation of Liability, Covenants, Exclusivity, Governing Law and Jurisdiction, Dispute Resolution',
  ],
  [
    'NDA Review',
    'General Transactions',
    'Direction, Definition of Confidential Information, Obligations of Receiving Party, Standard Carveouts Present?, Permitted Disclosures, Term and Duration, Return and Destruction, Remedies, Governing Law and Jurisdiction',
  ],
  [
    'Commercial Lease Review',
    'Real Estate',
    'Landlord, Tenant, Guarantor, Premises, Date of Lease, Term, Rent, Rent Review, Service Charge, Insurance, Permitted Use, Repair & Maintenance, Alterations, Assignment & Subletting, Break Rights, Security of Tenure, Dilapidations, Rent Deposit, Forfeiture & Termination, Governing Law',
  ],
  [
    'Limited Partnership Agreement Review',
    'Private Equity',
    'General Partner, Fund Name & Jurisdiction, Total Committed Capital, Capital Calls & Drawdowns, Penalties for Failure to Fund, Investment Scope & Restrictions, Fund Term, Management Fee, Carried Interest, Preferred Return, GP Catch-Up, Clawback, Fees & Expenses, Distributions, Key Person Clause, Removal of the GP, Advisory Committee, Transfer Restrictions, Conflicts of Interest, Governing Law',
  ],
  [
    'Shareholder Agreement Review',
    'Corporate',
    'Parties, Date, Share Capital & Classes, Shareholdings, Board Composition, Reserved Matters, Pre-emption on New Shares, Transfer Restrictions, Right of First Refusal, Drag-Along, Tag-Along, Anti-Dilution, Dividend Policy, Exit & Liquidity, Deadlock, Non-Compete & Non-Solicitation, Confidentiality, Warranties, Governing Law, Dispute Resolution',
  ],
  [
    'Employment Agreement Review',
    'Employment',
    'Employer, Employee, Date, Title, Compensation, Full Time / Part Time, Independent Contractor?, Benefits, Notice (employer), Notice (employee), Overtime, Working Hours, Variation, IP Assignment, Grounds for Termination, Annual Leave',
  ],
];

const columns = builtInWorkflows.flatMap((workflow) => (workflow.kind === 'tabular' ? workflow.columns : []));

describe('built-in workflows', () => {
  it('are these, with these columns', () => {
    const found = builtInWorkflows.map((workflow) => [
      workflow.title,
      workflow.practiceArea,
      workflow.kind === 'tabular' ? workflow.columns.map((column) => column.name).join(', ') : '',
    ]);
    expect(found).toEqual(EXPECTED);
  });

  it('have unique ids that the API accepts', () => {
    const ids = builtInWorkflows.map((workflow) => workflow.id);
    expect(new Set(ids).size).toBe(14);
    for (const id of ids) expect(workflowIdSchema.safeParse(id).success, id).toBe(true);
  });

  it('know nineteen practice areas', () => {
    expect(new Set(practiceAreas).size).toBe(19);
    for (const workflow of builtInWorkflows) expect(practiceAreas).toContain(workflow.practiceArea);
  });

  it('ask columns that a review can hold', () => {
    for (const column of [...columns, ...columnPresets]) {
      expect(columnTemplateSchema.safeParse(column).error, column.name).toBeUndefined();
      expect(column.tags !== undefined, column.name).toBe(column.format === 'tag');
      expect(column.question.length, column.name).toBeGreaterThan(40);
      expect(column.question.length, column.name).toBeLessThan(500);
      expect(
        column.question.split(/[.?](?=\s|$)/).filter((part) => part.trim() !== '').length,
        column.name,
      ).toBeLessThanOrEqual(4);
    }
    expect(columns.filter((column) => column.format === 'tag')).toHaveLength(2);
  });

  it('instruct the assistant in numbered steps, and a Word document is made', () => {
    const assistants = builtInWorkflows.filter((workflow) => workflow.kind === 'assistant');
    expect(assistants).toHaveLength(3);
    for (const { instructions, title } of assistants) {
      const words = instructions.split(/\s+/).length;
      expect(words, title).toBeGreaterThanOrEqual(150);
      expect(words, title).toBeLessThanOrEqual(400);
      expect(instructions, title).toMatch(/^1\. /m);
      expect(instructions, title).toContain('generate_docx');
      expect(instructions, title).toContain('quote');
    }
  });

  it('say what they need and give, in plain characters', () => {
    for (const workflow of builtInWorkflows) {
      expect(workflow.description, workflow.title).toMatch(/^Needs .+\. Gives .+\.$/);
      expect(JSON.stringify(workflow), workflow.title).not.toMatch(
        /[\u2013\u2014!]|\p{Extended_Pictographic}/u,
      );
    }
    expect(JSON.stringify(columnPresets)).not.toMatch(/[\u2013\u2014!]|\p{Extended_Pictographic}/u);
  });
});
