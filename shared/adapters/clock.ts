/** The one place that knows the real time and real chance; everything else is handed a `Clock` and a `Random`. */
import type { Instant } from '../core/model';
import type { Clock, Random } from '../core/ports';

export const now = (): Instant => Date.now();

/** Calls once after so many milliseconds; returns the way to call it off. */
export function later(ms: number, then: () => void): () => void {
  const timer = setTimeout(then, ms);
  return () => clearTimeout(timer);
}

export const realClock: Clock = {
  now,
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const done = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      signal?.addEventListener('abort', done, { once: true });
    }),
};

export const realRandom: Random = { next: () => Math.random() };

/** Aborts by itself: a request that gets no answer must not hold up a cycle for ever. */
export const after = (ms: number): AbortSignal => AbortSignal.timeout(ms);

/** Seeded chance (mulberry32), for the simulation and the tests: the same seed gives the same world. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return {
    next() {
      state = (state + 0x6d2b79f5) >>> 0;
      let t = state;
      t = Math.imul(t ^ (t >>> 15), t | 1);
      t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
      return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    },
  };
}
