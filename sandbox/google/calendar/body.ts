/** What a client sends as an event becomes stored fields: merged, checked, defaults dropped (Calendar API, "Events" resource). */
import { badParameter, calendarError } from '../answers';
import { isObject, type Json, type JsonObject, listOf, objectOf, textOf } from '../json';
import { wireTime } from './show';
import { dateMs, instantOf, isZone, type When, whenOf } from './time';

const texts = ['summary', 'description', 'location', 'colorId', 'eventLabelId'];
const flags: Readonly<Record<string, boolean>> = {
  guestsCanInviteOthers: true,
  guestsCanModify: false,
  guestsCanSeeOtherGuests: true,
  anyoneCanAddSelf: false,
  endTimeUnspecified: false,
  privateCopy: false,
};
const choices: Readonly<Record<string, readonly string[]>> = {
  status: ['confirmed', 'tentative', 'cancelled'],
  transparency: ['opaque', 'transparent'],
  visibility: ['default', 'public', 'private', 'confidential'],
  eventType: ['default', 'birthday', 'focusTime', 'fromGmail', 'outOfOffice', 'workingLocation'],
};
const objects = ['source', 'gadget', 'workingLocationProperties', 'outOfOfficeProperties', 'focusTimeProperties', 'birthdayProperties'];
const answers = ['needsAction', 'declined', 'tentative', 'accepted'];

/** RFC 7396, which is what "patch semantics" of Google amount to: objects merge, null removes, lists are replaced. */
export function merge(target: Json | undefined, patch: Json | undefined): Json | undefined {
  if (!isObject(patch)) return patch;
  const merged: JsonObject = { ...objectOf(target) };
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete merged[name];
    else merged[name] = merge(merged[name], value);
  }
  return merged;
}

/** Times back in wire form, so that a patch can be laid over them. */
export function asWire(fields: JsonObject): JsonObject {
  const wire = { ...fields };
  for (const name of ['start', 'end']) {
    const when = whenOf(fields[name]);
    if (when) wire[name] = wireTime(when, 'at' in when ? when.timeZone : 'UTC');
  }
  return wire;
}

/** Everything a client may write, checked. `zone` is the calendar's. */
export function readFields(body: JsonObject, zone: string): JsonObject {
  const fields: JsonObject = {};
  for (const name of texts) if (textOf(body[name])) fields[name] = textOf(body[name]);
  for (const [name, normal] of Object.entries(flags)) {
    if (typeof body[name] === 'boolean' && body[name] !== normal) fields[name] = body[name];
  }
  for (const [name, allowed] of Object.entries(choices)) {
    const value = body[name];
    if (value === undefined || value === null) continue;
    if (!allowed.includes(textOf(value))) throw calendarError(400, 'invalid', `Invalid value for: ${name}`);
    if (value !== allowed[0]) fields[name] = value;
  }
  for (const name of objects) if (isObject(body[name])) fields[name] = body[name];
  if (typeof body.sequence === 'number' && body.sequence > 0) fields.sequence = body.sequence;
  const recurrence = listOf(body.recurrence).map(textOf).filter(Boolean);
  if (recurrence.length > 0) fields.recurrence = recurrence;
  const attendees = readAttendees(body.attendees);
  if (attendees.length > 0) fields.attendees = attendees;
  const properties = readProperties(body.extendedProperties);
  if (properties) fields.extendedProperties = properties;
  const reminders = readReminders(body.reminders);
  if (reminders) fields.reminders = reminders;
  return { ...fields, ...readTimes(body, zone, recurrence.length > 0) };
}

function readAttendees(value: Json | undefined): JsonObject[] {
  const byEmail = new Map<string, JsonObject>();
  for (const each of listOf(value)) {
    const { email, displayName, optional, resource, comment, additionalGuests, responseStatus } = objectOf(each);
    if (!textOf(email)) throw calendarError(400, 'required', 'Missing attendee email.');
    if (!/^[^@\s]+@[^@\s]+$/.test(textOf(email))) throw calendarError(400, 'invalid', 'Invalid attendee email.');
    const status = textOf(responseStatus) || 'needsAction';
    if (!answers.includes(status)) throw calendarError(400, 'invalid', 'Invalid value for: responseStatus');
    const attendee: JsonObject = { email: email!, responseStatus: status };
    if (textOf(displayName)) attendee.displayName = textOf(displayName);
    if (optional === true) attendee.optional = true;
    if (resource === true) attendee.resource = true;
    if (textOf(comment)) attendee.comment = textOf(comment);
    if (typeof additionalGuests === 'number' && additionalGuests > 0) attendee.additionalGuests = additionalGuests;
    byEmail.set(textOf(email).toLowerCase(), attendee);
  }
  return [...byEmail.values()];
}

/** "Extended properties": keys over 44 characters are dropped and values cut at 1024, both silently; 300 each, 32 kB. */
function readProperties(value: Json | undefined): JsonObject | null {
  const properties: JsonObject = {};
  for (const which of ['private', 'shared'] as const) {
    const entries = Object.entries(objectOf(objectOf(value)[which]))
      .filter(([key, each]) => typeof each === 'string' && key.length <= 44)
      .map(([key, each]) => [key, textOf(each).slice(0, 1024)] as const);
    if (entries.length > 300 || entries.reduce((sum, [key, each]) => sum + key.length + each.length, 0) > 32_768) {
      throw calendarError(400, 'invalid', 'Extended properties limit exceeded.');
    }
    if (entries.length > 0) properties[which] = Object.fromEntries(entries);
  }
  return Object.keys(properties).length > 0 ? properties : null;
}

function readReminders(value: Json | undefined): JsonObject | null {
  if (!isObject(value)) return null;
  const overrides = listOf(value.overrides);
  if (value.useDefault === true && overrides.length > 0) {
    throw calendarError(
      400,
      'cannotUseDefaultRemindersAndSpecifyOverride',
      'Cannot specify both default reminders and overrides at the same time.',
    );
  }
  if (value.useDefault !== false) return null;
  return overrides.length > 0 ? { useDefault: false, overrides } : { useDefault: false };
}

function readTimes(body: JsonObject, zone: string, repeats: boolean): JsonObject {
  const start = readTime('start', body.start, zone, repeats);
  const end = readTime('end', body.end, zone, repeats);
  if ('date' in start !== 'date' in end)
    throw calendarError(400, 'invalid', 'Start and end times must either both be date or both be dateTime.');
  const empty = 'date' in start && 'date' in end ? end.date <= start.date : 'at' in start && 'at' in end && end.at < start.at;
  if (empty) throw calendarError(400, 'timeRangeEmpty', 'The specified time range is empty.', { domain: 'calendar' });
  return { start, end };
}

/** "start": a date or a dateTime, never both; a dateTime without offset needs a zone, and so does every series. */
function readTime(name: 'start' | 'end', value: Json | undefined, zone: string, repeats: boolean): When {
  const { date, dateTime, timeZone } = objectOf(value);
  if (!date && !dateTime) throw calendarError(400, 'required', `Missing ${name} time.`);
  if (date && dateTime) throw calendarError(400, 'invalid', `Invalid ${name} time.`);
  if (timeZone && !isZone(textOf(timeZone))) throw calendarError(400, 'invalid', `Invalid time zone definition for ${name} time.`);
  if (date) {
    if (!/^\d{4}-\d\d-\d\d$/.test(textOf(date)) || Number.isNaN(dateMs(textOf(date)))) {
      throw calendarError(400, 'invalid', `Invalid value for: Invalid format: "${textOf(date)}"`);
    }
    return { date: textOf(date) };
  }
  const [, local, offset] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?$/i.exec(textOf(dateTime)) ?? [];
  const missing = !offset ? !timeZone : repeats && !timeZone;
  if (local && missing) throw calendarError(400, 'required', `Missing time zone definition for ${name} time.`);
  const at = local ? instantFrom(local, offset, textOf(timeZone)) : Number.NaN;
  if (Number.isNaN(at)) throw calendarError(400, 'badRequest', 'Bad Request');
  return { at, timeZone: textOf(timeZone) || zone };
}

const instantFrom = (local: string, offset: string | undefined, zone: string): number =>
  offset ? Date.parse(local + offset.toUpperCase().replace(/^([+-]\d\d)(\d\d)$/, '$1:$2')) : instantOf(Date.parse(`${local}Z`), zone);

/** "Provided ids": base32hex characters, 5 to 1024 of them. */
export function readId(value: Json | undefined): string | null {
  if (value === undefined || value === null || value === '') return null;
  if (!/^[a-v0-9]{5,1024}$/.test(textOf(value))) throw badParameter('eventId', 'Invalid resource id value.');
  return textOf(value);
}
