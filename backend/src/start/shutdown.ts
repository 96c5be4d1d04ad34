import type { Logger } from '../log/logger.ts';

/** One thing to end at a stop; phases run in order, each with a limit. */
export interface StopPhase {
  name: string;
  stop: () => Promise<void> | void;
  limitMs: number;
}

/**
 * Ends the process in order on SIGTERM or SIGINT: phase after phase, each within its limit, then exit 0.
 * A second signal ends it at once.
 */
export function stopOnSignal(logger: Logger, phases: () => StopPhase[]): void {
  let stopping = false;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (stopping) process.exit(1);
    stopping = true;
    logger.info({ signal }, 'stopping');
    void runPhases(logger, phases()).then(() => process.exit(0));
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}

async function runPhases(logger: Logger, phases: StopPhase[]): Promise<void> {
  for (const phase of phases) {
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<'limit'>((resolve) => {
      timer = setTimeout(() => resolve('limit'), phase.limitMs);
    });
    try {
      const ended = await Promise.race([Promise.resolve(phase.stop()), limit]);
      if (ended === 'limit')
        logger.warn({ phase: phase.name, limitMs: phase.limitMs }, 'did not stop in time');
    } catch (error) {
      logger.error({ phase: phase.name, err: error }, 'did not stop cleanly');
    } finally {
      clearTimeout(timer);
    }
  }
}

/** Runs a start routine; a fault is told on standard error in one block and ends the process with 1. */
export async function exitOnFault(role: string, start: () => Promise<void>): Promise<void> {
  try {
    await start();
  } catch (error) {
    const text =
      error instanceof Error ? (error.name === 'SettingsError' ? error.message : error.stack) : String(error);
    process.stderr.write(`${role}: ${text}\n`);
    process.exit(1);
  }
}

/** An error nobody caught means an unknown state: say it and end; the supervisor starts the process again. */
export function exitOnUncaught(logger: Logger): void {
  const end = (error: unknown): void => {
    logger.fatal({ err: error }, 'uncaught');
    process.exit(1);
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
}
