import { streamText } from 'ai';
import { and, eq } from 'drizzle-orm';
import { loadPages, loadText, handleOf, type RunDocument } from '../agent/documents.ts';
import { toRunFault } from '../agent/model-faults.ts';
import { fencedText } from '../agent/tools/fence.ts';
import { verifyQuote } from '../citations/verify.ts';
import type { VerifiedCitation } from '../citations/types.ts';
import {
  documents,
  documentVersions,
  reviewColumns,
  reviewRuns,
  reviewTasks,
  tabularCells,
} from '../db/schema/index.ts';
import type { DocumentText, PageText } from '../parsing/types.ts';
import type { Services } from '../services.ts';
import { columnInstruction, parseValue } from './formats/index.ts';
import { recordCell, recordedCell, reviewInstructions, type RecordedCell } from './record-cell.ts';
import { finishTask, writeCells } from './tasks.ts';

type Column = typeof reviewColumns.$inferSelect;

/** Characters of a document that go into one call. */
const MAX_CHARACTERS = 400_000;
const WATCH_MS = 1_000;

interface Work {
  run: typeof reviewRuns.$inferSelect;
  columns: Column[];
  columnIds: string[];
  source: RunDocument;
}

/**
 * Answers the open columns of one document by one call to the model; each cell is stored as it arrives.
 * @param lastTry a passing fault is then written into the cells instead of thrown
 */
export async function answerDocument(
  services: Services,
  task: { runId: string; documentId: string },
  options: { signal: AbortSignal; lastTry: boolean },
): Promise<void> {
  const work = await loadWork(services, task);
  if (!work) return;
  const place = { reviewId: work.run.reviewId, documentId: task.documentId };
  const version = work.source.version;
  const text = version.status === 'ready' ? await loadText(services.db, version.id) : null;
  if (!text) {
    const waiting = version.status === 'queued' || version.status === 'converting';
    if (waiting && !options.lastTry) throw new Error('the document is still being converted');
    await writeCells(
      services.db,
      { ...place, columnIds: work.columnIds },
      {
        status: waiting ? 'failed' : 'unreadable',
        errorCode: version.reasonCode ?? 'document_not_ready',
        errorText: version.reasonText ?? 'The document was still being converted.',
      },
    );
    return services.db.transaction((tx) => finishTask(tx, services.jobs, task, 'failed'));
  }
  const started = { status: 'running', versionId: version.id, errorCode: null, errorText: null } as const;
  await writeCells(services.db, { ...place, columnIds: work.columnIds }, started);
  const answered = new Set<string>();
  const watch = watchStop(services, work.run.id, options.signal);
  try {
    await askModel(services, work, text, watch.signal, answered);
    const missing = work.columnIds.filter((id) => !answered.has(id));
    await writeCells(
      services.db,
      { ...place, columnIds: missing },
      {
        status: 'failed',
        errorCode: 'no_answer',
        errorText: 'The model gave no answer for this column. Run it again.',
      },
    );
    await services.db.transaction((tx) =>
      finishTask(tx, services.jobs, task, missing.length > 0 ? 'failed' : 'done'),
    );
  } catch (error) {
    const open = work.columnIds.filter((id) => !answered.has(id));
    if (watch.stopped())
      return await writeCells(services.db, { ...place, columnIds: open }, { status: 'pending' });
    if (!options.lastTry) throw error;
    const fault = toRunFault(error);
    services.logger.error({ err: error, ...task, code: fault.code }, 'review document failed');
    await writeCells(
      services.db,
      { ...place, columnIds: open },
      { status: 'failed', errorCode: fault.code, errorText: fault.text },
    );
    await services.db.transaction((tx) => finishTask(tx, services.jobs, task, 'failed'));
  } finally {
    watch.end();
  }
}

/** What is still to do; null when the run was stopped or the document is done. */
async function loadWork({ db }: Services, task: { runId: string; documentId: string }): Promise<Work | null> {
  const [row] = await db
    .select({ run: reviewRuns, task: reviewTasks, document: documents, version: documentVersions })
    .from(reviewTasks)
    .innerJoin(reviewRuns, eq(reviewRuns.id, reviewTasks.runId))
    .innerJoin(documents, eq(documents.id, reviewTasks.documentId))
    .innerJoin(documentVersions, eq(documentVersions.id, documents.currentVersionId))
    .where(and(eq(reviewTasks.runId, task.runId), eq(reviewTasks.documentId, task.documentId)));
  if (!row || row.run.status !== 'running' || row.task.status !== 'open') return null;
  const wanted = new Set(row.task.columnIds);
  const done = await db
    .select({ columnId: tabularCells.columnId })
    .from(tabularCells)
    .where(
      and(
        eq(tabularCells.reviewId, row.run.reviewId),
        eq(tabularCells.documentId, task.documentId),
        eq(tabularCells.status, 'done'),
      ),
    );
  // A try that was broken off has answered some: they are not asked again.
  for (const { columnId } of done) wanted.delete(columnId);
  const columns = (await db.select().from(reviewColumns).where(eq(reviewColumns.reviewId, row.run.reviewId)))
    .filter((column) => wanted.has(column.id))
    .sort((a, b) => a.position - b.position);
  const source = { handle: handleOf(row.document.id), document: row.document, version: row.version };
  return { run: row.run, columns, columnIds: columns.map((column) => column.id), source };
}

async function askModel(
  services: Services,
  work: Work,
  text: DocumentText,
  signal: AbortSignal,
  answered: Set<string>,
): Promise<void> {
  if (work.columns.length === 0) return;
  const { model } = await services.models.resolve(work.run.userId, work.run.model);
  const pages = await loadPages(services.db, work.source.version.id);
  const { prompt, cutAtPage } = promptOf(work, text);
  const result = streamText({
    model,
    instructions: reviewInstructions,
    prompt,
    tools: { record_cell: recordCell },
    abortSignal: signal,
    maxRetries: 1,
    onError: () => undefined,
  });
  for await (const part of result.stream) {
    if (part.type === 'error') throw part.error;
    if (part.type === 'abort') throw new Error('the model stream was aborted');
    if (part.type !== 'tool-call' || part.toolName !== 'record_cell') continue;
    const cell = recordedCell.safeParse(part.input);
    const column = cell.success ? work.columns.find((one) => one.id === cell.data.column) : undefined;
    if (!cell.success || !column || answered.has(column.id)) continue;
    answered.add(column.id);
    await storeCell(services, work, column, cell.data, { text, pages, cutAtPage });
  }
}

function promptOf(work: Work, text: DocumentText): { prompt: string; cutAtPage: number | null } {
  let length = 0;
  const fitting = text.blocks.filter((block) => (length += block.text.length + 12) <= MAX_CHARACTERS);
  const cutAtPage = fitting.length < text.blocks.length ? (fitting.at(-1)?.page ?? null) : null;
  const columns = work.columns.map(({ id, name, format, question, tags }) => ({
    id,
    name,
    format,
    question: `${question} ${columnInstruction(format, tags)}`,
    tags,
  }));
  const document = fencedText(work.source, fitting, 1, cutAtPage ?? Number.MAX_SAFE_INTEGER);
  return { prompt: `<columns>${JSON.stringify(columns)}</columns>\n${document}`, cutAtPage };
}

async function storeCell(
  services: Services,
  work: Work,
  column: Column,
  cell: RecordedCell,
  read: { text: DocumentText; pages: PageText[]; cutAtPage: number | null },
): Promise<void> {
  const { document, version } = work.source;
  const citations = cell.citations.map(({ quote, page }): VerifiedCitation => {
    const found = verifyQuote({ quote, page: page ?? undefined }, read.text, read.pages);
    return { ...found, documentId: document.id, documentName: document.name, versionId: version.id };
  });
  const cut =
    read.cutAtPage === null
      ? ''
      : ` Only pages 1 to ${read.cutAtPage} were read: the document is too long for one call.`;
  const place = { reviewId: work.run.reviewId, documentId: document.id, columnIds: [column.id] };
  await writeCells(services.db, place, {
    status: 'done',
    value: parseValue(column.format, cell.value, column.tags).value,
    flag: cell.flag,
    reasoning: cell.reasoning + cut,
    citations,
    errorCode: null,
    errorText: null,
  });
}

/** Watches for a stop of the run while the model works. */
function watchStop({ db, logger }: Services, runId: string, outer: AbortSignal) {
  const controller = new AbortController();
  let stopped = false;
  const look = async (): Promise<void> => {
    const [run] = await db
      .select({ status: reviewRuns.status })
      .from(reviewRuns)
      .where(eq(reviewRuns.id, runId));
    if (run?.status === 'running') return;
    stopped = true;
    controller.abort();
  };
  const timer = setInterval(
    () => void look().catch((err: unknown) => logger.warn({ err }, 'run not looked at')),
    WATCH_MS,
  );
  return {
    signal: AbortSignal.any([outer, controller.signal]),
    stopped: () => stopped,
    end: () => clearInterval(timer),
  };
}
