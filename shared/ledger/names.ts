/**
 * What things in the ledger are called. `keyOf` and `refOf` name an item in one text; everything that is stored belongs to a
 * family, and is found by 53 bit hashes of its own name and of further names (match keys, the series, the pair's two items).
 */
import { hash53 } from '../core/keys';
import { matchKeysOf } from '../core/match';
import type { HistoryEntry, Kind, Pair, Ref, Rep, Row, Side } from '../core/model';
import type { LedgerMeta, PulledState } from '../core/ports';

/** `mailbox:event:AAMk…`: one text for a ref, usable as a key. */
export const keyOf = (ref: Ref): string => `${ref.side}:${ref.kind}:${ref.id}`;

export function refOf(key: string): Ref {
  const [side, kind] = key.split(':', 2) as [Side, Kind];
  return { side, kind, id: key.slice(side.length + kind.length + 2) };
}

export function refsOf(pair: Pair): [Ref, Ref] {
  return [
    { side: 'mailbox', kind: pair.kind, id: pair.mailboxId },
    { side: 'crm', kind: pair.kind, id: pair.crmId },
  ];
}

/** Rows of one side and kind. */
export type RowFamily = `${Side}:${Kind}`;
export type Family = RowFamily | 'pair' | 'history';

export const rowFamilies: readonly RowFamily[] = ['mailbox:contact', 'mailbox:event', 'crm:contact', 'crm:event'];
const families = {
  mailbox: { contact: 'mailbox:contact', event: 'mailbox:event' },
  crm: { contact: 'crm:contact', event: 'crm:event' },
} as const;
export const rowFamily = (of: { readonly side: Side; readonly kind: Kind }): RowFamily => families[of.side][of.kind];

/** The name that a thing alone has in its family. */
export const ownName = (family: Family, id: string): number => hash53(`${family}=${id}`);
/** A name that several things may share. */
export const sharedName = (family: Family, prefix: 'key' | 'series' | 'of' | 'pair' | 'item' | 'cycle', text: string): number =>
  hash53(`${family}?${prefix}=${text}`);

export function seriesOf(row: Row): string {
  const item = row.seen?.item;
  return item?.kind === 'event' && 'seriesId' in item ? item.seriesId : '';
}

/** Marks are made of the rep's own ids: a row is indexed as the rep was known when it was kept. */
export function namesOfRow(row: Row, rep: Rep | null): number[] {
  const family = rowFamily(row);
  const names = matchKeysOf(row, rep).map((key) => sharedName(family, 'key', key));
  const series = seriesOf(row);
  if (series !== '') names.push(sharedName(family, 'series', series));
  return names;
}

export const namesOfPair = (pair: Pair): number[] => refsOf(pair).map((ref) => sharedName('pair', 'of', keyOf(ref)));

export const namesOfEntry = (entry: HistoryEntry): number[] => [
  sharedName('history', 'pair', entry.pairId),
  sharedName('history', 'item', entry.itemId),
  sharedName('history', 'cycle', entry.cycle),
];

const notPulled: PulledState = { cursor: null, fullRound: null, fullAt: null };

export const emptyMeta: LedgerMeta = {
  rep: null,
  pulled: { mailbox: { contact: notPulled, event: notPulled }, crm: { contact: notPulled, event: notPulled } },
  configuration: null,
  schema: null,
  window: null,
  sharedVersion: 0,
  firstSyncConfirmed: false,
  pausedSince: null,
  lastCycleAt: null,
  leaseUntil: null,
  obeyed: [],
  guard: null,
  reset: null,
  counters: {},
  connection: null,
};

/** Only its own reading moves: the other three go on beside it. */
export function withPulled<T extends Pick<LedgerMeta, 'pulled'>>(meta: T, side: Side, kind: Kind, state: PulledState): T {
  return { ...meta, pulled: { ...meta.pulled, [side]: { ...meta.pulled[side], [kind]: state } } };
}
