/**
 * The whole ledger in memory, changed by `apply` alone. A change holds only new values, so applying it twice is harmless. All
 * of a change is read before any of it is applied: what cannot be read leaves nothing behind.
 */
import { matchKeysOf } from '../core/match';
import type { Kind, Pair, Ref, Row, Side } from '../core/model';
import type { LedgerChange, LedgerMeta } from '../core/ports';
import { saysTheSame } from '../core/same';
import { emptyMeta, keyOf, type RowFamily, refOf, refsOf, rowFamily, withPulled } from './names';
import { Past } from './past';
import { Rows } from './rows';
import { keepingSince } from './since';
import { Touched } from './touched';

/** A set for the whole of the change, so that what it brings in and takes out stays in order. */
const apart = <T>(all: Iterable<T> | undefined): T[] => [...(all ?? [])];

export class LedgerState {
  meta: LedgerMeta = emptyMeta;
  readonly tell = new Set<string>();
  readonly past = new Past();
  readonly pairs = new Map<string, Pair>();
  #no = 0;
  readonly #pairCounts: Record<Kind, number> = { contact: 0, event: 0 };
  readonly #rows: Readonly<Record<RowFamily, Rows>> = {
    'mailbox:contact': new Rows(),
    'mailbox:event': new Rows(),
    'crm:contact': new Rows(),
    'crm:event': new Rows(),
  };

  rows(of: { readonly side: Side; readonly kind: Kind }): Rows {
    return this.#rows[rowFamily(of)];
  }

  *allRows(): Generator<Row> {
    for (const rows of Object.values(this.#rows)) yield* rows.values();
  }

  apply(change: LedgerChange): Ref[] {
    const meta = metaAfter(this.meta, change);
    const overtaken = this.#overtaken(change.over ?? []);
    const kept = apart(change.rows).flatMap((row) => this.#over(row, overtaken.get(keyOf(row)) ?? null));
    const rows = kept.map((row) => ({ row, keys: matchKeysOf(row, meta.rep) }));
    const pairs = apart(change.pairs).map((pair) => ({ pair, refs: refsOf(pair) }));
    const history = apart(change.history).map((entry) => ({ ...entry }));
    const [forget, dirty, clean, named] = [change.forget, change.dirty, change.clean, change.named?.refs].map((refs) => apart(refs));

    const touched = new Touched();
    this.meta = meta;
    for (const { row, keys } of rows) {
      this.rows(row).put(row, keys);
      touched.add(row);
    }
    for (const ref of forget ?? []) {
      this.rows(ref).forget(ref.id);
      touched.add(ref);
    }
    for (const id of change.dissolve ?? []) this.#unpair(id, touched);
    for (const { pair, refs } of pairs) this.#pair(pair, refs, touched);
    for (const ref of dirty ?? []) this.#wait(ref);
    for (const ref of clean ?? []) if (!overtaken.has(keyOf(ref))) this.rows(ref).dirty.delete(ref.id);
    for (const ref of named ?? []) this.rows(ref).name(change.named?.round ?? '', ref.id);
    for (const entry of history) this.past.put(entry);
    for (const name of change.tell ?? []) this.tell.add(name);
    for (const name of change.told ?? []) this.tell.delete(name);
    return touched.refs;
  }

  dirty(limit: number): Ref[] {
    const first = Object.entries(this.#rows).flatMap(([family, { dirty }]) =>
      firstOf(dirty, limit).map(([id, no]) => ({ ref: refOf(`${family}:${id}`), no })),
    );
    return firstOf(first.sort((a, b) => a.no - b.no).values(), limit).map(({ ref }) => ref);
  }

  get dirtyCount(): number {
    return Object.values(this.#rows).reduce((sum, { dirty }) => sum + dirty.size, 0);
  }

  find(side: Side, kind: Kind, keys: readonly string[]): Ref[] {
    const rows = this.rows({ side, kind });
    const found = new Set<string>();
    for (const key of keys) for (const id of rows.find(key)) found.add(id);
    return [...found].map((id) => ({ side, kind, id }));
  }

  ofSeries(seriesId: string): Ref[] {
    const of = { side: 'mailbox', kind: 'event' } as const;
    return this.rows(of)
      .ofSeries(seriesId)
      .map((id) => ({ ...of, id }));
  }

  pairOf(ref: Ref): Pair | null {
    return this.pairs.get(this.rows(ref).pairs.last(ref.id) ?? '') ?? null;
  }

  pairCount(kind: Kind): number {
    return this.#pairCounts[kind];
  }

  troubled(due: (retryAt: number | null) => boolean): Ref[] {
    return Object.entries(this.#rows).flatMap(([family, rows]) =>
      [...rows.troubled].filter(([, retryAt]) => due(retryAt)).map(([id]) => refOf(`${family}:${id}`)),
    );
  }

  /** As they were read, those that are not so any more. */
  #overtaken(read: readonly Row[]): ReadonlyMap<string, Row> {
    const isNow = (row: Row): boolean => saysTheSame(this.rows(row).get(row.id), row);
    return new Map(read.flatMap((row) => (isNow(row) ? [] : [[keyOf(row), row]])));
  }

  #over(row: Row, base: Row | null): readonly Row[] {
    const now = base && this.rows(row).get(row.id);
    if (!base) return [row];
    return now ? [keepingSince(row, base, now)] : [];
  }

  #wait(ref: Ref): void {
    const { dirty } = this.rows(ref);
    if (!dirty.has(ref.id)) dirty.set(ref.id, this.#no++);
  }

  #pair(pair: Pair, refs: readonly Ref[], touched: Touched): void {
    this.#unpair(pair.id, touched);
    this.pairs.set(pair.id, pair);
    this.#pairCounts[pair.kind]++;
    for (const ref of refs) {
      this.rows(ref).pairs.add(ref.id, pair.id);
      touched.add(ref);
    }
  }

  #unpair(id: string, touched: Touched): void {
    const pair = this.pairs.get(id);
    if (!pair) return;
    this.pairs.delete(id);
    this.#pairCounts[pair.kind]--;
    for (const ref of refsOf(pair)) {
      this.rows(ref).pairs.remove(ref.id, id);
      touched.add(ref);
    }
  }
}

export function firstOf<T>(all: Iterable<T>, limit: number): T[] {
  const found: T[] = [];
  for (const one of all) {
    if (found.length >= limit) break;
    found.push(one);
  }
  return found;
}

export function metaAfter(meta: LedgerMeta, { meta: patch, pulled }: Pick<LedgerChange, 'meta' | 'pulled'>): LedgerMeta {
  const next = patch ? { ...meta, ...patch } : meta;
  return pulled ? withPulled(next, pulled.side, pulled.kind, pulled.state) : next;
}
