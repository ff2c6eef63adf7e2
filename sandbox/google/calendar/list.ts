/**
 * `events.list` and `events.instances` with their pages and tokens (Calendar API, "Events: list"). Tokens say what was
 * asked and from which change on; the rows of a listing are kept a while so that later pages need no second reckoning.
 */
import { badParameter, calendarError } from '../answers';
import type { Call } from '../call';
import { type JsonObject, seal, textOf, unseal } from '../json';
import { spanOf } from './change';
import type { Row } from './model';
import { allRows, changedRows, instancesOf, matches, resolve, type Search, type Window } from './read';
import { idOf, listed, type Reader, show } from './show';
import type { Calendar } from './store';
import { isZone } from './time';

const forbiddenWithToken = [
  'iCalUID',
  'orderBy',
  'privateExtendedProperty',
  'q',
  'sharedExtendedProperty',
  'timeMax',
  'timeMin',
  'updatedMin',
];
/** Listings that cannot be carried on by a sync token. */
const untracked = ['iCalUID', 'orderBy', 'privateExtendedProperty', 'q', 'sharedExtendedProperty', 'updatedMin'];
const FOUR_WEEKS = 28 * 86_400_000;
const KEPT_LISTINGS = 32;

export class Listings {
  readonly #kept = new Map<string, Row[]>();

  clear(): void {
    this.#kept.clear();
  }

  list(call: Call, calendar: Calendar): JsonObject {
    const { query, world, now } = call;
    const syncToken = query.get('syncToken');
    const since = syncToken ? readSyncToken(call, calendar, syncToken) : null;
    const single = query.get('singleEvents') === 'true';
    const asked = { ...windowOf(query) };
    const window: Window = since && !world.faults.on('google.tokenForgetsWindow') ? since.window : asked;
    const seq = calendar.seq;
    const page = this.#page(call, calendar, () => (since ? since.rows(window, single) : fullRows(call, calendar, window, single)));
    const tokens: JsonObject = {};
    if (page.next) tokens.nextPageToken = page.next;
    else if (since || !untracked.some((name) => query.has(name))) {
      tokens.nextSyncToken = seal({
        ...{
          k: 'sync',
          c: calendar.head.id,
          s: page.seq ?? seq,
          at: page.at ?? now,
          single,
          types: query.getAll('eventTypes').sort().join(),
        },
        ...{ min: since ? since.window.min : asked.min, max: since ? since.window.max : asked.max },
      });
    }
    const showsDeleted = since !== null || query.get('showDeleted') === 'true' || query.has('updatedMin');
    const reader = readerFor(call, calendar);
    const items = page.rows
      .filter((row) => showsDeleted || !row.cancelled || (!single && row.stored.masterId !== ''))
      .map((row) => listed(row, reader));
    return { ...headOf(calendar, query), ...tokens, items };
  }

  instances(call: Call, calendar: Calendar, id: string): JsonObject {
    const { query, now } = call;
    const { stored, original } = resolve(calendar, id);
    if (original || stored.masterId || !calendar.seriesOf(stored)) throw calendarError(400, 'invalid', 'Event is not a recurring event.');
    const wanted = query.get('originalStart');
    const page = this.#page(call, calendar, () => byStart(calendar, instancesOf(calendar, stored, windowOf(query), now)));
    const reader = readerFor(call, calendar);
    const items = page.rows
      .filter((row) => query.get('showDeleted') === 'true' || !row.cancelled)
      .map((row) => (row.cancelled ? listed(row, reader) : show(row, reader)))
      .filter((item) => !wanted || sameStart(item.originalStartTime, wanted));
    return { ...headOf(calendar, query), ...(page.next ? { nextPageToken: page.next } : {}), items };
  }

  #page(call: Call, calendar: Calendar, compute: () => Row[]): { rows: Row[]; next: string | null; seq: number | null; at: number | null } {
    const { query, world } = call;
    const token = query.get('pageToken');
    const from = token ? unseal(token) : null;
    const what = whatWasAsked(query);
    if (token && (from?.k !== 'page' || from.c !== calendar.head.id || from.w !== what))
      throw badParameter('pageToken', 'Invalid page token value.');
    const offset = Number(from?.o ?? 0);
    const key = textOf(from?.key) || `${calendar.head.id} ${calendar.seq} ${call.now} ${Math.floor(world.random.next() * 1e9)}`;
    const rows = this.#kept.get(key) ?? compute();
    const seq = from ? Number(from.s) : calendar.seq;
    const at = from ? Number(from.at) : call.now;
    const empty = world.faults.on('google.emptyPages') && from?.e !== true && rows.length > 0;
    const size = empty ? 0 : Math.min(pageSize(query), world.faults.number('google.pageSize', 2500));
    const end = offset + size;
    if (end >= rows.length && !empty) {
      this.#kept.delete(key);
      return { rows: rows.slice(offset, end), next: null, seq, at };
    }
    this.#keep(key, rows);
    const next = seal({ k: 'page', c: calendar.head.id, w: what, o: end, key, s: seq, at, e: empty });
    return { rows: rows.slice(offset, end), next, seq, at };
  }

  #keep(key: string, rows: Row[]): void {
    this.#kept.delete(key);
    this.#kept.set(key, rows);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= KEPT_LISTINGS) break;
      this.#kept.delete(oldest);
    }
  }
}

const whatWasAsked = (query: URLSearchParams): string =>
  [...query.entries()]
    .filter(([name]) => name !== 'pageToken' && name !== 'maxResults' && name !== 'prettyPrint' && name !== 'alt')
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join('&');

function pageSize(query: URLSearchParams): number {
  const asked = query.get('maxResults');
  if (asked === null) return 250;
  const size = Number(asked);
  if (!Number.isInteger(size) || size < 1) throw badParameter('maxResults', 'Invalid value for maxResults.');
  return Math.min(size, 2500);
}

function windowOf(query: URLSearchParams): Window {
  const read = (name: string): number | null => {
    const text = query.get(name);
    if (text === null) return null;
    if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text) || Number.isNaN(Date.parse(text))) {
      throw calendarError(400, 'badRequest', 'Bad Request');
    }
    return Math.floor(Date.parse(text) / 1000) * 1000;
  };
  const window = { min: read('timeMin'), max: read('timeMax') };
  if (window.min !== null && window.max !== null && window.max <= window.min) {
    throw calendarError(400, 'timeRangeEmpty', 'The specified time range is empty.', {
      domain: 'calendar',
      locationType: 'parameter',
      location: 'timeMax',
    });
  }
  return window;
}

/** "syncToken": the forbidden neighbours, the dead token, and the rows since. */
function readSyncToken(call: Call, calendar: Calendar, token: string) {
  const { query, world, now } = call;
  const clash = forbiddenWithToken.find((name) => query.has(name));
  if (clash) throw badParameter(clash, `Sync token cannot be used together with ${clash}.`);
  if (query.get('showDeleted') === 'false') throw badParameter('showDeleted', 'showDeleted cannot be false when a sync token is given.');
  const sealed = unseal(token);
  if (sealed?.k !== 'sync' || sealed.c !== calendar.head.id) throw badParameter('syncToken', 'Invalid sync token value.');
  const single = query.get('singleEvents') === 'true';
  if (sealed.single !== single || sealed.types !== query.getAll('eventTypes').sort().join()) {
    throw badParameter('syncToken', 'Sync token was issued for other request parameters.');
  }
  const age = now - Number(sealed.at);
  if (Number(sealed.s) > calendar.seq || age > world.faults.number('google.calendarTokenLifeMs', Number.POSITIVE_INFINITY)) {
    const place = { domain: 'calendar', locationType: 'parameter', location: 'syncToken' } as const;
    throw calendarError(410, 'fullSyncRequired', 'Sync token is no longer valid, a full sync is required.', place);
  }
  const number = (value: unknown) => (typeof value === 'number' ? value : null);
  const deletedSeries = world.faults.switches['google.deletedSeries'] === 'master' ? 'master' : 'instances';
  const types = query.getAll('eventTypes');
  const search: Search = { q: '', uid: '', privates: [], shareds: [], types, updatedMin: null };
  return {
    window: { min: number(sealed.min), max: number(sealed.max) },
    rows: (window: Window, expanded: boolean) =>
      changedRows(calendar, Number(sealed.s), window, expanded, now, deletedSeries).filter((row) => matches(calendar, row, search)),
  };
}

function fullRows(call: Call, calendar: Calendar, window: Window, single: boolean): Row[] {
  const { query, now } = call;
  const updatedMin = query.get('updatedMin') === null ? null : Date.parse(query.get('updatedMin') ?? '');
  if (updatedMin !== null && updatedMin < now - FOUR_WEEKS) {
    const place = { domain: 'calendar', locationType: 'parameter', location: 'updatedMin' } as const;
    throw calendarError(410, 'updatedMinTooLongAgo', 'The requested minimum modification time lies too far in the past.', place);
  }
  const search: Search = {
    ...{ q: query.get('q') ?? '', uid: query.get('iCalUID') ?? '', types: query.getAll('eventTypes'), updatedMin },
    ...{ privates: query.getAll('privateExtendedProperty'), shareds: query.getAll('sharedExtendedProperty') },
  };
  const order = query.get('orderBy');
  if (order && order !== 'updated' && (order !== 'startTime' || !single)) {
    throw badParameter('orderBy', 'The requested ordering is not available for the particular query.');
  }
  const deleted = query.get('showDeleted') === 'true' || updatedMin !== null;
  const rows = allRows(calendar, window, single, now)
    .filter(
      (row) =>
        deleted || !row.cancelled || (!single && row.stored.masterId !== '' && calendar.get(row.stored.masterId)?.cancelled !== true),
    )
    .filter((row) => matches(calendar, row, search));
  if (order === 'startTime') return byStart(calendar, rows);
  return order === 'updated' ? rows.sort((a, b) => a.stored.updated - b.stored.updated || a.stored.seq - b.stored.seq) : rows;
}

function byStart(calendar: Calendar, rows: Row[]): Row[] {
  const keyed = rows.map((row) => ({ row, start: spanOf(calendar, row)[0], id: idOf(row) }));
  return keyed.sort((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1)).map(({ row }) => row);
}

const sameStart = (time: unknown, wanted: string): boolean => {
  const { date, dateTime } = (time ?? {}) as { date?: string; dateTime?: string };
  return date === wanted || (dateTime !== undefined && Date.parse(dateTime) === Date.parse(wanted));
};

export function readerFor(call: Call, calendar: Calendar): Reader {
  const zone = call.query.get('timeZone') ?? calendar.head.timeZone;
  if (!isZone(zone)) throw badParameter('timeZone', 'Invalid time zone.');
  const locked = call.world.faults.switches['google.locked'];
  const maxAttendees = Number(call.query.get('maxAttendees') ?? Number.POSITIVE_INFINITY);
  return { account: call.account, calendar, zone, maxAttendees, locked: new Set(Array.isArray(locked) ? locked : []) };
}

const headOf = (calendar: Calendar, query: URLSearchParams): JsonObject => ({
  kind: 'calendar#events',
  etag: `"p${calendar.seq}"`,
  summary: calendar.head.summary,
  description: calendar.head.description,
  updated: new Date(calendar.updated).toISOString(),
  timeZone: query.get('timeZone') ?? calendar.head.timeZone,
  accessRole: 'owner',
  defaultReminders: [{ method: 'popup', minutes: 10 }],
});
