/**
 * The whole ledger in memory, changed by `apply` alone. A change holds only new values, so applying it twice is harmless. All
 * of a change is read before any of it is applied: what cannot be read leaves nothing behind.
 */
import type { Kind, Pair, Ref, Row, Side } from '../core/model';
import type { LedgerChange, LedgerMeta } from '../core/ports';
import { Multimap } from './multimap';
import { emptyMeta, keyOf, namesOfEntry, namesOfRow, type RowFamily, refOf, refsOf, rowFamily, sharedName, withPulled } from './names';
import { Packer } from './packed';
import { Past } from './past';
import { Rows } from './rows';
import { Shelf } from './shelf';

/** A set for the whole of the change, so that what it brings in and takes out stays in order. */
const apart = <T>(all: Iterable<T> | undefined): T[] => [...(all ?? [])];

export class LedgerState {
  meta: LedgerMeta = emptyMeta;
  readonly dirty = new Set<string>();
  readonly tell = new Set<string>();
  readonly #packer = new Packer();
  readonly past = new Past(this.#packer);
  readonly pairs = new Shelf<Pair>({ pack: (pair) => this.#packer.pack(pair), unpack: (_, text) => this.#packer.toPair(text), hot: 8192 });
  readonly #pairsOf = new Multimap<string>();
  readonly #pairCounts: Record<Kind, number> = { contact: 0, event: 0 };
  readonly #rows: Readonly<Record<RowFamily, Rows>> = {
    'mailbox:contact': new Rows('mailbox:contact', this.#packer),
    'mailbox:event': new Rows('mailbox:event', this.#packer),
    'crm:contact': new Rows('crm:contact', this.#packer),
    'crm:event': new Rows('crm:event', this.#packer),
  };

  rows(of: { readonly side: Side; readonly kind: Kind }): Rows {
    return this.#rows[rowFamily(of)];
  }

  *allRows(): Generator<Row> {
    for (const rows of Object.values(this.#rows)) yield* rows.values();
  }

  apply(change: LedgerChange): Ref[] {
    const meta = metaAfter(this.meta, change);
    const rows = apart(change.rows).map((row) => ({ row, names: namesOfRow(row, meta.rep) }));
    const pairs = apart(change.pairs).map((pair) => ({ pair, refs: refsOf(pair) }));
    const history = apart(change.history).map((entry) => ({ entry, names: namesOfEntry(entry) }));
    const [dirty, clean] = [apart(change.dirty).map(keyOf), apart(change.clean).map(keyOf)];
    const [forget, named] = [apart(change.forget), apart(change.named?.refs)];

    const touched = new Map<string, Ref>();
    const touch = (refs: readonly Ref[]): void => {
      for (const ref of refs) touched.set(keyOf(ref), { side: ref.side, kind: ref.kind, id: ref.id });
    };
    this.meta = meta;
    for (const { row, names } of rows) this.rows(row).put(row, names);
    touch(rows.map(({ row }) => row));
    for (const ref of forget) this.#forget(ref);
    touch(forget);
    for (const id of change.dissolve ?? []) touch(this.#unpair(id));
    for (const { pair, refs } of pairs) touch([...this.#unpair(pair.id), ...this.#pair(pair, refs)]);
    for (const key of dirty) this.dirty.add(key);
    for (const key of clean) this.dirty.delete(key);
    for (const ref of named) this.rows(ref).name(change.named?.round ?? '', [ref.id]);
    for (const { entry, names } of history) this.past.put(entry, names);
    for (const name of change.tell ?? []) this.tell.add(name);
    for (const name of change.told ?? []) this.tell.delete(name);
    return [...touched.values()];
  }

  find(side: Side, kind: Kind, keys: readonly string[]): Ref[] {
    const rows = this.rows({ side, kind });
    const found = new Set<string>();
    for (const key of keys) for (const id of rows.find(sharedName(`${side}:${kind}`, 'key', key))) found.add(id);
    return [...found].map((id) => ({ side, kind, id }));
  }

  ofSeries(seriesId: string): Ref[] {
    const of = { side: 'mailbox', kind: 'event' } as const;
    return this.rows(of)
      .find(sharedName('mailbox:event', 'series', seriesId))
      .map((id) => ({ ...of, id }));
  }

  pairOf(ref: Ref): Pair | null {
    return this.pairs.get(this.#pairsOf.last(keyOf(ref)) ?? '') ?? null;
  }

  pairCount(kind: Kind): number {
    return this.#pairCounts[kind];
  }

  troubled(due: (retryAt: number | null) => boolean): Ref[] {
    return Object.entries(this.#rows).flatMap(([family, rows]) =>
      [...rows.troubled].filter(([, retryAt]) => due(retryAt)).map(([id]) => refOf(`${family}:${id}`)),
    );
  }

  #forget(ref: Ref): void {
    this.rows(ref).forget(ref.id);
    this.dirty.delete(keyOf(ref));
  }

  #pair(pair: Pair, refs: readonly Ref[]): readonly Ref[] {
    this.pairs.set(pair.id, pair);
    this.#pairCounts[pair.kind]++;
    for (const ref of refs) this.#pairsOf.add(keyOf(ref), pair.id);
    return refs;
  }

  #unpair(id: string): readonly Ref[] {
    const pair = this.pairs.get(id);
    if (!pair) return [];
    this.pairs.delete(id);
    this.#pairCounts[pair.kind]--;
    const refs = refsOf(pair);
    for (const ref of refs) this.#pairsOf.remove(keyOf(ref), id);
    return refs;
  }
}

export function metaAfter<T extends LedgerMeta>(meta: T, { meta: patch, pulled }: Pick<LedgerChange, 'meta' | 'pulled'>): T {
  const next = patch ? { ...meta, ...patch } : meta;
  return pulled ? withPulled(next, pulled.side, pulled.kind, pulled.state) : next;
}
