import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { startTestServer, temporaryFolder } from '../testing.ts';
import { Blobs, type Segment } from './blobs.ts';
import { openDatabase } from './database.ts';

const content = (stream: Readable) =>
  stream.toArray().then((pieces) => Buffer.concat(pieces as Buffer[]).toString());

describe('blobs', () => {
  it('stay readable while they are read, and go once they are not', async () => {
    const { dir, remove } = temporaryFolder();
    const blobs = new Blobs(dir);
    const text = randomBytes(3_000_000).toString('hex');
    const written = async (value: string): Promise<Segment> => ({
      file: await blobs.write(Readable.from([Buffer.from(value)]), [], () => undefined),
      size: value.length,
    });
    const segments = [await written(text), await written('end')];
    const reading = blobs.read(segments, 0, text.length + 2);
    blobs.remove(segments);
    expect(await content(reading)).toBe(`${text}end`);
    const gone = segments.map(({ file }) => path.join(dir, 'blobs', file.slice(0, 2), file));
    await expect.poll(() => gone.some(existsSync)).toBe(false);
    remove();
  });

  it('leave nothing when what was written is refused', async () => {
    const { dir, remove } = temporaryFolder();
    const refuse = () => {
      throw new Error('refused');
    };
    await expect(new Blobs(dir).write(Readable.from([Buffer.from('x')]), [], refuse)).rejects.toThrow(
      'refused',
    );
    expect(readdirSync(path.join(dir, 'tmp'))).toEqual([]);
    remove();
  });

  it('of a crash between file and index are swept at the next start', async () => {
    await using server = await startTestServer();
    const folder = path.join(server.dir, 'blobs', 'ab');
    const orphan = path.join(folder, 'abcdef');
    mkdirSync(folder, { recursive: true });
    writeFileSync(orphan, 'orphan');
    await server.restart();
    await expect.poll(() => existsSync(orphan)).toBe(false);
  });
});

describe('a data folder', () => {
  it('serves one process at a time', () => {
    const { dir, remove } = temporaryFolder();
    const first = openDatabase(dir);
    expect(() => openDatabase(dir)).toThrow('is in use by another process');
    first.close();
    openDatabase(dir).close();
    remove();
  });
});
