/**
 * The journal goes into pages, in one transaction: killed in the middle, the journal is still there and the next context
 * folds it. What the journal holds in pages that are at least half alive is moved as it is; the rest, and what is left of pages that
 * are less than half alive, is written together anew; buckets follow.
 */
import type { Book } from './book';
import { type Bucket, type Pointer, rebucketed } from './buckets';
import { paged } from './draft';
import type { Family } from './names';
import type { Page, Spot } from './page';
import type { Reading } from './reading';
import type { Directory, Head, Leaf, Limits, Named } from './store';

export interface Folded {
  readonly head: Head;
  readonly directory: Directory;
  readonly buckets: Map<number, Bucket>;
  /** Those that were written. */
  readonly pages: ReadonlyMap<number, Page>;
}

interface NewPage {
  readonly page: Page;
  /** Where on it something is alive. */
  readonly live: readonly number[];
}

/** Inside a transaction over all records. */
export async function fold(reading: Reading, { page: size, bucket }: Pick<Limits, 'page' | 'bucket'>): Promise<Folded | null> {
  const { book, store } = reading;
  const before = await reading.catchUp();
  if (before.seq === before.folded) return null;
  const leaves = await leavesAfter(reading);
  const { stale, fresh } = await toWrite(reading, leaves, size);
  for (const leaf of stale) leaves.delete(leaf.page);
  const pages = new Map(fresh.map((one, index) => [before.page + index + 1, one]));
  for (const [number, one] of pages) leaves.set(number, leafOf(number, one));
  const pointers = [...pages].flatMap(([number, one]) => pointersTo(number, one));
  const dropped = new Set([...book.tail.spots].flatMap(([own, spot]) => (spot ? [] : [own])));
  const { changed, buckets, count, entries } = await rebucketed(reading, pointers, dropped, leaves, bucket);
  const directory: Directory = { leaves: [...leaves.values()], buckets: count, entries, marks: book.marks.records };
  const head: Head = {
    ...before,
    folded: before.seq,
    generation: before.generation + 1,
    page: before.page + pages.size,
    tail: { records: 0, things: 0 },
  };
  const written = new Map([...pages].map(([number, { page }]) => [number, page]));
  await Promise.all([
    store.pages.deleteAll(stale.map((leaf) => leaf.page)),
    store.pages.putAll(new Map([...written].map(([number, page]) => [number, page.record]))),
    store.buckets.putAll(changed),
    keepNamed(reading),
    store.lists.put('directory', directory),
    store.journal.clear(),
    store.head.put('head', head),
  ]);
  return { head, directory, buckets, pages: written };
}

/** What the journal names dies in its old place; history that is over dies where it lies. */
async function leavesAfter(reading: Reading): Promise<Map<number, Leaf>> {
  const { book } = reading;
  const owns = [...book.tail.spots.keys()];
  await reading.buckets(owns);
  const deaths = new Map<number, number>();
  for (const own of owns) {
    const page = book.pageOf(own);
    if (page !== undefined) deaths.set(page, (deaths.get(page) ?? 0) + 1);
  }
  const over = (leaf: Leaf): boolean => leaf.family === 'history' && leaf.to < book.tail.trimmed;
  return new Map(
    book.directory.leaves.map((leaf) => [leaf.page, { ...leaf, live: over(leaf) ? 0 : leaf.live - (deaths.get(leaf.page) ?? 0) }]),
  );
}

/** The pages that are given up, and those that come: moved out of the journal, or written together. */
async function toWrite(reading: Reading, leaves: ReadonlyMap<number, Leaf>, size: number): Promise<{ stale: Leaf[]; fresh: NewPage[] }> {
  const { book } = reading;
  const fresh: NewPage[] = [];
  const loose: Spot[] = [];
  for (const page of book.tail.pages) {
    const live = book.tail.on(page);
    if (live.length >= size / 2) fresh.push({ page, live: live.map(({ at }) => at) });
    else loose.push(...live);
  }
  const stale: Leaf[] = [];
  for (const [family, sparse] of sparseOf(book, leaves, size)) {
    const empty = sparse.filter((leaf) => leaf.live <= 0);
    const rest = sparse.filter((leaf) => leaf.live > 0);
    stale.push(...empty);
    // One page that is not full is nothing to tidy.
    const alone = rest.length < 2 && !loose.some(({ page }) => page.family === family);
    if (alone && !rest.some((leaf) => isCut(book, leaf))) continue;
    stale.push(...rest);
    loose.push(...(await reading.on(rest)));
  }
  const things = loose.map(({ page, at }) => ({ ...page.at(at), family: page.family })).sort((a, b) => a.no - b.no);
  for (const page of paged(book, things, size)) fresh.push({ page, live: [...page.owns.keys()] });
  return { stale, fresh };
}

/** History of which a part is over. */
const isCut = (book: Book, leaf: Leaf): boolean => leaf.family === 'history' && leaf.from < book.tail.trimmed;

/** Pages that are less than half alive. */
function sparseOf(book: Book, leaves: ReadonlyMap<number, Leaf>, size: number): Map<Family, Leaf[]> {
  const sparse = new Map<Family, Leaf[]>();
  for (const leaf of leaves.values()) {
    if (leaf.live >= size / 2 && !isCut(book, leaf)) continue;
    const held = sparse.get(leaf.family);
    if (held) held.push(leaf);
    else sparse.set(leaf.family, [leaf]);
  }
  return sparse;
}

function leafOf(number: number, { page, live }: NewPage): Leaf {
  const values = live.map((at) => page.valueAt(at));
  return { page: number, family: page.family, size: page.size, live: live.length, from: Math.min(...values), to: Math.max(...values) };
}

function pointersTo(number: number, { page, live }: NewPage): Pointer[] {
  const pointers = live.map((at): Pointer => [page.owns[at] ?? 0, number]);
  const alive = new Set(live);
  const { names, owners } = page.record;
  names.forEach((name, index) => {
    if (alive.has(owners[index] ?? 0)) pointers.push([name, number]);
  });
  return pointers;
}

async function keepNamed(reading: Reading): Promise<void> {
  for (const [family, since] of reading.book.tail.rounds) {
    const owns = await namedBy(reading, family, since.round);
    const named: Named = { family, round: since.round, owns: Float64Array.from(owns) };
    await reading.store.lists.put(`named:${family}`, named);
  }
}

/** Own names of the rows that this round has named so far. */
export async function namedBy({ book, store }: Reading, family: Named['family'], round: string): Promise<ReadonlySet<number>> {
  const since = book.tail.rounds.get(family);
  if (since && since.round !== round) return new Set();
  const before = (await store.lists.get(`named:${family}`)) as Named | undefined;
  const continues = before?.round === round && !since?.fresh;
  return new Set([...(continues ? before.owns : []), ...(since?.owns ?? [])]);
}
