/** One step of either chain of a round, and what is common to contacts and events about them. */
import type { Kind } from '../../core/model';
import { Failed } from '../../core/ports';
import { validated } from '../http';
import { step } from '../loops';
import type { GraphAccount } from './account';
import { type Place, resync } from './cursor';
import { type DeltaRow, deltaRowSchema, type GraphPage, type GraphRow } from './schemas';

/** Delta pages taken in one go: enough for a usual day, few enough that progress is kept. */
export const pagesAtOnce = 10;

export interface Chunk {
  readonly listRows: readonly GraphRow[];
  readonly deltaRows: readonly DeltaRow[];
  readonly place: Place;
}

/** The next page of both chains, in one request. The list waits while it is ahead of the delta, so that `odd` stays small. */
export async function nextOfBoth(account: GraphAccount, place: Place): Promise<Chunk> {
  const wantsList = place.list !== null && (place.deltaDone || place.listed <= place.told);
  const [deltaPage, listPage] = await Promise.all([
    place.deltaDone ? null : onePage(account, place.delta, place.kind),
    wantsList ? onePage(account, place.list!, place.kind) : null,
  ]);
  let trail = place.trail;
  if (deltaPage) trail = step(trail, 'microsoft', 'delta', place.delta, idsOf(deltaPage));
  if (listPage) trail = step(trail, 'microsoft', 'list', place.list!, idsOf(listPage));
  return {
    listRows: listPage?.value ?? [],
    deltaRows: deltaPage ? rowsOf(deltaPage) : [],
    place: {
      ...place,
      ...(deltaPage ? linkOf(deltaPage) : {}),
      list: listPage ? (listPage['@odata.nextLink'] ?? null) : place.list,
      listed: place.listed + (listPage?.value.length ?? 0),
      told: place.told + (deltaPage?.value.length ?? 0),
      trail,
    },
  };
}

export interface Changed {
  /** The last word on each id. */
  readonly rows: ReadonlyMap<string, DeltaRow>;
  /** Content of what changed lately, from a list that went along. */
  readonly content: ReadonlyMap<string, GraphRow>;
  readonly place: Place;
}

/** What changed since the last round: delta pages, and beside them a list of what was modified, for its content. */
export async function changedSince(account: GraphAccount, from: Place, recently: string): Promise<Changed> {
  const rows = new Map<string, DeltaRow>();
  const content = new Map<string, GraphRow>();
  let place: Place = { ...from, deltaDone: false, list: recently };
  for (let pages = 0; pages < pagesAtOnce && (!place.deltaDone || place.list !== null); pages++) {
    // Without changes the content is of no interest.
    if (place.deltaDone && [...rows.keys()].every((id) => content.has(id))) break;
    const chunk = await nextOfBoth(account, { ...place, listed: 0, told: 0 });
    for (const row of chunk.deltaRows) rows.set(row.id, row);
    for (const row of chunk.listRows) content.set(row.id, row);
    place = chunk.place;
  }
  return { rows, content, place: { ...place, list: null } };
}

/** The list may be older than the delta's word: then the item is read again. */
export function isCurrent(row: DeltaRow, content: GraphRow): boolean {
  const [told, listed] = [row['@odata.etag'], content['@odata.etag']];
  return told === undefined || listed === undefined || told === listed;
}

/** How far back the list of recent changes reaches: server clocks differ, and stamps are older than what they stamp. */
export function recentSince(since: string): string {
  const instant = Date.parse(since);
  return new Date(Number.isNaN(instant) ? 0 : instant - 120_000).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** The delta told no end yet: the round goes on, from its next page. */
export const ended = (place: Place): Place =>
  place.deltaDone ? { ...place, odd: {}, listed: 0, told: 0, trail: { prints: [], repeats: 0 } } : place;

async function onePage(account: GraphAccount, url: string, kind: Kind): Promise<GraphPage> {
  const answer = await account.page(url);
  if (answer.kind === 'ok') return answer.data;
  if (answer.kind === 'resync') throw resync(kind);
  // The folder that the link leads into is no longer there.
  if (answer.kind === 'gone' && kind === 'contact') throw new Failed({ kind: 'folder missing' });
  if (answer.kind === 'gone') throw resync(kind);
  throw new Failed({ kind: 'unexpected answer', system: 'microsoft', detail: `page: answered ${answer.status}` });
}

function linkOf(page: GraphPage): Pick<Place, 'delta' | 'deltaDone'> {
  const next = page['@odata.nextLink'];
  if (next !== undefined) return { delta: next, deltaDone: false };
  const done = page['@odata.deltaLink'];
  if (done !== undefined) return { delta: done, deltaDone: true };
  throw new Failed({ kind: 'unexpected answer', system: 'microsoft', detail: 'delta: neither a next link nor a delta link' });
}

const rowsOf = (page: GraphPage): DeltaRow[] => page.value.map((row) => validated(deltaRowSchema, row, 'microsoft'));
const idsOf = (page: GraphPage): string => page.value.map((row) => `${row.id} ${String(row['@odata.etag'] ?? row['@removed'])}`).join('\n');
