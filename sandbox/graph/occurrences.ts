/** A series as the calendar shows it: its rule expanded, without the cancelled, with the edited ones in their places. */
import type { EventItem, Exception, Series, Times } from './items';
import { ruleOf } from './recurrence';
import { DAY, dateOf, timesAt } from './times';

export interface Occurrence {
  /** Original date on the series' wall clock: names the occurrence for good. */
  readonly date: string;
  readonly times: Times;
  readonly exception: Exception | null;
}

const rules = new WeakMap<object, ReturnType<typeof ruleOf>>();
function cachedRule(series: Series) {
  let rule = rules.get(series.pattern);
  if (!rule) {
    rule = ruleOf(series.pattern, series.range);
    rules.set(series.pattern, rule); // pattern and range are always replaced together
  }
  return rule;
}

/** When the occurrence of that date would be, had nobody edited it. */
export function plannedTimes(item: EventItem, date: string): Times {
  const { startWall, endWall, zone, zoneName, allDay } = item.times;
  const day = Date.parse(`${date}T00:00:00Z`);
  const start = day + (startWall - Math.floor(startWall / DAY) * DAY);
  return timesAt(start, start + (endWall - startWall), zone, zoneName, allDay);
}

/** The dates of the rule between two instants, generously. */
function datesBetween(series: Series, times: Times, from: number, to: number): string[] {
  const length = times.endWall - times.startWall;
  return cachedRule(series)
    .between(new Date(from - length - 2 * DAY), new Date(to + 2 * DAY), true)
    .map((date) => dateOf(date.getTime()));
}

export const overlaps = (times: Times, from: number, to: number): boolean =>
  times.start < to && (times.end > from || (times.end === times.start && times.start >= from));

/** What a window shows of a series. Edited occurrences count with the times that they were given. */
export function occurrencesOf(item: EventItem, from: number, to: number): readonly Occurrence[] {
  const { series } = item;
  if (!series) return [];
  const gone = new Set(series.cancelled);
  const plain = datesBetween(series, item.times, from, to)
    .filter((date) => !gone.has(date) && !series.exceptions[date])
    .map((date): Occurrence => ({ date, times: plannedTimes(item, date), exception: null }));
  const edited = Object.entries(series.exceptions).map(
    ([date, exception]): Occurrence => ({
      date,
      times: exception.times ?? plannedTimes(item, date),
      exception,
    }),
  );
  return [...plain, ...edited].filter(({ times }) => overlaps(times, from, to)).sort((a, b) => a.times.start - b.times.start);
}

/** One occurrence by its original date; null when the series has none there (any more). */
export function occurrenceOn(item: EventItem, date: string): Occurrence | null {
  const { series } = item;
  if (!series || series.cancelled.includes(date)) return null;
  const exception = series.exceptions[date];
  if (exception) return { date, times: exception.times ?? plannedTimes(item, date), exception };
  const day = new Date(`${date}T00:00:00Z`);
  return cachedRule(series).between(day, day, true).length > 0 ? { date, times: plannedTimes(item, date), exception: null } : null;
}

/**
 * An occurrence stays between its neighbours (wire-contracts 1.5): not on their days, not past them.
 * @returns false when the new times would cross.
 */
export function staysInPlace(item: EventItem, date: string, times: Times): boolean {
  const around = occurrencesOf(item, times.start - 800 * DAY, times.start + 800 * DAY);
  const planned = plannedTimes(item, date).startWall;
  const day = Math.floor(times.startWall / DAY);
  return around.every((other) => {
    if (other.date === date) return true;
    const otherDay = Math.floor(other.times.startWall / DAY);
    return Date.parse(`${other.date}T00:00:00Z`) < planned ? otherDay < day : otherDay > day;
  });
}
