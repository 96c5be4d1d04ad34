import { join } from 'node:path';
import { StackFault, textOf } from './fault.ts';
import { inParallel, startOrder, stopGroups } from './graph.ts';
import { lastLines, type Child } from './processes/child.ts';
import { inspectProcess } from './processes/inspect.ts';
import { pause } from './processes/wait.ts';
import type { Service, StackContext } from './service.ts';
import type { Phase, ServiceState } from './state.ts';

const RESTARTS = 5;
const FIRST_DELAY_MS = 500;
/** A service that ran this long before it ended is taken for sound, and its restarts count anew. */
const SOUND_MS = 60_000;

export interface SupervisorEvents {
  /** A service entered another state. */
  changed: (state: ServiceState, all: ServiceState[]) => void;
  /** Something a person should read: a restart, a service given up. */
  told: (line: string) => void;
}

/** Starts services in the order of their needs, keeps them alive, and stops them in reverse. */
export class Supervisor {
  readonly #order: Service[];
  readonly #context: StackContext;
  readonly #events: SupervisorEvents;
  readonly #states = new Map<string, ServiceState>();
  readonly #children = new Map<string, Child>();
  readonly #launches = new Set<Promise<Child | undefined>>();
  readonly #watches: Promise<void>[] = [];
  #stopping = false;

  constructor(
    services: readonly Service[],
    wanted: readonly string[],
    context: StackContext,
    events: SupervisorEvents,
  ) {
    this.#order = startOrder(services, wanted);
    this.#context = context;
    this.#events = events;
    for (const { name, port, address } of services.filter((service) => this.#order.includes(service))) {
      const since = new Date().toISOString();
      const state: ServiceState = {
        name,
        state: 'waiting',
        since,
        port: port?.(context),
        address: address?.(context),
      };
      this.#states.set(name, state);
    }
  }

  states(): ServiceState[] {
    return [...this.#states.values()];
  }

  /**
   * Starts everything, as much at once as the needs allow.
   *
   * @throws StackFault naming the service that failed, with its last log lines; the others are stopped first
   */
  async start(): Promise<void> {
    // Builds and downloads need nothing of the other services, so they begin at once.
    const prepared = new Map(this.#order.map((service) => [service, service.prepare?.(this.#context)]));
    for (const preparation of prepared.values()) preparation?.catch(() => undefined);
    try {
      await inParallel(this.#order, (service) => this.#bringUp(service, prepared.get(service)));
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /** Stops everything in reverse order; a service that does not end within its grace is ended. */
  async stop(): Promise<void> {
    this.#stopping = true;
    // What is being launched at this moment must not outlive the stack.
    await Promise.allSettled(this.#launches);
    for (const group of stopGroups(this.#order)) {
      await Promise.all(group.map((service) => this.#takeDown(service)));
    }
    await Promise.all(this.#watches);
  }

  async #takeDown(service: Service): Promise<void> {
    const child = this.#children.get(service.name);
    await child?.stop(service.graceMs);
    this.#children.delete(service.name);
    const { state } = this.#states.get(service.name) as ServiceState;
    if (state !== 'failed') this.#enter(service, 'stopped', { pid: undefined, startedAt: undefined });
  }

  async #bringUp(service: Service, prepared: Promise<void> | undefined): Promise<void> {
    const started = performance.now();
    this.#enter(service, 'starting');
    try {
      await prepared;
      const child = await this.#launch(service);
      const note = await this.#probe(service, child);
      const readyAfterMs = Math.round(performance.now() - started);
      this.#enter(service, 'ready', { readyAfterMs, ...(note ? { note } : {}) });
      if (child) this.#watches.push(this.#keepAlive(service, child));
    } catch (error) {
      this.#enter(service, 'failed');
      throw this.#faultOf(service, error);
    }
  }

  async #launch(service: Service): Promise<Child | undefined> {
    if (this.#stopping) throw new StackFault('the stack is stopping');
    const launch = service.launch(this.#context, this.#logFile(service));
    this.#launches.add(launch);
    const child = await launch.finally(() => this.#launches.delete(launch));
    if (!child) return undefined;
    this.#children.set(service.name, child);
    this.#enter(service, 'starting', { pid: child.pid, startedAt: inspectProcess(child.pid)?.startedAt });
    return child;
  }

  async #probe(service: Service, child: Child | undefined): Promise<string | void> {
    const end = Date.now() + service.limitMs;
    for (;;) {
      const exit = child?.ended();
      if (exit) throw new Error(`it ended with ${exit.signal ?? `code ${exit.code}`}`);
      try {
        return await service.probe?.(this.#context);
      } catch (error) {
        if (Date.now() > end || this.#stopping) throw error;
        await pause(50);
      }
    }
  }

  /** Follows a process to its end and starts another, more slowly each time, until it is given up. */
  async #keepAlive(service: Service, first: Child): Promise<void> {
    let child = first;
    let restarts = 0;
    for (;;) {
      const readySince = Date.now();
      const { code, signal } = await child.exited;
      if (this.#stopping) return;
      const how = `${service.name} ended with ${signal ?? `code ${code}`}`;
      if (Date.now() - readySince > SOUND_MS) restarts = 0;
      const next = await this.#startAgain(service, how, restarts);
      if (!next) return;
      restarts = next.restarts;
      child = next.child;
    }
  }

  async #startAgain(
    service: Service,
    how: string,
    before: number,
  ): Promise<{ child: Child; restarts: number } | undefined> {
    let reason = how;
    for (let restarts = before + 1; restarts <= RESTARTS; restarts++) {
      this.#events.told(`${reason}; starting it again (${restarts} of ${RESTARTS})`);
      this.#enter(service, 'starting', { pid: undefined, startedAt: undefined });
      await this.#delay(restarts);
      if (this.#stopping) return undefined;
      try {
        const child = (await this.#launch(service)) as Child;
        await this.#probe(service, child);
        this.#enter(service, 'ready', { readyAfterMs: undefined });
        this.#events.told(`${service.name} is ready again`);
        return { child, restarts };
      } catch (error) {
        reason = `${service.name} did not come back: ${textOf(error)}`;
        await this.#children.get(service.name)?.stop(service.graceMs);
      }
      if (this.#stopping) return undefined;
    }
    this.#enter(service, 'failed', { pid: undefined, startedAt: undefined });
    this.#events.told(
      this.#faultOf(service, new Error(`given up after ${RESTARTS} restarts; ${reason}`)).message,
    );
    return undefined;
  }

  /** The first restart is at once; the delays double from then on and end early when the stack stops. */
  async #delay(restarts: number): Promise<void> {
    const end = Date.now() + (restarts === 1 ? 0 : FIRST_DELAY_MS * 2 ** (restarts - 2));
    while (Date.now() < end && !this.#stopping) await pause(50);
  }

  #faultOf(service: Service, error: unknown): StackFault {
    const file = this.#logFile(service);
    const lines = lastLines(file).map((line) => `  | ${line}`);
    const log = lines.length > 0 ? `\nThe last lines of ${file}:\n${lines.join('\n')}` : '';
    const act = error instanceof StackFault && error.act ? error.act : service.act;
    return new StackFault(`${service.name} is not ready: ${textOf(error)}${log}`, act);
  }

  #logFile(service: Service): string {
    return join(this.#context.folders.logs, `${service.name}.log`);
  }

  #enter(service: Service, state: Phase, more: Partial<ServiceState> = {}): void {
    const before = this.#states.get(service.name) as ServiceState;
    const after = { ...before, state, since: new Date().toISOString(), ...more };
    this.#states.set(service.name, after);
    this.#events.changed(after, this.states());
  }
}
