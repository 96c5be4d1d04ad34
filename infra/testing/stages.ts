import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import type { Replacement } from './bundle.ts';
import type { Graph } from './graph.ts';
import { SENTINEL } from './mocked-aws.ts';
import { Stage } from './stage.ts';
import type { SynthesisJob } from './synthesise.ts';

const root = join(import.meta.dirname, '../..');
/** Stands for the built site, from the root. */
export const SITE = '.local/infra-test/site';

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

/** A process that synthesises stages one after the other, under one environment. */
export class Synthesiser {
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #folder = mkdtempSync(join(tmpdir(), 'chancery-graph-'));
  #said = '';
  #answered: (fault?: Error) => void = () => undefined;
  done = 0;

  /** @param nodeArgs for the process */
  constructor(options: SynthesisOptions = {}, nodeArgs: string[] = []) {
    mkdirSync(join(root, SITE), { recursive: true });
    this.#child = spawn(process.execPath, [...nodeArgs, join(import.meta.dirname, 'synthesise.ts')], {
      cwd: root,
      env: environmentOf(options),
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.#child.stderr.on('data', (chunk) => (this.#said += String(chunk)));
    this.#child.stdout.on('data', () => this.#answered());
    this.#child.on('error', (error) => this.#answered(error));
    this.#child.on('close', (code) => this.#answered(new Error(`ended with ${code}:\n${this.#said.trim()}`)));
  }

  /**
   * @param replacements weakenings of the source
   * @throws with what the process said when the config refuses; the process has ended then
   */
  async synthesise(stage: string, replacements: readonly Replacement[] = []): Promise<Stage> {
    this.done += 1;
    const job: SynthesisJob = {
      root,
      stage,
      out: join(this.#folder, 'graph.json'),
      replacements: [...replacements],
    };
    await new Promise<void>((resolve, reject) => {
      this.#answered = (fault) => (fault ? reject(fault) : resolve());
      this.#child.stdin.write(`${JSON.stringify(job)}\n`);
    });
    return new Stage(JSON.parse(readFileSync(job.out, 'utf8')) as Graph);
  }

  close(): void {
    this.#child.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Synthesises one stage in a process of its own. */
export async function synthesise(stage: string, options: SynthesisOptions = {}): Promise<Stage> {
  const synthesiser = new Synthesiser(options);
  try {
    return await synthesiser.synthesise(stage);
  } finally {
    synthesiser.close();
  }
}
