/**
 * When the engine runs: an alarm (a stopped worker is started for it), the rep's actions, coming online, a host page in sight.
 * Being stopped at any moment costs nothing: everything is in the ledger, and the alarm stays.
 */
import browser from 'webextension-polyfill';
import { realClock } from '../../shared/adapters/clock';
import type { Engine } from '../../shared/engine/engine';

const alarm = 'cycle';
/** A run that is cut off by the end of the worker is taken up by this. */
const safetyMs = 5 * 60_000;

export class Wakes {
  #nextAt: number | null = null;
  #ticking = false;

  constructor(
    private readonly engine: Promise<Engine>,
    private readonly after: (engine: Engine) => Promise<void>,
  ) {}

  get nextAt(): number | null {
    return this.#nextAt;
  }

  /** Call it while the background starts, before anything is awaited: the browser counts listeners then. */
  listen(): void {
    browser.alarms.onAlarm.addListener(({ name }) => {
      if (name === alarm) void this.tick();
    });
    browser.runtime.onStartup.addListener(() => void this.tick());
    browser.runtime.onInstalled.addListener(() => void this.tick());
    globalThis.addEventListener('online', () => void this.tick());
  }

  async tick(): Promise<void> {
    if (this.#ticking) return;
    this.#ticking = true;
    try {
      await this.#plan(realClock.now() + safetyMs);
      const engine = await this.engine;
      await this.#plan(await engine.tick());
      await this.after(engine);
    } finally {
      this.#ticking = false;
    }
  }

  async #plan(at: number): Promise<void> {
    this.#nextAt = at;
    await browser.alarms.create(alarm, { when: at });
  }
}
