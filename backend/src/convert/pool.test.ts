import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLogger } from '../log/logger.ts';
import { faultyEngine, type FaultyEngine } from './faulty-engine.ts';
import type { ConversionTask } from './formats.ts';
import { ConverterPool, type PoolOptions } from './pool.ts';

let folder: string;
let engine: FaultyEngine;
let pool: ConverterPool;
let files = 0;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chancery-pool-'));
  engine = faultyEngine();
});

afterEach(async () => {
  engine.release();
  await pool.stop();
  await rm(folder, { recursive: true, force: true });
});

async function startPool(options: Partial<PoolOptions> = {}): Promise<void> {
  pool = new ConverterPool({
    engine,
    instances: 1,
    timeoutMs: 5_000,
    queueWaitMs: 5_000,
    queueLimit: 10,
    recycleAfter: 100,
    folder: join(folder, 'instances'),
    logger: createLogger({ level: 'silent', role: 'test' }),
    ...options,
  });
  await pool.start();
}

async function task(text: string): Promise<ConversionTask> {
  files += 1;
  const inputPath = join(folder, `${files}.docx`);
  await writeFile(inputPath, text);
  return { from: 'docx', to: 'pdf', inputPath, outputPath: join(folder, `${files}.pdf`) };
}

describe('a converter pool', () => {
  it('converts on a warm instance and starts no second one', async () => {
    await startPool();
    const one = await task('text');
    await pool.convert(one);
    await pool.convert(await task('text'));
    expect(await readFile(one.outputPath, 'utf8')).toBe('text');
    expect(engine.started).toBe(1);
    expect(pool.status.counts.converted).toBe(2);
  });

  it('retries a job whose instance crashed, on a new instance', async () => {
    await startPool();
    const job = await task('fault:crash-once');
    await pool.convert(job);
    expect(await readFile(job.outputPath, 'utf8')).toBe('done');
    expect(engine.started).toBe(2);
    expect(pool.status.counts).toMatchObject({ converted: 1, retried: 1, instancesLost: 1, failed: 0 });
  });

  it('gives up on a document that crashes two instances and goes on with the others', async () => {
    await startPool({ instances: 2 });
    const bad = pool.convert(await task('fault:crash')).catch((error: unknown) => error);
    const good = await Promise.all([1, 2, 3, 4].map(async () => pool.convert(await task('text'))));
    expect(await bad).toMatchObject({ code: 'conversion_failed' });
    expect(good).toHaveLength(4);
    expect(pool.status.counts).toMatchObject({ converted: 4, failed: 1, retried: 1, instancesLost: 2 });
  });

  it('ends an instance that passes the time limit, without a second try', async () => {
    await startPool({ timeoutMs: 30 });
    await expect(pool.convert(await task('fault:hang'))).rejects.toMatchObject({
      code: 'conversion_timeout',
    });
    await pool.convert(await task('text'));
    expect(engine.started).toBe(2);
    expect(pool.status.counts).toMatchObject({ converted: 1, failed: 1, retried: 0 });
  });

  it('ends an instance that passes its memory limit', async () => {
    await startPool();
    await expect(pool.convert(await task('fault:grow'))).rejects.toMatchObject({ code: 'conversion_failed' });
    expect(pool.status.lastError?.message).toContain('MiB');
    await pool.convert(await task('text'));
  });

  it('keeps the instance that refused a document', async () => {
    await startPool();
    const refused = pool.convert(await task('fault:refuse'));
    await expect(refused).rejects.toMatchObject({ code: 'source_unreadable', reason: 'load_failed' });
    await pool.convert(await task('text'));
    expect(engine.started).toBe(1);
  });

  it('replaces an instance after its share of conversions and removes its folder', async () => {
    await startPool({ recycleAfter: 2 });
    for (let count = 0; count < 5; count += 1) await pool.convert(await task('text'));
    await vi.waitFor(() => expect(engine.started).toBe(3));
    expect(engine.stopped).toBe(2);
    expect(await readdir(join(folder, 'instances'))).toHaveLength(1);
  });

  it('starts again when a start fails', async () => {
    engine.failStarts = 2;
    await startPool();
    expect(engine.started).toBe(1);
    expect(pool.status.lastError?.message).toBe('no start today');
  });

  it('refuses the job that finds the queue full', async () => {
    await startPool({ queueLimit: 1 });
    const running = pool.convert(await task('fault:wait'));
    await vi.waitFor(() => expect(pool.status.queue.running).toBe(1));
    const waiting = pool.convert(await task('text'));
    expect(pool.full).toBe(true);
    await expect(pool.convert(await task('text'))).rejects.toMatchObject({ code: 'converter_busy' });
    engine.release();
    await Promise.all([running, waiting]);
  });

  it('refuses a job that waited too long, and forgets one that was withdrawn', async () => {
    await startPool({ queueWaitMs: 20 });
    const running = pool.convert(await task('fault:wait'));
    await vi.waitFor(() => expect(pool.status.queue.running).toBe(1));
    const late = await task('text');
    await expect(pool.convert(late)).rejects.toMatchObject({ code: 'converter_busy' });
    const caller = new AbortController();
    const withdrawn = pool.convert(await task('text'), caller.signal);
    caller.abort();
    await expect(withdrawn).rejects.toMatchObject({ code: 'converter_busy' });
    engine.release();
    await running;
    expect(pool.status.queue.waiting).toBe(0);
    expect(existsSync(late.outputPath)).toBe(false);
  });

  it('finishes what runs at a stop and refuses what waits', async () => {
    await startPool();
    const running = pool.convert(await task('fault:wait'));
    await vi.waitFor(() => expect(pool.status.queue.running).toBe(1));
    const waiting = pool.convert(await task('text'));
    const stopped = pool.stop();
    await expect(waiting).rejects.toMatchObject({ code: 'converter_busy' });
    engine.release();
    await running;
    await stopped;
    expect(engine.stopped).toBe(engine.started);
  });
});
