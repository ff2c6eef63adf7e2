/**
 * `people.connections.list` (People API, "Read and manage contacts"): full listing and changes since a sync token. A
 * token lives seven days from its full sync, however often it was renewed; writes reach the feed late.
 */
import { peopleError } from '../answers';
import type { Call } from '../call';
import { type JsonObject, seal, unseal } from '../json';
import { personFields } from './fields';
import { showContact } from './show';
import type { Book, Contact } from './store';

const SEVEN_DAYS = 7 * 86_400_000;
const sortOrders = ['LAST_MODIFIED_ASCENDING', 'LAST_MODIFIED_DESCENDING', 'FIRST_NAME_ASCENDING', 'LAST_NAME_ASCENDING'];

export const expiredToken = () =>
  peopleError(400, 'Sync token is expired. Clear local cache and retry call without the sync token.', {
    status: 'FAILED_PRECONDITION',
    details: [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'EXPIRED_SYNC_TOKEN', domain: 'people.googleapis.com' }],
  });

export function sizeOf(call: Call, most: number, normal: number, name = 'pageSize'): number {
  const text = call.query.get(name);
  if (text === null || text === '0') return normal;
  const size = Number(text);
  if (!Number.isInteger(size) || size < 1) throw peopleError(400, `Invalid ${name}.`);
  return Math.min(size, most);
}

interface Place {
  /** Rows after this change. */
  readonly after: number;
  /** Where the next sync begins. */
  readonly mark: number;
  /** Time of the full sync. */
  readonly full: number;
  readonly incremental: boolean;
  readonly offset: number;
  readonly wasEmpty: boolean;
}

export function connections(call: Call, book: Book): JsonObject {
  const { query, world, now, account } = call;
  const fields = personFields(
    query.get('personFields') ?? query.get('requestMask.includeField')?.replaceAll('person.', '') ?? null,
    'people.connections/list',
  );
  const size = Math.min(sizeOf(call, 1000, 100), world.faults.number('google.pageSize', 1000));
  const sort = query.get('sortOrder') ?? 'LAST_MODIFIED_ASCENDING';
  if (!sortOrders.includes(sort)) throw peopleError(400, 'Invalid sortOrder.');
  const lag = world.faults.number('google.feedLagMs', 0);
  const place = placeOf(call, book, now - lag);
  const first = !query.has('pageToken');
  if (first) call.quotas.people(account.id, place.incremental ? 'read' : 'first page');
  const empty = first && world.faults.on('google.emptyPages') && book.contacts.size > 0;
  const { rows, more, last } = page(book, place, sort, empty ? 0 : size, now - lag, world.faults.on('google.feedLagFull'));
  const shape = { fields, previous: place.incremental, listEtags: world.faults.on('google.listEtags') };
  const answer: JsonObject = {};
  if (rows.length > 0) answer.connections = rows.map((row) => showContact(row, shape));
  const token = { u: account.id, w: whatWasAsked(call), f: place.full };
  if (more || empty)
    answer.nextPageToken = seal({
      ...token,
      k: 'page',
      a: last,
      m: place.mark,
      i: place.incremental,
      o: place.offset + rows.length,
      e: empty,
    });
  else if (query.get('requestSyncToken') === 'true' || place.incremental)
    answer.nextSyncToken = seal({ ...token, k: 'sync', m: place.mark });
  if (!place.incremental) Object.assign(answer, totals(book));
  return answer;
}

function totals(book: Book): JsonObject {
  let total = 0;
  for (const contact of book.contacts.values()) if (!contact.deleted) total++;
  return { totalPeople: total, totalItems: total };
}

function placeOf(call: Call, book: Book, visible: number): Place {
  const { query, now, account } = call;
  const pageToken = query.get('pageToken');
  const syncToken = query.get('syncToken');
  const mark = book.visibleSeq(visible);
  if (!pageToken && !syncToken) return { after: 0, mark, full: now, incremental: false, offset: 0, wasEmpty: false };
  const sealed = unseal(pageToken ?? syncToken ?? '');
  if (sealed?.u !== account.id || sealed.k !== (pageToken ? 'page' : 'sync')) {
    throw peopleError(400, pageToken ? 'Invalid page token.' : 'Invalid sync token.');
  }
  if (sealed.w !== whatWasAsked(call)) {
    throw peopleError(400, 'Request parameters must match the first call when a page token or sync token is given.');
  }
  if (now - Number(sealed.f) > SEVEN_DAYS) throw expiredToken();
  const full = Number(sealed.f);
  if (!pageToken)
    return { after: Number(sealed.m), mark: Math.max(mark, Number(sealed.m)), full, incremental: true, offset: 0, wasEmpty: false };
  return {
    after: Number(sealed.a),
    mark: Number(sealed.m),
    full,
    incremental: sealed.i === true,
    offset: Number(sealed.o),
    wasEmpty: sealed.e === true,
  };
}

/** "When page_token or sync_token is specified, all other request parameters must match the first call." */
const whatWasAsked = (call: Call): string =>
  ['personFields', 'sortOrder', 'sources', 'pageSize', 'requestMask.includeField'].map((name) => call.query.getAll(name).join()).join('|');

function page(
  book: Book,
  place: Place,
  sort: string,
  size: number,
  visible: number,
  lagsFull: boolean,
): { rows: Contact[]; more: boolean; last: number } {
  if (size === 0) return { rows: [], more: true, last: place.after };
  const wanted = place.incremental
    ? (contact: Contact) => contact.updated <= visible
    : (contact: Contact) => !contact.deleted && (!lagsFull || contact.created <= visible);
  if (sort === 'LAST_MODIFIED_ASCENDING') {
    const { rows, more } = book.after(place.after, wanted, size);
    return { rows, more, last: rows.at(-1)?.seq ?? place.after };
  }
  const { rows } = book.after(place.incremental ? place.after : 0, wanted, Number.POSITIVE_INFINITY);
  const name = (contact: Contact, field: string) => String(contact.fields.names?.[0]?.[field] ?? '');
  const field = sort === 'FIRST_NAME_ASCENDING' ? 'givenName' : 'familyName';
  if (sort === 'LAST_MODIFIED_DESCENDING') rows.reverse();
  else rows.sort((a, b) => name(a, field).localeCompare(name(b, field)));
  const end = place.offset + size;
  return { rows: rows.slice(place.offset, end), more: end < rows.length, last: place.after };
}
