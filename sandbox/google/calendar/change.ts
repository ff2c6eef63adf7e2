/** Putting new contents into a row, and what that does to a series: instances that end, exceptions that lose their place. */
import { calendarError } from '../answers';
import { type JsonObject, sameJson } from '../json';
import type { Row, Stored } from './model';
import { BadRule, Series } from './recurrence';
import { effective } from './show';
import { type Calendar, instanceId } from './store';
import { momentOf, stampOf, type When, whenOf } from './time';

/** How far ahead an endless series is shown and compared. */
export const HORIZON = 730 * 86_400_000;

export function checkRule(fields: JsonObject): void {
  const start = whenOf(fields.start);
  if (!Array.isArray(fields.recurrence) || !start) return;
  try {
    new Series(start, fields.recurrence as string[]);
  } catch (error) {
    if (error instanceof BadRule) throw calendarError(400, 'invalid', 'Invalid recurrence rule.');
    throw error;
  }
}

/** Replaces what a master or a single event says. */
export function replaceFields(calendar: Calendar, stored: Stored, fields: JsonObject, now: number): void {
  const before = stored.fields;
  if (sameJson(before, fields) && !stored.cancelled && stored.seq > 0) return;
  const moved = ['start', 'end', 'recurrence'].some((name) => !sameJson(before[name], fields[name]));
  const onlyReminders = stored.seq > 0 && sameJson({ ...before, reminders: null }, { ...fields, reminders: null });
  const old = stored.seq > 0 && moved ? startsOf(calendar, stored, now) : null;
  stored.fields =
    moved && stored.seq > 0 && !stored.masterId
      ? { ...fields, sequence: Math.max(Number(before.sequence ?? 0) + 1, Number(fields.sequence ?? 0)) }
      : fields;
  stored.cancelled = false;
  calendar.touch(stored, now, onlyReminders);
  if (old) retire(calendar, stored, old, now);
}

function startsOf(calendar: Calendar, stored: Stored, now: number): When[] | 'single' {
  const series = calendar.seriesOf(stored);
  if (!series) return 'single';
  return series.between(Number.NEGATIVE_INFINITY, now + HORIZON, calendar.head.timeZone);
}

/** Remembers which instances a new rule no longer has, so that incremental lists of single instances can say so. */
function retire(calendar: Calendar, stored: Stored, old: When[] | 'single', now: number): void {
  if (stored.masterId) return;
  const series = calendar.seriesOf(stored);
  if (old === 'single') {
    if (series) stored.retired[''] = stored.seq;
    return;
  }
  const start = whenOf(stored.fields.start);
  const kept = new Set(series?.between(Number.NEGATIVE_INFINITY, now + HORIZON, calendar.head.timeZone).map(stampOf) ?? []);
  for (const when of old) if (!kept.has(stampOf(when))) stored.retired[stampOf(when)] = stored.seq;
  for (const stamp of kept) delete stored.retired[stamp];
  for (const exception of calendar.exceptionsOf(stored.id)) {
    if (exception.original && (!series || !start || !series.has(exception.original))) {
      stored.retired[stampOf(exception.original)] = stored.seq;
      calendar.forget(exception);
    }
  }
}

/** Makes an instance say this: what equals the series is not kept. */
export function replaceInstance(calendar: Calendar, master: Stored, original: When, fields: JsonObject, now: number): Stored {
  const inherited = effective(calendar, { stored: master, original, cancelled: false });
  const overrides: JsonObject = {};
  for (const name of new Set([...Object.keys(inherited), ...Object.keys(fields)])) {
    if (name !== 'recurrence' && !sameJson(inherited[name], fields[name])) overrides[name] = fields[name] ?? null;
  }
  const exception = exceptionFor(calendar, master, original, now);
  const previous = exception.seq > 0 ? effective(calendar, { stored: exception, original: null, cancelled: false }) : inherited;
  if (!sameJson(previous.start, fields.start) || !sameJson(previous.end, fields.end)) {
    overrides.sequence = Number(previous.sequence ?? 0) + 1;
  }
  const silent = exception.seq > 0 && sameJson({ ...exception.fields, reminders: null }, { ...overrides, reminders: null });
  if (exception.seq > 0 && !exception.cancelled && sameJson(exception.fields, overrides)) return exception;
  exception.fields = overrides;
  exception.cancelled = false;
  calendar.touch(exception, now, silent);
  return exception;
}

export function cancelInstance(calendar: Calendar, master: Stored, original: When, now: number): Stored {
  const exception = exceptionFor(calendar, master, original, now);
  exception.cancelled = true;
  calendar.touch(exception, now);
  return exception;
}

function exceptionFor(calendar: Calendar, master: Stored, original: When, now: number): Stored {
  return (
    calendar.exception(master.id, original) ?? {
      id: instanceId(master.id, original),
      uid: master.uid,
      masterId: master.id,
      original,
      cancelled: false,
      fields: {},
      organizer: master.organizer,
      creator: master.creator,
      created: now,
      updated: now,
      seq: 0,
      retired: {},
    }
  );
}

/** Where the row stands in time, for windows and for order: start and end as instants. */
export function spanOf(calendar: Calendar, row: Row): readonly [start: number, end: number] {
  const fields = effective(calendar, row);
  const fallback = row.original ?? row.stored.original;
  const zone = calendar.head.timeZone;
  const start = whenOf(fields.start) ?? fallback;
  const end = whenOf(fields.end) ?? start;
  return [start ? momentOf(start, zone) : 0, end ? momentOf(end, zone) : 0];
}
