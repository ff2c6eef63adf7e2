/** The paths of Calendar v3 that the stand-in knows, from the discovery document. */
import { answer, badParameter, calendarError, notFound } from '../answers';
import type { Call } from '../call';
import { type JsonObject, textOf } from '../json';
import type { Calendars } from './calendars';
import type { Copies } from './copies';
import { type Listings, readerFor } from './list';
import type { Row } from './model';
import { resolve } from './read';
import { etagOf, show } from './show';
import type { Calendar } from './store';
import { isZone } from './time';
import { Writing } from './write';

export interface CalendarService {
  readonly calendars: Calendars;
  readonly copies: Copies;
  readonly listings: Listings;
}

export function serveCalendar(call: Call, service: CalendarService): Response {
  const { account, path, method } = call;
  if (account.mailbox !== 'google') {
    throw calendarError(403, 'notACalendarUser', 'The user must be signed up for Google Calendar.', { domain: 'calendar' });
  }
  call.quotas.calendar(account.id, method !== 'GET');
  const [top, first, second, ...rest] = path;
  if (top === 'users' && first === 'me' && second === 'settings') return settings(call, rest[0]);
  if (top === 'users' && first === 'me' && second === 'calendarList') return calendarList(call, service, rest[0]);
  if (top === 'calendars' && first === undefined && method === 'POST') return answer(calendarOf(newCalendar(call, service)));
  if (top !== 'calendars' || first === undefined) throw notFound();
  const calendar = service.calendars.find(account, first);
  calendar.bumpDue(call.now);
  if (second === undefined && method === 'GET') return answer(calendarOf(calendar));
  if (second !== 'events') throw notFound();
  return events(call, service, calendar, rest);
}

function events(call: Call, service: CalendarService, calendar: Calendar, [id, verb, ...more]: string[]): Response {
  const { method } = call;
  const writing = new Writing(call, service.calendars, service.copies, calendar);
  const one = (row: Row) => answer(show(row, readerFor(call, calendar)), 200, { ETag: etagOf(row.stored) });
  if (more.length > 0) throw notFound();
  if (id === undefined) {
    if (method === 'GET') return answer(service.listings.list(call, calendar));
    if (method === 'POST') return one(writing.insert());
  } else if (verb === undefined) {
    if (id === 'import' && method === 'POST') return one(writing.import());
    if (method === 'GET') return one(resolve(calendar, id));
    if (method === 'PATCH') return one(writing.patch(id));
    if (method === 'PUT') return one(writing.update(id));
    if (method === 'DELETE') {
      writing.delete(id);
      return answer(null, 204);
    }
  } else if (verb === 'instances' && method === 'GET') return answer(service.listings.instances(call, calendar, id));
  else if (verb === 'move' && method === 'POST') {
    const target = service.calendars.find(call.account, call.query.get('destination') ?? '');
    const row = writing.move(id);
    return answer(show(row, readerFor(call, target)), 200, { ETag: etagOf(row.stored) });
  }
  throw notFound();
}

function newCalendar(call: Call, service: CalendarService): Calendar {
  const zone = textOf(call.body.timeZone) || call.account.timeZone;
  if (!isZone(zone)) throw badParameter('timeZone', 'Invalid time zone.');
  return service.calendars.create(call.account, textOf(call.body.summary), zone);
}

const calendarOf = ({ head }: Calendar): JsonObject => ({
  kind: 'calendar#calendar',
  etag: '"calendar"',
  id: head.id,
  summary: head.summary,
  ...(head.description ? { description: head.description } : {}),
  timeZone: head.timeZone,
});

const entryOf = ({ head }: Calendar): JsonObject => ({
  kind: 'calendar#calendarListEntry',
  etag: '"entry"',
  id: head.id,
  summary: head.summary,
  timeZone: head.timeZone,
  colorId: '14',
  backgroundColor: '#9fe1e7',
  foregroundColor: '#000000',
  selected: true,
  accessRole: 'owner',
  defaultReminders: [{ method: 'popup', minutes: 10 }],
  ...(head.primary ? { primary: true } : {}),
});

function calendarList(call: Call, service: CalendarService, id: string | undefined): Response {
  if (call.method !== 'GET') throw notFound();
  if (id !== undefined) return answer(entryOf(service.calendars.find(call.account, id)));
  const items = service.calendars.ownedBy(call.account).map(entryOf);
  return answer({ kind: 'calendar#calendarList', etag: '"list"', nextSyncToken: 'calendarList', items });
}

function settings(call: Call, name: string | undefined): Response {
  if (call.method !== 'GET') throw notFound();
  const values: Readonly<Record<string, string>> = {
    timezone: call.account.timeZone,
    locale: 'en',
    weekStart: '1',
    format24HourTime: 'true',
  };
  const setting = (id: string) => ({ kind: 'calendar#setting', etag: '"setting"', id, value: values[id] ?? '' });
  if (name === undefined)
    return answer({ kind: 'calendar#settings', etag: '"settings"', nextSyncToken: 'settings', items: Object.keys(values).map(setting) });
  if (values[name] === undefined) throw notFound();
  return answer(setting(name));
}
