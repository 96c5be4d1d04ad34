import { StackFault } from '../fault.ts';
import { engineAct, runDocker, type DockerOptions } from './docker.ts';

/** The oldest engine and API that know `start_interval` of a health check, which compose.yaml uses. */
const OLDEST = { engine: 25, api: '1.44' };
const ANSWER_LIMIT_MS = 15_000;

/** A Docker engine that can run the stack, with the versions of its parts. */
export interface FoundEngine {
  version: string;
  apiVersion: string;
  compose: string;
  buildx: string;
}

/**
 * Makes sure that Docker can run the stack.
 *
 * @param options for tests: another environment, and with it another `docker`; another limit of each answer
 * @throws StackFault naming what is missing and what to do: no client, no answer, too old, no compose v2, no buildx
 */
export async function findEngine(
  options: Pick<DockerOptions, 'environment' | 'limitMs'> = {},
): Promise<FoundEngine> {
  const ask = { limitMs: ANSWER_LIMIT_MS, ...options };
  const server = await askServer(ask);
  const compose = await askPlugin(['compose', 'version', '--short'], /^v?(2|[3-9]|\d\d)\.\S*/, ask);
  if (!compose)
    throw new StackFault('Docker has no "docker compose" (version 2)', pluginAct('docker-compose'));
  const buildx = await askPlugin(['buildx', 'version'], /v?\d+\.\d+\S*/, ask);
  if (!buildx) throw new StackFault('Docker has no "docker buildx"', pluginAct('docker-buildx'));
  return { ...server, compose, buildx };
}

async function askServer(ask: DockerOptions): Promise<Pick<FoundEngine, 'version' | 'apiVersion'>> {
  const { code, stdout, stderr } = await runDocker(['version', '--format', '{{json .Server}}'], ask);
  const server = parse(stdout);
  if (code !== 0 || !server) throw silent(stderr);
  const apiVersion = server.ApiVersion ?? '0';
  if (isOlder(apiVersion, OLDEST.api)) {
    throw new StackFault(
      `Docker Engine ${server.Version ?? 'of unknown version'} (API ${apiVersion}) is too old: ` +
        `${OLDEST.engine} (API ${OLDEST.api}) is the oldest that can run the stack`,
      engineAct,
    );
  }
  return { version: server.Version ?? '', apiVersion };
}

/** Whether version `1.9` comes before `1.44`. */
function isOlder(version: string, than: string): boolean {
  return version.localeCompare(than, 'en', { numeric: true }) < 0;
}

function parse(text: string): { Version?: string; ApiVersion?: string } | null {
  try {
    return JSON.parse(text) as { Version?: string; ApiVersion?: string } | null;
  } catch {
    return null;
  }
}

/** The client is there and nobody answers it. */
function silent(complaint: string): StackFault {
  const told = complaint.trim().split('\n').at(-1) ?? '';
  if (/permission denied/i.test(told)) {
    return new StackFault(
      `Docker does not let this user in: ${told}`,
      'Add the user to the group docker and sign in again, or run as a user who may use Docker.',
    );
  }
  return new StackFault(
    `Docker is installed, but its engine does not answer: ${told}`,
    'Start it (Docker Desktop, systemctl start docker, or as root: docker/bases/engine.sh).',
  );
}

async function askPlugin(args: string[], version: RegExp, ask: DockerOptions): Promise<string | undefined> {
  const { code, stdout } = await runDocker(args, ask);
  return code === 0 ? version.exec(stdout.trim())?.[0] : undefined;
}

const pluginAct = (name: string): string =>
  `Install the plugin (Debian: apt-get install ${name}; elsewhere it comes with Docker's own packages).`;

/** Tells which engine there is. @returns why there is none, as a suite counts what it could not run */
export async function whyNoEngine(tell: (line: string) => void): Promise<string | undefined> {
  try {
    const { version, compose, buildx } = await findEngine();
    tell(`Docker ${version}, compose ${compose}, buildx ${buildx}`);
    return undefined;
  } catch (error) {
    if (!(error instanceof StackFault)) throw error;
    return error.message;
  }
}
