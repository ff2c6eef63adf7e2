/** RRULE texts to rules: of iCalendar 2.0, and the short form of vCalendar 1.0 (`W2 MO TH #10`). */
import { DAY, stampOf } from './dates';
import type { ByDay, Frequency, Rule, Zone } from './model';
import { Unfit } from './model';

const frequencies: readonly string[] = ['YEARLY', 'MONTHLY', 'WEEKLY', 'DAILY', 'HOURLY', 'MINUTELY', 'SECONDLY'];
const days = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** Lowest and highest number of each list; negative numbers count from the end where the flag is set. */
const ranges: Readonly<Record<string, readonly [number, number, boolean]>> = {
  BYMONTH: [1, 12, false],
  BYMONTHDAY: [1, 31, true],
  BYYEARDAY: [1, 366, true],
  BYWEEKNO: [1, 53, true],
  BYHOUR: [0, 23, false],
  BYMINUTE: [0, 59, false],
  BYSECOND: [0, 59, false],
  BYSETPOS: [1, 366, true],
};

const unfit = (rule: string) =>
  new Unfit(
    `It repeats by a rule that cannot be read (${rule.slice(0, 80)}). Correct the rule in the calendar it came from and export again.`,
  );

function numbers(name: string, value: string, whole: string): number[] {
  const [low, high, negative] = ranges[name]!;
  const list = value.split(',').map((part) => Number(part.trim()));
  if (list.some((n) => !Number.isInteger(n) || Math.abs(n) < low || Math.abs(n) > high || (n < 0 && !negative))) throw unfit(whole);
  return [...new Set(list)];
}

function byDay(value: string, freq: Frequency, whole: string): ByDay[] {
  return value.split(',').map((part) => {
    const match = /^([+-]?\d{0,2})(MO|TU|WE|TH|FR|SA|SU)$/i.exec(part.trim());
    if (!match) throw unfit(whole);
    // RFC 5545 gives the number a meaning in months and years only; exporters write it elsewhere too.
    const nth = freq === 'MONTHLY' || freq === 'YEARLY' ? Number(match[1] || 0) : 0;
    if (Math.abs(nth) > 53) throw unfit(whole);
    return { day: match[2]!.toUpperCase(), nth };
  });
}

export interface RuleStart {
  readonly wall: number;
  readonly day: boolean;
  readonly zone: Zone;
}

function until(value: string, start: RuleStart): number {
  const stamp = stampOf(value, 'The end of its rule (UNTIL)');
  if (stamp.day) return start.day ? stamp.wall : stamp.wall + DAY - 1000;
  return stamp.utc && !start.day ? start.zone.toWall(stamp.wall) : stamp.wall;
}

function whole(value: string | undefined, otherwise: number | null, rule: string): number | null {
  if (value === undefined || value === '') return otherwise;
  if (!/^\d{1,6}$/.test(value)) throw unfit(rule);
  return Number(value);
}

export function ruleOf(value: string, start: RuleStart): Rule {
  const text = value.trim();
  if (/^(D|W|MP|MD|YM|YD|M)\d+(\s|$)/.test(text)) return oldRule(text, start);
  const parts = new Map<string, string>();
  for (const part of text.split(';')) {
    const [name = '', ...rest] = part.split('=');
    if (name.trim() !== '') parts.set(name.trim().toUpperCase(), rest.join('=').trim().toUpperCase());
  }
  const freq = parts.get('FREQ') ?? '';
  if (!frequencies.includes(freq)) throw unfit(text);
  const frequency = freq as Frequency;
  const by: Record<string, number[]> = {};
  for (const name of Object.keys(ranges)) if (parts.get(name)) by[name] = numbers(name, parts.get(name)!, text);
  // BYHOUR=9 of an event at nine says nothing new, and many calendars do not know it.
  const at = new Date(start.wall);
  const clock = { BYHOUR: at.getUTCHours(), BYMINUTE: at.getUTCMinutes(), BYSECOND: at.getUTCSeconds() };
  if (['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'].includes(frequency))
    for (const [name, value] of Object.entries(clock)) if (by[name]?.length === 1 && (start.day || by[name][0] === value)) delete by[name];
  const weekStart = parts.get('WKST') ?? 'MO';
  const last = parts.get('UNTIL');
  return {
    freq: frequency,
    interval: whole(parts.get('INTERVAL'), 1, text) || 1,
    count: whole(parts.get('COUNT'), null, text),
    until: last ? until(last, start) : null,
    byDay: parts.get('BYDAY') ? byDay(parts.get('BYDAY')!, frequency, text) : [],
    by,
    weekStart: days.includes(weekStart) ? weekStart : 'MO',
  };
}

/** vCalendar 1.0: frequency and interval, then places in it, then `#count` (#0: for ever) or an end date. */
function oldRule(text: string, start: RuleStart): Rule {
  const [head = '', ...rest] = text.toUpperCase().split(/\s+/);
  const [, kind = '', interval = '1'] = /^([A-Z]+)(\d+)$/.exec(head) ?? [];
  const end = rest.find((part) => /^\d{8}/.test(part));
  const count = rest.find((part) => /^#\d+$/.test(part));
  const places = rest.filter((part) => part !== end && part !== count);
  const freq: Frequency = kind === 'D' ? 'DAILY' : kind === 'W' ? 'WEEKLY' : kind.startsWith('M') ? 'MONTHLY' : 'YEARLY';
  const ordinals = places.filter((part) => /^\d[+-]?$/.test(part)).map((part) => (part.endsWith('-') ? -1 : 1) * Number(part[0]));
  const weekdays = places.filter((part) => days.includes(part));
  const list = places
    .map((part) => (part === 'LD' ? -1 : (part.endsWith('-') ? -1 : 1) * Number.parseInt(part, 10)))
    .filter(Number.isInteger);
  const by: Record<string, number[]> = {};
  if (kind === 'MD') by['BYMONTHDAY'] = numbers('BYMONTHDAY', list.join(','), text);
  if (kind === 'YM' && list.length > 0) by['BYMONTH'] = numbers('BYMONTH', list.join(','), text);
  if (kind === 'YD' && list.length > 0) by['BYYEARDAY'] = numbers('BYYEARDAY', list.join(','), text);
  const nths = kind === 'MP' && ordinals.length > 0 ? ordinals : [0];
  return {
    freq,
    interval: Number(interval) || 1,
    // Without "#" the rule of version 1.0 runs twice; an end date replaces it.
    count: end ? null : count === '#0' ? null : Number((count ?? '#2').slice(1)),
    until: end ? until(end, start) : null,
    byDay: weekdays.flatMap((day) => nths.map((nth) => ({ day, nth }))),
    by,
    weekStart: 'MO',
  };
}
