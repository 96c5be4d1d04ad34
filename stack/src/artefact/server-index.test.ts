import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { FunctionAnswer } from './lambda/answer.ts';
import { LambdaFunction } from './lambda/function.ts';
import { wrapFunction } from './server-index.ts';

/** Says whether it was loaded before it was called, where it was loaded from, and what it was linked to. */
const streaming = `
const loaded = process.hrtime.bigint();
export const handler = awslambda.streamifyResponse(async ({ began }, stream, context) => {
  const told = { late: loaded > BigInt(began), from: import.meta.dirname, links: globalThis.SST_KEY_FILE_DATA };
  stream.write(JSON.stringify({ statusCode: 200 }) + '\\0'.repeat(8) + JSON.stringify(told));
  stream.end();
});`;
const buffered = `export const serve = async ({ said }) => ({ statusCode: 201, body: said });`;

let bundle: string;
beforeEach(() => (bundle = mkdtempSync(join(tmpdir(), 'chancery-wrapped-'))));
afterEach(() => rmSync(bundle, { recursive: true }));

async function textOf({ body }: FunctionAnswer): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of body) parts.push(part);
  return Buffer.concat(parts).toString();
}

async function call(described: { handler: string; streaming: boolean }, event: object): Promise<string> {
  using wrapped = wrapFunction(bundle, { type: 'function', bundle: '.', ...described });
  const { handler, folder: code, variables } = wrapped;
  const limits = { concurrency: 1, timeoutMs: 5_000 };
  const lambda = new LambdaFunction({ bundle, code, handler, environment: variables, ...limits });
  try {
    return await textOf(await lambda.invoke(event));
  } finally {
    await lambda.stop();
  }
}

it('loads the function within its first call, from its own folder, which it leaves as it was', async () => {
  writeFileSync(join(bundle, 'index.mjs'), streaming);
  // Read when the call is sent, and the process is there.
  const event = {
    get began() {
      return String(process.hrtime.bigint());
    },
  };
  const told: unknown = JSON.parse(await call({ handler: 'index.handler', streaming: true }, event));
  expect(told).toEqual({ late: true, from: bundle, links: {} });
  expect(readdirSync(bundle)).toEqual(['index.mjs']);
});

it('hands the answer of a function on that does not stream', async () => {
  writeFileSync(join(bundle, 'main.mjs'), buffered);
  expect(await call({ handler: 'main.serve', streaming: false }, { said: 'whole' })).toBe('whole');
});
