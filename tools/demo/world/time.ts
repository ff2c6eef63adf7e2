/** The demo's time: the real one, plus what the visitor has moved it on. The stand-ins and the engines see the same. */
import { realClock } from '../../../shared/adapters/clock';
import type { Clock } from '../../../shared/core/ports';
import type { Timing } from '../../../shared/ui/timing';
import { control } from './standIns';

export class DemoTime implements Clock {
  #ahead = 0;
  readonly #listeners = new Set<() => void>();

  /** What the visitor has moved the time on by. */
  get ahead(): number {
    return Math.round(this.#ahead / 60_000) * 60_000;
  }

  now = (): number => realClock.now() + this.#ahead;

  /** Also ends at once when the visitor moves the time past it. */
  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    const until = this.now() + ms;
    while (this.now() < until && !signal?.aborted) {
      const moved = new AbortController();
      const off = this.onMove(() => moved.abort());
      await realClock.sleep(until - this.now(), signal ? AbortSignal.any([signal, moved.signal]) : moved.signal);
      off();
    }
  }

  /** Follows the stand-ins' clock. */
  async agree(): Promise<void> {
    const { now } = await control.clock();
    this.#ahead = now - realClock.now();
  }

  async advance(ms: number): Promise<void> {
    const { now } = await control.clock({ advanceMs: ms });
    this.#ahead = now - realClock.now();
    for (const listener of [...this.#listeners]) listener();
  }

  onMove(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  readonly timing: Timing = {
    now: this.now,
    after: (ms, then) => {
      const timer = setTimeout(then, ms);
      return () => clearTimeout(timer);
    },
  };
}
