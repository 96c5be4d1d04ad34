import { claimStack } from '../clone-stack.ts';
import { folders } from '../clone.ts';
import { seedAccount, webOrigin } from '../environment.ts';
import { progressLine, seconds, serviceTable } from '../progress.ts';
import { services } from '../services/index.ts';
import type { StackState } from '../state.ts';
import type { Supervisor } from '../supervisor.ts';
import { nextSignal } from './signal.ts';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/**
 * Starts the whole stack in the foreground and keeps it until Ctrl-C. Safe to call at any time: a stack that
 * already runs is pointed at, and what a dead one left behind is cleared away.
 *
 * @returns the exit code, once everything has stopped
 */
export async function start(_args: string[], mode: StackState['mode']): Promise<number> {
  print('Starting Chancery');
  const names = services.map(({ name }) => name);
  const claimed = await claimStack(mode, names, print, (state) => {
    const line = progressLine(state);
    if (line) print(line);
  });
  if ('mode' in claimed) return sayRunning(claimed);
  const { supervisor, ports } = claimed;
  const signal = nextSignal();
  const ended = await Promise.race([supervisor.start().then(() => undefined), signal]);
  if (ended === undefined) {
    print('');
    print(serviceTable(supervisor.states()));
    print('');
    print(`Sign in as ${seedAccount.email} with ${seedAccount.password}, or sign up with any address`);
    print(
      `(an address with +clerk_test gets the code 424242; codes for others are in ${folders.logs}/clerk.log).`,
    );
    print('Ctrl-C stops everything.');
    // Counted from the start of the program, so that an installation is part of it.
    print(`Ready in ${seconds(performance.now())}: ${webOrigin(ports)}`);
    await signal;
  }
  await stop(supervisor);
  // A build or a download may still run; nobody waits for it any more.
  process.exit(0);
}

async function stop(supervisor: Supervisor): Promise<void> {
  const started = performance.now();
  print('\nStopping');
  await supervisor.stop();
  print(`Stopped in ${seconds(performance.now() - started)}`);
}

function sayRunning(state: StackState): number {
  const origin = webOrigin(state.ports);
  const phase = state.services.every((service) => service.state === 'ready')
    ? 'is already running'
    : 'is already starting';
  print(`Chancery ${phase} (process ${state.supervisor.pid}): ${origin}`);
  print('npm run stack -- status shows it, npm run stack -- down stops it.');
  return 0;
}
