import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Replacement } from './bundle.ts';
import type { Graph } from './graph.ts';
import { SENTINEL } from './mocked-aws.ts';
import { Stage } from './stage.ts';
import type { SynthesisJob } from './synthesise.ts';

const root = join(import.meta.dirname, '../..');
/** Stands for the built site, from the root. */
const SITE = '.local/infra-test/site';

export const SECRETS = [
  'ClerkPublishableKey',
  'ClerkSecretKey',
  'ClerkJwtKey',
  'AnthropicApiKey',
  'GeminiApiKey',
  'OpenaiApiKey',
  'OpenaiCompatibleApiKey',
  'UserApiKeysEncryptionSecret',
  'DownloadSigningSecret',
  'SesFromAddress',
] as const;

export const BASTION_ADDRESS = '203.0.113.0/24';

export interface SynthesisOptions {
  /** Values that `sst secret set` has; all of them when left out. */
  secrets?: readonly string[];
  /** Weakenings of the source. */
  replacements?: readonly Replacement[];
  /** Of the machine that deploys, over those of the test. */
  environment?: Record<string, string>;
}

/** The environment of a machine that deploys: its settings, its secrets, and others' secrets that are none of SST's business. */
function environmentOf({ secrets = SECRETS, environment = {} }: SynthesisOptions): Record<string, string> {
  return {
    PATH: '/usr/bin:/bin',
    HOME: tmpdir(),
    CHANCERY_DOMAIN: 'chancery.example',
    CHANCERY_BASTION_ADDRESSES: BASTION_ADDRESS,
    CHANCERY_ALARM_EMAILS: 'operators@chancery.example',
    CHANCERY_SITE_FOLDER: SITE,
    AWS_SECRET_ACCESS_KEY: `${SENTINEL}of-the-deployer`,
    SST_AWS_SECRET_ACCESS_KEY: `${SENTINEL}of-the-deployer-for-sst`,
    GITHUB_TOKEN: `${SENTINEL}of-the-pipeline`,
    ...Object.fromEntries(secrets.map((name) => [`SST_SECRET_${name}`, `${SENTINEL}${name}`])),
    ...environment,
  };
}

/**
 * Synthesises a stage in a process of its own.
 *
 * @throws with what the process said when the config refuses
 */
export async function synthesise(stage: string, options: SynthesisOptions = {}): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'chancery-graph-'));
  mkdirSync(join(root, SITE), { recursive: true });
  const job: SynthesisJob = {
    root,
    stage,
    out: join(folder, 'graph.json'),
    replacements: [...(options.replacements ?? [])],
  };
  try {
    const { code, said } = await run(JSON.stringify(job), environmentOf(options));
    if (code !== 0) throw new Error(`${stage} could not be synthesised:\n${said}`);
    return new Stage(JSON.parse(readFileSync(job.out, 'utf8')) as Graph);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(
  input: string,
  environment: Record<string, string>,
): Promise<{ code: number | null; said: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'synthesise.ts')], {
      cwd: root,
      env: environment,
      stdio: ['pipe', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk) => (said += String(chunk)));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, said }));
    child.stdin.end(input);
  });
}
