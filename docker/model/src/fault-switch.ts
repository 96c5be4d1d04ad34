import { applies, type Fault, type FaultMode } from './brain/faults.ts';
import type { Plan } from './brain/plan.ts';

interface Switched extends Fault {
  /** Requests it still applies to; null for all. */
  remaining: number | null;
}

/** The faults switched on for the whole process. */
export class FaultSwitch {
  #faults: Switched[] = [];

  /** Switches a fault on, in place of an earlier one of the same mode. */
  set(mode: FaultMode, count: number | null, seconds: number): void {
    this.#faults = this.#faults.filter((fault) => fault.mode !== mode);
    this.#faults.push({ mode, remaining: count, seconds });
  }

  clear(): void {
    this.#faults = [];
  }

  list(): { mode: FaultMode; remaining: number | null; seconds: number }[] {
    return this.#faults.map((fault) => ({ ...fault }));
  }

  has(mode: FaultMode): boolean {
    return this.#faults.some((fault) => fault.mode === mode);
  }

  /** Spends one request of a mode. */
  spend(mode: FaultMode): void {
    const fault = this.#faults.find((entry) => entry.mode === mode);
    if (fault && fault.remaining !== null) fault.remaining -= 1;
    this.#faults = this.#faults.filter((entry) => entry.remaining === null || entry.remaining > 0);
  }

  /** The first fault that shows itself in this plan; spends it. */
  take(plan: Plan): Fault | null {
    const fault = this.#faults.find(({ mode }) => applies(mode, plan));
    if (!fault) return null;
    this.spend(fault.mode);
    return { mode: fault.mode, seconds: fault.seconds };
  }
}
