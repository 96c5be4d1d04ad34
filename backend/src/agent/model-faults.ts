import { APICallError, RetryError } from 'ai';

/** What a person is told when the model's provider fails; the cause goes to the log. */
export interface RunFault {
  code:
    | 'model_rate_limited'
    | 'model_overloaded'
    | 'model_key_refused'
    | 'model_refused'
    | 'model_unreachable'
    | 'deadline'
    | 'internal';
  text: string;
}

const faults: Record<RunFault['code'], string> = {
  model_rate_limited: 'The model provider is limiting requests. Wait a minute and try again.',
  model_overloaded: 'The model provider is overloaded. Try again in a moment.',
  model_key_refused: 'The model provider refused the key. Check it in your account.',
  model_refused: 'The model provider refused the request.',
  model_unreachable: 'The connection to the model provider broke off. What was written until then is kept.',
  deadline: 'The answer took longer than ten minutes and was ended. What was written until then is kept.',
  internal: 'Something failed on our side. What was written until then is kept.',
};

export function runFault(code: RunFault['code']): RunFault {
  return { code, text: faults[code] };
}

/** Names what went wrong with a model call. */
export function toRunFault(error: unknown): RunFault {
  const cause = RetryError.isInstance(error) ? error.lastError : error;
  if (APICallError.isInstance(cause)) {
    const status = cause.statusCode ?? 0;
    if (status === 429) return runFault('model_rate_limited');
    if (status === 529 || status === 503) return runFault('model_overloaded');
    if (status === 401 || status === 403) return runFault('model_key_refused');
    if (status >= 400 && status < 500) return runFault('model_refused');
    return runFault('model_unreachable');
  }
  const text =
    cause instanceof Error
      ? `${cause.name} ${cause.message} ${String((cause.cause as Error | undefined)?.message)}`
      : String(cause);
  if (/overloaded/i.test(text)) return runFault('model_overloaded');
  if (/terminated|socket|ECONN|fetch failed|network|UND_ERR|aborted|timeout/i.test(text))
    return runFault('model_unreachable');
  return runFault('internal');
}
