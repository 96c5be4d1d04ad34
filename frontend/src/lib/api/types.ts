/** Shapes of the API, as its schemas publish them. */
export type DocumentStatus = 'queued' | 'converting' | 'ready' | 'unreadable' | 'failed';
export type DocumentType = 'pdf' | 'docx' | 'doc';

export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

export interface Reason {
  code: string;
  text: string;
}

export interface Account {
  userId: string;
  email: string | null;
  name: string | null;
  displayName: string | null;
  organisation: string | null;
  chatModel: string | null;
  tabularModel: string | null;
  acceptedProviders: string[];
}

export interface Model {
  id: string;
  label: string;
  provider: string;
  providerLabel: string;
  available: boolean;
  keySource: 'builtin' | 'environment' | 'person' | null;
  /** Text leaves this installation. */
  external: boolean;
}

export interface ApiKey {
  provider: string;
  providerLabel: string;
  source: 'environment' | 'person' | null;
  lastFour: string | null;
  addedAt: string | null;
}

export interface Project {
  id: string;
  name: string;
  clientMatterNumber: string | null;
  documentCount: number;
  chatCount: number;
  reviewCount: number;
  createdAt: string;
  updatedAt: string;
}

export interface DocumentVersion {
  id: string;
  number: number;
  source: string;
  status: DocumentStatus;
  size: number;
  pageCount: number | null;
  createdAt: string;
}

export interface StoredDocument {
  id: string;
  projectId: string;
  name: string;
  type: DocumentType;
  status: DocumentStatus;
  reason: Reason | null;
  queuePosition: number | null;
  /** Bytes. */
  size: number;
  pageCount: number | null;
  version: DocumentVersion;
  createdAt: string;
  updatedAt: string;
}

export interface Upload {
  id: string;
  url: string;
  method: 'PUT';
  headers: Record<string, string>;
  expiresAt: string;
}

/** A rectangle on a page, in fractions of it, origin top left. */
export interface PageBox {
  page: number;
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Citation {
  status: 'verified' | 'corrected' | 'not_found';
  quote: string;
  documentId: string;
  documentName: string;
  versionId: string;
  page: number | null;
  boxes: PageBox[];
  anchors: string[];
}

export interface Chat {
  id: string;
  projectId: string | null;
  projectName: string | null;
  title: string | null;
  activeRunId: string | null;
  createdAt: string;
  updatedAt: string;
}

export interface MessagePart {
  type: string;
  id?: string;
  text?: string;
  data?: unknown;
}

export type MessageStatus = 'running' | 'done' | 'stopped' | 'failed';

export interface MessageContext {
  workflow?: { id: string; title: string };
  documents: { id: string; name: string }[];
}

export interface ChatMessage {
  id: string;
  role: 'user' | 'assistant';
  parts: MessagePart[];
  status: MessageStatus;
  error: Reason | null;
  runId: string | null;
  model: string | null;
  context: MessageContext | null;
  createdAt: string;
}

export interface ChatDetail extends Chat {
  messages: ChatMessage[];
}

export interface MessageCreation {
  text: string;
  documentIds?: string[];
  workflowId?: string | null;
  model?: string | null;
}

export const columnFormats = [
  'text',
  'bulleted_list',
  'number',
  'percentage',
  'monetary_amount',
  'currency',
  'yes_no',
  'date',
  'tag',
] as const;
export type ColumnFormat = (typeof columnFormats)[number];

export interface ColumnTemplate {
  name: string;
  format: ColumnFormat;
  question: string;
  tags?: string[];
}

export interface Workflow {
  id: string;
  title: string;
  kind: 'assistant' | 'tabular';
  practiceArea: string | null;
  description: string;
  instructions: string | null;
  columns: ColumnTemplate[] | null;
  builtIn: boolean;
  hidden: boolean;
  updatedAt: string | null;
}

export type CellStatus = 'pending' | 'running' | 'done' | 'stale' | 'unreadable' | 'failed';
export type CellFlag = 'green' | 'yellow' | 'red' | 'grey';

export interface ReviewColumn {
  id: string;
  name: string;
  format: ColumnFormat;
  question: string;
  tags: string[];
}

export interface ReviewCell {
  documentId: string;
  columnId: string;
  status: CellStatus;
  value: string | null;
  flag: CellFlag | null;
  reasoning: string | null;
  citations: Citation[];
  error: Reason | null;
  updatedAt: string;
}

export interface ReviewRun {
  id: string;
  status: 'running' | 'done' | 'stopped';
  model: string;
  documents: number;
  documentsDone: number;
  createdAt: string;
  finishedAt: string | null;
}

export interface Review {
  id: string;
  projectId: string;
  projectName: string;
  title: string;
  workflowId: string | null;
  documentCount: number;
  columnCount: number;
  run: ReviewRun | null;
  createdAt: string;
  updatedAt: string;
}

export interface ReviewRow {
  id: string;
  name: string;
  status: DocumentStatus;
  pageCount: number | null;
  versionId: string | null;
}

export interface ReviewDetail extends Review {
  columns: ReviewColumn[];
  documents: ReviewRow[];
  cells: ReviewCell[];
}
