import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FunctionAnswer } from './answer.ts';
import { LambdaFunction } from './function.ts';

/** Answers with the number of its process, or begins to and never ends, or never begins. */
const handler = `
export const handler = globalThis.awslambda.streamifyResponse(async ({ how }, stream) => {
  if (how === 'never') return new Promise(() => {});
  stream.write(JSON.stringify({ statusCode: 200 }) + '\\0'.repeat(8) + process.pid);
  if (how === 'half') return new Promise(() => {});
  stream.end();
});`;

let bundle: string;
let lambda: LambdaFunction;
beforeEach(() => {
  bundle = mkdtempSync(join(tmpdir(), 'chancery-function-'));
  writeFileSync(join(bundle, 'index.mjs'), handler);
  lambda = new LambdaFunction({
    bundle,
    handler: 'index.handler',
    environment: {},
    concurrency: 1,
    timeoutMs: 1_000,
  });
});
afterEach(async () => {
  await lambda.stop();
  rmSync(bundle, { recursive: true });
});

async function textOf({ body }: FunctionAnswer): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of body) parts.push(part);
  return Buffer.concat(parts).toString();
}

describe('a function', () => {
  it('runs its calls one after another in one process', async () => {
    const first = await textOf(await lambda.invoke({}));
    expect(await textOf(await lambda.invoke({}))).toBe(first);
    expect(lambda.coldStarts).toHaveLength(1);
  });

  it('ends the process of a call that takes too long, so that the next one meets nothing of it', async () => {
    const first = await textOf(await lambda.invoke({}));
    await expect(lambda.invoke({ how: 'never' })).rejects.toThrow('took too long');
    const second = await textOf(await lambda.invoke({}));
    expect(second).not.toBe(first);
    await expect(lambda.invoke({ how: 'half' }).then(textOf)).rejects.toThrow('took too long');
    expect(await textOf(await lambda.invoke({}))).not.toBe(second);
  });
});
