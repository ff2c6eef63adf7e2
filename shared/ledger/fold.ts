/**
 * The journal goes into pages, in one transaction: killed in the middle, the journal is still there and the next context
 * folds it. New things fill new pages; pages that are less than half alive are written together anew; buckets follow.
 */
import type { Book } from './book';
import type { Bucket, Pointer } from './buckets';
import type { Family } from './names';
import { type PageRecord, pageOf, type Thing } from './page';
import type { Reading } from './reading';
import { rebucketed } from './rebucket';
import type { Directory, Head, Leaf, Limits, Named } from './store';

export interface Folded {
  readonly head: Head;
  readonly directory: Directory;
  readonly buckets: Map<number, Bucket>;
}

/** Inside a transaction over all records. */
export async function fold(reading: Reading, { page: size, bucket }: Pick<Limits, 'page' | 'bucket'>): Promise<Folded | null> {
  const { book, store } = reading;
  const before = await reading.catchUp();
  if (before.seq === before.folded) return null;
  const leaves = await leavesAfter(reading);
  const { stale, things } = await toWrite(reading, leaves, size);
  const pages = paged(book, things, size, before.page);
  for (const leaf of stale) leaves.delete(leaf.page);
  for (const { leaf } of pages) leaves.set(leaf.page, leaf);
  const moved = new Set([...book.tail.things.keys(), ...things.map((thing) => thing.own)]);
  const { changed, buckets, count, entries } = await rebucketed(
    reading,
    pages.flatMap(pointersTo),
    (hash, page) => leaves.has(page) && !moved.has(hash),
    bucket,
  );
  const directory: Directory = { leaves: [...leaves.values()], buckets: count, entries };
  const head: Head = {
    ...before,
    folded: before.seq,
    generation: before.generation + 1,
    page: before.page + pages.length,
    tail: { records: 0, things: 0 },
  };
  await Promise.all([
    store.pages.deleteAll(stale.map((leaf) => leaf.page)),
    store.pages.putAll(new Map(pages.map(({ leaf, record }) => [leaf.page, record]))),
    store.buckets.putAll(changed),
    keepNamed(reading),
    store.lists.put('directory', directory),
    store.journal.clear(),
    store.head.put('head', head),
  ]);
  return { head, directory, buckets };
}

/** What the journal names dies in its old place; history that is over dies where it lies. */
async function leavesAfter(reading: Reading): Promise<Map<number, Leaf>> {
  const { book } = reading;
  const owns = [...book.tail.things.keys()];
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

/** The pages that are given up, and all that must be written: what the journal holds, and what lives on those pages. */
async function toWrite(reading: Reading, leaves: ReadonlyMap<number, Leaf>, size: number): Promise<{ stale: Leaf[]; things: Thing[] }> {
  const { book } = reading;
  const things = [...book.tail.things.values()].filter((thing) => thing !== null);
  const fresh = new Set(things.map((thing) => thing.family));
  const sparse = byFamily([...leaves.values()].filter((leaf) => leaf.live < size / 2 || isCut(book, leaf)));
  const stale: Leaf[] = [];
  for (const [family, few] of sparse) {
    const empty = few.filter((leaf) => leaf.live <= 0);
    const rest = few.filter((leaf) => leaf.live > 0);
    stale.push(...empty);
    // One page that is not full is nothing to tidy.
    if (!fresh.has(family) && rest.length < 2 && !rest.some((leaf) => isCut(book, leaf))) continue;
    stale.push(...rest);
    things.push(...(await reading.on(rest)));
  }
  return { stale, things: things.sort((a, b) => a.no - b.no) };
}

/** History of which a part is over. */
const isCut = (book: Book, leaf: Leaf): boolean => leaf.family === 'history' && leaf.from < book.tail.trimmed;

interface NewPage {
  readonly leaf: Leaf;
  readonly record: PageRecord;
  readonly things: readonly Thing[];
}

function paged(book: Book, things: readonly Thing[], size: number, last: number): NewPage[] {
  const pages: NewPage[] = [];
  for (const { family, part, shapes } of portions(book, things, size)) {
    const values = part.map((thing) => thing.value);
    const page = last + pages.length + 1;
    const leaf = { page, family, size: part.length, live: part.length, from: Math.min(...values), to: Math.max(...values) };
    pages.push({ leaf, record: pageOf(family, part, shapes), things: part });
  }
  return pages;
}

/** By family, so many at a time. */
export function* portions(
  book: Book,
  things: readonly Thing[],
  size: number,
): Generator<{ readonly family: Family; readonly part: readonly Thing[]; readonly shapes: string }> {
  for (const [family, all] of byFamily(things)) {
    const shapes = JSON.stringify(book.packer(family).shapes);
    for (let at = 0; at < all.length; at += size) yield { family, part: all.slice(at, at + size), shapes };
  }
}

const pointersTo = ({ leaf, things }: NewPage): Pointer[] =>
  things.flatMap((thing) => [thing.own, ...thing.names].map((name): Pointer => [name, leaf.page]));

async function keepNamed(reading: Reading): Promise<void> {
  for (const [family, since] of reading.book.tail.named) {
    const owns = await namedBy(reading, family, since.round);
    const named: Named = { family, round: since.round, owns: Float64Array.from(owns) };
    await reading.store.lists.put(`named:${family}`, named);
  }
}

/** Own names of the rows that this round has named so far. */
export async function namedBy({ book, store }: Reading, family: Named['family'], round: string): Promise<ReadonlySet<number>> {
  const since = book.tail.named.get(family);
  if (since && since.round !== round) return new Set();
  const before = (await store.lists.get(`named:${family}`)) as Named | undefined;
  const continues = before?.round === round && !since?.fresh;
  return new Set([...(continues ? before.owns : []), ...(since?.owns ?? [])]);
}

function byFamily<T extends { readonly family: Family }>(all: readonly T[]): Map<Family, T[]> {
  const groups = new Map<Family, T[]>();
  for (const one of all) {
    const group = groups.get(one.family);
    if (group) group.push(one);
    else groups.set(one.family, [one]);
  }
  return groups;
}
