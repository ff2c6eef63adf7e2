/**
 * How a row looks on the wire (Calendar API, "Events" resource): defaults left out, `self` and `organizer` worked out for
 * the reader, deleted rows bare in lists.
 */
import type { Account } from '../../world';
import { isOwn } from '../call';
import { isObject, type Json, type JsonObject, listOf, textOf } from '../json';
import type { Row, Someone, Stored } from './model';
import { type Calendar, instanceId } from './store';
import { dateMs, dateText, dateTimeText, type When, whenOf } from './time';

export interface Reader {
  readonly account: Account;
  readonly calendar: Calendar;
  /** Zone of the answer. */
  readonly zone: string;
  readonly maxAttendees: number;
  readonly locked: ReadonlySet<string>;
}

export const etagOf = (stored: Stored): string => `"${3_500_000_000_000_000 + stored.seq * 2}"`;
export const rowOf = (stored: Stored): Row => ({ stored, original: null, cancelled: stored.cancelled });
export const idOf = (row: Row): string => (row.original ? instanceId(row.stored.id, row.original) : row.stored.id);

/** The whole event behind a row: what the series says, then what was changed here. */
export function effective(calendar: Calendar, row: Row): JsonObject {
  const { stored } = row;
  const original = row.original ?? stored.original;
  if (!original) return stored.fields;
  const master = row.original ? stored : calendar.get(stored.masterId);
  const base: JsonObject = { ...master?.fields };
  delete base.recurrence;
  if (master) Object.assign(base, { start: original, end: endOf(master, original) });
  if (!row.original) {
    for (const [name, value] of Object.entries(stored.fields)) {
      if (value === null) delete base[name];
      else base[name] = value;
    }
  }
  return base;
}

function endOf(master: Stored, original: When): When {
  const start = whenOf(master.fields.start);
  const end = whenOf(master.fields.end);
  if (!start || !end) return original;
  if ('date' in original && 'date' in start && 'date' in end) {
    return { date: dateText(dateMs(original.date) + dateMs(end.date) - dateMs(start.date)) };
  }
  if ('at' in original && 'at' in start && 'at' in end) return { at: original.at + end.at - start.at, timeZone: end.timeZone };
  return original;
}

export function wireTime(when: When, zone: string): JsonObject {
  return 'date' in when ? { date: when.date } : { dateTime: dateTimeText(when.at, zone), timeZone: when.timeZone };
}

const someone = (who: Someone, reader: Reader): JsonObject => {
  const self = isOwn(reader.account, who.email) || who.email === reader.calendar.head.id;
  return { email: who.email, ...(who.displayName ? { displayName: who.displayName } : {}), ...(self ? { self: true } : {}) };
};

function attendeesFor(fields: JsonObject, organizer: Someone, reader: Reader): JsonObject {
  const all = listOf(fields.attendees).filter(isObject);
  if (all.length === 0) return {};
  const shown = all.map((attendee): JsonObject => {
    const email = textOf(attendee.email);
    const flags: JsonObject = {};
    if (email.toLowerCase() === organizer.email.toLowerCase()) flags.organizer = true;
    if (isOwn(reader.account, email)) flags.self = true;
    return { ...attendee, ...flags };
  });
  const mine = shown.filter((attendee) => attendee.self);
  const hidden = fields.guestsCanSeeOtherGuests === false && !isOwn(reader.account, organizer.email);
  if (hidden || shown.length > reader.maxAttendees) return { attendees: mine, attendeesOmitted: true };
  return { attendees: shown };
}

const stampedTimes = new Set(['start', 'end', 'attendees', 'status']);

/** The full form, as `get` and the writing methods answer it; also for deleted events. */
export function show(row: Row, reader: Reader): JsonObject {
  const { stored } = row;
  const fields = effective(reader.calendar, row);
  const original = row.original ?? stored.original;
  const id = idOf(row);
  const event: JsonObject = {
    kind: 'calendar#event',
    etag: etagOf(stored),
    id,
    status: row.cancelled ? 'cancelled' : textOf(fields.status) || 'confirmed',
    htmlLink: `https://www.google.com/calendar/event?eid=${Buffer.from(`${id} ${reader.calendar.head.id}`).toString('base64url')}`,
    created: new Date(Math.floor(stored.created / 1000) * 1000).toISOString(),
    updated: new Date(stored.updated).toISOString(),
    iCalUID: stored.uid,
    sequence: 0,
    creator: someone(stored.creator, reader),
    organizer: someone(stored.organizer, reader),
    eventType: 'default',
    reminders: { useDefault: true },
    ...Object.fromEntries(Object.entries(fields).filter(([name]) => !stampedTimes.has(name))),
    ...attendeesFor(fields, stored.organizer, reader),
  };
  const start = whenOf(fields.start);
  const end = whenOf(fields.end);
  if (start) event.start = wireTime(start, reader.zone);
  if (end) event.end = wireTime(end, reader.zone);
  if (original) Object.assign(event, instanceOf(row, original, reader.zone));
  if (reader.locked.has(stored.masterId || stored.id)) event.locked = true;
  return event;
}

const instanceOf = (row: Row, original: When, zone: string): JsonObject => ({
  recurringEventId: row.original ? row.stored.id : row.stored.masterId,
  originalStartTime: wireTime(original, zone) as Json,
});

/** The form of lists: a deleted row keeps only what the reference guarantees (Events resource, `status`). */
export function listed(row: Row, reader: Reader): JsonObject {
  if (!row.cancelled) return show(row, reader);
  const original = row.original ?? row.stored.original;
  const bare: JsonObject = { kind: 'calendar#event', etag: etagOf(row.stored), id: idOf(row), status: 'cancelled' };
  return original ? { ...bare, ...instanceOf(row, original, reader.zone) } : bare;
}
