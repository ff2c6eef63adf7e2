/**
 * The ledger over records that outlive it: a journal that every commit adds one record to, and pages that it is folded into (docs/decisions/ledger.md).
 * A commit is one transaction; what it replaces is looked up inside it, so two contexts never work from different moments.
 */
import type { HistoryEntry, Instant, ItemId, Kind, Pair, Ref, Row, Side } from '../core/model';
import type { Glance, Ledger, LedgerChange, LedgerMeta } from '../core/ports';
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
    const spots = await this.#read((reading) => reading.spots(refs.map(nameOf)));
    return refs.map((ref, index) => this.#row(ref, spots[index]));
  }

  async pairsOf(refs: readonly Ref[]): Promise<readonly (Pair | null)[]> {
    if (refs.length === 0) return [];
    const found = await this.#read((reading) => reading.find(refs.map(pairedName)));
    return found.map((spots) => this.#pair(spots.at(-1) ?? null));
  }

  async pairs(ids: readonly string[]): Promise<readonly (Pair | null)[]> {
    if (ids.length === 0) return [];
    const spots = await this.#read((reading) => reading.spots(ids.map((id) => ownName('pair', id))));
    return ids.map((id, index) => this.#pair(held(spots[index], id)));
  }

  async glance(refs: readonly Ref[]): Promise<readonly Glance[]> {
    if (refs.length === 0) return [];
    const [rows, pairs] = await this.#read(async (reading) => [
      await reading.spots(refs.map(nameOf)),
      await reading.find(refs.map(pairedName)),
    ]);
    return refs.map((ref, index) => {
      const row = held(rows[index], ref.id);
      const pair = pairs[index]?.at(-1);
      return { row: row && (row.page.valueAt(row.at) === 1 ? 'seen' : 'gone'), pairId: pair?.page.idAt(pair.at) ?? null };
    });
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
    const { refs, spots } = await this.#inOrder(side, kind, after, limit);
    return refs.flatMap((ref, index) => this.#row(ref, spots[index]) ?? []);
  }

  async refs(side: Side, kind: Kind, after: ItemId | null, limit: number): Promise<readonly Ref[]> {
    return (await this.#inOrder(side, kind, after, limit)).refs;
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

  /** At most `limit` rows behind `after`. Some may have been forgotten since they were put in order. */
  #inOrder(
    side: Side,
    kind: Kind,
    after: ItemId | null,
    limit: number,
  ): Promise<{ readonly refs: readonly Ref[]; readonly spots: readonly Spot[] }> {
    return this.#read(async (reading) => {
      const order = await reading.order(rowFamily({ side, kind }));
      const [refs, spots]: [Ref[], Spot[]] = [[], []];
      for (let last = after; refs.length < limit; ) {
        const next = order.after(last, limit - refs.length).map((id): Ref => ({ side, kind, id }));
        if (next.length === 0) break;
        const found = await reading.spots(next.map(nameOf));
        next.forEach((ref, index) => {
          const spot = held(found[index], ref.id);
          if (spot) refs.push(ref);
          if (spot) spots.push(spot);
        });
        last = next.at(-1)?.id ?? null;
      }
      return { refs, spots };
    });
  }

  #row(ref: Ref, spot: Spot | null | undefined): Row | null {
    const at = held(spot, ref.id);
    return at && (this.#unpack(at, (text) => this.#book.packer(rowFamily(ref)).toRow(ref, text)) as Row);
  }

  #pair(spot: Spot | null): Pair | null {
    if (!spot) return null;
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

const nameOf = (ref: Ref): number => ownName(rowFamily(ref), ref.id);
const pairedName = (ref: Ref): number => sharedName('pair', 'of', keyOf(ref));

/** Two names with the same hash are told apart. */
const held = (spot: Spot | null | undefined, id: string): Spot | null => (spot && spot.page.idAt(spot.at) === id ? spot : null);
