import { buildSite, siteFolder } from '../artefact/build.ts';
import { changesSince, notePassed, type Manifest } from '../artefact/manifest.ts';
import { runsHere } from '../artefact/runs-here.ts';
import { serveSite, type ServedSite } from '../artefact/serve.ts';
import { StackFault } from '../fault.ts';
import { services } from '../services/index.ts';
import { startStack } from '../stack.ts';
import { countBrowserSuite, testVariables } from './browser-suite.ts';
import { Parts } from './parts.ts';
import { passed, refuseSkips, type Tally } from './tally.ts';
import { runVitest } from './vitest.ts';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** In this order. */
const artefactParts = ['site', 'site alone', 'e2e through the site', 'site unchanged'] as const;

/**
 * The root script `test:artefact`: what CloudFront and Lambda would serve. The unmodified functions by themselves,
 * then the whole end-to-end suite through them, before an embedded stack. When all of it is good, nothing was skipped
 * and the files are still those that were built, the site is noted as tested; a deployment takes no other. Where the
 * functions can run, a test that skips itself has failed.
 *
 * @param args for Playwright; with any, only a part may run and nothing is noted
 */
export async function artefact(args: readonly string[]): Promise<number> {
  const [build, alone, through, after] = artefactParts;
  const parts = new Parts();
  let site: Manifest | undefined;
  await parts.run(build, async () => {
    site = await buildSite(print);
    return passed(build);
  });
  if (site) {
    const built = site;
    const tallies: Tally[] = [];
    const run = (name: string, act: () => Promise<Tally>): Promise<boolean> =>
      parts.run(name, async () => {
        const tally = runsHere ? refuseSkips(await act()) : await act();
        tallies.push(tally);
        return tally;
      });
    const good = [
      await run(alone, () => runVitest('artefact')),
      await run(through, () => throughTheSite(args)),
      await run(after, () => Promise.resolve(unchanged(built))),
    ];
    if (good.every(Boolean) && saysAll(args, tallies)) notePassed(siteFolder, built);
  } else {
    parts.skip([alone, through, after], 'the site could not be built');
  }
  return parts.conclude();
}

/** Whether a run says of a site that it works: all was run, and nothing of it failed or was skipped. */
export function saysAll(args: readonly string[], tallies: readonly Tally[]): boolean {
  return args.length === 0 && tallies.every(({ failed, skipped }) => failed === 0 && skipped.length === 0);
}

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
