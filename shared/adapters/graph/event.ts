/** Graph's event ↔ our `CalendarEvent`. Times come in UTC because every request asks for that. */
import type { Attendee, CalendarEvent, Response, Seen, ShowAs } from '../../core/model';
import { htmlToText, tidy } from '../htmlText';
import { keepOutName } from '../names';
import type { GraphEvent } from './schemas';
import { categoriesFor, markOf, modifiedAtOf, textsOf, versionOf } from './stamp';

export const eventSelect =
  '$select=changeKey,lastModifiedDateTime,categories,type,seriesMasterId,iCalUId,originalStart,originalStartTimeZone,subject,body,location,start,end,isAllDay,showAs,sensitivity,isCancelled,isOrganizer,organizer,responseStatus,attendees';

const showAs: Readonly<Record<string, ShowAs>> = {
  free: 'free',
  tentative: 'tentative',
  busy: 'busy',
  oof: 'away',
  workingElsewhere: 'elsewhere',
};
const responses: Readonly<Record<string, Response>> = {
  organizer: 'organizer',
  accepted: 'accepted',
  tentativelyAccepted: 'tentative',
  declined: 'declined',
};

/** @throws RangeError when the times are not in UTC, although asked for. */
export function eventOf(raw: GraphEvent, uid: string): CalendarEvent {
  const categories = textsOf(raw.categories);
  const allDay = raw.isAllDay ?? false;
  const attendees = (raw.attendees ?? []).map(attendeeOf).filter(({ email }) => email !== '');
  const start = timeOf(raw.start, allDay);
  const alone = attendees.length === 0 && raw.isOrganizer !== false;
  return {
    kind: 'event',
    uid,
    seriesId: raw.seriesMasterId ?? '',
    originalStart: raw.seriesMasterId ? originalStartOf(raw, start, allDay) : '',
    subject: raw.subject ?? '',
    location: raw.location?.displayName ?? '',
    description: raw.body?.contentType === 'html' ? htmlToText(raw.body.content ?? '') : tidy(raw.body?.content ?? ''),
    start,
    end: timeOf(raw.end, allDay),
    allDay,
    // Windows names are of no use outside Windows; the times are UTC anyway.
    timeZone: /^(UTC|[A-Z][A-Za-z]+\/.+)$/.test(raw.originalStartTimeZone ?? '') ? (raw.originalStartTimeZone ?? '') : '',
    showAs: showAs[raw.showAs ?? ''] ?? 'busy',
    private: !['', 'normal'].includes(raw.sensitivity ?? ''),
    cancelled: raw.isCancelled ?? false,
    organizer: alone ? '' : (raw.organizer?.emailAddress?.address ?? '').toLowerCase(),
    organizerName: alone ? '' : (raw.organizer?.emailAddress?.name ?? ''),
    mine: raw.isOrganizer !== false,
    response: alone ? 'none' : (responses[raw.responseStatus?.response ?? ''] ?? 'none'),
    attendees,
    categories,
    keptOut: categories.includes(keepOutName),
  };
}

export function seenEvent(raw: GraphEvent, uid: string): Seen<'mailbox'> {
  return {
    side: 'mailbox',
    kind: 'event',
    id: raw.id,
    version: versionOf(raw),
    modifiedAt: modifiedAtOf(raw),
    mark: markOf(raw),
    item: eventOf(raw, uid),
  };
}

/** Body of a POST (`base` blank) or PATCH. Start, end and all-day go together, as Graph checks them together. */
export function eventBody(set: Partial<Omit<CalendarEvent, 'kind'>>, base: CalendarEvent): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  const next: CalendarEvent = { ...base, ...set };
  if (set.subject !== undefined) body.subject = set.subject;
  if (set.location !== undefined) body.location = { displayName: set.location };
  if (set.description !== undefined) body.body = { contentType: 'text', content: set.description };
  if (set.start !== undefined || set.end !== undefined || set.allDay !== undefined) {
    body.isAllDay = next.allDay;
    body.start = { dateTime: dateTimeOf(next.start, next.allDay), timeZone: 'UTC' };
    body.end = { dateTime: dateTimeOf(next.end, next.allDay), timeZone: 'UTC' };
  }
  if (set.showAs !== undefined) body.showAs = set.showAs === 'away' ? 'oof' : set.showAs === 'elsewhere' ? 'workingElsewhere' : set.showAs;
  if (set.private !== undefined && set.private !== base.private) body.sensitivity = set.private ? 'private' : 'normal';
  if (set.attendees !== undefined) body.attendees = set.attendees.map(attendeeBody);
  if (set.keptOut !== undefined || set.categories !== undefined) body.categories = categoriesFor(set, base);
  return body;
}

/**
 * Exchange makes the UID of an occurrence from its series' by writing the date into it ([MS-OXOCAL] PidLidGlobalObjectId);
 * with the date blanked it is the series' own. Null: another make of UID, the series must be asked.
 */
export function seriesUid(uid: string): string | null {
  return /^040000008200e00074c5b7101a82e008[0-9a-f]{8}/i.test(uid) ? `${uid.slice(0, 32)}00000000${uid.slice(40)}` : null;
}

function attendeeOf(raw: NonNullable<GraphEvent['attendees']>[number]): Attendee {
  return {
    email: (raw.emailAddress?.address ?? '').toLowerCase(),
    name: raw.emailAddress?.name ?? '',
    response: responses[raw.status?.response ?? ''] ?? 'none',
    optional: raw.type === 'optional',
    resource: raw.type === 'resource',
  };
}

const attendeeBody = ({ email, name, optional, resource }: Attendee) => ({
  emailAddress: { address: email, name: name || email },
  type: resource ? 'resource' : optional ? 'optional' : 'required',
});

/** `2026-03-02T09:00:00.0000000` in UTC → `2026-03-02T09:00:00Z`; of an all-day event the date. */
function timeOf({ dateTime, timeZone }: GraphEvent['start'], allDay: boolean): string {
  if (allDay) return dateTime.slice(0, 10);
  if (!['UTC', 'Etc/UTC', 'tzone://Microsoft/Utc', ''].includes(timeZone ?? '')) throw new RangeError('time: expected UTC');
  return `${new Date(Date.parse(`${dateTime.slice(0, 19)}Z`)).toISOString().slice(0, 19)}Z`;
}

/** An all-day occurrence starts at midnight of some zone: half a day on, the date is right in all of them. */
function originalStartOf(raw: GraphEvent, start: string, allDay: boolean): string {
  const instant = Date.parse(raw.originalStart ?? '');
  if (Number.isNaN(instant)) return start;
  return allDay ? new Date(instant + 12 * 3_600_000).toISOString().slice(0, 10) : `${new Date(instant).toISOString().slice(0, 19)}Z`;
}

const dateTimeOf = (text: string, allDay: boolean): string => (allDay ? `${text.slice(0, 10)}T00:00:00` : text.replace(/Z$/, ''));
