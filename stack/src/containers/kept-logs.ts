import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suiteFolder } from '../checks/reports.ts';
import type { Compose } from './compose.ts';
import { logsOf } from './container.ts';
import { hasFailed } from './up.ts';

const TOLD_LINES = 15;

/** Writes the whole log of every container of a project to `reports/containers`, before they are removed. */
export async function keepLogs(compose: Compose): Promise<void> {
  const folder = suiteFolder('containers');
  mkdirSync(folder, { recursive: true });
  for (const container of await compose.containers()) {
    writeFileSync(join(folder, `${container.service}.log`), await logsOf(container, 'all'));
  }
}

/** Tells the last lines of every container that is not well. */
export async function tellFailing(compose: Compose, tell: (line: string) => void): Promise<void> {
  await keepLogs(compose);
  for (const container of (await compose.containers()).filter(hasFailed)) {
    tell(`${container.service} (${container.state}, ${container.health}):`);
    for (const line of (await logsOf(container, TOLD_LINES)).split('\n')) tell(`  | ${line}`);
  }
}
