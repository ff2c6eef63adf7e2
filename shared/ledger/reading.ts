/**
 * Reads inside one transaction, so it sees one moment of the ledger, with all that other contexts have committed until then;
 * fetches by primary key only, and only what the book does not have in hand.
 */
import type { Book } from './book';
import { emptyBucket } from './buckets';
import type { Family, RowFamily } from './names';
import { SortedIds } from './order';
import { ownAt, Page, type Spot } from './page';
import { type Directory, emptyDirectory, emptyHead, type Head, headIn, type Leaf, type Store } from './store';

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

  /** Where the things of these own names lie; null where there is none (any more). */
  async spots(owns: readonly number[]): Promise<(Spot | null)[]> {
    await this.prepare(owns);
    return owns.map((own) => this.book.spot(own));
  }

  /** Fetches what `book.spot` needs for these own names. */
  async prepare(owns: readonly number[]): Promise<void> {
    const { book } = this;
    const below = owns.filter((own) => !book.tail.spots.has(own));
    await this.buckets(below);
    const pages = new Set<number>();
    for (const own of below) {
      const page = book.pageOf(own);
      if (page !== undefined) pages.add(page);
    }
    await this.pages(pages);
  }

  /** For each name the things that carry it, oldest writing first. */
  async find(names: readonly number[]): Promise<(readonly Spot[])[]> {
    const { book } = this;
    await this.buckets(names);
    const numbers = names.map((name) => book.pagesWith(name));
    await this.pages(new Set(numbers.flat()));
    const below = names.map((name, index) => book.below(name, numbers[index] ?? []));
    await this.buckets(below.flat().map(ownAt));
    return names.map((name, index) => book.named(name, below[index] ?? []));
  }

  /** All of a family that is alive; in no order. */
  async all(family: Family): Promise<Spot[]> {
    return [...(await this.on(this.book.leavesOf(family))), ...this.book.tail.ofFamily(family)];
  }

  /** What is alive on these pages. */
  async on(leaves: readonly Leaf[]): Promise<Spot[]> {
    const { book } = this;
    await this.pages(leaves.map((leaf) => leaf.page));
    const pages = leaves.flatMap((leaf) => {
      const page = book.pages.get(leaf.page);
      // On a page where nothing died before the journal began, nothing need be looked up.
      return page ? [{ page, intact: book.leaves.get(leaf.page)?.live === leaf.size }] : [];
    });
    await this.buckets(pages.flatMap(({ page, intact }) => (intact ? [] : [...page.owns])));
    return pages.flatMap(({ page, intact }) =>
      Array.from(page.owns, (_, at): Spot => ({ page, at })).filter((spot) => book.lives(spot, intact)),
    );
  }

  /** Ids of a family in order, kept while the context lives. */
  async order(family: RowFamily): Promise<SortedIds> {
    const held = this.book.orders.get(family);
    if (held) return held;
    const order = new SortedIds((await this.all(family)).map(({ page, at }) => page.idAt(at)));
    this.book.orders.set(family, order);
    return order;
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

  async pages(numbers: Iterable<number>): Promise<void> {
    const { book } = this;
    const missing = new Set<number>();
    for (const page of numbers) if (!book.pages.has(page)) missing.add(page);
    if (missing.size === 0) return;
    const keys = [...missing];
    const records = await this.store.pages.getAll(keys);
    keys.forEach((page, index) => {
      const record = records[index];
      if (record) book.pages.set(page, new Page(record, book.packer(record.family)));
    });
  }
}
