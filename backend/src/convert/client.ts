import { openAsBlob } from 'node:fs';
import { CONVERSION_FAULTS, type ConversionFaultCode, type UnreadableReason } from './faults.ts';
import type { SourceFormat, TargetFormat } from './formats.ts';

/** `converter_unavailable`: the converter refuses connections, hangs, or cut its answer short. */
export type ConversionFailureCode = ConversionFaultCode | 'converter_unavailable';

export type ConversionResult =
  | { ok: true; bytes: Buffer }
  | {
      ok: false;
      code: ConversionFailureCode;
      /** Only for `source_unreadable`. */
      reason: UnreadableReason | undefined;
      /** A sentence for people. */
      detail: string;
      /** Whether the same bytes may convert later; false means the document itself is the cause. */
      retryable: boolean;
      retryAfterMs: number | undefined;
    };

export interface ConverterClient {
  /**
   * Converts a document. Every failure is a result; nothing is thrown, except for the caller's own abort.
   * @param input the bytes, or the path of a file that is sent from disk
   */
  convert(
    input: Uint8Array | { path: string },
    from: SourceFormat,
    to: TargetFormat,
    signal?: AbortSignal,
  ): Promise<ConversionResult>;
}

/** @param options.timeoutMs limit of a whole call: queue, conversion and both transfers */
export function createConverterClient(options: { url: string; timeoutMs: number }): ConverterClient {
  return {
    async convert(input, from, to, signal) {
      const address = new URL(`/convert?from=${from}&to=${to}`, options.url);
      const limit = AbortSignal.timeout(options.timeoutMs);
      try {
        const response = await fetch(address, {
          method: 'POST',
          headers: { 'content-type': 'application/octet-stream' },
          body: 'path' in input ? await openAsBlob(input.path) : new Blob([new Uint8Array(input)]),
          signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
        });
        if (!response.ok) return await failureOf(response);
        return { ok: true, bytes: Buffer.from(await response.arrayBuffer()) };
      } catch (error) {
        signal?.throwIfAborted();
        return unavailable(limit.aborted ? 'The converter did not answer in time.' : messageOf(error));
      }
    },
  };
}

async function failureOf(response: Response): Promise<ConversionResult> {
  const problem = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  const code = String(problem.code);
  if (!isFaultCode(code)) return unavailable(`The converter answered ${response.status}.`);
  const seconds = Number(response.headers.get('retry-after'));
  return {
    ok: false,
    code,
    reason: problem.reason as UnreadableReason | undefined,
    detail: String(problem.detail ?? CONVERSION_FAULTS[code].title),
    retryable: CONVERSION_FAULTS[code].retryable,
    retryAfterMs: seconds > 0 ? seconds * 1000 : undefined,
  };
}

function isFaultCode(code: string): code is ConversionFaultCode {
  return Object.hasOwn(CONVERSION_FAULTS, code);
}

function unavailable(detail: string): ConversionResult {
  return {
    ok: false,
    code: 'converter_unavailable',
    reason: undefined,
    detail,
    retryable: true,
    retryAfterMs: undefined,
  };
}

function messageOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
  return `The converter is not reachable: ${cause}.`;
}
