/** RFC 5545 rules as Graph's `patternedRecurrence`, where it can hold them exactly (resource type recurrencePattern). */
import { DAY, dayText, startOfDay } from './dates';
import type { ImportedEvent, Rule } from './model';
import { isSubDaily, occurrences } from './occurrences';
import type { Capability } from './plan';
import { around } from './series';

export type Pattern = Readonly<Record<string, unknown>> & { readonly type: string };

const dayNames: Readonly<Record<string, string>> = {
  SU: 'sunday',
  MO: 'monday',
  TU: 'tuesday',
  WE: 'wednesday',
  TH: 'thursday',
  FR: 'friday',
  SA: 'saturday',
};
const short = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
const indexes: Readonly<Record<number, string>> = { 1: 'first', 2: 'second', 3: 'third', 4: 'fourth', [-1]: 'last' };

const long = (days: readonly string[]) => days.map((day) => dayNames[day] ?? 'monday');
const uses = (rule: Rule) => Object.keys(rule.by).sort().join(' ');
const only = (list: readonly number[] | undefined) => (list?.length === 1 ? list[0]! : null);

/** `first monday`, `last weekday`: an ordinal day, or a set of days with one BYSETPOS. */
function relative(rule: Rule): { index: string; daysOfWeek: string[] } | null {
  if (rule.byDay.length === 0) return null;
  const position = rule.by['BYSETPOS'];
  const nths = new Set(rule.byDay.map(({ nth }) => nth));
  if (nths.size !== 1) return null;
  const nth = [...nths][0]!;
  const index = position ? (nth === 0 ? indexes[only(position) ?? 0] : undefined) : rule.byDay.length === 1 ? indexes[nth] : undefined;
  return index ? { index, daysOfWeek: long(rule.byDay.map(({ day }) => day)) } : null;
}

/** Outlook moves the 31st to the last day of a short month, RFC 5545 leaves such months out. */
const everyMonthHas = (day: number) => day >= 1 && day <= 28;
const monthHas = (month: number, day: number) => day >= 1 && day <= [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]!;

function monthly(rule: Rule, start: Date): Pattern | null {
  const base = { interval: rule.interval };
  const used = uses(rule);
  if (rule.byDay.length > 0) {
    const place = used === '' || used === 'BYSETPOS' ? relative(rule) : null;
    return place && { type: 'relativeMonthly', ...base, ...place };
  }
  const dayOfMonth = used === '' ? start.getUTCDate() : used === 'BYMONTHDAY' ? only(rule.by['BYMONTHDAY']) : null;
  return dayOfMonth !== null && everyMonthHas(dayOfMonth) ? { type: 'absoluteMonthly', ...base, dayOfMonth } : null;
}

function yearly(rule: Rule, start: Date): Pattern | null {
  const month = rule.by['BYMONTH'] ? only(rule.by['BYMONTH']) : start.getUTCMonth() + 1;
  if (month === null) return null;
  const base = { interval: rule.interval, month };
  const used = uses(rule);
  if (rule.byDay.length > 0) {
    // Without a month, "the 20th Monday" counts through the year.
    const place = used === 'BYMONTH' || used === 'BYMONTH BYSETPOS' ? relative(rule) : null;
    return place && { type: 'relativeYearly', ...base, ...place };
  }
  const dayOfMonth =
    used === '' || used === 'BYMONTH' ? start.getUTCDate() : used === 'BYMONTH BYMONTHDAY' ? only(rule.by['BYMONTHDAY']) : null;
  return dayOfMonth !== null && monthHas(month, dayOfMonth) ? { type: 'absoluteYearly', ...base, dayOfMonth } : null;
}

export function patternOf(rule: Rule, startWall: number): Pattern | null {
  if (isSubDaily(rule)) return null;
  const start = new Date(startWall);
  const days = rule.byDay.map(({ day }) => day);
  const used = uses(rule);
  if (rule.freq === 'MONTHLY') return monthly(rule, start);
  if (rule.freq === 'YEARLY') return yearly(rule, start);
  if (used !== '') return null;
  if (rule.freq === 'DAILY' && days.length === 0) return { type: 'daily', interval: rule.interval };
  if (rule.freq === 'DAILY' && rule.interval > 1) return null;
  const daysOfWeek = long(days.length > 0 ? [...new Set(days)] : [short[start.getUTCDay()]!]);
  return { type: 'weekly', interval: rule.interval, daysOfWeek, firstDayOfWeek: dayNames[rule.weekStart] ?? 'monday' };
}

/** Exchange keeps at most 999 numbered occurrences; more of them become an end date. */
const MOST_NUMBERED = 999;

export interface Recurrence {
  readonly pattern: Pattern;
  readonly range: Readonly<Record<string, unknown>>;
}

export function graphRecurrence(master: ImportedEvent, zone: string): Recurrence | null {
  const rule = master.rules[0];
  const pattern = rule ? patternOf(rule, master.start.wall) : null;
  if (!rule || !pattern) return null;
  const base = { startDate: dayText(master.start.wall), recurrenceTimeZone: zone };
  if (rule.count !== null && rule.count <= MOST_NUMBERED)
    return { pattern, range: { type: 'numbered', ...base, numberOfOccurrences: rule.count } };
  if (rule.count !== null) {
    const last = occurrences({ ...master, removed: [] }, around(master, rule.count)).at(-1);
    return { pattern, range: { type: 'endDate', ...base, endDate: dayText(last?.wall ?? master.start.wall) } };
  }
  if (rule.until === null) return { pattern, range: { type: 'noEnd', ...base } };
  // The last day may end before that day's occurrence.
  const beforeIt = !master.start.day && rule.until - startOfDay(rule.until) < master.start.wall - startOfDay(master.start.wall);
  const end = Math.max(startOfDay(rule.until) - (beforeIt ? DAY : 0), startOfDay(master.start.wall));
  return { pattern, range: { type: 'endDate', ...base, endDate: dayText(end) } };
}

export const graphSeries: Capability = {
  vendor: 'Outlook',
  extras: false,
  refuses(master) {
    if (master.rules.length === 0) return 'it is a list of dates without a rule';
    if (master.rules.length > 1 || master.exceptRules.length > 0) return 'it has more than one rule';
    return graphRecurrence(master, 'UTC') ? null : 'its rule is of a kind that Outlook does not have';
  },
};
