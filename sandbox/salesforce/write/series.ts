/** A Lightning series: each occurrence is its own row that repeats the pattern (wire-contracts 4.6). */
import * as rruleModule from 'rrule';
import type { Org } from '../org';
import { Refused } from '../refused';
import type { Row, Value } from '../store/table';

type Rules = typeof rruleModule;
/** The package is CommonJS: bundlers give its members, Node gives them under `default`. */
const { rrulestr } = (rruleModule as unknown as { default?: Rules }).default ?? rruleModule;

const most = 999;

/** Starts of all occurrences, the first included. */
export function occurrences(pattern: string, start: number): number[] {
  try {
    return rrulestr(pattern, { dtstart: new Date(start) })
      .all((_, count) => count < most)
      .map((each) => each.getTime());
  } catch {
    throw new Refused('FIELD_INTEGRITY_EXCEPTION', `Recurrence pattern is invalid: ${pattern}`, ['Recurrence2PatternText']);
  }
}

/** What every row of a series has, and what belongs to one occurrence. */
export function patternOf(pattern: string, start: number, timeZone: string): Record<string, Value> {
  return {
    Recurrence2PatternText: pattern,
    Recurrence2PatternVersion: '1',
    Recurrence2PatternStartDate: start,
    Recurrence2PatternTimeZone: timeZone,
    IsRecurrence2: true,
  };
}

/** The same series: rows made from one create share owner, pattern and its start, and the row that began it. */
export function fromHereOn(org: Org, row: Row): Row[] {
  const first = seriesKey(row);
  return org.store
    .table('Event')
    .having('Recurrence2PatternText', [row.Recurrence2PatternText ?? null])
    .filter((each) => seriesKey(each) === first && each.IsDeleted !== true && Number(each.StartDateTime) >= Number(row.StartDateTime));
}
const seriesKey = (row: Row) => `${row.Recurrence2PatternStartDate}|${row.OwnerId}|${row.CreatedDate}`;
