/**
 * What one context has in hand of the ledger: the journal's tail and all marks whole, and of pages and buckets what it was asked for so far
 * (`reading.ts` fetches what is missing). Pages never change and their numbers are never used again, so that a page once read
 * stays true; buckets and directory are those of one generation.
 */
import { type Bucket, emptyBucket, pagesFor } from './buckets';
import type { Folded } from './fold';
import { Marks } from './marks';
import { type Family, type RowFamily, rowFamilies } from './names';
import type { SortedIds } from './order';
import { Packer } from './packed';
import { inOrder, ownAt, Page, type Spot } from './page';
import { type Directory, emptyDirectory, type Head, type JournalRecord, type Leaf } from './store';
import { Tail, type Written } from './tail';

const none: readonly Spot[] = [];

export class Book {
  tail = new Tail();
  marks = new Marks();
  directory: Directory = emptyDirectory;
  leaves: ReadonlyMap<number, Leaf> = new Map();
  buckets = new Map<number, Bucket>();
  readonly pages = new Map<number, Page>();
  /** Ids of a family in order, once somebody has asked. */
  readonly orders = new Map<RowFamily, SortedIds>();
  /** -1: nothing has been read yet. */
  generation = -1;
  seq = -1;
  readonly #packers = new Map<Family, Packer>();

  /** Each family has shapes of its own: they are kept with every page. */
  readonly packer = (family: Family): Packer => {
    const held = this.#packers.get(family) ?? new Packer();
    this.#packers.set(family, held);
    return held;
  };

  /** Another context has folded or wiped, or this one is new. */
  begin(head: Head, directory: Directory, records: readonly JournalRecord[]): void {
    // Commits that were folded before they were seen here: what was in order is not known any more.
    if (this.seq < head.folded) this.orders.clear();
    this.marks = new Marks(directory.marks);
    this.#settleOn(head, directory, new Map());
    this.goOn(head, records);
  }

  /** Other contexts have committed. */
  goOn(head: Head, records: readonly JournalRecord[]): void {
    for (const record of records) this.#apply({ ...record, pages: record.pages.map((page) => new Page(page, this.packer(page.family))) });
    this.seq = head.seq;
  }

  /** A commit of this context is through. A reading that came in between has read it back from the journal already. */
  committed(head: Head, written: Written): void {
    if (head.generation !== this.generation || head.seq !== this.seq + 1) return;
    this.#apply(written);
    this.seq = head.seq;
  }

  /** A fold of this context is through. A reading that came in between has begun on it already. */
  folded({ head, directory, buckets, pages }: Folded): void {
    if (head.generation !== this.generation + 1 || head.folded !== this.seq) return;
    this.#settleOn(head, directory, buckets);
    for (const [number, page] of pages) this.pages.set(number, page);
  }

  /** Where the newest word on it lies; its page must be in hand. */
  spot(own: number): Spot | null {
    const newest = this.tail.spots.get(own);
    if (newest !== undefined) return newest;
    const page = this.pages.get(this.pageOf(own) ?? 0);
    const at = page?.owns.indexOf(own) ?? -1;
    return page && at >= 0 && !this.#isOver(page, at) ? { page, at } : null;
  }

  /** Whether there is such a thing; its page need not be in hand. */
  has(own: number): boolean {
    const newest = this.tail.spots.get(own);
    return newest !== undefined ? newest !== null : this.pageOf(own) !== undefined;
  }

  /** The page where the snapshot has it: of all that ever had it, the last one written. */
  pageOf(own: number): number | undefined {
    return this.pagesWith(own).at(-1);
  }

  /** Pages where the snapshot has, or once had, something of that name. */
  pagesWith(name: number): readonly number[] {
    const pages = pagesFor(this.buckets.get(name % this.directory.buckets) ?? emptyBucket, name);
    return pages.every((page) => this.leaves.has(page)) ? pages : pages.filter((page) => this.leaves.has(page));
  }

  /** Where these pages have, or once had, things of that name; they must be in hand. */
  below(name: number, numbers: readonly number[]): readonly Spot[] {
    if (numbers.length === 0) return none;
    const spots: Spot[] = [];
    for (const number of numbers) {
      const page = this.pages.get(number);
      if (page) for (const at of page.named(name)) spots.push({ page, at });
    }
    return spots;
  }

  /** Those of `below` of which nothing newer is known, and what the tail has of that name; oldest writing first. */
  named(name: number, below: readonly Spot[]): readonly Spot[] {
    const newer = this.tail.named(name);
    if (below.length === 0 && newer.length < 2) return newer;
    const alive = below.filter((spot) => this.lives(spot, false));
    return alive.length < 2 && newer.length === 0 ? alive : [...alive, ...newer].sort(inOrder);
  }

  leavesOf(family: Family): Leaf[] {
    return this.directory.leaves.filter((leaf) => leaf.family === family);
  }

  /** Nothing newer is known of what lies there. `intact`: of this page nothing was written anew before the journal began. */
  lives(spot: Spot, intact: boolean): boolean {
    const own = ownAt(spot);
    if (this.tail.spots.has(own) || this.#isOver(spot.page, spot.at)) return false;
    return intact || this.pages.get(this.pageOf(own) ?? 0) === spot.page;
  }

  #isOver(page: Page, at: number): boolean {
    return page.family === 'history' && page.valueAt(at) < this.tail.trimmed;
  }

  #settleOn(head: Head, directory: Directory, buckets: Map<number, Bucket>): void {
    this.generation = head.generation;
    this.seq = head.folded;
    this.tail = new Tail();
    this.directory = directory;
    this.leaves = new Map(directory.leaves.map((leaf) => [leaf.page, leaf]));
    this.buckets = buckets;
    for (const page of this.pages.keys()) if (!this.leaves.has(page)) this.pages.delete(page);
  }

  #apply(written: Written): void {
    this.tail.apply(written);
    this.marks.apply(written.marks);
    for (const page of written.pages) {
      const order = isRow(page.family) ? this.orders.get(page.family) : undefined;
      if (order) for (let at = 0; at < page.size; at++) order.add(page.idAt(at));
    }
  }
}

const isRow = (family: Family): family is RowFamily => (rowFamilies as readonly Family[]).includes(family);
