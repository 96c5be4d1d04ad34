import { streamText, tool, type LanguageModel, type ModelMessage, type ToolSet } from 'ai';
import type { AgentTool } from './tools/tool.ts';
import { instructions } from './prompt.ts';

export interface StepToolCall {
  id: string;
  name: string;
  input: unknown;
  /** Set when the input was not what the schema asks for. */
  fault?: string;
}

/** What one call to the model gave. */
export interface StepResult {
  messages: ModelMessage[];
  calls: StepToolCall[];
  finishReason: string;
  inputTokens: number;
  outputTokens: number;
}

export interface StepSink {
  textStart(id: string): Promise<void>;
  textDelta(id: string, delta: string): Promise<void>;
  textEnd(id: string): Promise<void>;
  reasoning(kind: 'start' | 'delta' | 'end', id: string, delta: string): void;
}

/** The tools as the SDK wants them: without `execute`, since the run loop acts on calls itself. */
function toolSet(tools: readonly AgentTool[]): ToolSet {
  return Object.fromEntries(
    tools.map((one) => [one.name, tool({ description: one.description, inputSchema: one.input })]),
  ) as ToolSet;
}

/** One call to the model, streamed into the sink. @throws what the provider threw */
export async function modelStep(
  call: { model: LanguageModel; messages: ModelMessage[]; tools: readonly AgentTool[]; signal: AbortSignal },
  sink: StepSink,
): Promise<StepResult> {
  const result = streamText({
    model: call.model,
    instructions,
    messages: call.messages,
    tools: toolSet(call.tools),
    abortSignal: call.signal,
    maxRetries: 2,
    onError: () => undefined,
  });
  const calls: StepToolCall[] = [];
  for await (const part of result.stream) {
    switch (part.type) {
      case 'text-start':
        await sink.textStart(part.id);
        break;
      case 'text-delta':
        await sink.textDelta(part.id, part.text);
        break;
      case 'text-end':
        await sink.textEnd(part.id);
        break;
      case 'reasoning-start':
        sink.reasoning('start', part.id, '');
        break;
      case 'reasoning-delta':
        sink.reasoning('delta', part.id, part.text);
        break;
      case 'reasoning-end':
        sink.reasoning('end', part.id, '');
        break;
      case 'tool-call':
        calls.push({
          id: part.toolCallId,
          name: part.toolName,
          input: part.input,
          ...(part.invalid
            ? { fault: part.error instanceof Error ? part.error.message : 'The input is not valid.' }
            : {}),
        });
        break;
      case 'error':
        throw part.error;
      case 'abort':
        call.signal.throwIfAborted();
        throw new Error('the model stream was aborted');
      default:
    }
  }
  const [messages, finishReason, usage] = await Promise.all([
    result.responseMessages,
    result.finishReason,
    result.usage,
  ]);
  // An invalid call brings its own error result; the loop answers every call itself.
  return {
    messages: messages.filter((message) => message.role === 'assistant'),
    calls,
    finishReason,
    inputTokens: usage.inputTokens ?? 0,
    outputTokens: usage.outputTokens ?? 0,
  };
}
