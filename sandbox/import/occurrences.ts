/** Which occurrences a series has, after RFC 5545, by the library rrule on wall times: the zone comes in afterwards. */
import { createRequire } from 'node:module';
import { DAY, startOfDay } from './dates';
import type { ImportedEvent, Moment, Rule } from './model';
import { isStepped, steps } from './steps';

// rrule ships as CommonJS that Node cannot import by name.
const { RRule } = createRequire(import.meta.url)('rrule') as typeof import('rrule');
const weekdays = { MO: RRule.MO, TU: RRule.TU, WE: RRule.WE, TH: RRule.TH, FR: RRule.FR, SA: RRule.SA, SU: RRule.SU };
const weekday = (name: string) => weekdays[name as keyof typeof weekdays];
const step = { YEARLY: 365 * DAY, MONTHLY: 28 * DAY, WEEKLY: 7 * DAY, DAILY: DAY, HOURLY: 3_600_000, MINUTELY: 60_000, SECONDLY: 1000 };

export interface Occurrence {
  readonly wall: number;
  readonly utc: number;
  /** Of an RDATE period that is longer or shorter than the rest. */
  readonly lengthMs: number | null;
}
export interface Window {
  /** UTC, from is in, to is out. */
  readonly from: number;
  readonly to: number;
  readonly cap: number;
}

/** Repeats more than once a day. */
export const isSubDaily = (rule: Rule): boolean =>
  ['HOURLY', 'MINUTELY', 'SECONDLY'].includes(rule.freq) ||
  ['BYHOUR', 'BYMINUTE', 'BYSECOND'].some((name) => (rule.by[name]?.length ?? 0) > 1);
export const isEndless = (rule: Rule): boolean => rule.count === null && rule.until === null;

/** Sub-daily rules over years would keep the library busy for minutes. */
export const isTooFine = (rule: Rule, start: number): boolean =>
  ['MINUTELY', 'SECONDLY', 'HOURLY'].includes(rule.freq) &&
  rule.until !== null &&
  (rule.until - start) / (step[rule.freq] * rule.interval) > 500_000;

/** Hours say nothing of an all-day event. */
const wholeDays = (rule: Rule): Rule => ({
  ...rule,
  by: Object.fromEntries(Object.entries(rule.by).filter(([name]) => !/HOUR|MINUTE|SECOND/.test(name))),
});

function walls(rule: Rule, start: Moment, lastWall: number, keep: (wall: number) => boolean): number[] {
  const found: number[] = [];
  const until = Math.min(rule.until ?? Number.POSITIVE_INFINITY, lastWall);
  if (until < start.wall || rule.count === 0) return found;
  if (isStepped(rule)) return steps(start.day ? wholeDays(rule) : rule, start.wall, until, keep);
  const list = (name: string) => (rule.by[name] ? [...rule.by[name]] : null);
  const hours = start.day ? null : list('BYHOUR');
  const engine = new RRule(
    {
      freq: RRule[rule.freq],
      interval: rule.interval,
      dtstart: new Date(start.wall),
      until: new Date(until),
      count: rule.count,
      wkst: weekday(rule.weekStart),
      byweekday: rule.byDay.length > 0 ? rule.byDay.map(({ day, nth }) => (nth === 0 ? weekday(day) : weekday(day).nth(nth))) : null,
      bymonth: list('BYMONTH'),
      bymonthday: list('BYMONTHDAY'),
      byyearday: list('BYYEARDAY'),
      byweekno: list('BYWEEKNO'),
      byhour: hours,
      byminute: start.day ? null : list('BYMINUTE'),
      bysecond: start.day ? null : list('BYSECOND'),
      bysetpos: list('BYSETPOS'),
    },
    true,
  );
  engine.all((date) => {
    found.push(date.getTime());
    return keep(date.getTime());
  });
  return found;
}

/** The date of a moment where a date and a date-time are to be matched. */
export const dateOf = (moment: Moment): number => startOfDay(moment.wall);
export const utcOf = (moment: Moment): number => moment.zone.toUtc(moment.wall);

/** Is this moment (an EXDATE, a RECURRENCE-ID) the occurrence at that wall time of the event? Dates match by day. */
export function names(moment: Moment, event: ImportedEvent, wall: number): boolean {
  if (event.start.day || moment.day) return dateOf(moment) === startOfDay(wall);
  return utcOf(moment) === event.start.zone.toUtc(wall);
}

function removal(event: ImportedEvent): (wall: number, utc: number) => boolean {
  const dates = new Set(event.removed.filter((m) => event.start.day || m.day).map(dateOf));
  const instants = new Set(event.removed.filter((m) => !event.start.day && !m.day).map(utcOf));
  return (wall, utc) => instants.has(utc) || dates.has(startOfDay(wall));
}

/** The occurrences of a series within a window, before overrides, in order; at most `cap`. */
export function occurrences(event: ImportedEvent, window: Window): Occurrence[] {
  const { zone } = event.start;
  const byUtc = new Map<number, Occurrence>();
  const lastWall = window.to + 2 * DAY;
  const taken = new Set(event.exceptRules.flatMap((rule) => walls(rule, event.start, lastWall, () => true)));
  const gone = removal(event);
  const add = (wall: number, lengthMs: number | null) => {
    const utc = zone.toUtc(wall);
    if (utc < window.from || utc >= window.to || taken.has(wall) || gone(wall, utc)) return;
    if (!byUtc.has(utc) || lengthMs !== null) byUtc.set(utc, { wall, utc, lengthMs });
  };
  if (event.rules.length === 0) add(event.start.wall, null);
  for (const { start, lengthMs } of event.extras) {
    const wall = event.start.day
      ? dateOf(start)
      : start.day
        ? dateOf(start) + (event.start.wall - startOfDay(event.start.wall))
        : zone.toWall(utcOf(start));
    add(wall, lengthMs === event.lengthMs ? null : lengthMs);
  }
  for (const rule of event.rules) {
    let room = window.cap + event.removed.length;
    for (const wall of walls(rule, event.start, lastWall, (wall) => (wall < window.from - DAY ? true : --room > 0))) add(wall, null);
  }
  return [...byUtc.values()].sort((a, b) => a.utc - b.utc).slice(0, window.cap);
}

export const isSeries = (event: ImportedEvent): boolean => event.rules.length > 0 || event.extras.length > 0;
