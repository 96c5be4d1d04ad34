import { beforeAll, expect, it } from 'vitest';
import { variables as webVariables } from '../frontend/src/config/variables.ts';
import {
  imageVariables,
  rights,
  secretVariables,
  serverVariables,
} from '../stack/src/artefact/function-variables.ts';
import { wrapperOf } from '../stack/src/artefact/server-index.ts';
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

it('the server function alone is entered by lines of SST, the very ones of its local stand-in', () => {
  const described = { type: 'function', bundle: '.', handler: 'index.handler', streaming: true };
  const { handler, content } = wrapperOf(described);
  expect(stage.inputs('aws:lambda/function:Function', 'WebServerEuwest2Function').handler).toBe(handler);
  expect(stage.graph.wrappers).toEqual({ WebServerEuwest2: content });
});
