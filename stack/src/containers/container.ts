import { stripVTControlCharacters } from 'node:util';
import { docker, runDocker } from './docker.ts';

/** A container of a compose project, as data. */
export interface ContainerState {
  id: string;
  name: string;
  service: string;
  /** Of the image it was made from: `sha256:…`. */
  imageId: string;
  state: 'created' | 'running' | 'paused' | 'restarting' | 'removing' | 'exited' | 'dead';
  /** `none` when it has no health check. */
  health: 'none' | 'starting' | 'healthy' | 'unhealthy';
  exitCode: number;
  /** How often Docker has started it again. */
  restarts: number;
  startedAt: string;
  /** The host's port behind each published one. */
  ports: Record<number, number>;
  /** What its health check said last. */
  lastProbe: string;
}

/** What Docker says of a container, as far as it is looked at here. */
export interface InspectedContainer {
  Id: string;
  Name: string;
  Image: string;
  RestartCount: number;
  State: {
    Status: ContainerState['state'];
    ExitCode: number;
    StartedAt: string;
    Health?: { Status: ContainerState['health']; Log?: { Output: string }[] | null };
  };
  Config: { Labels: Record<string, string>; User: string; Env: string[] | null };
  HostConfig: {
    Privileged: boolean;
    ReadonlyRootfs: boolean;
    Memory: number;
    PidsLimit: number | null;
    CapAdd: string[] | null;
    CapDrop: string[] | null;
    SecurityOpt: string[] | null;
    Tmpfs?: Record<string, string>;
  };
  Mounts: { Type: string; Source: string; Destination: string }[];
  NetworkSettings: {
    Ports: Record<string, { HostPort: string }[] | null>;
    Networks: Record<string, { NetworkID: string; IPAddress: string; Gateway: string }>;
  };
}

/** The containers of a project, also those that have ended; one-off runs are left out. */
export async function containersOf(project: string): Promise<ContainerState[]> {
  const ids = await docker([
    ...['ps', '--all', '--quiet', '--no-trunc'],
    ...['--filter', `label=com.docker.compose.project=${project}`],
    ...['--filter', 'label=com.docker.compose.oneoff=False'],
  ]);
  if (!ids) return [];
  return (await inspectContainers(ids.split('\n'))).map(toState);
}

/** All that Docker says of one container. */
export async function inspectContainer(id: string): Promise<InspectedContainer> {
  const [found] = await inspectContainers([id]);
  if (!found) throw new Error(`there is no container ${id}`);
  return found;
}

async function inspectContainers(ids: readonly string[]): Promise<InspectedContainer[]> {
  return JSON.parse(await docker(['container', 'inspect', ...ids])) as InspectedContainer[];
}

function toState({
  Id,
  Name,
  Image,
  RestartCount,
  State,
  Config,
  NetworkSettings,
}: InspectedContainer): ContainerState {
  const published = Object.entries(NetworkSettings.Ports ?? {}).flatMap(
    ([inside, outside]): [number, number][] =>
      outside?.[0] ? [[parseInt(inside, 10), Number(outside[0].HostPort)]] : [],
  );
  return {
    id: Id,
    name: Name.slice(1),
    service: Config.Labels['com.docker.compose.service'] ?? '',
    imageId: Image,
    state: State.Status,
    health: State.Health?.Status ?? 'none',
    exitCode: State.ExitCode,
    restarts: RestartCount,
    startedAt: State.StartedAt,
    ports: Object.fromEntries(published),
    lastProbe: State.Health?.Log?.at(-1)?.Output.trim() ?? '',
  };
}

/**
 * The last lines that a container printed, both streams in the order they came.
 *
 * @param since only what was printed after this moment, as Docker writes one
 */
export async function logsOf(
  container: ContainerState,
  lines: number | 'all',
  since?: string,
): Promise<string> {
  const { stdout, stderr } = await runDocker([
    ...['logs', '--timestamps', '--tail', String(lines), ...(since ? ['--since', since] : [])],
    container.id,
  ]);
  return [...stdout.split('\n'), ...stderr.split('\n')]
    .filter(Boolean)
    .sort()
    .map((line) => stripVTControlCharacters(line.slice(line.indexOf(' ') + 1)))
    .join('\n');
}
