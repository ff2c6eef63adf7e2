/** A change worked out against what the ledger holds: what is to be put and dropped, and how the counts move. */
import type { HistoryEntry, Pair, Ref, Row } from '../core/model';
import type { LedgerChange, LedgerMeta } from '../core/ports';
import type { Book } from './book';
import { type Family, keyOf, namesOfEntry, namesOfPair, namesOfRow, ownName, type RowFamily, refsOf, rowFamily } from './names';
import type { Thing } from './page';
import type { Head, Named } from './store';
import type { Written } from './tail';
import { Touched } from './touched';

const kindValue = { contact: 1, event: 2 } as const;
const noThings: readonly number[] = [];

/** Own names of all that the change may replace. Of marks and troubles it is enough to know whether they are there. */
export function concerned(change: LedgerChange, head: Head): { readonly whole: number[]; readonly there: number[] } {
  const rows = [...(change.rows ?? []), ...(change.forget ?? [])];
  const dirty = [...(change.dirty ?? []), ...(change.clean ?? []), ...(change.forget ?? [])];
  const pairs = [...(change.pairs ?? []).map((pair) => pair.id), ...(change.dissolve ?? [])];
  return {
    whole: [...rows.map((row) => ownName(rowFamily(row), row.id)), ...pairs.map((id) => ownName('pair', id))],
    there: [
      ...dirty.map((ref) => ownName('dirty', keyOf(ref))),
      ...[...(change.tell ?? []), ...(change.told ?? [])].map((name) => ownName('tell', name)),
      ...((head.counts.trouble ?? 0) > 0 ? rows.map((row) => ownName('trouble', keyOf(row))) : []),
    ],
  };
}

export class Draft {
  readonly #puts = new Map<number, Thing>();
  readonly #drops = new Set<number>();
  readonly #touched = new Touched();
  readonly #named = new Map<RowFamily, number[]>();
  readonly #counts: Record<string, number>;
  #round = '';
  #no: number;
  #oldest: number | null;

  /** Book: what `concerned` names has been prepared. */
  constructor(
    private readonly book: Book,
    head: Head,
  ) {
    this.#counts = { ...(head.counts as Record<string, number>) };
    this.#no = head.no;
    this.#oldest = head.oldest;
  }

  get touched(): Ref[] {
    return this.#touched.refs;
  }

  get written(): Written {
    const named = [...this.#named].map(([family, owns]): Named => ({ family, round: this.#round, owns: Float64Array.from(owns) }));
    return { things: [...this.#puts.values()], drops: this.#drops, named, trim: null };
  }

  get head(): Pick<Head, 'counts' | 'no' | 'oldest'> {
    return { counts: this.#counts, no: this.#no, oldest: this.#oldest };
  }

  /** In the order that `LedgerState.apply` keeps. */
  apply(change: LedgerChange, meta: Pick<LedgerMeta, 'rep'>): void {
    for (const row of change.rows ?? []) this.#row(row, meta);
    for (const ref of change.forget ?? []) this.#forget(ref);
    for (const id of change.dissolve ?? []) this.#dissolve(id);
    for (const pair of change.pairs ?? []) this.#pair(pair);
    for (const ref of change.dirty ?? []) this.#mark('dirty', keyOf(ref));
    for (const ref of change.clean ?? []) this.#drop('dirty', keyOf(ref));
    for (const ref of change.named?.refs ?? []) this.#name(change.named?.round ?? '', ref);
    for (const entry of change.history ?? []) this.#remember(entry);
    for (const name of change.tell ?? []) this.#mark('tell', name);
    for (const name of change.told ?? []) this.#drop('tell', name);
  }

  #row(row: Row, { rep }: Pick<LedgerMeta, 'rep'>): void {
    this.#touched.add(row);
    const family = rowFamily(row);
    this.#put(family, row.id, row.seen ? 1 : 0, namesOfRow(row, rep), this.book.packer(family).row(row));
    // Never due: greater than any time.
    if (row.trouble) this.#put('trouble', keyOf(row), row.trouble.retryAt ?? Number.POSITIVE_INFINITY, noThings, '');
    else this.#drop('trouble', keyOf(row));
  }

  #forget(ref: Ref): void {
    this.#touched.add(ref);
    this.#drop(rowFamily(ref), ref.id);
    this.#drop('trouble', keyOf(ref));
    this.#drop('dirty', keyOf(ref));
  }

  #pair(pair: Pair): void {
    this.#dissolve(pair.id, pair);
    for (const ref of refsOf(pair)) this.#touched.add(ref);
    this.#put('pair', pair.id, kindValue[pair.kind], namesOfPair(pair), this.book.packer('pair').pair(pair));
  }

  /** `by`: it is not dissolved but replaced. */
  #dissolve(id: string, by?: Pair): void {
    const held = this.#held(ownName('pair', id));
    if (!held) return;
    for (const ref of refsOf(this.book.packer('pair').toPair(held.text))) this.#touched.add(ref);
    if (!by) this.#drop('pair', id);
  }

  #remember(entry: HistoryEntry): void {
    this.#put('history', entry.id, entry.at, namesOfEntry(entry), this.book.packer('history').pack(entry));
    this.#oldest = Math.min(this.#oldest ?? entry.at, entry.at);
  }

  #name(round: string, ref: Ref): void {
    this.#round = round;
    const family = rowFamily(ref);
    const owns = this.#named.get(family);
    if (owns) owns.push(ownName(family, ref.id));
    else this.#named.set(family, [ownName(family, ref.id)]);
  }

  /** Keeps its place where it is there already. */
  #mark(family: 'dirty' | 'tell', id: string): void {
    if (!this.#has(ownName(family, id))) this.#put(family, id, 0, noThings, '');
  }

  #put(family: Family, id: string, value: number, names: readonly number[], text: string): void {
    const own = ownName(family, id);
    const counts = countOf(family, value);
    if (text !== '' && family !== 'history') {
      const held = this.#held(own);
      if (held && held.text === text && held.value === value && same(held.names, names) && family !== 'pair') return;
      if (held) this.#count(countOf(family, held.value), -1);
      this.#count(counts, 1);
    } else if (family !== 'history' && !this.#has(own)) this.#count(counts, 1);
    this.#drops.delete(own);
    this.#puts.delete(own);
    this.#puts.set(own, { family, id, own, no: ++this.#no, value, names, text });
  }

  #drop(family: Family, id: string): void {
    const own = ownName(family, id);
    if (!this.#has(own)) return;
    const value = family === 'dirty' || family === 'tell' || family === 'trouble' ? 0 : (this.#held(own)?.value ?? 0);
    this.#count(countOf(family, value), -1);
    this.#puts.delete(own);
    if (this.book.has(own)) this.#drops.add(own);
  }

  #held(own: number): Thing | null {
    return this.#drops.has(own) ? null : (this.#puts.get(own) ?? this.book.thing(own));
  }

  #has(own: number): boolean {
    return !this.#drops.has(own) && (this.#puts.has(own) || this.book.has(own));
  }

  #count(name: string, by: number): void {
    if (name !== '') this.#counts[name] = (this.#counts[name] ?? 0) + by;
  }
}

/** The counter that a thing moves; '' for none. */
function countOf(family: Family, value: number): string {
  if (family === 'pair') return value === kindValue.contact ? 'pair:contact' : 'pair:event';
  if (family === 'dirty' || family === 'tell' || family === 'trouble') return family;
  return value === 1 && family !== 'history' ? family : '';
}

const same = (a: readonly number[], b: readonly number[]): boolean => a.length === b.length && a.every((one, index) => one === b[index]);
