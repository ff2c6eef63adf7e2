/** How long until the next cycle (docs/spec.md, CFG1 and SYN8). */
import { expect, test } from 'vitest';
import { nextDelay, type Pace } from './pace';

const minute = 60_000;
const pace = (more: Partial<Pace> = {}): Pace => ({ now: 1_000_000, cycleMinutes: 5, idleCycles: 0, watched: false, ...more });
const running = { kind: 'running' } as const;

test('CFG1 as configured, and slower the longer nothing happens', () => {
  expect(nextDelay(running, pace())).toBe(5 * minute);
  expect(nextDelay(running, pace({ cycleMinutes: 15 }))).toBe(15 * minute);
  expect([11, 12, 35, 36, 500].map((idleCycles) => nextDelay(running, pace({ idleCycles })) / minute)).toEqual([5, 10, 10, 15, 15]);
});

test('CFG1 every minute while somebody looks', () => {
  expect(nextDelay(running, pace({ watched: true, idleCycles: 100 }))).toBe(minute);
});

test('SYN8 a service that said when is asked then, and not before', () => {
  const waiting = { kind: 'waiting', until: 1_000_000 + 42_000, cause: 'throttled', facts: {} } as const;
  expect(nextDelay(waiting, pace({ watched: true }))).toBe(42_000);
  expect(nextDelay({ ...waiting, until: 0 }, pace())).toBe(1000);
});

test('SYN8 where somebody must act first, a quarter of an hour is soon enough', () => {
  expect(nextDelay({ kind: 'paused', since: 0 }, pace())).toBe(15 * minute);
  expect(nextDelay({ kind: 'not set up', cause: 'no configuration', facts: {} }, pace({ cycleMinutes: 30 }))).toBe(30 * minute);
});
