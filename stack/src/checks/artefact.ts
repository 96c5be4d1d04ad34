import { buildSite, siteFolder } from '../artefact/build.ts';
import { changesSince, notePassed, type Manifest } from '../artefact/manifest.ts';
import { serveSite, type ServedSite } from '../artefact/serve.ts';
import { StackFault } from '../fault.ts';
import { services } from '../services/index.ts';
import { startStack } from '../stack.ts';
import { countBrowserSuite, testVariables } from './browser-suite.ts';
import { Parts } from './parts.ts';
import type { Tally } from './tally.ts';
import { runVitest } from './vitest.ts';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** In this order. */
const artefactParts = ['site', 'site alone', 'e2e through the site', 'site unchanged'] as const;

/**
 * The root script `test:artefact`: what CloudFront and Lambda would serve. The unmodified functions by themselves,
 * then the whole end-to-end suite through them, before an embedded stack. When all of it is good, and the files are
 * still those that were built, the site is noted as tested; a deployment takes no other.
 *
 * @param args for Playwright; with any, only a part may run and nothing is noted
 */
export async function artefact(args: readonly string[]): Promise<number> {
  const parts = new Parts();
  await runArtefact(parts, args);
  return parts.conclude();
}

/** Adds the test of the site to a run. */
export async function runArtefact(parts: Parts, args: readonly string[] = []): Promise<void> {
  const [build, alone, through, after] = artefactParts;
  let site: Manifest | undefined;
  await parts.run(build, async () => {
    site = await buildSite(print);
    return passed(build);
  });
  if (!site) return parts.skip([alone, through, after], 'the site could not be built');
  const built = site;
  const good = [
    await parts.run(alone, () => runVitest('artefact')),
    await parts.run(through, () => throughTheSite(args)),
    await parts.run(after, () => Promise.resolve(unchanged(built))),
  ];
  if (args.length === 0 && good.every(Boolean)) notePassed(siteFolder, built);
}

const passed = (name: string): Tally => ({ name, passed: 1, failed: 0, skipped: [] });

/** The end-to-end suite on a stack without its own web process, with the site on the port of that. */
async function throughTheSite(args: readonly string[]): Promise<Tally> {
  const others = services.map(({ name }) => name).filter((name) => name !== 'web');
  await using stack = await startStack({ services: others, onLine: print });
  await using site = await serveSite({ port: stack.ports.web, settings: stack.environment('web') });
  await tellColdStart(site);
  const tally = await countBrowserSuite({
    args,
    report: 'e2e-artefact',
    variables: testVariables(stack.place),
  });
  const { unknown } = site.services;
  if (unknown.length > 0)
    throw new StackFault(`the site called what does not stand for AWS: ${unknown.join(', ')}`);
  return tally;
}

/** One request to each function, which starts it; the server function is loaded within its first call. */
async function tellColdStart({ port, server, image }: ServedSite): Promise<void> {
  const first = [
    { name: 'server', called: server, path: '/healthz' },
    { name: 'image', called: image, path: '/_next/image?url=%2Fnone.png&w=64&q=75' },
  ];
  for (const { name, called, path } of first) {
    const started = performance.now();
    await (await fetch(`http://localhost:${port}${path}`)).arrayBuffer();
    const answered = performance.now() - started;
    const ready = called.coldStarts[0]?.readyMs ?? 0;
    print(
      `  ${name} function: answers ${answered.toFixed(0)} ms after its start, ready after ${ready.toFixed(0)}`,
    );
  }
}

/** The functions have run and written nothing into the folder that would be deployed. */
function unchanged(site: Manifest): Tally {
  const changes = changesSince(siteFolder, site);
  if (changes.length > 0) throw new StackFault(`it differs from what was built: ${changes.join('; ')}`);
  return passed('site unchanged');
}
