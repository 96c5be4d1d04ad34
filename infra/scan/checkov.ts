import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { scannerPython } from '../../stack/src/aws/scanner-folder.ts';
import type { Graph } from '../testing/graph.ts';
import { planOf } from './plan.ts';
import { readReport, type Verdict } from './verdict.ts';

// Without --skip-download it asks its maker's servers for more rules.
const OPTIONS = [
  '--framework',
  'terraform_plan',
  '--skip-download',
  '--soft-fail',
  '--compact',
  '-o',
  'json',
];

/** Has a stage judged. The scanner knows nothing of this machine's settings and asks nobody. */
export async function scan(graph: Pick<Graph, 'resources'>): Promise<Verdict> {
  const plan = planOf(graph);
  const folder = mkdtempSync(join(tmpdir(), 'chancery-scan-'));
  try {
    writeFileSync(join(folder, 'plan.json'), JSON.stringify(plan));
    const { stdout } = await promisify(execFile)(
      scannerPython,
      ['-m', 'checkov.main', '-f', 'plan.json', ...OPTIONS],
      {
        cwd: folder,
        env: { PATH: '/usr/bin:/bin', HOME: folder, LANG: 'C.UTF-8', LOG_LEVEL: 'ERROR' },
        maxBuffer: 64 * 1024 * 1024,
      },
    );
    return readReport(stdout, plan.planned_values.root_module.resources.length);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
