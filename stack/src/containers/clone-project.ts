import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { publishableKeyFor } from '../../../docker/clerk/src/keys.ts';
import { cloneHash, folders, makeFolders } from '../clone.ts';
import { readJson, writeJson } from '../files.ts';
import { Compose } from './compose.ts';
import { containersOf } from './container.ts';
import { freePortsFrom, portsOf, portVariables, type PublishedPorts } from './ports.ts';

/** The clone's own stack in containers; two clones stand side by side. */
const project = `chancery-${cloneHash}`;
const portsFile = join(folders.state, 'container-ports.json');

/** Below those of the embedded stack, so that a clone may run both. */
const FIRST_PORT = 17_600;
const BLOCKS = 200;
const BLOCK = 12;

export interface CloneProject {
  compose: Compose;
  ports: PublishedPorts;
}

/**
 * The clone's stack in containers: on the ports its containers hold, else on those it had the last time, else on
 * free ones. Nothing is started.
 */
export async function cloneProject(): Promise<CloneProject> {
  makeFolders();
  const held = portsOf(await containersOf(project));
  const kept = keptPorts();
  const first = FIRST_PORT + (parseInt(cloneHash, 16) % BLOCKS) * BLOCK;
  const ports = { ...(kept ?? (await freePortsFrom(first))), ...held };
  writeJson(portsFile, ports);
  const compose = new Compose({
    project,
    variables: {
      ...portVariables(ports),
      // Cookies ignore ports: another stack on localhost must not share this one's sign-in.
      CHANCERY_CLERK_PUBLISHABLE_KEY: publishableKeyFor(`${project}.containers.localhost`),
    },
  });
  return { compose, ports };
}

/** The ports of the last start; undefined when there was none. */
export function keptPorts(): PublishedPorts | undefined {
  return readJson(portsFile) as PublishedPorts | undefined;
}

/** Lets the next start choose its ports anew. */
export function forgetPorts(): void {
  rmSync(portsFile, { force: true });
}
