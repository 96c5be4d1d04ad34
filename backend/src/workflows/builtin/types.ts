import type { ColumnTemplate } from '../../db/schema/index.ts';

/** The areas of practice that a workflow may be filed under; people may also write their own. */
export const practiceAreas = [
  'General Transactions',
  'Corporate',
  'Finance',
  'Litigation',
  'Real Estate',
  'Tax',
  'Employment',
  'IP',
  'Competition',
  'Tech Transactions',
  'Project Finance',
  'EC/VC',
  'Private Equity',
  'Private Credit',
  'ECM',
  'DCM',
  'Lev Fin',
  'Arbitration',
  'Others',
] as const;
export type PracticeArea = (typeof practiceAreas)[number];

interface BuiltIn {
  /** `builtin-` and a slug; never changes, since hidden workflows and reviews refer to it. */
  id: `builtin-${string}`;
  title: string;
  practiceArea: PracticeArea;
  /** What it needs and what it gives. */
  description: string;
}

/** Instructions that the assistant reads and follows in a chat. */
export interface AssistantWorkflow extends BuiltIn {
  kind: 'assistant';
  instructions: string;
}

/** The columns of a new review. */
export interface TabularWorkflow extends BuiltIn {
  kind: 'tabular';
  columns: readonly ColumnTemplate[];
}

export type BuiltInWorkflow = AssistantWorkflow | TabularWorkflow;
