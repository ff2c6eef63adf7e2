/** Events of a file sorted into single events and series with their edited and cancelled occurrences. */

import { startOfDay } from './dates';
import type { ImportedEvent, Unreadable } from './model';
import { dateOf, isEndless, isSeries, isSubDaily, isTooFine, type Occurrence, occurrences, utcOf, type Window } from './occurrences';

export interface Override {
  readonly occurrence: Occurrence;
  readonly event: ImportedEvent;
}
export interface Series {
  readonly master: ImportedEvent;
  readonly overrides: readonly Override[];
}
export interface Sorted {
  readonly singles: readonly ImportedEvent[];
  readonly series: readonly Series[];
  /** Overrides without a master or without an occurrence: they stand alone. */
  readonly strays: readonly ImportedEvent[];
  readonly unreadable: readonly Unreadable[];
  /** Replaced by a later version of the same event in the same files: read, but there is nothing to add. */
  readonly replaced: readonly ImportedEvent[];
}

const hundredYears = 100 * 365.25 * 86_400_000;

/** Far enough to find the occurrence that an override names. */
export const around = (event: ImportedEvent, cap = 20_000): Window => ({
  from: Number.NEGATIVE_INFINITY,
  to: Math.max(utcOf(event.start), Date.UTC(2000, 0, 1)) + hundredYears / 2,
  cap,
});

function tooOften(master: ImportedEvent): string | null {
  const rule = master.rules.find((each) => (isSubDaily(each) && isEndless(each)) || isTooFine(each, master.start.wall));
  if (!rule) return null;
  return `It repeats several times a day ${isEndless(rule) ? 'for ever' : 'for years'}, which no mailbox can hold. Give the series an end in the calendar it came from and export again.`;
}

/** A key for matching an override with its occurrence: the day of all-day events, else the instant. */
function byName(master: ImportedEvent): (override: ImportedEvent) => Occurrence | undefined {
  const list = occurrences({ ...master, removed: [] }, around(master));
  const instants = new Map(list.map((each) => [each.utc, each]));
  const days = new Map(list.map((each) => [startOfDay(each.wall), each]));
  return ({ overrides }) => {
    if (!overrides) return undefined;
    return master.start.day || overrides.day ? days.get(dateOf(overrides)) : instants.get(utcOf(overrides));
  };
}

const later = (a: ImportedEvent, b: ImportedEvent) => (b.sequence >= a.sequence ? b : a);

function seriesOf(master: ImportedEvent, candidates: readonly ImportedEvent[], strays: ImportedEvent[], replaced: ImportedEvent[]): Series {
  if (candidates.length === 0) return { master, overrides: [] };
  const find = byName(master);
  const overrides = new Map<number, Override>();
  for (const event of candidates) {
    const occurrence = find(event);
    if (!occurrence) {
      strays.push(event);
      continue;
    }
    const before = overrides.get(occurrence.utc);
    const kept = before ? later(before.event, event) : event;
    if (before) replaced.push(kept === event ? before.event : event);
    overrides.set(occurrence.utc, { occurrence, event: kept });
  }
  return { master, overrides: [...overrides.values()] };
}

/** UIDs are compared within a file: two exports of one calendar are two files, and the later one replaces nothing. */
export function sort(events: readonly ImportedEvent[]): Sorted {
  const singles: ImportedEvent[] = [];
  const series: Series[] = [];
  const strays: ImportedEvent[] = [];
  const replaced: ImportedEvent[] = [];
  const unreadable: Unreadable[] = [];
  const key = (event: ImportedEvent) => `${event.file}\n${event.uid}`;
  const edits = new Map<string, ImportedEvent[]>();
  for (const event of events) if (event.overrides) edits.set(key(event), [...(edits.get(key(event)) ?? []), event]);
  for (const event of events) {
    if (event.overrides) continue;
    if (!isSeries(event)) {
      singles.push(event);
      continue;
    }
    const candidates = event.uid === '' ? [] : (edits.get(key(event)) ?? []);
    const why = tooOften(event);
    if (why !== null) {
      unreadable.push({ file: event.file, item: event.item, why });
      continue;
    }
    edits.delete(key(event));
    const made = seriesOf(event, candidates, strays, replaced);
    if (occurrences(event, around(event, 1)).length === 0 && made.overrides.length === 0)
      unreadable.push({
        file: event.file,
        item: event.item,
        why: 'It repeats, but no date is left: each was taken out again, or the rule never comes true. If it is still wanted, correct it in the calendar it came from and export again.',
      });
    else series.push(made);
  }
  for (const left of edits.values()) strays.push(...left);
  return { singles, series, strays, unreadable, replaced };
}

/** How many appearances in a window these events make, as a calendar would show them; at most `cap`. */
export function countInstances(events: readonly ImportedEvent[], window: Window): { all: number; cancelled: number } {
  const sorted = sort(events);
  const inside = (utc: number) => utc >= window.from && utc < window.to;
  const count = { all: 0, cancelled: 0 };
  const add = (event: ImportedEvent) => {
    if (!inside(utcOf(event.start))) return;
    count.all++;
    if (event.status === 'cancelled') count.cancelled++;
  };
  for (const event of [...sorted.singles, ...sorted.strays]) add(event);
  for (const { master, overrides } of sorted.series) {
    const edited = new Set(overrides.map(({ occurrence }) => occurrence.utc));
    count.all += occurrences(master, window).filter(({ utc }) => !edited.has(utc)).length;
    for (const { event } of overrides) add(event);
  }
  return { all: Math.min(count.all, window.cap), cancelled: count.cancelled };
}
