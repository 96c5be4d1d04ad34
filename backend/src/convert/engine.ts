import type { ConversionTask } from './formats.ts';

/** One warm office process. It converts one task at a time. */
export interface EngineInstance {
  /** What answers: "LibreOffice 25.2.3.2". */
  readonly version: string;
  /** The process that holds the document; null when it never started. */
  readonly processId: number | null;
  /** Resolves once, when the process is gone for whatever cause, with a short cause for the log. */
  readonly ended: Promise<string>;
  /**
   * Converts one task.
   * @throws ConversionError when the program refuses the document; the instance is still good
   * @throws InstanceLostError when the process died or stopped answering
   */
  convert(task: ConversionTask): Promise<void>;
  /** Resident memory of everything the instance runs, in bytes; null when it cannot be told. */
  memoryBytes(): Promise<number | null>;
  /** Ends the instance and everything it started; never throws, returns when the process is gone. */
  stop(): Promise<void>;
}

/** A way to run LibreOffice. */
export interface Engine {
  readonly name: 'uno' | 'wasm';
  /** Above this much resident memory, in bytes, an instance is ended. */
  readonly memoryLimitBytes: number;
  /**
   * Starts an instance that has already converted a small document.
   * @param folder an empty private folder, the instance's own, removed by the caller after `stop`
   */
  start(folder: string, signal: AbortSignal): Promise<EngineInstance>;
}
