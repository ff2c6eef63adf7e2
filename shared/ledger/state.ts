/**
 * The ledger as plain maps: what both ledgers (memory and Dexie) keep in hand, changed by `apply(change)` alone. A change
 * holds only new values, so applying it twice is harmless, and a ledger can be kept as a snapshot and a journal of changes.
 */
import { matchKeysOf } from '../core/match';
import type { HistoryEntry, ItemId, Kind, Pair, Ref, Row, Side } from '../core/model';
import type { LedgerChange, LedgerMeta, PulledState } from '../core/ports';

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

/** `mailbox:event:AAMk…`: one text for a ref, usable as a key. */
export const keyOf = (ref: Ref): string => `${ref.side}:${ref.kind}:${ref.id}`;

export function refOf(key: string): Ref {
  const [side, kind] = key.split(':', 2) as [Side, Kind];
  return { side, kind, id: key.slice(side.length + kind.length + 2) };
}

const shelf = (side: Side, kind: Kind): string => `${side}:${kind}`;

/** One text to any number of keys, without a set for each text that has only one. */
class Index {
  readonly #entries = new Map<string, string | Set<string>>();

  add(text: string, key: string): void {
    const held = this.#entries.get(text);
    if (held === undefined || held === key) this.#entries.set(text, key);
    else if (typeof held === 'string') this.#entries.set(text, new Set([held, key]));
    else held.add(key);
  }
  remove(text: string, key: string): void {
    const held = this.#entries.get(text);
    if (held === key) this.#entries.delete(text);
    else if (held instanceof Set) held.delete(key);
  }
  get(text: string): readonly string[] {
    const held = this.#entries.get(text);
    return held === undefined ? [] : typeof held === 'string' ? [held] : [...held];
  }
}

export class LedgerState {
  meta: LedgerMeta = emptyMeta;
  readonly rows = new Map<string, Row>();
  readonly pairs = new Map<string, Pair>();
  readonly pairOf = new Map<string, string>();
  readonly dirty = new Set<string>();
  readonly troubled = new Set<string>();
  readonly tell = new Set<string>();
  history: HistoryEntry[] = [];
  readonly named = new Map<string, string>();
  readonly #match = new Index();
  readonly #series = new Index();
  readonly #counts = new Map<string, number>();

  apply(change: LedgerChange): Ref[] {
    // First: the index is made with the rep's own marks.
    if (change.meta) this.meta = { ...this.meta, ...change.meta };
    const touched = new Map<string, Ref>();
    const touch = (ref: Ref): void => void touched.set(keyOf(ref), ref);
    for (const row of change.rows ?? []) {
      this.#put(row);
      touch(row);
    }
    for (const ref of change.forget ?? []) {
      this.#forget(ref);
      touch(ref);
    }
    for (const id of change.dissolve ?? []) for (const ref of this.#unpair(id)) touch(ref);
    for (const pair of change.pairs ?? []) for (const ref of this.#pair(pair)) touch(ref);
    for (const ref of change.dirty ?? []) this.dirty.add(keyOf(ref));
    for (const ref of change.clean ?? []) this.dirty.delete(keyOf(ref));
    for (const ref of change.named?.refs ?? []) this.named.set(keyOf(ref), change.named?.round ?? '');
    this.#remember(change.history ?? []);
    for (const name of change.tell ?? []) this.tell.add(name);
    for (const name of change.told ?? []) this.tell.delete(name);
    if (change.pulled) this.#pulled(change.pulled);
    return [...touched.values()];
  }

  find(side: Side, kind: Kind, keys: readonly string[]): Ref[] {
    const found = new Set<string>();
    for (const key of keys) for (const name of this.#match.get(`${shelf(side, kind)}:${key}`)) found.add(name);
    return [...found].map(refOf);
  }

  ofSeries(seriesId: ItemId): Ref[] {
    return this.#series.get(seriesId).map(refOf);
  }

  count(side: Side, kind: Kind): number {
    return this.#counts.get(shelf(side, kind)) ?? 0;
  }

  #pulled({ side, kind, state }: NonNullable<LedgerChange['pulled']>): void {
    const { pulled } = this.meta;
    this.meta = { ...this.meta, pulled: { ...pulled, [side]: { ...pulled[side], [kind]: state } } };
  }

  #put(row: Row): void {
    const key = keyOf(row);
    this.#drop(key);
    this.rows.set(key, row);
    if (row.trouble) this.troubled.add(key);
    if (!row.seen) return;
    this.#counts.set(shelf(row.side, row.kind), this.count(row.side, row.kind) + 1);
    for (const text of matchKeysOf(row, this.meta.rep)) this.#match.add(`${shelf(row.side, row.kind)}:${text}`, key);
    const series = seriesOf(row);
    if (series) this.#series.add(series, key);
  }

  #drop(key: string): void {
    const row = this.rows.get(key);
    if (!row) return;
    this.rows.delete(key);
    this.troubled.delete(key);
    if (!row.seen) return;
    this.#counts.set(shelf(row.side, row.kind), this.count(row.side, row.kind) - 1);
    for (const text of matchKeysOf(row, this.meta.rep)) this.#match.remove(`${shelf(row.side, row.kind)}:${text}`, key);
    const series = seriesOf(row);
    if (series) this.#series.remove(series, key);
  }

  #forget(ref: Ref): void {
    const key = keyOf(ref);
    this.#drop(key);
    this.dirty.delete(key);
    this.named.delete(key);
  }

  #pair(pair: Pair): Ref[] {
    const touched = this.#unpair(pair.id);
    this.pairs.set(pair.id, pair);
    for (const ref of refsOf(pair)) {
      this.pairOf.set(keyOf(ref), pair.id);
      touched.push(ref);
    }
    return touched;
  }

  #unpair(id: string): Ref[] {
    const pair = this.pairs.get(id);
    if (!pair) return [];
    this.pairs.delete(id);
    const refs = refsOf(pair);
    for (const ref of refs) if (this.pairOf.get(keyOf(ref)) === id) this.pairOf.delete(keyOf(ref));
    return refs;
  }

  /** An entry that is known already is replaced: that is how "undone" is written. */
  #remember(entries: readonly HistoryEntry[]): void {
    if (entries.length === 0) return;
    const ids = new Set(entries.map((entry) => entry.id));
    if (this.history.some((entry) => ids.has(entry.id))) this.history = this.history.filter((entry) => !ids.has(entry.id));
    this.history.push(...entries);
  }
}

export function refsOf(pair: Pair): Ref[] {
  return [
    { side: 'mailbox', kind: pair.kind, id: pair.mailboxId },
    { side: 'crm', kind: pair.kind, id: pair.crmId },
  ];
}

function seriesOf(row: Row): string {
  const item = row.seen?.item;
  return item?.kind === 'event' && 'seriesId' in item ? item.seriesId : '';
}
