/** Finding rows: by id, by window, by series, by change (Calendar API, "Events: list", "Synchronize resources efficiently"). */
import { notFound } from '../answers';
import { objectOf, textOf } from '../json';
import { HORIZON, spanOf } from './change';
import type { Row, Stored } from './model';
import { effective, rowOf } from './show';
import type { Calendar } from './store';
import { stampOf, stampToWhen, type When, whenOf } from './time';

export interface Window {
  /** Bounds in ms; the events must end after `min` and start before `max`. */
  readonly min: number | null;
  readonly max: number | null;
}

/** The row of an id: a stored one, or an instance of a series. */
export function resolve(calendar: Calendar, id: string): Row {
  const stored = calendar.get(id);
  if (stored) {
    const master = stored.masterId ? calendar.get(stored.masterId) : undefined;
    return { stored, original: null, cancelled: stored.cancelled || master?.cancelled === true };
  }
  const cut = id.lastIndexOf('_');
  const master = cut > 0 ? calendar.get(id.slice(0, cut)) : undefined;
  const start = whenOf(master?.fields.start);
  const original = master && start ? stampToWhen(id.slice(cut + 1), 'at' in start ? start.timeZone : 'UTC') : null;
  if (!master || !original || !calendar.seriesOf(master)?.has(original)) throw notFound();
  return { stored: master, original, cancelled: master.cancelled };
}

const inWindow = (calendar: Calendar, row: Row, window: Window): boolean => {
  if (window.min === null && window.max === null) return true;
  const [start, end] = spanOf(calendar, row);
  return (window.max === null || start < window.max) && (window.min === null || end > window.min || (start === end && start >= window.min));
};

/** The instances of a series that touch the window: untouched ones by the rule, changed ones by what they say now. */
export function instancesOf(calendar: Calendar, master: Stored, window: Window, now: number): Row[] {
  const series = calendar.seriesOf(master);
  if (!series) return [];
  const [start, end] = spanOf(calendar, rowOf(master));
  const from = window.min === null ? Number.NEGATIVE_INFINITY : window.min - (end - start);
  const to = window.max ?? Math.max(now, window.min ?? now) + HORIZON;
  const exceptions = calendar.exceptionsOf(master.id);
  const changed = new Set(exceptions.map((each) => (each.original ? stampOf(each.original) : '')));
  const rows: Row[] = series
    .between(from, to, calendar.head.timeZone)
    .filter((original) => !changed.has(stampOf(original)))
    .map((original) => ({ stored: master, original, cancelled: master.cancelled }));
  const moved = exceptions.map((stored) => ({ stored, original: null, cancelled: stored.cancelled || master.cancelled }));
  return [...rows, ...moved].filter((row) => inWindow(calendar, row, window));
}

/** Full listing. With `singleEvents` a series is its instances, else its master and exceptions. */
export function allRows(calendar: Calendar, window: Window, single: boolean, now: number): Row[] {
  const rows: Row[] = [];
  for (const stored of calendar.events.values()) {
    const repeats = Array.isArray(stored.fields.recurrence) && !stored.masterId;
    if (single && repeats) rows.push(...instancesOf(calendar, stored, window, now));
    else if (single && stored.masterId && calendar.get(stored.masterId)) continue;
    else if (repeats) {
      const meets = (window.min === null && window.max === null) || instancesOf(calendar, stored, window, now).length > 0;
      if (meets) rows.push(rowOf(stored));
    } else if (inWindow(calendar, rowOf(stored), window)) rows.push(rowOf(stored));
  }
  return rows;
}

/** What changed after the sequence number, deletions included. */
export function changedRows(
  calendar: Calendar,
  since: number,
  window: Window,
  single: boolean,
  now: number,
  deletedSeries: 'instances' | 'master',
): Row[] {
  const rows: Row[] = [];
  const told = new Set<string>();
  for (const stored of calendar.changedSince(since)) {
    const master = stored.masterId ? calendar.get(stored.masterId) : stored;
    if (!single || !master || !Array.isArray(master.fields.recurrence)) rows.push(rowOf(stored), ...retiredRows(stored, since, single));
    else if (stored !== master && master.seq > since) continue;
    else if (stored !== master) rows.push({ stored, original: null, cancelled: stored.cancelled || master.cancelled });
    else if (!told.has(stored.id)) {
      told.add(stored.id);
      if (stored.cancelled && deletedSeries === 'master') rows.push(rowOf(stored));
      else rows.push(...retiredRows(stored, since, single), ...instancesOf(calendar, stored, window, now));
    }
  }
  return rows;
}

/** Instances that a new rule took away. The empty stamp stands for the single event that became a series. */
function retiredRows(stored: Stored, since: number, single: boolean): Row[] {
  if (!single) return [];
  const start = whenOf(stored.fields.start);
  const zone = start && 'at' in start ? start.timeZone : 'UTC';
  return Object.entries(stored.retired).flatMap(([stamp, seq]): Row[] => {
    if (seq <= since) return [];
    const original: When | null = stamp === '' ? null : stampToWhen(stamp, zone);
    return stamp === '' || original ? [{ stored, original, cancelled: true }] : [];
  });
}

export interface Search {
  readonly q: string;
  readonly uid: string;
  readonly privates: readonly string[];
  readonly shareds: readonly string[];
  readonly types: readonly string[];
  readonly updatedMin: number | null;
}

export function matches(calendar: Calendar, row: Row, search: Search): boolean {
  if (search.uid && row.stored.uid !== search.uid) return false;
  if (search.updatedMin !== null && row.stored.updated < search.updatedMin) return false;
  const fields = effective(calendar, row);
  if (search.types.length > 0 && !search.types.includes(textOf(fields.eventType) || 'default')) return false;
  const has = (which: 'private' | 'shared') => (pair: string) => {
    const cut = pair.indexOf('=');
    return objectOf(objectOf(fields.extendedProperties)[which])[pair.slice(0, cut)] === pair.slice(cut + 1);
  };
  if (!search.privates.every(has('private')) || !search.shareds.every(has('shared'))) return false;
  if (!search.q) return true;
  const text = [fields.summary, fields.description, fields.location, JSON.stringify(fields.attendees ?? ''), row.stored.organizer.email];
  return text.map(textOf).join('\n').toLowerCase().includes(search.q.toLowerCase());
}
