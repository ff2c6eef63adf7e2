/**
 * Runs cycles for one rep: one at a time, again at once while there is work, later when there is none. The host (worker,
 * pane, Node) owns the timer: `tick` says when it wants to be called next.
 *
 *   tick ─→ cycle ─→ more? ─→ cycle …  ─→ asleep until nextAt ─→ tick
 *             ↑                                  │
 *             └── wake (the rep acted, a page opened, the device is online again)
 */
import type { ConnectionState, Instant } from '../core/model';
import type { World } from '../core/ports';
import { totalOf } from './apply';
import { type CycleResult, runCycle } from './cycle';
import { AskedLookups } from './lookups';
import { nextDelay, spentToday } from './pace';

export interface EngineProgress {
  readonly step: 'read' | 'contacts' | 'events' | 'settle';
  readonly done: number;
  readonly total: number;
  readonly startedAt: Instant;
}

export interface EngineOptions {
  readonly calls?: () => { readonly crm: number; readonly mailbox: number };
  /** A calendar is on somebody's screen: look every minute. */
  readonly watched?: () => boolean;
}

/** A cycle that leaves work behind is followed at once, so many times at the most: a bug must not spin. */
const mostInARow = 40;

export class Engine {
  readonly look: AskedLookups;
  #running: Promise<Instant> | null = null;
  #stopping = false;
  #takeOver = false;
  #again = false;
  #progress: EngineProgress | null = null;
  #idle = 0;
  readonly #listeners = new Set<() => void>();

  constructor(
    readonly world: World,
    private readonly options: EngineOptions = {},
  ) {
    this.look = new AskedLookups(world);
  }

  get progress(): EngineProgress | null {
    return this.#progress;
  }

  get running(): boolean {
    return this.#running !== null;
  }

  /** Cycles until there is nothing left to do now. Calls made meanwhile join the run. @returns when to tick again. */
  tick(): Promise<Instant> {
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
      this.#tell(null);
      // Woken between the last look and here.
      if (this.#again && !this.#stopping) void this.tick();
    });
    return this.#running;
  }

  /**
   * The rep did something: whatever pace was kept is forgotten. A cycle that is on its way may have looked before, so another follows it
   * in the same run.
   */
  wake(): Promise<Instant> {
    this.#idle = 0;
    this.#again = this.running;
    return this.tick();
  }

  /** Ends the run between two portions; what is left is taken up by the next tick. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#running?.catch(() => {});
    this.#stopping = false;
  }

  async pause(): Promise<void> {
    await this.world.ledger.commit({ meta: { pausedSince: this.world.clock.now() } });
    await this.stop();
  }

  async resume(): Promise<Instant> {
    await this.world.ledger.commit({ meta: { pausedSince: null } });
    return this.wake();
  }

  /** The rep wants this device to do the work (SYN7). */
  takeOver(): Promise<Instant> {
    this.#takeOver = true;
    return this.wake();
  }

  onProgress(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async #run(): Promise<Instant> {
    let result = await this.#cycle();
    for (let i = 0; i < mostInARow && !this.#stopping && (this.#again || this.#goesOn(result)); i++) result = await this.#cycle();
    const worked = result.changed > 0 || (result.applied !== null && totalOf(result.applied) > 0);
    this.#idle = worked ? 0 : this.#idle + 1;
    return this.world.clock.now() + (await this.#delay(result.connection));
  }

  #goesOn(result: CycleResult): boolean {
    return result.connection.kind === 'running' && result.more;
  }

  async #cycle(): Promise<CycleResult> {
    const takeOver = this.#takeOver;
    this.#takeOver = false;
    this.#again = false;
    const startedAt = this.world.clock.now();
    let read = 0;
    return runCycle(this.world, {
      look: this.look,
      stop: () => this.#stopping,
      takeOver,
      calls: this.options.calls ?? (() => ({ crm: 0, mailbox: 0 })),
      progress: (step, done, total) => {
        read = step === 'read' ? read + done : read;
        this.#tell({ step, done: step === 'read' ? read : done, total, startedAt });
      },
    });
  }

  async #delay(connection: ConnectionState): Promise<number> {
    const { configuration, counters } = await this.world.ledger.meta();
    const now = this.world.clock.now();
    return nextDelay(connection, {
      now,
      calls: { allowed: configuration?.dailyCalls ?? Number.POSITIVE_INFINITY, spent: spentToday(counters, now) },
      cycleMinutes: configuration?.cycleMinutes ?? 5,
      idleCycles: this.#idle,
      watched: this.options.watched?.() ?? false,
    });
  }

  #tell(progress: EngineProgress | null): void {
    this.#progress = progress;
    for (const listener of this.#listeners) listener();
  }
}
