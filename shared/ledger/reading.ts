/**
 * Reads inside one transaction, so it sees one moment of the ledger, with all that other contexts have committed until then;
 * fetches by primary key only, and only what the book does not have in hand.
 */
import type { Book, Spot } from './book';
import { emptyBucket } from './buckets';
import { type Family, ownName, type RowFamily } from './names';
import { SortedIds } from './order';
import { type Identity, Page, type Thing } from './page';
import { type Directory, emptyDirectory, emptyHead, type Head, headIn, type Leaf, type Store } from './store';

export interface Wanted {
  readonly family: Family;
  readonly id: string;
}

export class Reading {
  constructor(
    readonly book: Book,
    readonly store: Store,
  ) {}

  /** First of all. */
  async catchUp(): Promise<Head> {
    const { book, store } = this;
    // The first time, all that is needed is asked for at once.
    if (book.generation < 0) return this.#begin(store.head.get('head'));
    const head = await headIn(store);
    if (head.generation !== book.generation) return this.#begin(head);
    if (head.seq > book.seq) book.goOn(head, await store.journal.behind(book.seq));
    return head;
  }

  async #begin(known: Head | PromiseLike<Head | undefined>): Promise<Head> {
    const { store } = this;
    const [head = emptyHead, directory, records] = await Promise.all([known, store.lists.get('directory'), store.journal.behind(-1)]);
    this.book.begin(head, (directory as Directory | undefined) ?? emptyDirectory, records);
    return head;
  }

  /** Null where there is none (any more). */
  async things(wanted: readonly Wanted[]): Promise<(Thing | null)[]> {
    const owns = wanted.map(({ family, id }) => ownName(family, id));
    await this.prepare(owns);
    return owns.map((own, index) => {
      const thing = this.book.thing(own);
      return thing && thing.id === wanted[index]?.id ? thing : null;
    });
  }

  /** Fetches what `book.thing` needs for these own names. */
  async prepare(owns: readonly number[]): Promise<void> {
    const below = owns.filter((own) => !this.book.tail.things.has(own));
    await this.buckets(below);
    await this.pages(below.flatMap((own) => this.book.pageOf(own) ?? []));
  }

  /** For each name the things that carry it, oldest writing first. */
  async find(names: readonly number[]): Promise<Thing[][]> {
    const { book } = this;
    await this.buckets(names);
    const nearby = names.map((name) => [...new Set(book.pagesWith(name))]);
    await this.pages(nearby.flat());
    const places = names.map((name, index) =>
      (nearby[index] ?? []).flatMap((number) => {
        const page = book.pages.get(number);
        return page ? page.named(name).map((at): Spot => ({ page, at })) : [];
      }),
    );
    await this.buckets(places.flat().map(({ page, at }) => page.owns[at] ?? 0));
    return names.map((name, index) => {
      const below = (places[index] ?? []).filter((place) => book.lives(place, false)).map(({ page, at }) => page.at(at));
      return [...below, ...book.tail.find(name)].sort((a, b) => a.no - b.no);
    });
  }

  /** All of a family, without their texts; in no order. */
  async identities(family: Family): Promise<Identity[]> {
    const below = await this.#placesOn(this.book.leavesOf(family));
    return [...below.map(({ page, at }) => page.identityAt(at)), ...this.book.inTail(family)];
  }

  /** What is alive on these pages. */
  async on(leaves: readonly Leaf[]): Promise<Thing[]> {
    return (await this.#placesOn(leaves)).map(({ page, at }) => page.at(at));
  }

  /** Ids of a family in order, kept while the context lives. */
  async order(family: RowFamily): Promise<SortedIds> {
    const held = this.book.orders.get(family);
    if (held) return held;
    const order = new SortedIds((await this.identities(family)).map(({ id }) => id));
    this.book.orders.set(family, order);
    return order;
  }

  async #placesOn(leaves: readonly Leaf[]): Promise<Spot[]> {
    const { book } = this;
    await this.pages(leaves.map((leaf) => leaf.page));
    const places = leaves.flatMap((leaf) => {
      const page = book.pages.get(leaf.page);
      // On a page where nothing died before the journal began, nothing need be looked up.
      const intact = book.leaves.get(leaf.page)?.live === leaf.size;
      return page ? page.ids.map((_, at) => ({ page, at, intact })) : [];
    });
    await this.buckets(places.flatMap(({ page, at, intact }) => (intact ? [] : (page.owns[at] ?? 0))));
    return places.filter((place) => book.lives(place, place.intact));
  }

  async buckets(hashes: readonly number[]): Promise<void> {
    const { buckets, directory } = this.book;
    const missing = new Set<number>();
    for (const hash of hashes) if (!buckets.has(hash % directory.buckets)) missing.add(hash % directory.buckets);
    if (missing.size === 0) return;
    const keys = [...missing];
    const records = await this.store.buckets.getAll(keys);
    keys.forEach((key, index) => {
      buckets.set(key, records[index] ?? emptyBucket);
    });
  }

  async pages(numbers: readonly number[]): Promise<void> {
    const { book } = this;
    const missing = [...new Set(numbers)].filter((page) => !book.pages.has(page));
    if (missing.length === 0) return;
    const records = await this.store.pages.getAll(missing);
    missing.forEach((page, index) => {
      const record = records[index];
      if (record) book.pages.set(page, new Page(record, book.packer(record.family)));
    });
  }
}
