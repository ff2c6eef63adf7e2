/** Time for screens: handed in by the shell, so that screens can be shown at any moment in tests (STYLE section 7). */
import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { Instant } from '../core/model';

export interface Timing {
  now(): Instant;
  /** Calls once after so many milliseconds; returns the way to call it off. */
  after(ms: number, then: () => void): () => void;
}

/** Where no shell has handed one in, time stands still: nothing ages and nothing goes away by itself. */
const stillness: Timing = { now: () => 0, after: () => () => undefined };

export const TimingContext = createContext<Timing>(stillness);
export const useTiming = (): Timing => useContext(TimingContext);

/** The present, moving on by itself so that "2 minutes ago" stays true. */
export function useNow(everyMs = 20_000): Instant {
  const timing = useTiming();
  const [now, setNow] = useState(timing.now());
  useEffect(() => timing.after(everyMs, () => setNow(timing.now())), [timing, now, everyMs]);
  return now;
}
