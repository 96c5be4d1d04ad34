import { eq } from 'drizzle-orm';
import type { ModelMessage } from 'ai';
import { chats, chatMessages, type StoredPart } from '../db/schema/index.ts';
import { isLostConnection } from '../db/lost-connection.ts';
import { makeDownloadPath } from '../documents/download-token.ts';
import type { Services } from '../services.ts';
import { AnswerWriter } from './answer-writer.ts';
import { runDocuments, type RunDocument } from './documents.ts';
import { EventLog, LeaseLost, type RunEvent } from './event-log.ts';
import { attachedDocumentIds, loadHistory } from './history.ts';
import { runFault, toRunFault, type RunFault } from './model-faults.ts';
import { QuoteChecker } from './quotes.ts';
import { finishRun, saveStep, type RunRow } from './run-state.ts';
import { modelStep, type StepToolCall } from './step.ts';
import { toolByName, tools } from './tools/index.ts';
import { ToolError, type FileCard, type ToolContext } from './tools/tool.ts';

/** Calls to the model in one answer; then it says that it stopped there. */
const MAX_STEPS = 16;

export type StopCause = 'stop-requested' | 'lease-lost' | 'shutting-down' | 'deadline';

/**
 * One answer from its first or its last saved step to its end. Everything it shows goes through the event
 * log first; after each call to the model and after each round of tools it saves where it is, so that
 * another process goes on from there without doing anything twice.
 */
export class Run {
  readonly #services: Services;
  readonly #run: RunRow;
  readonly #owner: string;
  readonly #signal: AbortSignal;
  readonly #log: EventLog;
  readonly #parts: StoredPart[] = [];
  readonly #steps: ModelMessage[];
  #documents: Promise<RunDocument[]> | undefined;
  #writer!: AnswerWriter;
  #projectId: string | null = null;
  #tokens: { input: number; output: number };

  constructor(
    services: Services,
    run: RunRow,
    options: {
      owner: string;
      signal: AbortSignal;
      lastSequence: number;
      onStored: (events: RunEvent[]) => void;
    },
  ) {
    this.#services = services;
    this.#run = run;
    this.#owner = options.owner;
    this.#signal = options.signal;
    this.#steps = [...(run.finishedSteps as ModelMessage[])];
    this.#tokens = { input: run.inputTokens, output: run.outputTokens };
    this.#log = new EventLog(
      services.db,
      { id: run.id, owner: options.owner, lastSequence: options.lastSequence },
      options.onStored,
    );
  }

  /** Works until the answer is done, stopped or failed; leaves quietly when the run is somebody else's. */
  async execute(): Promise<void> {
    try {
      await this.#begin();
      await this.#loop();
      await this.#end('done');
    } catch (error) {
      await this.#settle(error);
    }
  }

  async #settle(error: unknown): Promise<void> {
    const cause = this.#signal.aborted ? (this.#signal.reason as StopCause) : null;
    if (error instanceof LeaseLost || cause === 'lease-lost' || cause === 'shutting-down') return;
    if (cause === null && isLostConnection(error)) {
      // The lease runs out, and whoever reaches the database then goes on from the last save point.
      this.#services.logger.warn({ err: error, runId: this.#run.id }, 'run left for a takeover');
      return;
    }
    try {
      if (cause === 'stop-requested') return await this.#end('stopped');
      const fault = cause === 'deadline' ? runFault('deadline') : toRunFault(error);
      this.#services.logger.error({ err: error, runId: this.#run.id, code: fault.code }, 'run failed');
      await this.#end('failed', fault);
    } catch (ending) {
      if (!(ending instanceof LeaseLost))
        this.#services.logger.error({ err: ending, runId: this.#run.id }, 'run could not be ended');
    }
  }

  async #begin(): Promise<void> {
    const { db } = this.#services;
    const [message] = await db.select().from(chatMessages).where(eq(chatMessages.id, this.#run.messageId));
    const [chat] = await db.select().from(chats).where(eq(chats.id, this.#run.chatId));
    this.#projectId = chat?.projectId ?? null;
    this.#parts.push(...(message?.parts ?? []));
    this.#writer = new AnswerWriter(
      this.#parts,
      this.#log,
      new QuoteChecker(db, () => this.#documentsOfRun()),
    );
    if (this.#log.sequence === 0) this.#writer.emit({ type: 'start', messageId: this.#run.messageId });
    else this.#writer.emit({ type: 'data-restart', data: { keep: this.#parts.length }, transient: true });
  }

  async #loop(): Promise<void> {
    const history = await loadHistory(this.#services.db, this.#run.chatId, {
      messageId: this.#run.messageId,
    });
    const { model } = await this.#services.models.resolve(this.#run.userId, this.#run.model);
    for (let step = this.#steps.filter((message) => message.role === 'assistant').length; ; step += 1) {
      const open = unansweredCalls(this.#steps);
      if (open.length > 0) await this.#answerCalls(open);
      else if (this.#steps.at(-1)?.role === 'assistant') return;
      if (step >= MAX_STEPS)
        return this.#writer.notice(
          'step_limit',
          'The answer stopped here after its limit of steps. Ask to go on.',
        );
      const result = await modelStep(
        { model, messages: [...history, ...this.#steps], tools, signal: this.#signal },
        this.#writer,
      );
      this.#steps.push(...result.messages);
      this.#tokens = {
        input: this.#tokens.input + result.inputTokens,
        output: this.#tokens.output + result.outputTokens,
      };
      if (result.finishReason === 'length') {
        this.#writer.notice('token_limit', "The answer reached the model's limit of length. Ask to go on.");
      }
      const faulty = result.calls.filter((call) => call.fault !== undefined);
      if (faulty.length > 0)
        this.#steps.push(toolMessage(faulty.map((call) => ({ call, output: `Error: ${call.fault ?? ''}` }))));
      await this.#save();
      if (result.calls.length === 0) return;
    }
  }

  async #answerCalls(calls: StepToolCall[]): Promise<void> {
    const results: { call: StepToolCall; output: string }[] = [];
    for (const call of calls) {
      this.#signal.throwIfAborted();
      results.push({ call, output: await this.#answer(call) });
    }
    this.#steps.push(toolMessage(results));
    await this.#save();
  }

  async #answer(call: StepToolCall): Promise<string> {
    const one = toolByName(call.name);
    if (!one) return `Error: there is no tool ${call.name}.`;
    const input = one.input.safeParse(call.input);
    if (!input.success)
      return `Error: ${input.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`;
    const activity = this.#writer.activity(call.id, one.kind, one.label);
    try {
      const output = await one.run(input.data, this.#toolContext(activity.progress), call.id);
      activity.end('done');
      return typeof output === 'string' ? output : JSON.stringify(output);
    } catch (error) {
      activity.end('failed');
      if (error instanceof ToolError) return `Error: ${error.message}`;
      throw error;
    }
  }

  #toolContext(progress: ToolContext['progress']): ToolContext {
    return {
      services: this.#services,
      userId: this.#run.userId,
      runId: this.#run.id,
      projectId: this.#projectId,
      documents: () => this.#documentsOfRun(),
      refreshDocuments: () => {
        this.#documents = undefined;
      },
      progress,
      file: (card) => Promise.resolve(this.#fileCard(card)),
      signal: this.#signal,
    };
  }

  #fileCard(card: FileCard): void {
    const link = { userId: this.#run.userId, versionId: card.versionId };
    const downloadPath = makeDownloadPath(link, this.#services.settings.DOWNLOAD_SIGNING_SECRET);
    this.#writer.emit({ type: 'data-file', id: card.versionId, data: { ...card, downloadPath } });
  }

  async #documentsOfRun(): Promise<RunDocument[]> {
    this.#documents ??= attachedDocumentIds(this.#services.db, this.#run.chatId).then((documentIds) =>
      runDocuments(this.#services.db, this.#run.userId, { projectId: this.#projectId, documentIds }),
    );
    return this.#documents;
  }

  async #save(): Promise<void> {
    await this.#log.flush();
    await saveStep(this.#services.db, this.#run, this.#owner, {
      steps: this.#steps,
      parts: this.#parts,
      sequence: this.#log.sequence,
      inputTokens: this.#tokens.input,
      outputTokens: this.#tokens.output,
    });
  }

  async #end(status: 'done' | 'stopped' | 'failed', fault?: RunFault): Promise<void> {
    this.#writer.closeOpenParts();
    if (status === 'failed' && fault)
      this.#writer.emit({ type: 'error', errorText: fault.text, code: fault.code });
    else this.#writer.emit({ type: status === 'stopped' ? 'abort' : 'finish' });
    await this.#log.flush();
    await finishRun(this.#services.db, this.#run, this.#owner, {
      status,
      parts: this.#parts,
      ...(fault ? { error: fault } : {}),
    });
  }
}

/** Calls of the last assistant message that no tool message answers yet. */
function unansweredCalls(steps: readonly ModelMessage[]): StepToolCall[] {
  const at = steps.findLastIndex((message) => message.role === 'assistant');
  const last = steps[at];
  if (last?.role !== 'assistant' || typeof last.content === 'string') return [];
  const answered = new Set(
    steps
      .slice(at + 1)
      .flatMap((message) =>
        message.role === 'tool'
          ? message.content.map((part) => ('toolCallId' in part ? part.toolCallId : ''))
          : [],
      ),
  );
  return last.content
    .filter((part) => part.type === 'tool-call')
    .filter((part) => !answered.has(part.toolCallId))
    .map((part) => ({ id: part.toolCallId, name: part.toolName, input: part.input }));
}

function toolMessage(results: { call: StepToolCall; output: string }[]): ModelMessage {
  return {
    role: 'tool',
    content: results.map(({ call, output }) => ({
      type: 'tool-result',
      toolCallId: call.id,
      toolName: call.name,
      output: output.startsWith('Error: ')
        ? { type: 'error-text', value: output }
        : { type: 'text', value: output },
    })),
  };
}
