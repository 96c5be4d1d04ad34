import { join } from 'node:path';
import { root } from '../clone.ts';
import { wholeEnvironment } from '../config.ts';
import { StackFault } from '../fault.ts';
import { containersOf, logsOf, type ContainerState } from './container.ts';
import { docker, lastLines, runDocker, type DockerOptions, type DockerRun } from './docker.ts';

/** The stack's own file. */
export const composeFile = join(root, 'compose.yaml');

export interface ComposeOptions {
  /** Names containers, networks, volumes and images; two projects live side by side. */
  project: string;
  /** Default: the stack's own. */
  file?: string;
  /** What the file interpolates: `CHANCERY_WEB_PORT` and so on; on top of the environment of this process. */
  variables?: Record<string, string>;
  profiles?: readonly string[];
  /** The folder's `.env` is read unless this is set: a test run must not meet a person's own keys. */
  ignoreEnvFile?: boolean;
}

/** What `docker compose config` makes of the file, as far as it is looked at here. */
export interface ComposeConfig {
  services: Record<string, ComposeService>;
  networks?: Record<string, { name: string; internal?: boolean } | null>;
  volumes?: Record<string, { name: string } | null>;
}

export interface ComposeService {
  image?: string;
  container_name?: string;
  build?: { context: string; dockerfile?: string; target?: string };
  ports?: { target: number; published?: string; host_ip?: string }[];
  networks?: Record<string, unknown>;
  environment?: Record<string, string | null>;
  profiles?: string[];
}

/** One compose project: commands as functions, answers as data. */
export class Compose {
  readonly project: string;
  readonly #file: string;
  readonly #options: ComposeOptions;

  constructor(options: ComposeOptions) {
    this.project = options.project;
    this.#file = options.file ?? composeFile;
    this.#options = options;
  }

  /** Runs `docker compose`; a code other than 0 is an answer. */
  run(args: readonly string[], options: DockerOptions = {}): Promise<DockerRun> {
    return runDocker(this.arguments(args), { environment: this.environment(), ...options });
  }

  /** Runs `docker compose` and returns its standard output. @throws StackFault when it fails */
  call(args: readonly string[], options: DockerOptions = {}): Promise<string> {
    return docker(this.arguments(args), { environment: this.environment(), ...options });
  }

  /** The arguments of `docker` for a command of this project. */
  arguments(args: readonly string[]): string[] {
    const { ignoreEnvFile = false, profiles = [] } = this.#options;
    return [
      ...['compose', '--project-name', this.project, '--file', this.#file, '--ansi', 'never'],
      ...(ignoreEnvFile ? ['--env-file', '/dev/null'] : []),
      ...profiles.flatMap((name) => ['--profile', name]),
      ...args,
    ];
  }

  /** The environment that a command of this project needs. */
  environment(): NodeJS.ProcessEnv {
    return { ...wholeEnvironment(), ...this.#options.variables };
  }

  /** The file with every variable filled in. */
  async config(): Promise<ComposeConfig> {
    return JSON.parse(await this.call(['config', '--format', 'json'])) as ComposeConfig;
  }

  /** Builds every image that the file says how to build, or those of some services. */
  async build({
    services = [],
    ...options
  }: Pick<DockerOptions, 'onLine' | 'signal'> & { services?: readonly string[] } = {}): Promise<void> {
    const { code, stderr, stdout } = await this.run(['--progress', 'plain', 'build', ...services], options);
    if (code !== 0) {
      throw new StackFault(`The images could not be built: ${lastLines(stderr || stdout, 15)}`);
    }
  }

  /** Removes the containers and networks, with `volumes` the data too. */
  async down({ volumes = false }: { volumes?: boolean } = {}): Promise<void> {
    await this.call(['down', '--remove-orphans', '--timeout', '10', ...(volumes ? ['--volumes'] : [])]);
  }

  /** Every container of the project, also those that have ended. */
  containers(): Promise<ContainerState[]> {
    return containersOf(this.project);
  }

  /** The container of a service. @throws when there is none */
  async container(service: string): Promise<ContainerState> {
    const found = (await this.containers()).find((one) => one.service === service);
    if (!found) throw new StackFault(`The project ${this.project} has no container of ${service}`);
    return found;
  }

  /** The last lines that the container of a service printed. */
  async logs(service: string, lines: number | 'all' = 20, since?: string): Promise<string> {
    return logsOf(await this.container(service), lines, since);
  }

  /** Runs a program in a running container; a code other than 0 is an answer. */
  exec(
    service: string,
    command: readonly string[],
    options: DockerOptions & { user?: string } = {},
  ): Promise<DockerRun> {
    const { user, ...rest } = options;
    return this.run(['exec', '-T', ...(user ? ['--user', user] : []), service, ...command], rest);
  }

  /** The host's port behind a port of a service. @throws when it is not published */
  async port(service: string, target: number): Promise<number> {
    const published = (await this.container(service)).ports[target];
    if (published === undefined) throw new StackFault(`Port ${target} of ${service} is not published`);
    return published;
  }

  /** The id of the image that the file names for a service, whether a container runs it or not. */
  async imageId(service: string): Promise<string> {
    const image = (await this.config()).services[service]?.image;
    if (!image) throw new StackFault(`The service ${service} names no image`);
    return docker(['image', 'inspect', '--format', '{{.Id}}', image]);
  }

  /** Stops and starts the container of a service, as an operator would. */
  async restart(service: string): Promise<void> {
    await this.call(['restart', '--timeout', '10', service]);
  }

  /**
   * Ends the program of a service as a crash would. It is done from inside: what Docker itself kills counts as
   * stopped by a person, and the restart policy leaves it alone. Postgres is its own first process: it loses all of
   * its children, and recovers in the same container.
   */
  async crash(service: string): Promise<void> {
    // Process 1 is Docker's init, which hands the death of its child on as its own. Of several children some may be
    // gone before their turn: of their own, or over the death of the first.
    const command =
      'for pid in $(cat /proc/1/task/1/children); do kill -9 $pid 2>/dev/null && killed=yes; done; [ "$killed" ]';
    const { code, stderr } = await this.exec(service, ['sh', '-c', command]);
    // The exec may be torn down together with the container.
    if (code !== 0 && code !== 137)
      throw new StackFault(`${service} was not killed: ${lastLines(stderr, 3)}`);
  }
}
