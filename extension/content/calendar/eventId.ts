/**
 * `data-eventid`: base64url without padding of `<eventId> <calendarId>`, the same since 2017. Event id and calendar are what
 * the Calendar API calls them. Ids that are no event stand beside them: tasks, bookings, blanked and cut ones. Strict: what
 * does not decode to both parts gets no badge.
 */
import { addressOf } from '../address';

export interface EventId {
  readonly eventId: string;
  /** With its ending written out. */
  readonly calendarId: string;
}

/** Holidays, imported and virtual calendars are never a rep's own: their events can have no twin in Salesforce (EVT1). */
const foreign = /@(?:holiday|import|group\.v)\.calendar\.google\.com$/;

/** Bookings and tasks wear their word in front, some before the coding (which then decodes to no text), some inside it. */
const noEvent = /^(?:ttb|tasks?)[_.]/;
/** The API's id; later parts of a split series and single occurrences carry their start. */
const event = /^[a-z\d_]{5,1024}(_R?\d{8}(T\d{6}Z?)?){0,2}$/;

const base64url = /^[\w-]+={0,2}$/;

/** Ids and addresses of calendars are plain letters; anything else is no id. */
function decode(raw: string): string | null {
  if (!base64url.test(raw)) return null;
  try {
    const text = atob(raw.replaceAll('-', '+').replaceAll('_', '/'));
    return /^[ -~]*$/.test(text) ? text : null;
  } catch {
    return null;
  }
}

/** A page has a thousand events of a handful of calendars, and is read again whenever it changes. */
function once<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const now = read(text);
    if (known.size > 4000) known.clear();
    known.set(text, now);
    return now;
  };
}

/**
 * The page shortens the endings of calendar addresses (seen in five extensions, 2026). Its others, `h`, `i` and `v`, are those of foreign
 * calendars: written short they are no addresses.
 */
export const calendarOf = once((short) => addressOf(short.replace(/@m$/, '@gmail.com').replace(/@g$/, '@group.calendar.google.com')));

const eventOf = once((raw) => checked(/^(\S+) (\S+)$/.exec(decode(raw) ?? '')));

/** Both parts, or null when the id is not that of an event in a calendar that could be the rep's. */
export const eventIdOf = (raw: string | null | undefined): EventId | null => (!raw || raw.length > 2048 ? null : eventOf(raw));

/** Whether this stands where an id was blanked or left out; an id of something else (a task, a holiday) is one. */
export const isBlank = (raw: string | null): boolean => !raw || (!noEvent.test(raw) && decode(raw) === null);

function checked(found: RegExpExecArray | null): EventId | null {
  const [, eventId = '', short = ''] = found ?? [];
  const calendarId = calendarOf(short);
  if (!event.test(eventId) || noEvent.test(eventId) || calendarId === null || foreign.test(calendarId)) return null;
  return { eventId, calendarId };
}

/** The second source, on bubbles: `jslog="35389; 2:["<eventId>","<calendarId>",…`. */
export const eventIdInLog = (jslog: string | null): EventId | null => checked(/^35389; 2:\["([^"]+)","([^"]+)"/.exec(jslog ?? ''));

export const byEvent = (element: Element, id: EventId | null) =>
  id === null ? null : { element, target: { by: 'event', ...id } as const, for: id.eventId };
