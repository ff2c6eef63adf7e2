/** A change worked out against what the ledger holds: what is to be put and dropped, and how the counts move. */
import type { HistoryEntry, Pair, Ref, Row } from '../core/model';
import type { LedgerChange, LedgerMeta } from '../core/ports';
import { saysTheSame } from '../core/same';
import type { Book } from './book';
import { MarkDraft, type MarkName, markNames } from './marks';
import { type Family, keyOf, namesOfEntry, namesOfPair, namesOfRow, ownName, type RowFamily, refsOf, rowFamily } from './names';
import { Page, type Thing } from './page';
import { keepingSince } from './since';
import type { Head, Named } from './store';
import type { Written } from './tail';
import { Touched } from './touched';

const kindValue = { contact: 1, event: 2 } as const;

/** Own names of all that the change may replace. */
export function concerned(change: LedgerChange): number[] {
  const rows = [...(change.rows ?? []), ...(change.over ?? []), ...(change.forget ?? [])];
  const pairs = [...(change.pairs ?? []).map((pair) => pair.id), ...(change.dissolve ?? [])];
  return [...rows.map((row) => ownName(rowFamily(row), row.id)), ...pairs.map((id) => ownName('pair', id))];
}

type Held = Pick<Thing, 'value' | 'names' | 'text'>;

export class Draft {
  readonly #puts = new Map<number, Thing & { readonly family: Family }>();
  readonly #drops = new Set<number>();
  readonly #marks: MarkDraft;
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
    this.#marks = new MarkDraft(book.marks);
    this.#counts = { ...(head.counts as Record<string, number>) };
    this.#no = head.no;
    this.#oldest = head.oldest;
  }

  get touched(): Ref[] {
    return this.#touched.refs;
  }

  /** @param size things a page, at most. */
  written(size: number): Written {
    const named = [...this.#named].map(([family, owns]): Named => ({ family, round: this.#round, owns: Float64Array.from(owns) }));
    const pages = paged(this.book, [...this.#puts.values()], size);
    return { pages, drops: this.#drops, marks: this.#marks.records, named, trim: null };
  }

  get head(): Pick<Head, 'counts' | 'no' | 'oldest'> {
    const marked = markNames.map((mark) => [mark, (this.#counts[mark] ?? 0) + this.#marks.moved(mark)] as const);
    return { counts: { ...this.#counts, ...Object.fromEntries(marked) }, no: this.#no, oldest: this.#oldest };
  }

  /** In the order that `LedgerState.apply` keeps. */
  apply(change: LedgerChange, meta: Pick<LedgerMeta, 'rep'>): void {
    const overtaken = this.#overtaken(change.over ?? []);
    const rows = (change.rows ?? []).flatMap((row) => this.#over(row, overtaken.get(keyOf(row)) ?? null));
    for (const row of rows) this.#row(row, meta);
    for (const ref of change.forget ?? []) this.#forget(ref);
    for (const id of change.dissolve ?? []) this.#dissolve(id);
    for (const pair of change.pairs ?? []) this.#pair(pair);
    for (const ref of change.dirty ?? []) this.#marks.put('dirty', keyOf(ref));
    for (const ref of change.clean ?? []) if (!overtaken.has(keyOf(ref))) this.#marks.drop('dirty', keyOf(ref));
    for (const ref of change.named?.refs ?? []) this.#name(change.named?.round ?? '', ref);
    for (const entry of change.history ?? []) this.#remember(entry);
    for (const name of change.tell ?? []) this.#marks.put('tell', name);
    for (const name of change.told ?? []) this.#marks.drop('tell', name);
  }

  /** As they were read, those that are not so any more. */
  #overtaken(read: readonly Row[]): ReadonlyMap<string, Row> {
    return new Map(read.flatMap((row) => (this.#isNow(row) ? [] : [[keyOf(row), row]])));
  }

  /** Nearly always told by the text; one that is written in another way may still say the same. */
  #isNow(row: Row): boolean {
    const packer = this.book.packer(rowFamily(row));
    const held = this.#held(ownName(rowFamily(row), row.id));
    return held !== null && (held.text === packer.row(row) || saysTheSame(packer.toRow(row, held.text), row));
  }

  #over(row: Row, base: Row | null): readonly Row[] {
    if (!base) return [row];
    const family = rowFamily(row);
    const held = this.#held(ownName(family, row.id));
    return held ? [keepingSince(row, base, this.book.packer(family).toRow(row, held.text))] : [];
  }

  #row(row: Row, { rep }: Pick<LedgerMeta, 'rep'>): void {
    this.#touched.add(row);
    const family = rowFamily(row);
    this.#replace(family, row.id, { value: row.seen ? 1 : 0, names: namesOfRow(row, rep), text: this.book.packer(family).row(row) });
    // Never due: greater than any time.
    if (row.trouble) this.#marks.put('trouble', keyOf(row), row.trouble.retryAt ?? Number.POSITIVE_INFINITY);
    else if (this.#troubles) this.#marks.drop('trouble', keyOf(row));
  }

  /** Nearly always there are none. */
  get #troubles(): boolean {
    return this.book.marks.of('trouble').size + this.#marks.moved('trouble') > 0;
  }

  #forget(ref: Ref): void {
    this.#touched.add(ref);
    this.#drop(rowFamily(ref), ref.id);
    const marks: readonly MarkName[] = ['trouble', 'dirty'];
    for (const mark of marks) this.#marks.drop(mark, keyOf(ref));
  }

  #pair(pair: Pair): void {
    const names = namesOfPair(pair);
    const held = this.#held(ownName('pair', pair.id));
    // Of the same two items, as nearly always, is told by the names alone.
    if (held && !same(held.names, names)) this.#touchPaired(held);
    for (const ref of refsOf(pair)) this.#touched.add(ref);
    this.#replace('pair', pair.id, { value: kindValue[pair.kind], names, text: this.book.packer('pair').pair(pair) });
  }

  #dissolve(id: string): void {
    const held = this.#held(ownName('pair', id));
    if (held) this.#touchPaired(held);
    this.#drop('pair', id);
  }

  /** The items of the pair as it was. */
  #touchPaired(held: Held): void {
    for (const ref of refsOf(this.book.packer('pair').toPair(held.text))) this.#touched.add(ref);
  }

  #remember(entry: HistoryEntry): void {
    const own = ownName('history', entry.id);
    this.#put('history', entry.id, own, { value: entry.at, names: namesOfEntry(entry), text: this.book.packer('history').pack(entry) });
    this.#oldest = Math.min(this.#oldest ?? entry.at, entry.at);
  }

  #name(round: string, ref: Ref): void {
    this.#round = round;
    const family = rowFamily(ref);
    const owns = this.#named.get(family);
    if (owns) owns.push(ownName(family, ref.id));
    else this.#named.set(family, [ownName(family, ref.id)]);
  }

  /** A row that is as it was is not written again. A pair is: of two that claim one item the one written last counts. */
  #replace(family: RowFamily | 'pair', id: string, next: Held): void {
    const own = ownName(family, id);
    const held = this.#held(own);
    if (held && family !== 'pair' && held.text === next.text && held.value === next.value && same(held.names, next.names)) return;
    if (held) this.#count(family, held.value, -1);
    this.#count(family, next.value, 1);
    this.#put(family, id, own, next);
  }

  #put(family: Family, id: string, own: number, { value, names, text }: Held): void {
    this.#drops.delete(own);
    this.#puts.delete(own);
    this.#puts.set(own, { family, id, own, no: ++this.#no, value, names, text });
  }

  #drop(family: RowFamily | 'pair', id: string): void {
    const own = ownName(family, id);
    const held = this.#held(own);
    if (!held) return;
    this.#count(family, held.value, -1);
    this.#puts.delete(own);
    if (this.book.has(own)) this.#drops.add(own);
  }

  #held(own: number): Held | null {
    if (this.#drops.has(own)) return null;
    const put = this.#puts.get(own);
    if (put) return put;
    const spot = this.book.spot(own);
    return spot ? spot.page.at(spot.at) : null;
  }

  #count(family: RowFamily | 'pair', value: number, by: number): void {
    const name = family !== 'pair' ? (value === 1 ? family : '') : value === kindValue.contact ? 'pair:contact' : 'pair:event';
    if (name !== '') this.#counts[name] = (this.#counts[name] ?? 0) + by;
  }
}

/** By family, in pages that are equally full. */
export function paged(book: Book, things: readonly (Thing & { readonly family: Family })[], size: number): Page[] {
  const families = new Map<Family, Thing[]>();
  for (const thing of things) {
    const held = families.get(thing.family);
    if (held) held.push(thing);
    else families.set(thing.family, [thing]);
  }
  return [...families].flatMap(([family, all]) => {
    const count = Math.ceil(all.length / size);
    const full = Math.ceil(all.length / count);
    return Array.from({ length: count }, (_, n) => Page.of(family, all.slice(n * full, (n + 1) * full), book.packer(family)));
  });
}

const same = (a: readonly number[], b: readonly number[]): boolean => a.length === b.length && a.every((one, index) => one === b[index]);
