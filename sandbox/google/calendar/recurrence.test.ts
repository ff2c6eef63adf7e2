import { expect, test } from 'vitest';
import { Series } from './recurrence';

test('EVT3 a daily series of a hundred years still has each of its days', () => {
  const series = new Series({ at: Date.parse('1920-01-01T09:00:00Z'), timeZone: 'UTC' }, ['RRULE:FREQ=DAILY']);
  const month = series.between(Date.parse('2026-11-01T00:00:00Z'), Date.parse('2026-11-30T23:59:00Z'), 'UTC');
  expect(month).toHaveLength(30);
});

test('a rule of every second ends somewhere', () => {
  const start = Date.parse('2026-11-01T00:00:00Z');
  const series = new Series({ at: start, timeZone: 'UTC' }, ['RRULE:FREQ=SECONDLY']);
  expect(series.between(start, start + 86_400_000 * 30, 'UTC').length).toBeLessThan(100_000);
});
