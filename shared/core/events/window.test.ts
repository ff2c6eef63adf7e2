import { describe, expect, test } from 'vitest';
import { defaults } from '../configuration';
import { joinsOn, placeOf, windowOf } from './window';

const configuration = { ...defaults, events: { ...defaults.events, daysBack: 30, daysAhead: 180 } };
const window = windowOf(configuration, Date.UTC(2026, 2, 1, 23, 59));

describe('the event window', () => {
  test('CFG1 EVT1 days back and ahead of today, in UTC', () => {
    expect(window).toEqual({ from: '2026-01-30', to: '2026-08-28' });
  });
  test('EVT3 the window rolls every day', () => {
    expect(windowOf(configuration, Date.UTC(2026, 2, 2, 0, 0)).to).toBe('2026-08-29');
  });
  test('EVT1 an event that reaches into the window is in it', () => {
    expect(placeOf({ start: '2026-01-29T23:00:00Z', end: '2026-01-30T00:00:00Z' }, window)).toBe('before');
    expect(placeOf({ start: '2026-01-29T23:00:00Z', end: '2026-01-30T00:01:00Z' }, window)).toBe('inside');
    expect(placeOf({ start: '2026-01-28', end: '2026-01-30' }, window)).toBe('before');
    expect(placeOf({ start: '2026-01-29', end: '2026-01-31' }, window)).toBe('inside');
    expect(placeOf({ start: '2026-01-30T00:00:00Z', end: '2026-01-30T00:00:00Z' }, window)).toBe('inside');
    expect(placeOf({ start: '2026-08-27T23:59:00Z', end: '2026-08-28T01:00:00Z' }, window)).toBe('inside');
    expect(placeOf({ start: '2026-08-28', end: '2026-08-29' }, window)).toBe('after');
  });
  test('EVT1 STA1 an event that lies ahead is told the day on which it joins', () => {
    const span = { start: '2026-09-10T08:00:00Z', end: '2026-09-10T09:00:00Z' };
    const day = joinsOn(span, configuration);
    expect(day).toBe('2026-03-15');
    expect(placeOf(span, windowOf(configuration, Date.parse(day)))).toBe('inside');
    expect(placeOf(span, windowOf(configuration, Date.parse(day) - 1))).toBe('after');
  });
});
