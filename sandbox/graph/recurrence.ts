/**
 * Graph's `{pattern, range}` (wire-contracts 1.5) as an RRULE and back. Narrower than RFC 5545: one weekday list or one
 * day of month, no EXDATE, no RDATE.
 */
import { createRequire } from 'node:module';
import type { Options, Weekday } from 'rrule';
import { GraphError } from './failure';
import type { Times } from './items';
import { isObject, type Json, listOf, textOf } from './json';
import { DAY, dateOf } from './times';

const { RRule } = createRequire(import.meta.url)('rrule') as typeof import('rrule');

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const INDEX: Readonly<Record<string, number>> = { first: 1, second: 2, third: 3, fourth: 4, last: -1 };
const TYPES = ['daily', 'weekly', 'absoluteMonthly', 'relativeMonthly', 'absoluteYearly', 'relativeYearly'];
const DATE = /^\d{4}-\d\d-\d\d$/;

const invalid = (message: string) => new GraphError(400, 'ErrorPropertyValidationFailure', message);

const numberOf = (value: unknown, otherwise = 0) => (typeof value === 'number' ? value : otherwise);

/** Checks and completes what the client sent, as Graph answers it. */
export function recurrenceOf(value: unknown, times: Times): { readonly pattern: Json; readonly range: Json } {
  if (!isObject(value) || !isObject(value.pattern) || !isObject(value.range)) throw invalid('A recurrence has a pattern and a range.');
  const { pattern, range } = value;
  const type = textOf(pattern.type);
  if (!TYPES.includes(type)) throw invalid(`'${type}' is no recurrence pattern type.`);
  const interval = numberOf(pattern.interval, 1);
  if (interval < 1) throw invalid('The interval must be at least 1.');
  const daysOfWeek = listOf(pattern.daysOfWeek).map((day) => String(day).toLowerCase());
  if (daysOfWeek.some((day) => !DAYS.includes(day))) throw invalid('daysOfWeek names an unknown day.');
  if ((type === 'weekly' || type.startsWith('relative')) && daysOfWeek.length === 0) throw invalid(`A ${type} pattern needs daysOfWeek.`);
  if (type.startsWith('absolute') && numberOf(pattern.dayOfMonth) < 1) throw invalid(`An ${type} pattern needs dayOfMonth.`);
  if (type.endsWith('Yearly') && numberOf(pattern.month) < 1) throw invalid(`A ${type} pattern needs month.`);
  const rangeType = textOf(range.type);
  if (!['endDate', 'noEnd', 'numbered'].includes(rangeType)) throw invalid(`'${rangeType}' is no recurrence range type.`);
  const startDate = DATE.test(textOf(range.startDate)) ? textOf(range.startDate) : dateOf(times.startWall);
  if (rangeType === 'endDate' && (!DATE.test(textOf(range.endDate)) || textOf(range.endDate) < startDate))
    throw invalid('The end date of the range is missing or before its start.');
  if (rangeType === 'numbered' && numberOf(range.numberOfOccurrences) < 1) throw invalid('A numbered range needs numberOfOccurrences.');
  return {
    pattern: {
      type,
      interval,
      month: numberOf(pattern.month),
      dayOfMonth: numberOf(pattern.dayOfMonth),
      daysOfWeek,
      firstDayOfWeek: textOf(pattern.firstDayOfWeek) || 'sunday',
      index: textOf(pattern.index) || 'first',
    },
    range: {
      type: rangeType,
      startDate,
      endDate: rangeType === 'endDate' ? range.endDate : '0001-01-01',
      recurrenceTimeZone: textOf(range.recurrenceTimeZone) || times.zoneName,
      numberOfOccurrences: rangeType === 'numbered' ? range.numberOfOccurrences : 0,
    },
  };
}

function weekdaysOf(pattern: Json, nth: number | null): Weekday[] {
  const all = [RRule.MO, RRule.TU, RRule.WE, RRule.TH, RRule.FR, RRule.SA, RRule.SU];
  return listOf(pattern.daysOfWeek).map((day) => {
    const weekday = all[DAYS.indexOf(String(day))]!;
    return nth === null ? weekday : weekday.nth(nth);
  });
}

/** The rule on wall clock dates, each at midnight UTC. */
export function ruleOf(pattern: Json, range: Json): InstanceType<typeof RRule> {
  const type = textOf(pattern.type);
  const days = listOf(pattern.daysOfWeek).length;
  const nth = INDEX[textOf(pattern.index)] ?? 1;
  const relative = type.startsWith('relative');
  const freq = { d: RRule.DAILY, w: RRule.WEEKLY, m: RRule.MONTHLY, y: RRule.YEARLY }[
    type.endsWith('Monthly') ? 'm' : type.endsWith('Yearly') ? 'y' : type === 'weekly' ? 'w' : 'd'
  ];
  const options: Partial<Options> = {
    freq,
    interval: numberOf(pattern.interval, 1),
    dtstart: new Date(`${textOf(range.startDate)}T00:00:00Z`),
    wkst: [RRule.MO, RRule.TU, RRule.WE, RRule.TH, RRule.FR, RRule.SA, RRule.SU][DAYS.indexOf(textOf(pattern.firstDayOfWeek))] ?? RRule.SU,
  };
  if (type === 'weekly') options.byweekday = weekdaysOf(pattern, null);
  if (type.endsWith('Yearly')) options.bymonth = numberOf(pattern.month);
  if (relative && days === 1) options.byweekday = weekdaysOf(pattern, nth);
  if (relative && days > 1) Object.assign(options, { byweekday: weekdaysOf(pattern, null), bysetpos: nth });
  if (type.startsWith('absolute')) {
    // the 31st means the last day of shorter months, in Outlook
    const day = numberOf(pattern.dayOfMonth);
    if (day > 28) Object.assign(options, { bymonthday: Array.from({ length: day - 27 }, (_, i) => 28 + i), bysetpos: -1 });
    else options.bymonthday = day;
  }
  if (range.type === 'endDate') options.until = new Date(`${textOf(range.endDate)}T00:00:00Z`);
  if (range.type === 'numbered') options.count = numberOf(range.numberOfOccurrences);
  return new RRule(options);
}

/** RRULE lines for another vendor's mailbox. */
export function linesOf(pattern: Json, range: Json, times: Times): readonly string[] {
  const text =
    ruleOf(pattern, range)
      .toString()
      .split('\n')
      .find((line) => line.startsWith('RRULE:')) ?? '';
  if (times.allDay) return [text.replace(/(UNTIL=\d{8})T\d{6}Z/, '$1')];
  return [
    text.replace(/UNTIL=(\d{4})(\d\d)(\d\d)T\d{6}Z/, (_, y: string, m: string, d: string) => {
      const last = new Date(Date.parse(`${y}-${m}-${d}T00:00:00Z`) + DAY - 1000); // until the end of that day
      return `UNTIL=${last.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
    }),
  ];
}

/** The other way, as far as Graph's patterns reach; null for what Outlook cannot express. */
export function fromLines(lines: readonly string[], times: Times): { readonly pattern: Json; readonly range: Json } | null {
  const rule = lines.find((line) => line.startsWith('RRULE:'));
  if (!rule) return null;
  const part = Object.fromEntries(
    rule
      .slice(6)
      .split(';')
      .map((each) => each.split('=')),
  ) as Readonly<Record<string, string | undefined>>;
  const by = (part.BYDAY ?? '')
    .split(',')
    .filter(Boolean)
    .map((day) => ({
      nth: Number(part.BYSETPOS ?? (Number.parseInt(day, 10) || 0)),
      day: DAYS[['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'].indexOf(day.slice(-2))]!,
    }));
  const start = new Date(times.startWall);
  const today = DAYS[(start.getUTCDay() + 6) % 7]!;
  const daysOfWeek = by.length ? by.map(({ day }) => day) : [today];
  const index = Object.keys(INDEX).find((name) => INDEX[name] === by[0]?.nth);
  const dayOfMonth = Number(part.BYMONTHDAY ?? start.getUTCDate());
  const month = Number(part.BYMONTH ?? start.getUTCMonth() + 1);
  const interval = Number(part.INTERVAL ?? 1);
  const patterns: Readonly<Record<string, Json>> = {
    DAILY: by.length ? { type: 'weekly', interval, daysOfWeek } : { type: 'daily', interval },
    WEEKLY: { type: 'weekly', interval, daysOfWeek },
    MONTHLY: index ? { type: 'relativeMonthly', interval, daysOfWeek, index } : { type: 'absoluteMonthly', interval, dayOfMonth },
    YEARLY: index
      ? { type: 'relativeYearly', interval, daysOfWeek, index, month }
      : { type: 'absoluteYearly', interval, dayOfMonth, month },
  };
  const pattern = patterns[part.FREQ ?? ''];
  if (!pattern) return null;
  const until = part.UNTIL && `${part.UNTIL.slice(0, 4)}-${part.UNTIL.slice(4, 6)}-${part.UNTIL.slice(6, 8)}`;
  const range = until
    ? { type: 'endDate', endDate: until }
    : part.COUNT
      ? { type: 'numbered', numberOfOccurrences: Number(part.COUNT) }
      : { type: 'noEnd' };
  return recurrenceOf({ pattern, range: { ...range, startDate: dateOf(times.startWall) } }, times);
}
