/** How long until the next cycle (docs/spec.md, CFG1 and SYN8). */
import { expect, test } from 'vitest';
import { nextDelay, type Pace, spentToday, withCalls } from './pace';

const minute = 60_000;
const pace = (more: Partial<Pace> = {}): Pace => ({
  now: 1_000_000,
  cycleMinutes: 5,
  idleCycles: 0,
  watched: false,
  calls: { allowed: 100, spent: 0 },
  ...more,
});
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

test('CFG1 the day’s calls: half go as they come, the rest is spread over what is left of the day, at most 20 minutes apart', () => {
  const noon = 43_200_000;
  const after = (spent: number, more: Partial<Pace> = {}) =>
    nextDelay(running, pace({ now: noon, calls: { allowed: 100, spent }, ...more }));
  expect(after(49)).toBe(5 * minute);
  expect(after(52)).toBe(20 * minute);
  expect(after(52, { now: noon * 1.75 })).toBe(7.5 * minute);
  expect([after(99), after(100), after(500)]).toEqual([20 * minute, 20 * minute, 20 * minute]);
  expect([after(32, { watched: true }), after(34, { watched: true }), after(60, { watched: true })]).toEqual([
    minute,
    5 * minute,
    20 * minute,
  ]);
});

test('CFG1 calls are counted by day, over the deaths of the process that counts them', () => {
  const [today, tomorrow] = [43_200_000, 2 * 86_400_000];
  let counters: Readonly<Record<string, number>> = withCalls({}, 10, today);
  counters = withCalls(counters, 15, today + 1);
  expect(spentToday(counters, today)).toBe(15);
  // Another process has counted three since it began.
  counters = withCalls(counters, 3, today + 2);
  expect(spentToday(counters, today)).toBe(18);
  expect(spentToday(counters, tomorrow)).toBe(0);
  expect(spentToday(withCalls(counters, 5, tomorrow), tomorrow)).toBe(2);
});
