import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../clone.ts';
import { wholeEnvironment } from '../config.ts';
import { StackFault } from '../fault.ts';
import type { Compose } from './compose.ts';
import { lastLines } from './docker.ts';
import { absentImages, bakeAct, fetchImages, foreignImages } from './images.ts';

const BAKE = join(root, 'docker/bases/bake.sh');
/** The one that is made from PyPI. */
const LOCALSTACK = /^localstack\/localstack:/;
/** What pip says when nobody at the package index answers it. */
const NO_PYPI =
  /from versions: none|Failed to establish a new connection|name resolution|ConnectTimeoutError/;

/**
 * Makes sure of the images that the stack begins with: those that are here, those a registry gives, and the rest baked.
 *
 * @returns why they cannot be had when that is nobody's fault: no registry has LocalStack and no PyPI answers
 * @throws StackFault when baking failed for another cause
 */
export async function ensureBases(
  compose: Compose,
  onLine: (line: string) => void,
  bake: (onLine: (line: string) => void) => Promise<Baked> = runBake,
): Promise<string | undefined> {
  const refused = await fetchImages(compose, onLine);
  if (refused.length === 0) return undefined;
  onLine(`No registry gave ${refused.join(', ')}; baking`);
  const { code, output } = await bake(onLine);
  const absent = await absentImages(foreignImages(await compose.config()));
  if (absent.length === 0) return undefined;
  if (absent.every((image) => LOCALSTACK.test(image)) && NO_PYPI.test(output)) {
    return `no registry has ${absent.join(', ')}, and PyPI, from which it is baked, does not answer`;
  }
  throw new StackFault(
    `docker/bases/bake.sh ended with code ${code} and did not make ${absent.join(', ')}: ${lastLines(output, 5)}`,
    bakeAct,
  );
}

/** How baking ended. */
export interface Baked {
  code: number;
  output: string;
}

function runBake(onLine: (line: string) => void): Promise<Baked> {
  return new Promise((resolve, reject) => {
    const child = spawn('bash', [BAKE], {
      cwd: root,
      env: wholeEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        output += chunk;
        chunk.split('\n').filter(Boolean).forEach(onLine);
      });
    }
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
