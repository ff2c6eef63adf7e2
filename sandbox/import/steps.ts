/**
 * Daily and finer rules, step by step. The library walks on to the year 9999 when such a rule never comes true ("every
 * day that is the 30th of February"), so these are walked here, with an end.
 */
import type { Frequency, Rule } from './model';

const SECOND = 1000;
const lengths: Readonly<Partial<Record<Frequency, number>>> = {
  DAILY: 86_400 * SECOND,
  HOURLY: 3600 * SECOND,
  MINUTELY: 60 * SECOND,
  SECONDLY: SECOND,
};
const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
/** A few seconds of work. A rule that needs more is a mistake in the file. */
const MOST_STEPS = 2_000_000;

export const isStepped = (rule: Rule): boolean => lengths[rule.freq] !== undefined && rule.by['BYSETPOS'] === undefined;

const matches = (list: readonly number[] | undefined, value: number, length: number) =>
  list === undefined || list.includes(value) || list.includes(value - length - 1);

function dayFits(rule: Rule): (wall: number) => boolean {
  const days = new Set(rule.byDay.map(({ day }) => day));
  const { BYMONTH, BYMONTHDAY, BYYEARDAY } = rule.by;
  if (days.size === 0 && !BYMONTH && !BYMONTHDAY && !BYYEARDAY) return () => true;
  return (wall) => {
    const date = new Date(wall);
    const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
    if (days.size > 0 && !days.has(weekdays[date.getUTCDay()]!)) return false;
    if (BYMONTH && !BYMONTH.includes(month + 1)) return false;
    if (!matches(BYMONTHDAY, date.getUTCDate(), new Date(Date.UTC(year, month + 1, 0)).getUTCDate())) return false;
    const yearDay = Math.floor((wall - Date.UTC(year, 0, 1)) / (86_400 * SECOND)) + 1;
    return matches(BYYEARDAY, yearDay, Math.floor((Date.UTC(year + 1, 0, 1) - Date.UTC(year, 0, 1)) / (86_400 * SECOND)));
  };
}

/** Lists of a unit finer than the step multiply it, the others filter. */
function inside(rule: Rule): (wall: number) => readonly number[] {
  const step = lengths[rule.freq]!;
  const units = [
    { list: rule.by['BYHOUR'], unit: 3600 * SECOND, size: 24 },
    { list: rule.by['BYMINUTE'], unit: 60 * SECOND, size: 60 },
    { list: rule.by['BYSECOND'], unit: SECOND, size: 60 },
  ];
  return (wall) => {
    let walls: readonly number[] = [wall];
    for (const { list, unit, size } of units) {
      if (!list) continue;
      const now = Math.floor(wall / unit) % size;
      const there = ((now % size) + size) % size;
      if (step <= unit) walls = list.includes(there) ? walls : [];
      else walls = walls.flatMap((each) => [...list].sort((a, b) => a - b).map((value) => each + (value - there) * unit));
    }
    return walls;
  };
}

/** The walls at which the rule comes true, until `keep` says no, up to `last`. */
export function steps(rule: Rule, start: number, last: number, keep: (wall: number) => boolean): number[] {
  const found: number[] = [];
  const step = lengths[rule.freq]! * rule.interval;
  const fits = dayFits(rule);
  const expand = inside(rule);
  for (let n = 0, wall = start; n < MOST_STEPS && wall <= last + step; n++, wall += step) {
    if (!fits(wall)) continue;
    for (const each of expand(wall)) {
      if (each < start) continue;
      if (each > last || (rule.count !== null && found.length >= rule.count)) return found;
      found.push(each);
      if (!keep(each)) return found;
    }
  }
  return found;
}
