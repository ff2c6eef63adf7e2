/** Google's event ↔ our `CalendarEvent`. What is ours on it lives in private extended properties. */
import type { Attendee, CalendarEvent, Response, Seen } from '../../core/model';
import { timeText } from '../../core/time';
import { htmlToText, textToHtml } from '../htmlText';
import type { GoogleEvent } from './schemas';

export const markName = 'instep';
export const keepOutProperty = 'instepKeepOut';

const responses: Readonly<Record<string, Response>> = { accepted: 'accepted', tentative: 'tentative', declined: 'declined' };

type When = GoogleEvent['start'];

/** @throws RangeError when it has no readable times. */
export function eventOf(raw: GoogleEvent): CalendarEvent {
  const allDay = raw.start.date !== '';
  const others = raw.attendees.filter(({ organizer, email }) => !organizer && email !== '');
  const alone = others.length === 0 && raw.organizer.self !== false;
  const mine = alone || raw.organizer.self;
  const own = raw.attendees.find(({ self }) => self);
  return {
    kind: 'event',
    uid: raw.iCalUID,
    seriesId: raw.recurringEventId,
    originalStart: raw.recurringEventId === '' ? '' : timeOf(raw.originalStartTime),
    subject: raw.summary,
    location: raw.location,
    description: htmlToText(raw.description),
    start: timeOf(raw.start),
    end: timeOf(raw.end),
    allDay,
    timeZone: raw.start.timeZone,
    showAs: raw.transparency === 'transparent' ? 'free' : raw.status === 'tentative' ? 'tentative' : 'busy',
    private: raw.visibility === 'private' || raw.visibility === 'confidential',
    cancelled: raw.status === 'cancelled',
    organizer: alone ? '' : raw.organizer.email.toLowerCase(),
    organizerName: alone ? '' : raw.organizer.displayName,
    mine,
    response: alone ? 'none' : mine ? 'organizer' : (responses[own?.responseStatus ?? ''] ?? 'none'),
    attendees: others.map(attendeeOf),
    categories: [],
    keptOut: raw.extendedProperties.private[keepOutProperty] === '1',
  };
}

export const seenEvent = (raw: GoogleEvent): Seen<'mailbox'> => ({
  side: 'mailbox',
  kind: 'event',
  id: raw.id,
  version: raw.etag,
  modifiedAt: Date.parse(raw.updated) || 0,
  mark: raw.extendedProperties.private[markName] ?? '',
  item: eventOf(raw),
});

/** Body of a PATCH or insert. PATCH merges objects, so that a time must say what it no longer is. */
export function eventBody(set: Partial<Omit<CalendarEvent, 'kind'>>, base: CalendarEvent): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  const next: CalendarEvent = { ...base, ...set };
  if (set.subject !== undefined) body.summary = set.subject;
  if (set.location !== undefined) body.location = set.location;
  if (set.description !== undefined) body.description = textToHtml(set.description);
  if (set.start !== undefined || set.end !== undefined || set.allDay !== undefined) {
    body.start = timeBody(next.start, next);
    body.end = timeBody(next.end, next);
  }
  if (set.showAs !== undefined) body.transparency = set.showAs === 'free' ? 'transparent' : 'opaque';
  if (set.private !== undefined && set.private !== base.private) body.visibility = set.private ? 'private' : 'default';
  if (set.attendees !== undefined)
    body.attendees = set.attendees.map(({ email, name, optional, resource }) => ({ email, displayName: name, optional, resource }));
  if (set.keptOut !== undefined) body.extendedProperties = { private: { [keepOutProperty]: set.keptOut ? '1' : null } };
  return body;
}

const attendeeOf = (raw: GoogleEvent['attendees'][number]): Attendee => ({
  email: raw.email.toLowerCase(),
  name: raw.displayName,
  response: responses[raw.responseStatus] ?? 'none',
  optional: raw.optional,
  resource: raw.resource,
});

function timeOf({ date, dateTime }: When): string {
  if (date !== '') return date;
  const instant = Date.parse(dateTime);
  if (Number.isNaN(instant)) throw new RangeError('time: expected a date or a date with time');
  return timeText(instant);
}

function timeBody(text: string, { allDay, timeZone }: CalendarEvent) {
  if (allDay) return { date: text.slice(0, 10), dateTime: null, timeZone: null };
  return { date: null, dateTime: text, ...(timeZone === '' ? {} : { timeZone }) };
}
