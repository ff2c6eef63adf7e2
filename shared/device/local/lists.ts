/** Overview, lists, preview and the history of cycles. */
import type { Counts, HistoryEntry } from '../../core/model';
import { statusOf } from '../../core/sync/status';
import { load, nameRef } from '../../engine/entries';
import { counted, noCounts, type Surveyed, survey, surveyed } from '../../engine/survey';
import type { CycleSummary, Device, ListedItem, Preview, PreviewCounts } from '../device';
import type { Here } from './here';

/** Most pressing first (DESIGN section 2). */
const order = ['failed', 'needs you', 'sign in', 'waiting', 'not set up', 'asleep', 'not in salesforce', 'kept out', 'in step'];

export function listed(one: Surveyed): ListedItem {
  return { ref: nameRef(one.entry), name: one.name, detail: detailOf(one), status: one.status };
}

function detailOf(one: Surveyed): string {
  const item = one.entry.mailbox?.seen?.item;
  if (item?.kind === 'contact') return item.emails[0] ?? item.company;
  if (item?.kind === 'event') return item.start;
  const fields = one.entry.crm?.seen?.item.fields;
  return String(fields?.Email ?? fields?.StartDateTime ?? '');
}

export interface Counted {
  readonly contacts: Counts;
  readonly events: Counts;
}

export async function counts(here: Here): Promise<Counted> {
  const context = await here.context();
  let contacts = noCounts;
  let events = noCounts;
  if (!context) return { contacts, events };
  for await (const one of survey(here.world, context, here.engine.look, { kinds: ['contact', 'event'] })) {
    if (one.entry.kind === 'contact') contacts = counted(contacts, one);
    else events = counted(events, one);
  }
  return { contacts, events };
}

/** What needs the rep, from the troubles alone: no walk over everything. */
export async function needsYou(here: Here): Promise<readonly ListedItem[]> {
  const context = await here.context();
  if (!context) return [];
  const entries = await load(here.world.ledger, await here.world.ledger.troubled(null));
  return entries
    .map((entry) => listed(surveyed(entry, null, context)))
    .filter(({ status }) => status.kind === 'needs you' || status.kind === 'failed')
    .sort((a, b) => order.indexOf(a.status.kind) - order.indexOf(b.status.kind) || a.name.localeCompare(b.name));
}

export const list: (here: Here, query: Parameters<Device['list']>[0]) => ReturnType<Device['list']> = async (here, query) => {
  const context = await here.context();
  if (!context) return { items: [], total: 0 };
  const connection = await here.connection();
  const text = query.search.trim().toLowerCase();
  const found: ListedItem[] = [];
  const kinds = query.kind === 'all' ? (['contact', 'event'] as const) : ([query.kind] as const);
  for await (const one of survey(here.world, context, here.engine.look, { kinds })) {
    if (!one.entry.mailbox?.seen && !one.entry.crm?.seen) continue;
    if (query.status.length > 0 && !query.status.includes(one.status.kind)) continue;
    const item = { ...listed(one), status: statusOf(one.verdict, connection, one.status.at) };
    if (text === '' || `${item.name} ${item.detail}`.toLowerCase().includes(text)) found.push(item);
  }
  found.sort((a, b) => order.indexOf(a.status.kind) - order.indexOf(b.status.kind) || a.name.localeCompare(b.name));
  return { items: found.slice(query.offset, query.offset + query.limit), total: found.length };
};

const noPreview: PreviewCounts = {
  pairs: 0,
  createInCrm: 0,
  createInMailbox: 0,
  updateInCrm: 0,
  updateInMailbox: 0,
  removeInCrm: 0,
  removeInMailbox: 0,
  doubtful: 0,
  keptOut: 0,
};
const mostListed = 500;

/** STA5: what the next plan would do; changes nothing. */
export async function preview(here: Here): Promise<Preview> {
  // Half of what is to be read says half of the truth.
  if (here.engine.running) await here.engine.tick();
  const context = await here.context();
  const doubtful: ListedItem[] = [];
  const keptOut: ListedItem[] = [];
  let contacts = noPreview;
  let events = noPreview;
  if (context) {
    for await (const one of survey(here.world, context, here.engine.look, {
      kinds: ['contact', 'event'],
      search: here.readings(context),
    })) {
      if (one.entry.kind === 'contact') contacts = previewed(contacts, one);
      else events = previewed(events, one);
      if (one.status.kind === 'needs you' && doubtful.length < mostListed) doubtful.push(listed(one));
      if (one.status.kind === 'kept out' && keptOut.length < mostListed) keptOut.push(listed(one));
    }
  }
  return { at: here.now(), contacts, events, doubtful, keptOut, unreadable: [] };
}

function previewed(counts: PreviewCounts, one: Surveyed): PreviewCounts {
  const next = { ...counts };
  if (one.entry.pair) next.pairs++;
  if (one.status.kind === 'kept out') next.keptOut++;
  if (one.status.kind === 'needs you') next.doubtful++;
  for (const step of one.verdict.steps) {
    const inCrm = step.on === 'crm';
    if (step.do === 'create') next[inCrm ? 'createInCrm' : 'createInMailbox']++;
    if (step.do === 'update') next[inCrm ? 'updateInCrm' : 'updateInMailbox']++;
    if (step.do === 'remove') next[inCrm ? 'removeInCrm' : 'removeInMailbox']++;
  }
  return next;
}

export async function cycles(here: Here, limit: number): Promise<readonly CycleSummary[]> {
  const byCycle = new Map<string, HistoryEntry[]>();
  for (const past of await here.world.ledger.history({ limit: 100_000 })) {
    const held = byCycle.get(past.cycle);
    if (held) held.push(past);
    else if (byCycle.size < limit) byCycle.set(past.cycle, [past]);
  }
  const of = (entries: readonly HistoryEntry[], what: HistoryEntry['what']): number => entries.filter((past) => past.what === what).length;
  const back = (entries: readonly HistoryEntry[]): number =>
    entries.filter(({ what, fields }) => what === 'kept out' && fields[0]?.after === 'no').length;
  return [...byCycle].map(([id, entries]) => ({
    id,
    at: entries[0]?.at ?? 0,
    created: of(entries, 'created'),
    updated: of(entries, 'updated'),
    removed: of(entries, 'removed'),
    lost: of(entries, 'lost value'),
    keptOut: of(entries, 'kept out') - back(entries),
    broughtBack: back(entries),
    undone: entries.every((past) => past.undone),
  }));
}
