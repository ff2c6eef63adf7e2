/** The walk through fine rules gives what the library gives, where that comes to an end. */
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Rule } from './model';
import { steps } from './steps';

const { RRule } = createRequire(import.meta.url)('rrule') as typeof import('rrule');
const some = (low: number, high: number) =>
  fc.option(fc.uniqueArray(fc.integer({ min: low, max: high }), { minLength: 1, maxLength: 4 }), { nil: undefined });
const start = Date.UTC(2024, 0, 30, 9, 30);

test('daily, hourly and minutely rules with filters', () => {
  const rule = fc.record({
    freq: fc.constantFrom('DAILY', 'HOURLY', 'MINUTELY'),
    interval: fc.constantFrom(1, 1, 2, 5),
    month: some(1, 12),
    monthDay: some(1, 28),
    hour: some(0, 23),
    days: fc.option(fc.uniqueArray(fc.constantFrom('MO', 'TU', 'FR', 'SU'), { minLength: 1 }), { nil: undefined }),
  });
  fc.assert(
    fc.property(rule, ({ freq, interval: every, hour, ...filters }) => {
      // Where a filter never comes true, the library does not come to an end: finer rules get hours alone.
      const { month, monthDay, days } = freq === 'DAILY' ? filters : {};
      const interval = freq === 'DAILY' ? every : 1;
      const until = start + (freq === 'DAILY' ? 900 : freq === 'HOURLY' ? 60 : 5) * 86_400_000;
      const lists = { BYMONTH: month, BYMONTHDAY: monthDay, BYHOUR: hour };
      const by = Object.fromEntries(Object.entries(lists).flatMap(([name, list]) => (list ? [[name, list]] : []))) as Record<
        string,
        number[]
      >;
      const ours: Rule = { freq, interval, count: null, until, by, byDay: (days ?? []).map((day) => ({ day, nth: 0 })), weekStart: 'MO' };
      const theirs = new RRule({
        ...{ freq: RRule[freq], interval, dtstart: new Date(start), until: new Date(until) },
        ...{ bymonth: month ?? null, bymonthday: monthDay ?? null, byhour: hour?.sort((a, b) => a - b) ?? null },
        byweekday: days?.map((day) => RRule[day]) ?? null,
      });
      const expected: number[] = [];
      theirs.all((date, index) => {
        expected.push(date.getTime());
        return index < 20_000;
      });
      expect(steps(ours, start, until, () => true)).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});

test('a rule that never comes true ends', () => {
  const never: Rule = { freq: 'MINUTELY', interval: 1440, count: 4, until: null, by: { BYHOUR: [3] }, byDay: [], weekStart: 'MO' };
  expect(steps(never, start, Date.UTC(2100, 0, 1), () => true)).toEqual([]);
});
