import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { variables as webVariables } from '../frontend/src/config/variables.ts';
import {
  imageVariables,
  rights,
  secretVariables,
  serverVariables,
} from '../stack/src/artefact/function-variables.ts';
import type { SiteFunction } from '../stack/src/artefact/faults.ts';
import { LambdaFunction } from '../stack/src/artefact/lambda/function.ts';
import { wrapFunction, wrapperOf, type Wrapper } from '../stack/src/artefact/server-index.ts';
import type { Stage } from './testing/stage.ts';
import { synthesise } from './testing/stages.ts';

// The stand-in of Lambda in which the site is tested is worth as much as it gives the functions what they get on AWS.

let stage: Stage;
beforeAll(async () => {
  stage = await synthesise('production');
});

/** The names of what the deployment sets for a function, less what SST tells its own code. */
function setOnAws(name: string): string[] {
  const { environment } = stage.inputs('aws:lambda/function:Function', name);
  const { variables } = environment as { variables: Record<string, string> };
  return Object.keys(variables)
    .filter((one) => !one.startsWith('SST_'))
    .sort();
}

it('the server function has the same variables in its local stand-in', () => {
  const settings = Object.entries(webVariables).flatMap(([name, { scope, secret }]) =>
    scope === 'local-only' || secret ? [] : [name],
  );
  // NODE_PATH is where Lambda keeps the SDK, and where the stand-in keeps it.
  const { NODE_PATH: _runtime, ...ofTheSecret } = secretVariables();
  const local = [
    ...settings,
    ...Object.keys(ofTheSecret),
    ...Object.keys(serverVariables({ name: 'bucket' }, { url: 'http://localhost' })),
  ];
  expect(setOnAws('WebServerEuwest2Function')).toEqual(local.sort());
});

it('the image function has the same variables in its local stand-in, and no secret among them', () => {
  expect(setOnAws('WebImageOptimizerFunction')).toEqual(
    Object.keys(imageVariables({ name: 'bucket' })).sort(),
  );
});

it.each([
  ['server', 'WebServerEuwest2Role'],
  ['image', 'WebImageOptimizerRole'],
] as const)('the %s function may do with the bucket what it may do in its local stand-in', (which, role) => {
  const ofStore = stage
    .statements(role)
    .flatMap(({ Action }) => [Action].flat())
    .filter((action) => action.startsWith('s3:'));
  const local = rights('bucket')[which].flatMap(({ actions }) => actions);
  expect(ofStore.sort()).toEqual(local.sort());
});

it('the server function alone is entered by lines of SST, and its local stand-in by such that do the same', async () => {
  const described = { type: 'function', bundle: '.', handler: 'index.handler', streaming: true };
  const own = wrapperOf(described);
  expect(stage.inputs('aws:lambda/function:Function', 'WebServerEuwest2Function').handler).toBe(own.handler);
  expect(Object.keys(stage.graph.wrappers)).toEqual(['WebServerEuwest2']);
  const { WebServerEuwest2: content = '' } = stage.graph.wrappers;
  const told = await toldByWrapped(described, { ...own, content });
  expect(told).toEqual({ late: true, links: {}, said: 'asked', hasContext: true });
  expect(await toldByWrapped(described, own)).toEqual(told);
});

/** Says whether it was loaded before it was called, what it was linked to, and what it was handed. */
const TELLING = `
const loaded = process.hrtime.bigint();
export const handler = awslambda.streamifyResponse(async ({ began, said }, stream, context) => {
  const links = globalThis.SST_KEY_FILE_DATA;
  const told = { late: loaded > BigInt(began), links, said, hasContext: typeof context === 'object' };
  stream.write(JSON.stringify({ statusCode: 200 }) + '\\0'.repeat(8) + JSON.stringify(told));
  stream.end();
});`;

/** What a small function tells that is entered by a wrapper, in the local stand-in of Lambda. */
async function toldByWrapped(described: SiteFunction, wrapper: Wrapper): Promise<unknown> {
  const bundle = mkdtempSync(join(tmpdir(), 'chancery-wrapped-'));
  try {
    writeFileSync(join(bundle, 'index.mjs'), TELLING);
    using wrapped = wrapFunction(bundle, described, wrapper);
    const { handler, folder: code, variables: environment } = wrapped;
    const lambda = new LambdaFunction({
      bundle,
      code,
      handler,
      environment,
      concurrency: 1,
      timeoutMs: 5_000,
    });
    try {
      // Read when the call is sent, and the process is there.
      const event = {
        said: 'asked',
        get began() {
          return String(process.hrtime.bigint());
        },
      };
      const { body } = await lambda.invoke(event);
      const parts: Buffer[] = [];
      for await (const part of body) parts.push(part);
      return JSON.parse(Buffer.concat(parts).toString());
    } finally {
      await lambda.stop();
    }
  } finally {
    rmSync(bundle, { recursive: true });
  }
}
