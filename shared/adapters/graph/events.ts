/**
 * Events of the default calendar, page by page (decision 5). The delta names what changed, with skeletons for occurrences
 * and silence about deleted ones; so any row of a series makes us list the whole series again (wire-contracts 1.4).
 */
import type { ItemId } from '../../core/model';
import type { Cursor, Page, Window } from '../../core/ports';
import { instantOf } from '../../core/time';
import { freshTrail } from '../loops';
import { asEvent, type GraphAccount, readRows } from './account';
import { between, type Place, padMs, placeOf, sight } from './cursor';
import { eventSelect, seenEvent } from './event';
import { expandEvent } from './properties';
import { changedSince, ended, isCurrent, nextOfBoth, recentSince } from './rounds';
import type { GraphEvent, GraphRow } from './schemas';
import { seriesOf, uidsOf } from './series';
import { Told } from './told';

export async function eventChanges(account: GraphAccount, cursor: Cursor | null, window: Window): Promise<Page<'mailbox'>> {
  const place = cursor === null ? start(account, window) : placeOf(cursor, 'event');
  if (place.phase === 'full') return listing(account, place);
  // A window cannot be moved, it is baked into the token: a new round begins.
  const outgrown = instantOf(window.from) < place.from || instantOf(window.to) > place.to;
  return outgrown ? listing(account, start(account, window)) : changes(account, place);
}

export async function readEvents(account: GraphAccount, ids: readonly ItemId[], window: Window): Promise<Told> {
  const told = new Told();
  const { from, to } = start(account, window);
  const found: GraphEvent[] = [];
  await told.each(ids, async (id) => {
    const raw = await account.event(id);
    if (raw) found.push(raw);
    else told.gone(id, 'deleted');
  });
  await tell(account, found, { from, to }, told);
  return told;
}

function start(account: GraphAccount, window: Window): Place {
  const covered = { from: instantOf(window.from) - padMs, to: instantOf(window.to) + padMs };
  return {
    v: 1,
    kind: 'event',
    phase: 'full',
    delta: `/me/calendarView/delta?${between(covered)}`,
    deltaDone: false,
    list: `/me/calendarView?${between(covered)}&$top=${account.pageSize}&${eventSelect}&${expandEvent}`,
    odd: {},
    listed: 0,
    told: 0,
    folder: '',
    ...covered,
    since: '',
    trail: freshTrail,
  };
}

async function listing(account: GraphAccount, from: Place): Promise<Page<'mailbox'>> {
  const { listRows, deltaRows, place } = await nextOfBoth(account, from);
  const odd = { ...place.odd };
  // A series is in step when both have named it at all: its parts come in any number.
  const meet = (key: ItemId, by: 1 | 2, series: boolean): void => {
    if (series) odd[`series ${key}`] = (odd[`series ${key}`] ?? 0) | by;
    else sight(odd, key, by);
  };
  for (const row of listRows) meet(masterOf(row) || row.id, 1, masterOf(row) !== '');
  for (const row of deltaRows) {
    const series = row.type === 'seriesMaster' ? row.id : row.seriesMasterId;
    if (row['@removed'] !== undefined) odd[row.id] = 3;
    else meet(series || row.id, 2, series !== '');
  }
  const told = new Told();
  const { read, unreadable } = readRows(listRows, asEvent);
  for (const one of unreadable) told.unreadable(one);
  await tell(account, read, place, told);
  const more = !place.deltaDone || place.list !== null;
  if (!more) await settle(account, odd, place, told);
  const since = told.latest(place.since);
  return told.page(more ? { ...place, odd, since } : ended({ ...place, phase: 'delta', since }), more, true);
}

/** What changed while we were listing. */
async function settle(account: GraphAccount, odd: Record<string, number>, place: Place, told: Told): Promise<void> {
  const keys = Object.entries(odd);
  const series = keys.filter(([key, by]) => key.startsWith('series ') && by !== 3).map(([key]) => key.slice('series '.length));
  const singles = keys.filter(([key]) => !key.startsWith('series ')).map(([key]) => key);
  await Promise.all([askSingles(account, singles, place, told), relist(account, series, place, told)]);
}

async function changes(account: GraphAccount, from: Place): Promise<Page<'mailbox'>> {
  const filter = encodeURIComponent(`lastModifiedDateTime ge ${recentSince(from.since)}`);
  const recently = `/me/events?$top=${account.pageSize}&$filter=${filter}&${eventSelect}&${expandEvent}`;
  const { rows, content, place } = await changedSince(account, from, recently);
  const told = new Told();
  const series = new Set<ItemId>();
  const open: ItemId[] = [];
  const shown: GraphRow[] = [];
  for (const row of rows.values()) {
    const listed = content.get(row.id);
    if (row['@removed'] !== undefined) open.push(row.id);
    else if (row.type === 'seriesMaster') series.add(row.id);
    else if (row.seriesMasterId !== '') series.add(row.seriesMasterId);
    else if (listed && isCurrent(row, listed)) shown.push(listed);
    else open.push(row.id);
  }
  const { read, unreadable } = readRows(shown, asEvent);
  for (const one of unreadable) told.unreadable(one);
  await Promise.all([tell(account, read, place, told), askSingles(account, open, place, told), relist(account, series, place, told)]);
  return told.page(ended({ ...place, since: told.latest(place.since) }), !place.deltaDone, false);
}

/** `@removed` says "not in this window any more": only a 404 says deleted. What turns out to be of a series makes it listed. */
async function askSingles(account: GraphAccount, ids: readonly ItemId[], place: Place, told: Told): Promise<void> {
  const found: GraphEvent[] = [];
  const series = new Set<ItemId>();
  await told.each(ids, async (id) => {
    const raw = await account.event(id);
    if (!raw) told.gone(id, 'deleted');
    else if (raw.type === 'seriesMaster') series.add(raw.id);
    else found.push(raw);
  });
  await Promise.all([tell(account, found, place, told), relist(account, series, place, told)]);
}

async function relist(account: GraphAccount, ids: Iterable<ItemId>, place: Place, told: Told): Promise<void> {
  await told.each(ids, async (id) => {
    const found = await seriesOf(account, id, place);
    if (found === null) return told.gone(id, 'deleted');
    const { read, unreadable } = readRows(found, asEvent);
    for (const one of unreadable) told.unreadable(one);
    await tell(account, read, place, told);
    told.series(
      id,
      found.map((row) => row.id),
    );
  });
}

async function tell(account: GraphAccount, raws: readonly GraphEvent[], covered: Pick<Place, 'from' | 'to'>, told: Told): Promise<void> {
  const uids = await uidsOf(account, raws);
  for (const raw of raws) {
    if (raw.type === 'seriesMaster') continue;
    await told.each([raw.id], async () => {
      const seen = seenEvent(raw, uids.get(raw.seriesMasterId) ?? raw.iCalUId);
      if (inside(seen.item, covered)) told.item(seen);
      else told.gone(raw.id, 'left', seen);
    });
  }
}

const masterOf = (row: GraphRow): ItemId => (typeof row.seriesMasterId === 'string' ? row.seriesMasterId : '');

function inside(item: ReturnType<typeof seenEvent>['item'], { from, to }: Pick<Place, 'from' | 'to'>): boolean {
  return item.kind === 'event' && instantOf(item.end) >= from && instantOf(item.start) < to;
}
