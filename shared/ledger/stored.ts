/**
 * The ledger over records that outlive it: a journal that every commit adds one record to, and pages that it is folded into (docs/decisions/ledger.md).
 * A commit is one transaction; what it replaces is looked up inside it, so two contexts never work from different moments.
 */
import type { HistoryEntry, Instant, ItemId, Kind, Pair, Ref, Row, Side } from '../core/model';
import type { Ledger, LedgerChange, LedgerMeta } from '../core/ports';
import { Book } from './book';
import { namedBy } from './fold';
import { keyOf, refOf, rowFamily, sharedName } from './names';
import type { Thing } from './page';
import { type HistoryQuery, pastIn } from './pastInPages';
import { Reading } from './reading';
import { Recent } from './recent';
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
  #settled: SettledRecord = { configuration: null, schema: null, version: 0 };

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
    let head = await this.#head();
    // Written between the two reads: read again.
    while (head.settled !== this.#settled.version) {
      this.#settled = await this.#place.read(settledIn, ['lists']);
      head = await this.#head();
    }
    const { configuration, schema } = this.#settled;
    return { ...head.meta, configuration, schema };
  }

  async commit(change: LedgerChange): Promise<void> {
    this.#tell(await this.#writer.commit(change));
  }

  async rows(refs: readonly Ref[]): Promise<readonly (Row | null)[]> {
    if (refs.length === 0) return [];
    const things = await this.#read((reading) => reading.things(refs.map((ref) => ({ family: rowFamily(ref), id: ref.id }))));
    return things.map((thing) => thing && this.#row(thing));
  }

  async pairsOf(refs: readonly Ref[]): Promise<readonly (Pair | null)[]> {
    if (refs.length === 0) return [];
    const found = await this.#read((reading) => reading.find(refs.map((ref) => sharedName('pair', 'of', keyOf(ref)))));
    return found.map((things) => {
      const newest = things.at(-1);
      return newest ? this.#pair(newest) : null;
    });
  }

  async pairs(ids: readonly string[]): Promise<readonly (Pair | null)[]> {
    if (ids.length === 0) return [];
    const things = await this.#read((reading) => reading.things(ids.map((id) => ({ family: 'pair', id }))));
    return things.map((thing) => thing && this.#pair(thing));
  }

  async dirty(limit: number): Promise<readonly Ref[]> {
    return (await this.#marked('dirty', limit)).map(refOf);
  }

  async dirtyCount(): Promise<number> {
    return this.#count('dirty');
  }

  async lookup(side: Side, kind: Kind, keys: readonly string[]): Promise<readonly Ref[]> {
    const family = rowFamily({ side, kind });
    return this.#refs(keys.map((key) => sharedName(family, 'key', key)));
  }

  async notNamed(side: Side, kind: Kind, round: string): Promise<readonly Ref[]> {
    const family = rowFamily({ side, kind });
    return this.#read(async (reading) => {
      const named = await namedBy(reading, family, round);
      const rows = await reading.identities(family);
      return rows.filter(({ own, value }) => value === 1 && !named.has(own)).map(({ id }) => ({ side, kind, id }));
    });
  }

  async ofSeries(seriesId: ItemId): Promise<readonly Ref[]> {
    return this.#refs([sharedName('mailbox:event', 'series', seriesId)]);
  }

  async scan(side: Side, kind: Kind, after: ItemId | null, limit: number): Promise<readonly Row[]> {
    const family = rowFamily({ side, kind });
    const things = await this.#read(async (reading) => {
      const order = await reading.order(family);
      const found: Thing[] = [];
      for (let last = after; found.length < limit; ) {
        const ids = order.after(last, limit - found.length);
        if (ids.length === 0) break;
        // Some may have been forgotten since they were put in order.
        for (const thing of await reading.things(ids.map((id) => ({ family, id })))) if (thing) found.push(thing);
        last = ids.at(-1) ?? null;
      }
      return found;
    });
    return things.map((thing) => this.#row(thing));
  }

  async troubled(now: Instant | null): Promise<readonly Ref[]> {
    if ((await this.#count('trouble')) === 0) return [];
    const all = await this.#read((reading) => reading.identities('trouble'));
    return all.filter(({ value }) => now === null || value <= now).map(({ id }) => refOf(id));
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

  async #refs(names: readonly number[]): Promise<readonly Ref[]> {
    if (names.length === 0) return [];
    const found = await this.#read((reading) => reading.find(names));
    const refs = new Map<number, Ref>();
    for (const { own, family, id } of found.flat()) refs.set(own, refOf(`${family}:${id}`));
    return [...refs.values()];
  }

  /** In the order in which they came. */
  async #marked(family: 'dirty' | 'tell', limit: number): Promise<readonly string[]> {
    if ((await this.#count(family)) === 0) return [];
    const all = await this.#read((reading) => reading.identities(family));
    return all
      .sort((a, b) => a.no - b.no)
      .slice(0, limit)
      .map(({ id }) => id);
  }

  #row(thing: Thing): Row {
    return this.#unpack(thing, () => this.#book.packer(thing.family).toRow(refOf(`${thing.family}:${thing.id}`), thing.text)) as Row;
  }

  #pair(thing: Thing): Pair {
    return this.#unpack(thing, () => this.#book.packer('pair').toPair(thing.text)) as Pair;
  }

  #unpack({ own, text }: Thing, unpack: () => Row | Pair): Row | Pair {
    const known = this.#unpacked.get(own);
    if (known?.text === text) return known.value;
    const value = unpack();
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
