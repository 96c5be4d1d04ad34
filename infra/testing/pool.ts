import type { Replacement } from './bundle.ts';
import type { Stage } from './stage.ts';
import { Synthesiser } from './stages.ts';

/** A process keeps every bundle it has loaded, so it is ended after so many. */
const STAGES_PER_PROCESS = 30;

/** Pulumi takes a stack trace for every promise it makes, which is a third of the work. */
const WITHOUT_TRACES = ['--stack-trace-limit=1'];

const newSynthesiser = (): Synthesiser => new Synthesiser({}, WITHOUT_TRACES);

/** Several processes that synthesise one after the other: the second stage of a process takes half as long as its first. */
export class SynthesiserPool {
  readonly #free: Synthesiser[];
  readonly #waiting: ((synthesiser: Synthesiser) => void)[] = [];

  constructor(size: number) {
    this.#free = Array.from({ length: size }, newSynthesiser);
  }

  /** @throws when the config refuses; another process takes the place of the one that ended so */
  async synthesise(stage: string, replacements: readonly Replacement[]): Promise<Stage> {
    const synthesiser = await this.#take();
    let next = synthesiser;
    try {
      return await synthesiser.synthesise(stage, replacements);
    } catch (error) {
      synthesiser.close();
      next = newSynthesiser();
      throw error;
    } finally {
      if (next === synthesiser && synthesiser.done >= STAGES_PER_PROCESS) {
        synthesiser.close();
        next = newSynthesiser();
      }
      this.#give(next);
    }
  }

  /** The stage as it is, from every process. */
  async synthesiseEverywhere(stage: string): Promise<Stage[]> {
    const all = this.#free.splice(0);
    try {
      return await Promise.all(all.map((synthesiser) => synthesiser.synthesise(stage)));
    } finally {
      this.#free.push(...all);
    }
  }

  close(): void {
    for (const synthesiser of this.#free) synthesiser.close();
  }

  #take(): Promise<Synthesiser> {
    const free = this.#free.pop();
    return free ? Promise.resolve(free) : new Promise((resolve) => this.#waiting.push(resolve));
  }

  #give(synthesiser: Synthesiser): void {
    const next = this.#waiting.shift();
    if (next) next(synthesiser);
    else this.#free.push(synthesiser);
  }
}
