import type { z } from 'zod';
import type { Services } from '../../services.ts';
import type { RunDocument } from '../documents.ts';

/** What a tool may touch: the caller's own documents, and nothing a document's text could widen. */
export interface ToolContext {
  services: Pick<Services, 'db' | 'store' | 'jobs' | 'settings'>;
  userId: string;
  runId: string;
  /** Where drafts go; null when the chat has no project. */
  projectId: string | null;
  documents(): Promise<RunDocument[]>;
  /** Forget the list after a tool has added a document. */
  refreshDocuments(): void;
  /** Changes the activity line of this call. */
  progress(change: ActivityChange): Promise<void>;
  /** Adds a card for a file. */
  file(card: FileCard): Promise<void>;
  signal: AbortSignal;
}

export interface ActivityChange {
  label?: string;
  documentId?: string;
  documentName?: string;
  page?: number;
  pages?: number;
}

export interface FileCard {
  documentId: string;
  versionId: string;
  versionNumber: number;
  name: string;
  summary: string;
}

export type ActivityKind = 'list' | 'read' | 'find' | 'draft' | 'workflow';

/** One tool: what the model is told, what it may send, and what happens. */
export interface AgentTool<Input = unknown> {
  name: string;
  description: string;
  kind: ActivityKind;
  /** The activity line while it runs, before anything more exact is known. */
  label: string;
  input: z.ZodType<Input>;
  run(input: Input, context: ToolContext, callId: string): Promise<string | Record<string, unknown>>;
}

/** An error the model reads and can act on. */
export class ToolError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ToolError';
  }
}

/** Declares a tool with its input's type. */
export function defineTool<Input>(tool: AgentTool<Input>): AgentTool {
  return tool as unknown as AgentTool;
}

/** The document of a handle. @throws ToolError the model can read */
export async function documentOf(context: ToolContext, handle: string): Promise<RunDocument> {
  const all = await context.documents();
  const found = all.find(
    (one) => one.handle === handle || one.document.name === handle || one.document.id === handle,
  );
  if (!found) throw new ToolError(`There is no document ${handle}. Call list_documents for the handles.`);
  return found;
}
