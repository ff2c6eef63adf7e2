/**
 * Times of the calendar: an instant or a bare date, wall clocks in IANA zones with daylight saving. Series repeat by the
 * wall clock of their zone, so everything here goes both ways.
 */
import { isObject, type Json } from '../json';

/** A bare date (all-day) or an instant with the zone it was written in. */
export type When = { readonly date: string } | { readonly at: number; readonly timeZone: string };

export const whenOf = (value: Json | undefined): When | null => {
  if (!isObject(value)) return null;
  if (typeof value.date === 'string') return { date: value.date };
  return typeof value.at === 'number' && typeof value.timeZone === 'string' ? { at: value.at, timeZone: value.timeZone } : null;
};

const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, Map<number, number>>();
const QUARTER = 900_000;

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    const fields = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' } as const;
    format = new Intl.DateTimeFormat('en-US', { ...fields, timeZone, hourCycle: 'h23' });
    formats.set(timeZone, format);
  }
  return format;
}

export function isZone(timeZone: string): boolean {
  try {
    formatOf(timeZone);
    return timeZone !== '';
  } catch {
    return false;
  }
}

/** Milliseconds that the zone's wall clock is ahead of UTC at this instant. Zones change on quarter hours only. */
export function offsetAt(instant: number, timeZone: string): number {
  if (timeZone === 'UTC') return 0;
  const quarter = Math.floor(instant / QUARTER);
  let known = offsets.get(timeZone);
  if (!known) {
    known = new Map();
    offsets.set(timeZone, known);
  }
  const cached = known.get(quarter);
  if (cached !== undefined) return cached;
  const part: Record<string, number> = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(quarter * QUARTER)) part[type] = Number(value);
  const wall = Date.UTC(part.year!, part.month! - 1, part.day!, part.hour!, part.minute!, part.second!);
  const offset = wall - quarter * QUARTER;
  known.set(quarter, offset);
  return offset;
}

/** The wall clock as if it were UTC. */
export const wallOf = (instant: number, timeZone: string): number => instant + offsetAt(instant, timeZone);

/** RFC 5545 3.3.5: a time that happens twice is the first, one that is skipped is read with the offset before the gap. */
export function instantOf(wall: number, timeZone: string): number {
  const before = wall - offsetAt(wall - 86_400_000, timeZone);
  if (wallOf(before, timeZone) === wall) return before;
  const after = wall - offsetAt(wall + 86_400_000, timeZone);
  return wallOf(after, timeZone) === wall ? after : before;
}

export const dateMs = (date: string): number => Date.parse(`${date}T00:00:00Z`);
export const dateText = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** Where a time stands on the calendar's line of time: a bare date begins at midnight of the calendar's zone. */
export const momentOf = (when: When, timeZone: string): number => ('date' in when ? instantOf(dateMs(when.date), timeZone) : when.at);

/** RFC 3339 with the offset of the zone, `Z` for UTC; seconds only. */
export function dateTimeText(instant: number, timeZone: string): string {
  const offset = offsetAt(instant, timeZone);
  const local = new Date(instant + offset).toISOString().slice(0, 19);
  if (offset === 0) return `${local}Z`;
  const minutes = Math.abs(offset) / 60_000;
  const two = (n: number) => String(Math.floor(n)).padStart(2, '0');
  return `${local}${offset < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`;
}

/** `20260301` or `20260301T090000Z`: the tail of an instance's id. */
export const stampOf = (when: When): string =>
  'date' in when ? when.date.replaceAll('-', '') : `${new Date(when.at).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

/** The reverse of {@link stampOf}; null when it is none. */
export function stampToWhen(stamp: string, timeZone: string): When | null {
  const [, y, mo, d, time] = /^(\d{4})(\d\d)(\d\d)(T\d{6}Z)?$/.exec(stamp) ?? [];
  if (!y) return null;
  if (!time) return { date: `${y}-${mo}-${d}` };
  const at = Date.parse(`${y}-${mo}-${d}T${time.slice(1, 3)}:${time.slice(3, 5)}:${time.slice(5, 7)}Z`);
  return Number.isNaN(at) ? null : { at, timeZone };
}
