import type { ColumnTemplate } from '../../db/schema/index.ts';
type BuiltInWorkflow = { id: string; title: string; practiceArea: string; description: string } & (
  { kind: 'assistant'; instructions: string } | { kind: 'tabular'; columns: ColumnTemplate[] }
);
export const builtInWorkflows: BuiltInWorkflow[] = [];
