// Runs sst.config.ts as `sst deploy` would, with nothing behind it. Reads jobs as lines of JSON, one after the other,
// writes each graph to its file and answers with a line. A job that fails ends the process: what an output that
// failed leaves behind is not worth trusting.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { bundle, type Replacement } from './bundle.ts';
import { startControlPlane } from './control-plane.ts';
import type { Graph } from './graph.ts';
import { ACCOUNT } from './mocked-aws.ts';
import { Monitor } from './monitor.ts';
import { writeSiteStub } from './site-stub.ts';
import { wrappersIn } from './wrappers.ts';

export interface SynthesisJob {
  root: string;
  stage: string;
  /** Where the graph goes. */
  out: string;
  replacements: Replacement[];
}

interface AppDefinition {
  name: string;
  stage: string;
  removal: string;
  protect: boolean;
  providers: Record<string, { region: string }>;
}

interface Lock {
  alias: string;
  package: string;
}

async function imported<T>(file: string): Promise<T> {
  const loaded = (await import(pathToFileURL(file).href)) as { default: T };
  return loaded.default;
}

/** A module is loaded once, so every job bundles to files of its own. */
let jobs = 0;
let leftovers: string[] = [];

function clearAway(): void {
  for (const path of leftovers) rmSync(path, { recursive: true, force: true });
}

async function synthesise(job: SynthesisJob): Promise<Graph> {
  const { root, stage, replacements } = job;
  const platform = join(root, '.sst/platform');
  if (!existsSync(join(platform, 'node_modules')))
    throw new Error('.sst/platform is missing: run npm run test:infra');
  // Inside of the platform, so that what is left out of the bundle is found from there.
  jobs += 1;
  const outfile = (part: string): string => join(platform, `chancery-${part}-${process.pid}-${jobs}.mjs`);
  const work = mkdtempSync(join(tmpdir(), 'chancery-synthesis-'));
  leftovers = [outfile('app'), outfile('run'), work];
  try {
    await bundle({
      root,
      platform,
      outfile: outfile('app'),
      code: `import config from '${root}/sst.config.ts'; export default config;`,
      banner: 'function $config(given) { return given }\n',
      replacements,
    });
    const config = await imported<{ app(input: { stage: string }): Promise<AppDefinition> }>(outfile('app'));
    const app = { ...(await config.app({ stage })), stage };
    const region = app.providers.aws?.region ?? '';

    const lock = JSON.parse(readFileSync(join(root, '.sst/provider-lock.json'), 'utf8')) as Lock[];
    const cli = {
      command: 'deploy',
      dev: false,
      paths: { home: work, root, work, platform },
      state: { version: {} },
    };
    await bundle({
      root,
      platform,
      outfile: outfile('run'),
      code: `import { run } from '${platform}/src/auto/run.ts'; import config from '${root}/sst.config.ts'; export default () => run(config.run);`,
      define: { $app: JSON.stringify(app), $cli: JSON.stringify(cli), $dev: 'false' },
      inject: [join(platform, 'src/shim/run.js')],
      globals: [
        ...lock.map(({ alias, package: name }) => `import * as ${alias} from "${name}";`),
        `import * as sst from "${platform}/src/components";`,
      ].join('\n'),
      replacements,
    });
    const controlPlane = await startControlPlane(work, { id: ACCOUNT, region });
    const site = process.env.CHANCERY_SITE_FOLDER;
    if (site) writeSiteStub(join(root, site));
    process.env.SST_SERVER = controlPlane.address;
    process.env.SST_AWS_REGION = region;
    const monitor = new Monitor(platform, region);
    const outputs = await monitor.run(await imported(outfile('run')), app);
    controlPlane.close();
    if (monitor.faults.length > 0) throw new Error(monitor.faults.join('\n'));
    const wrappers = wrappersIn(join(work, 'artifacts'));
    return { app, resources: monitor.resources, builds: controlPlane.builds, outputs, wrappers };
  } finally {
    clearAway();
  }
}

/** An output that failed keeps those that wait for it pending for ever, so the first fault ends the run. */
function fail(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
}

process.on('exit', clearAway);
process.on('SIGTERM', () => process.exit(143));
process.on('unhandledRejection', fail);
process.on('uncaughtException', fail);
for await (const line of createInterface({ input: process.stdin })) {
  const job = JSON.parse(line) as SynthesisJob;
  writeFileSync(job.out, JSON.stringify(await synthesise(job)));
  process.stdout.write('done\n');
}
process.exit(0);
