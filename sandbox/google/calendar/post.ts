/** Meeting messages that come from mailboxes elsewhere: an invitation becomes an event here, an answer is noted. */
import { createHash } from 'node:crypto';
import type { MeetingEvent, MeetingMessage, World } from '../../world';
import type { JsonObject } from '../json';
import type { Calendars } from './calendars';
import { cancelInstance, replaceFields, replaceInstance } from './change';
import type { Copies } from './copies';
import type { Stored } from './model';
import type { Calendar } from './store';
import { instantOf, type When, whenOf } from './time';

export function postman(world: World, calendars: Calendars, copies: Copies): (message: MeetingMessage) => void {
  return (message) => {
    const calendar = message.vendor === 'google' ? null : calendars.of(message.to);
    if (!calendar) return;
    const now = world.clock.now();
    const known = calendar.withUid(message.uid)[0];
    const original = originalOf(message.originalStart, known);
    if (message.method === 'reply') {
      if (message.response) copies.answered(calendar, message.uid, original, message.from, message.response);
    } else if (message.method === 'cancel') {
      if (known && original) cancelInstance(calendar, known, original, now);
      else if (known && !known.cancelled) {
        known.cancelled = true;
        calendar.touch(known, now);
      }
    } else if (message.event) receive(calendar, message.uid, message.event, known, original, now);
  };
}

function receive(
  calendar: Calendar,
  uid: string,
  event: MeetingEvent,
  known: Stored | undefined,
  original: When | null,
  now: number,
): void {
  const fields = { ...privateOf(known), ...fieldsOf(event) };
  if (known && original) {
    const { recurrence: _, ...instance } = fields;
    replaceInstance(calendar, known, original, instance, now);
    return;
  }
  const organizer = { email: event.organizer.email, ...(event.organizer.name ? { displayName: event.organizer.name } : {}) };
  const id = `_${createHash('sha1').update(uid).digest('hex')}`;
  const fresh: Stored = {
    ...{ id, uid, masterId: '', original: null, cancelled: false, fields: {}, organizer, creator: organizer },
    ...{ created: now, updated: now, seq: 0, retired: {} },
  };
  replaceFields(calendar, known ?? fresh, fields, now);
}

const privateOf = (known: Stored | undefined): JsonObject => {
  const kept: JsonObject = {};
  for (const name of ['reminders', 'colorId', 'transparency', 'extendedProperties']) {
    if (known?.fields[name] !== undefined) kept[name] = known.fields[name];
  }
  return kept;
};

function originalOf(text: string | undefined, master: Stored | undefined): When | null {
  if (!text) return null;
  const start = whenOf(master?.fields.start);
  if (!start || 'date' in start) return { date: text.slice(0, 10) };
  return { at: Date.parse(text), timeZone: start.timeZone };
}

function fieldsOf(event: MeetingEvent): JsonObject {
  const time = (value: MeetingEvent['start']): When =>
    'date' in value ? value : { at: instantOf(Date.parse(`${value.dateTime.slice(0, 19)}Z`), value.timeZone), timeZone: value.timeZone };
  const fields: JsonObject = { start: time(event.start), end: time(event.end) };
  if (event.subject) fields.summary = event.subject;
  if (event.text) fields.description = event.text;
  if (event.location) fields.location = event.location;
  if (event.recurrence.length > 0) fields.recurrence = [...event.recurrence];
  if (event.isPrivate) fields.visibility = 'private';
  if (event.attendees.length > 0) {
    fields.attendees = event.attendees.map((each) => ({
      email: each.email,
      responseStatus: each.response === 'none' ? 'needsAction' : each.response,
      ...(each.name ? { displayName: each.name } : {}),
      ...(each.optional ? { optional: true } : {}),
    }));
  }
  return fields;
}
