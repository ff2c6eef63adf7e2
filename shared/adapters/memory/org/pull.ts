/** Changes of the org for one rep: full listings in pages, then whatever was committed since. */
import type { ItemId, Kind, Seen } from '../../../core/model';
import { type Cursor, Failed, type Gone, type Page, type PullOptions } from '../../../core/ports';
import type { Org, Stored } from './store';
import { listed, ownEvent, seenOf } from './view';

interface Place {
  /** Of a full listing: how many records were looked at. Null: changes since. */
  readonly full: number | null;
  /** Place in the log of commits. */
  readonly log: number;
  readonly at: number;
}

/** The recycle bin and the log of deletions reach 15 days back (wire-contracts 4.4). */
const binMs = 15 * 86_400_000;

export function pull(org: Org, userId: ItemId, kind: Kind, cursor: Cursor | null, options: PullOptions): Page<'crm'> {
  if (cursor === null) return list(org, userId, kind, { full: 0, log: org.log[kind].length, at: org.clock.now() }, options);
  const place = JSON.parse(cursor) as Place;
  if (org.clock.now() - place.at > binMs || org.faults.strikes('dead cursor')) throw new Failed({ kind: 'resync', side: 'crm', of: kind });
  return place.full === null ? changes(org, userId, kind, place, options) : list(org, userId, kind, place, options);
}

const pageSize = (org: Org): number => (org.faults.strikes('small pages') ? 1 + org.faults.pick(3) : org.pageSize);

function list(org: Org, userId: ItemId, kind: Kind, place: Place, options: PullOptions): Page<'crm'> {
  const size = pageSize(org);
  const items: Seen<'crm'>[] = [];
  let looked = 0;
  for (const record of org.records[kind].values()) {
    if (looked++ < (place.full ?? 0)) continue;
    if (items.length === size) return { ...page(items, [], { ...place, full: looked - 1 }, true), full: true };
    if (record.deletedAt === null && org.sees(userId, record) && listed(record, userId, options)) {
      items.push(seenOf(org, record, options.fields));
    }
  }
  return { ...page(items, [], { ...place, full: null }, false), full: true };
}

function changes(org: Org, userId: ItemId, kind: Kind, place: Place, options: PullOptions): Page<'crm'> {
  const log = org.log[kind];
  const from = org.faults.strikes('repeated rows') ? Math.max(0, place.log - 1 - org.faults.pick(20)) : place.log;
  const to = Math.min(log.length, from + pageSize(org) + (place.log - from));
  const items: Seen<'crm'>[] = [];
  const gone: Gone[] = [];
  for (const id of new Set(log.slice(from, to))) {
    const record = org.records[kind].get(id);
    if (!record || !concerns(org, record, userId)) continue;
    if (record.deletedAt !== null) gone.push(goneOf(record));
    else items.push(seenOf(org, record, options.fields));
  }
  const more = to < log.length;
  // The time of the last look is written down once an hour: an idle cycle leaves the cursor as it is.
  const at = more || org.clock.now() - place.at < 3_600_000 ? place.at : org.clock.now();
  return page(items, gone, { full: null, log: to, at }, more);
}

const concerns = (org: Org, record: Stored, userId: ItemId): boolean =>
  org.sees(userId, record) && (record.kind === 'contact' || ownEvent(record, userId));

export const goneOf = ({ id, mergedInto: into, fields }: Stored): Gone => ({
  ...{ id, how: 'deleted' },
  ...(into === '' ? {} : { into }),
  ...(fields.Instep_Key__c ? { marked: { mark: String(fields.Instep_Key__c), ownerId: String(fields.OwnerId ?? '') } } : {}),
});

const page = (items: readonly Seen<'crm'>[], gone: readonly Gone[], place: Place, more: boolean): Page<'crm'> => ({
  items,
  gone,
  unreadable: [],
  cursor: JSON.stringify(place),
  more,
  full: false,
});
