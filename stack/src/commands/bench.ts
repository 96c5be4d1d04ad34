import { globSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../clone.ts';
import { runInTerminal } from '../run.ts';
import { buildWeb } from '../web/build.ts';

/**
 * The root script `bench`: runs every `*.bench.ts`, one after another, each printing JSON lines.
 *
 * @param names parts of file names; without any, all are run
 */
export async function bench(names: string[]): Promise<number> {
  const files = globSync('{backend,stack,e2e}/src/**/*.bench.ts', { cwd: root }).sort();
  const wanted = files.filter((file) => names.length === 0 || names.some((name) => file.includes(name)));
  await buildWeb((line) => void process.stderr.write(`${line}\n`));
  let failed = 0;
  for (const file of wanted) {
    const code = await runInTerminal(process.execPath, [join(root, file)]);
    if (code !== 0) failed += 1;
  }
  return failed === 0 ? 0 : 1;
}
