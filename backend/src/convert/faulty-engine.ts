import { readFile, writeFile } from 'node:fs/promises';
import type { Engine, EngineInstance } from './engine.ts';
import { ConversionError, InstanceLostError } from './faults.ts';
import type { ConversionTask } from './formats.ts';

/** What the next conversion does, by the text that follows `fault:` in the source; without it the source is copied. */
type Fault = 'crash' | 'crash-once' | 'hang' | 'refuse' | 'grow' | 'nothing' | 'wait';

export interface FaultyEngine extends Engine {
  started: number;
  stopped: number;
  /** Starts that fail before one succeeds. */
  failStarts: number;
  /** Lets every waiting conversion end. */
  release(): void;
}

/** An engine that fails on order, for what real office programs do only by chance. For tests. */
export function faultyEngine(): FaultyEngine {
  let crashed = false;
  let open = Promise.withResolvers<void>();
  const engine: FaultyEngine = {
    name: 'uno',
    memoryLimitBytes: 1000,
    started: 0,
    stopped: 0,
    failStarts: 0,
    release() {
      open.resolve();
      open = Promise.withResolvers();
    },
    start: async () => {
      if (engine.failStarts > 0) {
        engine.failStarts -= 1;
        throw new Error('no start today');
      }
      engine.started += 1;
      return instance();
    },
  };

  function instance(): EngineInstance {
    const ended = Promise.withResolvers<string>();
    let memory = 10;
    const crash = (): never => {
      ended.resolve('killed');
      throw new InstanceLostError('killed');
    };
    const act: Record<Fault, (task: ConversionTask) => Promise<void>> = {
      crash: async () => crash(),
      'crash-once': async (task) => {
        if (crashed) return writeFile(task.outputPath, 'done');
        crashed = true;
        crash();
      },
      hang: () => ended.promise.then(() => undefined),
      refuse: async () => {
        throw new ConversionError('source_unreadable', 'no', 'load_failed');
      },
      grow: async () => {
        memory = 2000;
        await ended.promise;
      },
      nothing: async () => undefined,
      wait: async (task) => {
        await open.promise;
        await writeFile(task.outputPath, 'done');
      },
    };
    return {
      version: 'faulty 1',
      processId: null,
      ended: ended.promise,
      async convert(task) {
        const source = await readFile(task.inputPath, 'latin1');
        const fault = /fault:([a-z-]+)/.exec(source)?.[1] as Fault | undefined;
        if (fault === undefined) await writeFile(task.outputPath, source);
        else await act[fault](task);
      },
      memoryBytes: async () => memory,
      async stop() {
        engine.stopped += 1;
        ended.resolve('stopped');
      },
    };
  }
  return engine;
}
