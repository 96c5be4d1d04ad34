import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { installDependencies } from '../../bootstrap/install.mjs';
import { withLock } from '../../bootstrap/lock.mjs';
import { root } from '../clone.ts';
import { packageInstallEnvironment, searchPath } from '../config.ts';
import { StackFault } from '../fault.ts';
import { seconds } from '../progress.ts';
import { runCaptured, toolScript } from '../run.ts';
import { buildWeb, hashOfWebInputs } from '../web/build.ts';
import { siteFaults } from './faults.ts';
import { changesSince, hasPassed, recordedSite, recordSite, type Manifest } from './manifest.ts';

/** The folder that holds .open-next and .next: what SST calls the path of the site. */
export const siteFolder = join(root, 'frontend');
const tool = 'tools/opennext';

/**
 * Builds what CloudFront and Lambda serve, unless the present site was made from these very sources and is whole. It
 * is made from the same build of Next that the other places run.
 *
 * @throws StackFault with the words of the tool, or with what it did not notice
 */
export async function buildSite(announce: (line: string) => void): Promise<Manifest> {
  await buildWeb(announce);
  return withLock('site', async () => {
    const inputs = hashOfSiteInputs();
    const present = recordedSite(siteFolder);
    if (present?.inputs === inputs && changesSince(siteFolder, present).length === 0) return present;
    await installDependencies(tool, 'Fetching OpenNext, 90 MB, once');
    announce('Making the site for CloudFront and Lambda');
    await checkConfig();
    await runTool();
    const faults = siteFaults(siteFolder);
    if (faults.length > 0) {
      throw new StackFault(
        `the site is not whole:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`,
        'Run the same command again; when it is the same, look into tools/opennext and frontend/open-next.config.ts.',
      );
    }
    return recordSite(siteFolder, inputs);
  });
}

/**
 * Makes sure that a site is byte for byte what was built and has passed its tests; nothing is built.
 *
 * @throws StackFault naming the files that differ
 */
export function verifySite(folder: string): Manifest {
  const manifest = recordedSite(folder);
  if (!manifest) {
    throw new StackFault(`There is no built site in ${folder}`, 'Build and test it: npm run test:artefact');
  }
  const changes = [...changesSince(folder, manifest), ...siteFaults(folder)];
  if (changes.length > 0) {
    throw new StackFault(
      `The site in ${folder} is not the one that was built:\n${changes
        .slice(0, 20)
        .map((change) => `  - ${change}`)
        .join('\n')}`,
      'Build and test it anew: npm run build:site -- --force && npm run test:artefact',
    );
  }
  if (!hasPassed(folder, manifest)) {
    throw new StackFault(`The site in ${folder} has not passed its tests`, 'Test it: npm run test:artefact');
  }
  return manifest;
}

/** `npm run build:site`, with `--force`, or with `--verify [folder]`, which a deployment runs in place of a build. */
export async function buildSiteCommand(args: string[]): Promise<number> {
  const print = (line: string): void => void process.stdout.write(`${line}\n`);
  const [option, folder] = args;
  if (option === '--verify') {
    const { digest, files } = verifySite(folder ? resolve(folder) : siteFolder);
    print(`The site ${digest.slice(0, 12)} is as it was tested: ${Object.keys(files).length} files`);
    return 0;
  }
  if (option === '--force') rmSync(join(siteFolder, '.open-next'), { recursive: true, force: true });
  const started = performance.now();
  const { digest, files } = await buildSite(print);
  const what = `The site ${digest.slice(0, 12)} is built: ${Object.keys(files).length} files`;
  print(`${what} (${seconds(performance.now() - started)})`);
  return 0;
}

/** The types of the tool are known only where it is installed, so nobody else checks its configuration. */
async function checkConfig(): Promise<void> {
  const { code, output } = await runCaptured(process.execPath, [
    toolScript('typescript', 'tsc'),
    ...['--noEmit', '-p', join(root, tool)],
  ]);
  if (code !== 0) throw new StackFault(`frontend/open-next.config.ts has a wrong type:\n${output.trimEnd()}`);
}

async function runTool(): Promise<void> {
  rmSync(join(siteFolder, '.open-next'), { recursive: true, force: true });
  const program = join(root, tool, 'node_modules/@opennextjs/aws/dist/index.js');
  const { code, output } = await runCaptured(process.execPath, [program, 'build'], {
    folder: siteFolder,
    inBackground: true,
    // Of the person's environment only what npm needs: nothing else can end up in the site.
    environment: {
      ...packageInstallEnvironment(),
      // It runs npm and node by name.
      PATH: `${dirname(process.execPath)}${delimiter}${searchPath()}`,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      NO_COLOR: '1',
    },
  });
  // It ends well even when npm could not install what it was to install.
  if (code !== 0 || /^ERROR\b/m.test(output)) {
    throw new StackFault(
      `the site could not be made:\n${output.trimEnd().split('\n').slice(-40).join('\n')}`,
      'Repair what it names; it fetches the image library from the package registry, so connect to the network.',
    );
  }
  // What it compiled on the way; no part of the site.
  rmSync(join(siteFolder, '.open-next/.build'), { recursive: true, force: true });
}

function hashOfSiteInputs(): string {
  const hash = createHash('sha256').update(hashOfWebInputs());
  // Two builds of the same sources differ: Next gives each a name of its own.
  const files = ['frontend/.next/BUILD_ID', 'frontend/open-next.config.ts', `${tool}/package-lock.json`];
  for (const file of files) hash.update(`\0${file}\0`).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}
