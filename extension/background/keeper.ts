/**
 * The engine with the browser's alarm clock. Whoever asked for a run, the alarm for the next one is set when it ends; while one is
 * under way the alarm is near, so that a worker that is stopped in the middle is started again and goes on from the ledger (SYN6).
 *
 *   alarm, start, online, an act ─→ tick ─→ alarm in a minute ─→ run ─→ alarm when the engine says
 */
import browser from 'webextension-polyfill';
import { realClock } from '../../shared/adapters/clock';
import type { Instant } from '../../shared/core/model';
import type { World } from '../../shared/core/ports';
import { Engine, type EngineOptions } from '../../shared/engine/engine';

export const alarmName = 'cycle';
/** The nearest that all browsers keep. */
const safetyMs = 60_000;
/** Set while a run is under way: a worker that finds it has to go on where another one was stopped. */
const underWay = 'under way';

export const wasStopped = async (): Promise<boolean> => (await browser.storage.session.get(underWay))[underWay] === true;

/** A cycle that broke down is a bug: told to the log, and tried again, not at once. */
const afterBugMs = 5 * 60_000;
/** An idle worker is stopped after 30 seconds; a call of an extension function is a sign of life. */
const lifeSignMs = 20_000;

export interface KeeperOptions extends EngineOptions {
  /** Both connections are there. */
  readonly mayRun: () => Promise<boolean>;
  /** After each run. */
  readonly ran: () => Promise<void>;
  /** The alarm that an earlier worker has set. */
  readonly nextAt: Instant | null;
}

export class Keeper extends Engine {
  #nextAt: Instant | null;
  #again = false;
  #halted = false;
  #run: Promise<Instant> | null = null;

  constructor(
    world: World,
    private readonly more: KeeperOptions,
  ) {
    super(world, more);
    this.#nextAt = more.nextAt;
  }

  get nextAt(): Instant | null {
    return this.#nextAt;
  }

  /** Ends this engine for good: its ledger is about to be wiped, or another one takes its place. */
  async halt(): Promise<void> {
    this.#halted = true;
    await this.stop();
    await this.#run?.catch(() => undefined);
  }

  /** What the rep did while a run was under way may have come too late for it. */
  override wake(): Promise<Instant> {
    this.#again = this.#run !== null;
    return super.wake();
  }

  override tick(): Promise<Instant> {
    this.#run ??= this.#tick().finally(() => {
      this.#run = null;
    });
    return this.#run;
  }

  async #tick(): Promise<Instant> {
    if (this.#halted || !(await this.more.mayRun())) return this.world.clock.now();
    await Promise.all([this.#plan(realClock.now() + safetyMs), browser.storage.session.set({ [underWay]: true })]);
    const ended = new AbortController();
    void lifeSigns(ended.signal);
    let next = await this.#cycles();
    while (this.#again && !this.#halted) next = await this.#cycles();
    ended.abort();
    await browser.storage.session.remove(underWay);
    if (this.#halted) return next;
    await this.#plan(next);
    await this.more.ran();
    return next;
  }

  #cycles(): Promise<Instant> {
    this.#again = false;
    return super.tick().catch((error: unknown) => {
      this.world.log('error', 'cycle broke down', { error: error instanceof Error ? (error.stack ?? error.message) : 'unknown' });
      return realClock.now() + afterBugMs;
    });
  }

  async #plan(at: number): Promise<void> {
    this.#nextAt = at;
    await browser.alarms.create(alarmName, { when: at });
  }
}

async function lifeSigns(ended: AbortSignal): Promise<void> {
  while (!ended.aborted) {
    await realClock.sleep(lifeSignMs, ended);
    if (!ended.aborted) await browser.runtime.getPlatformInfo();
  }
}
