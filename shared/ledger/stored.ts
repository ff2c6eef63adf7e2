/**
 * The ledger over records that outlive it: a journal that every commit adds one record to, and pages that it is folded into (docs/decisions/ledger.md).
 * A commit is one transaction; what it replaces is looked up inside it, so two contexts never work from different moments.
 */
import type { HistoryEntry, Instant, ItemId, Kind, Pair, Ref, Row, Side } from '../core/model';
import type { Ledger, LedgerChange, LedgerMeta } from '../core/ports';
import { Book } from './book';
import { namedBy } from './fold';
import { keyOf, ownName, refOf, rowFamily, sharedName } from './names';
import { ownAt, type Spot } from './page';
import { type HistoryQuery, pastIn } from './pastInPages';
import { Reading } from './reading';
import { Recent } from './recent';
import { firstOf } from './state';
import { type Head, headIn, type Limits, type Notifier, type Place, type SettledRecord, settledIn, usualLimits } from './store';
import { Writer } from './writer';

/** Unpacked rows and pairs in hand: those of a few portions of a cycle. */
const hot = 4096;

export class StoredLedger implements Ledger {
  readonly #place: Place;
  readonly #book = new Book();
  readonly #writer: Writer;
  readonly #notifier: Notifier | undefined;
  readonly #listeners = new Set<(touched: readonly Ref[]) => void>();
  readonly #unpacked = new Recent<number, { readonly text: string; readonly value: Row | Pair }>(hot);
  readonly #silence: () => void;
  #settled: SettledRecord | null = null;

  constructor(place: Place, notifier?: Notifier, limits: Partial<Limits> = {}) {
    this.#place = place;
    this.#writer = new Writer(place, this.#book, { ...usualLimits, ...limits });
    this.#notifier = notifier;
    this.#silence = notifier?.listen((touched) => this.#hear(touched)) ?? (() => {});
  }

  /** The context ends; nothing need be saved. */
  close(): void {
    this.#silence();
    this.#place.close();
  }

  async meta(): Promise<LedgerMeta> {
    let settled = this.#settled;
    // The first time both are read at once.
    let head = settled && (await this.#head());
    if (!head || head.settled !== settled?.version)
      [head, settled] = await this.#place.read((store) => Promise.all([headIn(store), settledIn(store)]), ['head', 'lists']);
    this.#settled = settled;
    const { configuration, schema } = settled;
    return { ...head.meta, configuration, schema };
  }

  async commit(change: LedgerChange): Promise<void> {
    this.#tell(await this.#writer.commit(change));
  }

  async rows(refs: readonly Ref[]): Promise<readonly (Row | null)[]> {
    if (refs.length === 0) return [];
    const spots = await this.#read((reading) => reading.spots(refs.map((ref) => ownName(rowFamily(ref), ref.id))));
    return refs.map((ref, index) => this.#row(ref, spots[index] ?? null));
  }

  async pairsOf(refs: readonly Ref[]): Promise<readonly (Pair | null)[]> {
    if (refs.length === 0) return [];
    const found = await this.#read((reading) => reading.find(refs.map((ref) => sharedName('pair', 'of', keyOf(ref)))));
    return found.map((spots) => this.#pair(spots.at(-1) ?? null));
  }

  async pairs(ids: readonly string[]): Promise<readonly (Pair | null)[]> {
    if (ids.length === 0) return [];
    const spots = await this.#read((reading) => reading.spots(ids.map((id) => ownName('pair', id))));
    return ids.map((id, index) => this.#pair(spots[index] ?? null, id));
  }

  async dirty(limit: number): Promise<readonly Ref[]> {
    return (await this.#marked('dirty', limit)).map(refOf);
  }

  async dirtyCount(): Promise<number> {
    return this.#count('dirty');
  }

  async lookup(side: Side, kind: Kind, keys: readonly string[]): Promise<readonly Ref[]> {
    const family = rowFamily({ side, kind });
    return this.#refs(
      { side, kind },
      keys.map((key) => sharedName(family, 'key', key)),
    );
  }

  async notNamed(side: Side, kind: Kind, round: string): Promise<readonly Ref[]> {
    const family = rowFamily({ side, kind });
    return this.#read(async (reading) => {
      const named = await namedBy(reading, family, round);
      const rows = await reading.all(family);
      const missing = rows.filter((spot) => spot.page.valueAt(spot.at) === 1 && !named.has(ownAt(spot)));
      return missing.map(({ page, at }) => ({ side, kind, id: page.idAt(at) }));
    });
  }

  async ofSeries(seriesId: ItemId): Promise<readonly Ref[]> {
    return this.#refs({ side: 'mailbox', kind: 'event' }, [sharedName('mailbox:event', 'series', seriesId)]);
  }

  async scan(side: Side, kind: Kind, after: ItemId | null, limit: number): Promise<readonly Row[]> {
    const family = rowFamily({ side, kind });
    return this.#read(async (reading) => {
      const order = await reading.order(family);
      const found: Row[] = [];
      for (let last = after; found.length < limit; ) {
        const refs = order.after(last, limit - found.length).map((id): Ref => ({ side, kind, id }));
        if (refs.length === 0) break;
        const spots = await reading.spots(refs.map(({ id }) => ownName(family, id)));
        // Some may have been forgotten since they were put in order.
        refs.forEach((ref, index) => {
          const row = this.#row(ref, spots[index] ?? null);
          if (row) found.push(row);
        });
        last = refs.at(-1)?.id ?? null;
      }
      return found;
    });
  }

  async troubled(now: Instant | null): Promise<readonly Ref[]> {
    if ((await this.#count('trouble')) === 0) return [];
    const all = await this.#read(async ({ book }) => [...book.marks.of('trouble')]);
    return all.filter(([, due]) => now === null || due <= now).map(([key]) => refOf(key));
  }

  async count(side: Side, kind: Kind): Promise<number> {
    return this.#count(rowFamily({ side, kind }));
  }

  async pairCount(kind: Kind): Promise<number> {
    return this.#count(`pair:${kind}`);
  }

  async toTell(limit: number): Promise<readonly string[]> {
    return this.#marked('tell', limit);
  }

  async history(query: HistoryQuery): Promise<readonly HistoryEntry[]> {
    return this.#read((reading) => pastIn(reading, query));
  }

  async trimHistory(before: Instant): Promise<void> {
    await this.#writer.trim(before);
  }

  onChange(listener: (touched: readonly Ref[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async wipe(): Promise<void> {
    await this.#writer.wipe();
    this.#unpacked.clear();
    this.#tell([]);
  }

  async #head(): Promise<Head> {
    return this.#place.read(headIn, ['head']);
  }

  async #count(name: string): Promise<number> {
    return (await this.#head()).counts[name] ?? 0;
  }

  #read<T>(work: (reading: Reading) => Promise<T>): Promise<T> {
    return this.#place.read(async (store) => {
      const reading = new Reading(this.#book, store);
      await reading.catchUp();
      return work(reading);
    });
  }

  async #refs({ side, kind }: Omit<Ref, 'id'>, names: readonly number[]): Promise<readonly Ref[]> {
    if (names.length === 0) return [];
    const found = await this.#read((reading) => reading.find(names));
    const refs = new Map<number, Ref>();
    for (const spots of found) for (const spot of spots) refs.set(ownAt(spot), { side, kind, id: spot.page.idAt(spot.at) });
    return [...refs.values()];
  }

  /** In the order in which they came. */
  async #marked(mark: 'dirty' | 'tell', limit: number): Promise<readonly string[]> {
    if ((await this.#count(mark)) === 0) return [];
    return this.#read(async ({ book }) => firstOf(book.marks.of(mark).keys(), limit));
  }

  /** Null where there is none; two names with the same hash are told apart. */
  #row(ref: Ref, spot: Spot | null): Row | null {
    if (!spot || spot.page.idAt(spot.at) !== ref.id) return null;
    return this.#unpack(spot, (text) => this.#book.packer(rowFamily(ref)).toRow(ref, text)) as Row;
  }

  #pair(spot: Spot | null, id?: string): Pair | null {
    if (!spot || (id !== undefined && spot.page.idAt(spot.at) !== id)) return null;
    return this.#unpack(spot, (text) => this.#book.packer('pair').toPair(text)) as Pair;
  }

  #unpack(spot: Spot, unpack: (text: string) => Row | Pair): Row | Pair {
    const own = ownAt(spot);
    const text = spot.page.textAt(spot.at);
    const known = this.#unpacked.get(own);
    if (known?.text === text) return known.value;
    const value = unpack(text);
    this.#unpacked.set(own, { text, value });
    return value;
  }

  #tell(touched: readonly Ref[]): void {
    this.#notifier?.tell(touched);
    this.#hear(touched);
  }

  #hear(touched: readonly Ref[]): void {
    for (const listener of this.#listeners) listener(touched);
  }
}
