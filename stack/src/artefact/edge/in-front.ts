import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../clone.ts';
import { docker, runDocker, type DockerRun } from '../../containers/docker.ts';
import type { TestStack } from '../../containers/test-stack.ts';
import { StackFault } from '../../fault.ts';
import { writeJson } from '../../files.ts';
import { freePorts } from '../../ports.ts';
import { waitUntil } from '../../processes/wait.ts';
import { makeAuthority } from './authority.ts';
import type { EdgeSettings } from './main.ts';

/** Names that no server of names knows: `.test` is kept free for this. */
export const names = {
  app: 'app.chancery.test',
  api: 'api.chancery.test',
  files: 'files.chancery.test',
} as const;

/** What makes compose.yaml speak of these names. */
export const originVariables = {
  CHANCERY_WEB_ORIGIN: `https://${names.app}`,
  CHANCERY_API_ORIGIN: `https://${names.api}`,
  CHANCERY_STORE_ORIGIN: `https://${names.files}`,
} as const;

const IMAGE = 'node:24-trixie-slim';
const START_LIMIT_MS = 60_000;
/** A look whether it serves; one that is not answered must not take the place of the next. */
const LOOK_LIMIT_MS = 2_000;

/** The site before a stack in containers. */
export interface SiteInFront extends AsyncDisposable {
  /** Tells the browser tests where the names lead and which key to trust. */
  variables: Record<string, string>;
  /** Runs JavaScript in a container of the same network, with or without the authority among those it trusts. */
  runNode(script: string, options: { trusting: boolean }): Promise<DockerRun>;
  /** What it has printed. */
  log(): Promise<string>;
}

/**
 * Starts it in a container of its own: the other containers know it by its names, and this machine reaches it on a
 * port of its own address. When that fails, nothing of it is left, its keys included.
 *
 * @param stop gives up
 * @throws StackFault with its last lines when it does not start
 */
export async function putInFront({ compose }: TestStack, stop?: AbortSignal): Promise<SiteInFront> {
  await using started = new AsyncDisposableStack();
  const folder = mkdtempSync(join(tmpdir(), 'chancery-edge-'));
  started.defer(() => rmSync(folder, { recursive: true, force: true }));
  const authority = await makeAuthority(folder, Object.values(names));
  const { services } = await compose.config();
  const inside = (file: string): string => file.replace(folder, '/run/edge');
  const settings: EdgeSettings = {
    names,
    origins: { api: 'http://api:4000', files: 'http://localstack:4566' },
    settings: services.web?.environment as Record<string, string>,
    keyFile: inside(authority.keyFile),
    certificateFile: inside(authority.certificateFile),
  };
  writeJson(join(folder, 'edge.json'), settings);
  const container = `${compose.project}-edge`;
  const { web: port } = await freePorts();
  const shared = [
    ...['--network', `${compose.project}_default`, '--volume', `${folder}:/run/edge:ro`],
    ...['--label', `com.docker.compose.project=${compose.project}`],
    // The files are this user's alone.
    ...(process.getuid ? ['--user', `${process.getuid()}:${process.getgid?.()}`] : []),
  ];
  started.defer(async () => void (await runDocker(['rm', '--force', '--volumes', container])));
  await docker(
    [
      ...['run', '--detach', '--init', '--name', container, ...shared],
      ...['--publish', `127.0.0.1:${port}:443`, '--volume', `${root}:/repository:ro`],
      ...['--read-only', '--tmpfs', '/tmp:mode=1777', '--memory', '1g'],
      ...Object.values(names).flatMap((name) => ['--network-alias', name]),
      ...[IMAGE, 'node', '/repository/stack/src/artefact/edge/main.ts', '/run/edge/edge.json'],
    ],
    { signal: stop },
  );
  const log = async (): Promise<string> => {
    const { stdout, stderr } = await runDocker(['logs', container]);
    return stdout + stderr;
  };
  const ca = readFileSync(authority.authorityFile, 'utf8');
  const settled = async (): Promise<boolean> => stop?.aborted === true || serves(port, ca);
  if (!(await waitUntil(settled, START_LIMIT_MS)))
    throw new StackFault(`The site did not start before the containers:\n${(await log()).slice(-2_000)}`);
  const all = started.move();
  return {
    variables: {
      TARGET: originVariables.CHANCERY_WEB_ORIGIN,
      TARGET_IS_MINE: names.app,
      TARGET_RESOLVER_RULES: `MAP *.chancery.test 127.0.0.1:${port}`,
      TARGET_PINNED_KEY: authority.pin,
    },
    runNode: (script, { trusting }) =>
      runDocker([
        ...['run', '--rm', ...shared],
        ...(trusting ? ['--env', 'NODE_EXTRA_CA_CERTS=/run/edge/ca.pem'] : []),
        ...[IMAGE, 'node', '--input-type=module', '--eval', script],
      ]),
    log,
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  };
}

/** Whether the site answers in time under its name, with a certificate that the authority has signed. */
export function serves(port: number, ca: string, limitMs = LOOK_LIMIT_MS): Promise<boolean> {
  return new Promise((resolve) => {
    const headers = { host: names.app };
    const signal = AbortSignal.timeout(limitMs);
    const asked = request(
      { host: '127.0.0.1', port, path: '/healthz', servername: names.app, ca, headers, signal },
      (answer) => {
        answer.resume();
        resolve(answer.statusCode === 200);
      },
    );
    asked.on('error', () => resolve(false)).end();
  });
}
