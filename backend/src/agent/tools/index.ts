import { findInDocumentTool } from './find-in-document.ts';
import { generateDocxTool } from './generate-docx.ts';
import { listDocumentsTool } from './list-documents.ts';
import { readDocumentsTool, readDocumentTool } from './read-document.ts';
import type { AgentTool } from './tool.ts';
import { listWorkflowsTool, readWorkflowTool } from './workflows.ts';

/** Every tool of the assistant. */
export const tools: readonly AgentTool[] = [
  listDocumentsTool,
  readDocumentTool,
  readDocumentsTool,
  findInDocumentTool,
  generateDocxTool,
  listWorkflowsTool,
  readWorkflowTool,
];

export const toolByName = (name: string): AgentTool | undefined => tools.find((one) => one.name === name);
