import { describe, expect, it } from 'vitest';
import { FunctionError, readStreamed } from './answer.ts';

const head = JSON.stringify({ statusCode: 404, headers: { a: 'b' }, cookies: ['c=d', 'e=f'] });
const whole = Buffer.concat([Buffer.from(head), Buffer.alloc(8), Buffer.from('body')]);

async function* inParts(size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < whole.length; at += size) yield whole.subarray(at, at + size);
}

describe('an answer in a stream', () => {
  it.each([1, 7, whole.length])('is read whole when it comes in parts of %i bytes', async (size) => {
    const { body, ...rest } = await readStreamed(inParts(size));
    expect(rest).toEqual({ statusCode: 404, headers: { a: 'b' }, cookies: ['c=d', 'e=f'] });
    const parts: Buffer[] = [];
    for await (const part of body) parts.push(part);
    expect(Buffer.concat(parts).toString()).toBe('body');
  });

  it('is a fault when its head does not end', async () => {
    const broken = (async function* () {
      yield Buffer.from('{"statusCode":');
    })();
    await expect(readStreamed(broken)).rejects.toThrow(FunctionError);
  });
});
