import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { removeCloneData, stopCloneStack } from '../clone-stack.ts';
import { folders, makeFolders, root } from '../clone.ts';
import { wholeEnvironment } from '../config.ts';
import { webOrigin } from '../environment.ts';
import { pause } from '../processes/wait.ts';
import { seconds, serviceTable } from '../progress.ts';
import { isRunning, readState } from '../state.ts';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** `npm run stack -- up | down | status [--json] | reset`. */
export async function stackCommand([command, ...args]: string[]): Promise<number> {
  switch (command) {
    case 'up':
      return up();
    case 'down':
      return down();
    case 'status':
      return status(args.includes('--json'));
    case 'reset':
      return reset();
    default:
      process.stderr.write('npm run stack -- up | down | status [--json] | reset\n');
      return 2;
  }
}

/** Starts the stack in the background and follows it until it is ready or has failed. */
async function up(): Promise<number> {
  makeFolders();
  const logFile = join(folders.logs, 'supervisor.log');
  const log = openSync(logFile, 'w', 0o600);
  const child = spawn(process.execPath, [join(root, 'start.mjs'), 'start'], {
    cwd: root,
    env: wholeEnvironment(),
    stdio: ['ignore', log, log],
    detached: true,
  });
  closeSync(log);
  let code: number | undefined;
  child.once('exit', (exit) => (code = exit ?? 1));
  let shown = 0;
  for (;;) {
    const ended = code;
    const text = existsSync(logFile) ? readFileSync(logFile, 'utf8') : '';
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    process.stdout.write(
      whole.slice(shown).replace('Ctrl-C stops everything.', 'npm run stack -- down stops everything.'),
    );
    shown = whole.length;
    if (ended !== undefined) return ended;
    if (/^Ready in /m.test(whole)) break;
    await pause(50);
  }
  child.unref();
  return 0;
}

async function down(): Promise<number> {
  const started = performance.now();
  print(
    (await stopCloneStack()) ? `Stopped in ${seconds(performance.now() - started)}` : 'Nothing was running',
  );
  return 0;
}

/** Prints what runs; the exit code is 0 only when every service is ready. */
function status(asJson: boolean): number {
  const state = readState(folders.state);
  const running = isRunning(state);
  const ready = running && state.services.every((service) => service.state === 'ready');
  if (asJson) {
    const shown = running
      ? { running, ready, address: webOrigin(state.ports), ...state }
      : { running, ready, services: [] };
    print(JSON.stringify(shown, null, 2));
  } else if (running) {
    print(serviceTable(state.services));
  } else {
    print('Chancery is not running. npm start starts it.');
  }
  return ready ? 0 : 1;
}

async function reset(): Promise<number> {
  const started = performance.now();
  await stopCloneStack();
  removeCloneData();
  print(`All local data is gone (${seconds(performance.now() - started)}). npm start begins anew.`);
  return 0;
}
