import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, mkdirSync, rmSync } from 'node:fs';
import { copyFile, link, mkdir, open, readdir, rename, unlink } from 'node:fs/promises';
import path from 'node:path';
import { Readable, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** A run of bytes of an object: a whole file of this store. */
export interface Segment {
  file: string;
  size: number;
}

const CHUNK_BYTES = 1 << 20;

/**
 * Immutable files under names of our own, so that no key ever becomes a path. A file is written beside, made durable
 * and renamed into place; it is never changed, so a reader cannot see two contents mixed. What a reader still reads
 * is unlinked when it has finished.
 */
export class Blobs {
  readonly #dir: string;
  readonly #temp: string;
  readonly #readers = new Map<string, number>();
  readonly #doomed = new Set<string>();
  /** Files made by this process, until the sweep is over: they may not be in the index yet. */
  #made: Set<string> | undefined = new Set();

  /** Opens the store and sweeps what unfinished uploads of an earlier process left behind. */
  constructor(dir: string) {
    this.#dir = path.join(dir, 'blobs');
    this.#temp = path.join(dir, 'tmp');
    mkdirSync(this.#dir, { recursive: true });
    rmSync(this.#temp, { recursive: true, force: true });
    mkdirSync(this.#temp, { recursive: true });
  }

  /**
   * Writes a stream through `steps` into a new file.
   * @param check runs when all bytes are on disk and before the file gets its place; throwing discards it
   * @returns the file's name
   */
  async write(source: Readable, steps: Transform[], check: () => void): Promise<string> {
    const file = this.#newName();
    const temp = path.join(this.#temp, file);
    try {
      const sink = createWriteStream(temp, { highWaterMark: CHUNK_BYTES, flush: true });
      await pipeline([source, ...steps, sink]);
      check();
      await this.#makeFolder(file);
      await rename(temp, this.#pathOf(file));
      await this.#syncFolder(file);
      return file;
    } catch (error) {
      await unlink(temp).catch(() => undefined);
      throw error;
    }
  }

  /** Gives the same bytes a second name; instant where the file system knows hard links. */
  async duplicate(segment: Segment): Promise<Segment> {
    const file = this.#newName();
    await this.#makeFolder(file);
    const [from, to] = [this.#pathOf(segment.file), this.#pathOf(file)];
    await link(from, to).catch(() => copyFile(from, to));
    await this.#syncFolder(file);
    return { file, size: segment.size };
  }

  /** Reads the bytes `start` to `end`, both inclusive, of the segments laid end to end. */
  read(segments: readonly Segment[], start: number, end: number): Readable {
    const release = this.retain(segments);
    const stream = Readable.from(this.#bytes(segments, start, end), { objectMode: false });
    stream.once('close', release);
    return stream;
  }

  /** Unlinks files that the index no longer names. */
  remove(segments: readonly Segment[]): void {
    for (const { file } of segments) {
      if (this.#readers.has(file)) this.#doomed.add(file);
      else void unlink(this.#pathOf(file)).catch(() => undefined);
    }
  }

  /** Removes files of earlier processes that the index does not name: a crash came between file and index. */
  async sweep(isNamed: (file: string) => boolean): Promise<void> {
    for (const folder of await readdir(this.#dir)) {
      for (const file of await readdir(path.join(this.#dir, folder))) {
        if (!this.#made?.has(file) && !isNamed(file)) this.remove([{ file, size: 0 }]);
      }
    }
    this.#made = undefined;
  }

  #newName(): string {
    const file = randomUUID();
    this.#made?.add(file);
    return file;
  }

  async *#bytes(segments: readonly Segment[], start: number, end: number): AsyncGenerator<Buffer> {
    let offset = 0;
    for (const { file, size } of segments) {
      const first = Math.max(start - offset, 0);
      const last = Math.min(end - offset, size - 1);
      if (first <= last) {
        yield* createReadStream(this.#pathOf(file), { start: first, end: last, highWaterMark: CHUNK_BYTES });
      }
      offset += size;
      if (offset > end) return;
    }
  }

  /** Keeps files readable until the answer is called, even if they are removed meanwhile. */
  retain(segments: readonly Segment[]): () => void {
    for (const { file } of segments) this.#readers.set(file, (this.#readers.get(file) ?? 0) + 1);
    return () => {
      for (const { file } of segments) {
        const left = (this.#readers.get(file) ?? 1) - 1;
        if (left > 0) this.#readers.set(file, left);
        else this.#readers.delete(file);
        if (left === 0 && this.#doomed.delete(file)) this.remove([{ file, size: 0 }]);
      }
    };
  }

  #pathOf(file: string): string {
    return path.join(this.#dir, file.slice(0, 2), file);
  }

  async #makeFolder(file: string): Promise<void> {
    await mkdir(path.dirname(this.#pathOf(file)), { recursive: true });
  }

  async #syncFolder(file: string): Promise<void> {
    const folder = await open(path.dirname(this.#pathOf(file)), 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  }
}
