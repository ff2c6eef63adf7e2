/**
 * `events.list` and `events.instances` with their pages and tokens (Calendar API, "Events: list"). Tokens say what was
 * asked and from which change on; the rows of a listing are kept a while so that later pages need no second reckoning.
 */
import { badParameter, calendarError } from '../answers';
import type { Call } from '../call';
import { type JsonObject, seal, textOf, unseal } from '../json';
import { spanOf } from './change';
import type { Row } from './model';
import { allRows, instancesOf, matches, resolve, type Search, type Window } from './read';
import { idOf, listed, type Reader, show } from './show';
import type { Calendar } from './store';
import { isZone } from './time';
import { pageSize, readSyncToken, whatWasAsked, windowOf } from './tokens';

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
