import { existsSync, globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from '../clone.ts';
import { seconds } from '../progress.ts';
import { runCaptured, toolScript } from '../run.ts';
import type { Tally } from './tally.ts';

interface Tool {
  name: string;
  script: string;
  args: string[];
}

/** Every tool that reads the code without running it. */
function tools(): Tool[] {
  const workspaces = globSync(['*/tsconfig.json', 'docker/*/tsconfig.json'], { cwd: root })
    .map(dirname)
    .sort();
  const layered = ['backend/src', 'frontend/src', 'stack/src', 'e2e/src', 'docker'];
  return [
    { name: 'lint', script: toolScript('eslint'), args: ['.', '--max-warnings=0'] },
    ...workspaces.map((folder) => ({
      name: `types ${folder}`,
      script: toolScript('typescript', 'tsc'),
      args: ['--noEmit', '-p', folder],
    })),
    { name: 'format', script: toolScript('prettier'), args: ['--check', '--log-level=warn', '.'] },
    {
      name: 'layers',
      script: toolScript('dependency-cruiser', 'depcruise'),
      args: layered.filter((folder) => existsSync(join(root, folder))),
    },
    { name: 'dead code', script: toolScript('knip'), args: ['--no-progress'] },
  ];
}

/** The root script `check`. */
export async function check(): Promise<number> {
  const { failed } = await runChecks();
  return failed === 0 ? 0 : 1;
}

/** Runs the tools side by side, one line each; what a failing one says is printed whole. Each counts as one test. */
export async function runChecks(): Promise<Tally> {
  const waiting = tools();
  const tally: Tally = { name: 'check', passed: 0, failed: 0, skipped: [] };
  const work = async (): Promise<void> => {
    for (let tool = waiting.shift(); tool; tool = waiting.shift()) {
      if (await passes(tool)) tally.passed += 1;
      else tally.failed += 1;
    }
  };
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, work));
  return tally;
}

async function passes({ name, script, args }: Tool): Promise<boolean> {
  const started = performance.now();
  const { code, output } = await runCaptured(process.execPath, [script, ...args]);
  const took = seconds(performance.now() - started).padStart(7);
  process.stdout.write(`  ${name.padEnd(18)} ${code === 0 ? 'ok    ' : 'failed'} ${took}\n`);
  if (code !== 0) process.stdout.write(`${output.trimEnd()}\n\n`);
  return code === 0;
}
