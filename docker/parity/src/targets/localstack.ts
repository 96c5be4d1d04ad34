import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Credentials } from '../config.ts';

/** LocalStack verifies presigned addresses only with this pair. */
const credentials: Credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
const LABEL = 'chancery.parity';
const BUILT = 'chancery-parity-localstack';
const root = join(import.meta.dirname, '../../../..');
const START_LIMIT_MS = 120_000;
const BETWEEN_LOOKS_MS = 200;

async function docker(...args: string[]): Promise<string> {
  try {
    return (await promisify(execFile)('docker', args)).stdout.trim();
  } catch (error) {
    const absent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw absent ? new Error('There is no docker here; name a LocalStack that runs: --endpoint URL') : error;
  }
}

/** A server that runs already. */
export function runningLocalStack(endpoint: string) {
  return { endpoint: endpoint.replace(/\/$/, ''), credentials, close: () => Promise.resolve() };
}

/**
 * LocalStack in a container of its own on a free port.
 *
 * @param image a built image; without one it is built from this clone
 */
export async function startLocalStack(image?: string) {
  await removeLeftovers();
  const started = image ?? (await build());
  const id = await docker(
    'run',
    '-d',
    '--label',
    `${LABEL}=${process.pid}`,
    '-p',
    '127.0.0.1::4566',
    started,
  );
  const close = async () => void (await docker('rm', '-f', '-v', id));
  try {
    await healthy(id);
    const port = (await docker('port', id, '4566/tcp')).split(':').at(-1);
    return { endpoint: `http://127.0.0.1:${port}`, credentials, close };
  } catch (error) {
    const log = await docker('logs', '--tail', '20', id);
    await close();
    throw new Error(`LocalStack did not become healthy. Its last lines:\n${log}`, { cause: error });
  }
}

/** The name keeps one image at hand; the id is this clone's, whatever another one builds meanwhile. */
function build(): Promise<string> {
  return docker('build', '-q', '-t', BUILT, '-f', join(root, 'docker/localstack/Dockerfile'), root);
}

async function healthy(id: string): Promise<void> {
  const limit = AbortSignal.timeout(START_LIMIT_MS);
  while ((await docker('inspect', '-f', '{{.State.Health.Status}}', id)) !== 'healthy') {
    await pause(BETWEEN_LOOKS_MS, undefined, { signal: limit });
  }
}

/** Containers of runs that were killed. */
async function removeLeftovers(): Promise<void> {
  const listed = await docker(
    'ps',
    '-aq',
    '--filter',
    `label=${LABEL}`,
    '--format',
    `{{.ID}} {{.Label "${LABEL}"}}`,
  );
  for (const line of listed.split('\n').filter(Boolean)) {
    const [id = '', owner] = line.split(' ');
    if (!isAlive(Number(owner))) await docker('rm', '-f', '-v', id);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
