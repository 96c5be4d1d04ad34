import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, writeJson } from '../files.ts';

/** What a built site consists of, file by file. */
export interface Manifest {
  /** A hash of what it was built from. */
  inputs: string;
  /** A hash of all files together: the name of this very site. */
  digest: string;
  /** SHA-256 by path, relative to the folder that holds .open-next. */
  files: Record<string, string>;
}

/** Lies in the folder that is handed from job to job, and so travels with it; no part of it is uploaded. */
const manifestFile = '.open-next/chancery-site.json';
const passedFile = '.open-next/chancery-passed.json';

/** The command line of SST writes what a function is linked to into its folder, anew with every deployment. */
const links =
  /^\.open-next\/(server-functions\/default|image-optimization-function|revalidation-function|dynamodb-provider)\/resource\.enc$/;

/** What the deployment reads of Next's own build, beside the whole of .open-next. */
const readByDeployment = ['.next/BUILD_ID', '.next/routes-manifest.json', '.next/prerender-manifest.json'];

/** The manifest that was recorded when the site was built; undefined when there is none. */
export function recordedSite(folder: string): Manifest | undefined {
  return readJson(join(folder, manifestFile)) as Manifest | undefined;
}

/** Records every file of a site that was just built. */
export function recordSite(folder: string, inputs: string): Manifest {
  const files = hashesOf(folder);
  const manifest = { inputs, digest: digestOf(files), files };
  rmSync(join(folder, passedFile), { force: true });
  writeJson(join(folder, manifestFile), manifest);
  return manifest;
}

/** Where the files differ from what was recorded, one line each; empty when they are byte for byte the same. */
export function changesSince(folder: string, { files: recorded }: Manifest): string[] {
  const present = hashesOf(folder);
  const names = [...new Set([...Object.keys(recorded), ...Object.keys(present)])].sort();
  return names.flatMap((name) => {
    if (recorded[name] === present[name]) return [];
    if (present[name] === undefined) return [`${name} is missing`];
    return [`${name} ${recorded[name] === undefined ? 'was added' : 'has changed'}`];
  });
}

/** Notes that this very site has passed its tests. */
export function notePassed(folder: string, { digest }: Manifest): void {
  writeJson(join(folder, passedFile), { digest });
}

/** Whether this very site has passed its tests. */
export function hasPassed(folder: string, { digest }: Manifest): boolean {
  return (readJson(join(folder, passedFile)) as { digest: string } | undefined)?.digest === digest;
}

/** @throws Error when something in it is neither file nor folder: a link may lead out of what is deployed */
function hashesOf(folder: string): Record<string, string> {
  const entries = readdirSync(join(folder, '.open-next'), { recursive: true, withFileTypes: true });
  const names = entries.flatMap((entry) => {
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(folder.length + 1).replaceAll('\\', '/');
    if (entry.isDirectory() || name === manifestFile || name === passedFile) return [];
    if (!entry.isFile()) throw new Error(`${name} is neither a file nor a folder`);
    return links.test(name) ? [] : [name];
  });
  const present = readByDeployment.filter((name) => existsSync(join(folder, name)));
  return Object.fromEntries([...names, ...present].sort().map((name) => [name, hashOf(join(folder, name))]));
}

const hashOf = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

function digestOf(files: Record<string, string>): string {
  const hash = createHash('sha256');
  for (const [name, content] of Object.entries(files)) hash.update(`${content}  ${name}\n`);
  return hash.digest('hex');
}
