/** Buckets after a fold: without what was dropped or given up, with what is new; doubled in number when they have grown long. */
import { type Bucket, bucketsFor, edited, emptyBucket, type Pointer, split } from './buckets';
import type { Reading } from './reading';
import type { Leaf } from './store';

export interface Rebucketed {
  /** Those to be written. */
  readonly changed: ReadonlyMap<number, Bucket>;
  /** Those and the unchanged ones in hand. */
  readonly buckets: Map<number, Bucket>;
  readonly count: number;
  readonly entries: number;
}

export async function rebucketed(
  reading: Reading,
  added: readonly Pointer[],
  dropped: ReadonlySet<number>,
  leaves: ReadonlyMap<number, Leaf>,
  most: number,
): Promise<Rebucketed> {
  const { book } = reading;
  const { buckets: count, entries } = book.directory;
  const wanted = bucketsFor(entries + added.length, count, most);
  const touched = new Map<number, Pointer[]>();
  if (wanted > count) for (let at = 0; at < count; at++) touched.set(at, []);
  // A name that leaves its page stays behind: it points to what is not there, and goes with that page.
  for (const own of dropped) if (!touched.has(own % count)) touched.set(own % count, []);
  for (const pointer of added) {
    const held = touched.get(pointer[0] % count);
    if (held) held.push(pointer);
    else touched.set(pointer[0] % count, [pointer]);
  }
  // A bucket's own number is a hash that lies in it.
  await reading.buckets([...touched.keys()]);
  const stays = (hash: number, page: number): boolean => leaves.has(page) && !dropped.has(hash);
  const changed = new Map<number, Bucket>();
  let now = entries;
  for (const [at, mine] of touched) {
    const held = book.buckets.get(at) ?? emptyBucket;
    const next = edited(held, stays, mine);
    now += next.hashes.length - held.hashes.length;
    changed.set(at, next);
  }
  if (wanted === count) return { changed, buckets: new Map([...book.buckets, ...changed]), count, entries: now };
  const grown = new Map<number, Bucket>();
  for (let at = 0; at < wanted; at++) grown.set(at, split(changed.get(at % count) ?? emptyBucket, at, wanted));
  return { changed: grown, buckets: new Map(grown), count: wanted, entries: now };
}
