import { readFile } from 'node:fs/promises';
import type { EngineInstance } from './engine.ts';
import { ConversionError, InstanceLostError } from './faults.ts';
import type { ConversionTask } from './formats.ts';

const MEMORY_CHECK_MS = 500;

export interface RunLimits {
  timeoutMs: number;
  memoryLimitBytes: number;
}

/**
 * Runs a task and ends the instance when it passes its time or memory.
 * @throws ConversionError `conversion_timeout`, or the instance's own refusal
 * @throws InstanceLostError when the instance died or grew too large
 */
export async function runOnInstance(
  instance: EngineInstance,
  task: ConversionTask,
  limits: RunLimits,
): Promise<void> {
  const watch = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    const seconds = Math.round(limits.timeoutMs / 1000);
    watch.reject(
      new ConversionError('conversion_timeout', `The file was not converted within ${seconds} s.`),
    );
  }, limits.timeoutMs);
  const memory = setInterval(() => {
    void overLimit(instance, limits.memoryLimitBytes).then((cause) => {
      if (cause !== null) watch.reject(new InstanceLostError(cause));
    });
  }, MEMORY_CHECK_MS);
  void instance.ended.then((cause) => watch.reject(new InstanceLostError(cause)));
  try {
    await Promise.race([instance.convert(task), watch.promise]);
  } catch (error) {
    if (error instanceof InstanceLostError || isTimeout(error)) await instance.stop();
    throw error;
  } finally {
    clearTimeout(timer);
    clearInterval(memory);
  }
}

/** A cause when the instance holds more memory than it may; null when it does not or it cannot be told. */
export async function overLimit(instance: EngineInstance, limitBytes: number): Promise<string | null> {
  const bytes = await instance.memoryBytes().catch(() => null);
  if (bytes === null || bytes <= limitBytes) return null;
  const mebibytes = (value: number): number => Math.round(value / 1024 / 1024);
  return `the instance holds ${mebibytes(bytes)} MiB; its limit is ${mebibytes(limitBytes)} MiB`;
}

/** Resident memory of a process in bytes, where the system tells it by `/proc`; null elsewhere or when it is gone. */
export async function residentBytes(pid: number): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) * 1024;
}

function isTimeout(error: unknown): boolean {
  return error instanceof ConversionError && error.code === 'conversion_timeout';
}
