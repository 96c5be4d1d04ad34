import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ChatCompletionRequest, Fixture, FixtureResponse } from '@copilotkit/aimock';
import { render } from './brain/answer.ts';
import { readConversation, type Conversation } from './brain/conversation.ts';
import { decide } from './brain/decide.ts';
import { applies, injectedOrder, isFaultMode, spoil, type Fault } from './brain/faults.ts';
import { asksForTitle } from './brain/intent.ts';
import type { Plan } from './brain/plan.ts';
import type { FaultSwitch } from './fault-switch.ts';

/** How fast the model speaks. Zero tokens per second means at once. */
export interface Pace {
  firstTokenMs: number;
  tokensPerSecond: number;
}

interface Reply {
  plan: Plan;
  fault: Fault | null;
}

/** Characters of a streamed piece, and how many characters make a token. */
const PIECE = 12;
/** Small enough for the shortest answer to be interrupted in its middle. */
const SMALL_PIECE = 6;
const TOKEN = 4;
/** Inputs of tools are written this much faster than prose: nobody reads them as they arrive. */
const CALL_SPEED = 12;
const MOST_REMEMBERED_CALLS = 5_000;
/** Frames sent before a connection is cut or falls silent: past the preamble of every format. */
const FRAMES_BEFORE_FAULT = 8;
const SILENCE_MS = 600_000;
const BEFORE_CUT_MS = 150;
const DEFAULT_SLOW_SECONDS = 10;

/**
 * The fixtures through which aimock serves our replies. aimock fixes pace and interruption per
 * fixture, so there is one fixture per way of delivering; the reply is decided once per request,
 * when the first fixture is matched.
 */
export function fixtures(pace: Pace, faults: FaultSwitch): Fixture[] {
  const replies = new WeakMap<ChatCompletionRequest, Reply>();
  const memory = new Map<string, { name: string; input: Record<string, unknown> }>();
  const replyTo = (request: ChatCompletionRequest): Reply => {
    const known = replies.get(request);
    if (known) return known;
    const reply = think(readConversation(request, memory), faults);
    replies.set(request, reply);
    return reply;
  };
  const respond = async (request: ChatCompletionRequest): Promise<FixtureResponse> => {
    const { plan, fault } = replyTo(request);
    const refused = refusal(fault);
    if (refused) return refused;
    if (fault?.mode === 'slow') await sleep(fault.seconds * 1000);
    const response = toResponse(plan, fault, memory);
    if (request.stream !== true) await sleep(duration(response, pace));
    return { ...response, ...finishReason(request, response), usage: usage(request, response) };
  };
  const when = (test: (reply: Reply) => boolean, delivery: Omit<Fixture, 'match' | 'response'>): Fixture => ({
    match: { predicate: (request) => test(replyTo(request)) },
    response: respond,
    ...delivery,
  });
  const speech = streaming(pace, 1);
  const silent = { chunkSize: SMALL_PIECE, recordedTimings: silence(pace) };
  return [
    // A connection destroyed right after a write takes that write with it: it falls silent first.
    when(({ fault }) => fault?.mode === 'cut', {
      ...silent,
      disconnectAfterMs: untilSilent(pace) + BEFORE_CUT_MS,
    }),
    when(({ fault }) => fault?.mode === 'stall', silent),
    when(({ plan }) => plan.kind === 'call', streaming(pace, CALL_SPEED)),
    when(() => true, speech),
  ];
}

/** Decides the reply and the fault it suffers. Calls for a title suffer none: they run beside the answer. */
function think(conversation: Conversation, faults: FaultSwitch): Reply {
  const directive = conversation.current.directive;
  const plan = decide(conversation);
  if (asksForTitle(conversation)) return { plan, fault: null };
  const obeys = faults.has('obey') || directive?.mode === 'obey';
  const order = obeys ? injectedOrder(conversation) : null;
  if (order) {
    faults.spend('obey');
    return { plan: { kind: 'call', calls: [order] }, fault: null };
  }
  const asked =
    directive && isFaultMode(directive.mode) && applies(directive.mode, plan) ? directive.mode : null;
  const fault: Fault | null = asked
    ? { mode: asked, seconds: directive?.seconds ?? DEFAULT_SLOW_SECONDS }
    : faults.take(plan);
  return { plan: fault ? spoil(plan, fault.mode) : plan, fault };
}

function refusal(fault: Fault | null): FixtureResponse | null {
  if (fault?.mode === 'rate_limit') {
    return {
      error: { type: 'rate_limit_error', message: 'The offline model was told to refuse: rate limit.' },
      status: 429,
      retryAfter: 1,
    };
  }
  if (fault?.mode === 'overloaded') {
    return {
      error: { type: 'overloaded_error', message: 'The offline model was told to refuse: overloaded.' },
      status: 529,
    };
  }
  return null;
}

type Spoken = { content: string } | { toolCalls: { name: string; arguments: string; id: string }[] };

/** Call ids are random, as providers' are: the server must not rely on their being stable. */
function toResponse(
  plan: Plan,
  fault: Fault | null,
  memory: Map<string, { name: string; input: Record<string, unknown> }>,
): Spoken & { finishReason?: string } {
  if (plan.kind === 'say') {
    const content = render(plan.pieces);
    return fault?.mode === 'max_tokens'
      ? { content: content.slice(0, Math.ceil(content.length / 2)), finishReason: 'length' }
      : { content };
  }
  const toolCalls = plan.calls.map(({ name, input }) => {
    const id = `call_${randomUUID().replaceAll('-', '')}`;
    memory.set(id, { name, input });
    return { id, name, arguments: JSON.stringify(input) };
  });
  for (const id of memory.keys()) {
    if (memory.size <= MOST_REMEMBERED_CALLS) break;
    memory.delete(id);
  }
  return fault?.mode === 'max_tokens'
    ? { toolCalls: toolCalls.slice(0, 1), finishReason: 'length' }
    : { toolCalls };
}

/** aimock ends a Gemini turn that calls tools with FUNCTION_CALL; the service itself says STOP. */
function finishReason(request: ChatCompletionRequest, response: Spoken): { finishReason?: string } {
  return request._context === 'gemini' && 'toolCalls' in response ? { finishReason: 'STOP' } : {};
}

const lengthOf = (response: Spoken): number =>
  'content' in response
    ? response.content.length
    : response.toolCalls.reduce((sum, entry) => sum + entry.arguments.length, 0);

/** Milliseconds a whole answer takes at the pace, for callers that do not stream. */
function duration(response: Spoken, pace: Pace): number {
  const speed = pace.tokensPerSecond * ('content' in response ? 1 : CALL_SPEED);
  return pace.firstTokenMs + (speed > 0 ? (lengthOf(response) / TOKEN / speed) * 1000 : 0);
}

function usage(
  request: ChatCompletionRequest,
  response: Spoken,
): { input_tokens: number; output_tokens: number } {
  const input = request.messages.reduce(
    (sum, message) => sum + (typeof message.content === 'string' ? message.content.length : 0),
    0,
  );
  return {
    input_tokens: Math.ceil(input / TOKEN),
    output_tokens: Math.max(1, Math.ceil(lengthOf(response) / TOKEN)),
  };
}

function streaming(pace: Pace, speed: number): Pick<Fixture, 'chunkSize' | 'streamingProfile'> {
  if (pace.tokensPerSecond <= 0) return { chunkSize: 40, streamingProfile: { ttft: pace.firstTokenMs } };
  // Longer pieces, not more of them a second: timers below 10 ms are not kept.
  return {
    chunkSize: PIECE * speed,
    streamingProfile: { ttft: pace.firstTokenMs, tps: (pace.tokensPerSecond * TOKEN) / PIECE },
  };
}

/** Milliseconds between two frames of an answer that will be interrupted. */
const frameMs = (pace: Pace): number =>
  pace.tokensPerSecond > 0 ? (1000 * SMALL_PIECE) / TOKEN / pace.tokensPerSecond : 0;

const untilSilent = (pace: Pace): number => pace.firstTokenMs + FRAMES_BEFORE_FAULT * frameMs(pace);

function silence(pace: Pace): NonNullable<Fixture['recordedTimings']> {
  const delays = Array.from({ length: FRAMES_BEFORE_FAULT }, () => frameMs(pace));
  return {
    ttftMs: pace.firstTokenMs,
    interChunkDelaysMs: [...delays, SILENCE_MS, SILENCE_MS],
    totalDurationMs: SILENCE_MS,
  };
}
