/**
 * Where things are: name → page, in buckets by hash, each a record of its own. A badge in a worker that was stopped reads a
 * bucket for each name and the page it points to, whatever the size of the ledger.
 */
import type { Reading } from './reading';
import type { Leaf } from './store';

export interface Bucket {
  /** Ascending. */
  readonly hashes: Float64Array;
  readonly pages: Uint32Array;
}

export const emptyBucket: Bucket = { hashes: new Float64Array(), pages: new Uint32Array() };

const none: readonly number[] = [];

/** Pages that one name points to; most recently written last. */
export function pagesFor({ hashes, pages }: Bucket, hash: number): readonly number[] {
  const first = firstAt(hashes, hash);
  if (hashes[first] !== hash) return none;
  const found: number[] = [];
  for (let at = first; hashes[at] === hash; at++) found.push(pages[at] ?? 0);
  return found;
}

function firstAt(hashes: Float64Array, hash: number): number {
  let [low, high] = [0, hashes.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((hashes[middle] ?? 0) < hash) low = middle + 1;
    else high = middle;
  }
  return low;
}

export type Pointer = readonly [hash: number, page: number];

/** The bucket without what `stays` refuses, and with what is added. */
export function edited(bucket: Bucket, stays: (hash: number, page: number) => boolean, added: readonly Pointer[]): Bucket {
  const fresh = [...added].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const hashes = new Float64Array(bucket.hashes.length + fresh.length);
  const pages = new Uint32Array(hashes.length);
  let length = 0;
  const push = (hash: number, page: number): void => {
    if (length > 0 && hashes[length - 1] === hash && pages[length - 1] === page) return;
    hashes[length] = hash;
    pages[length++] = page;
  };
  let next = 0;
  for (let at = 0; at < bucket.hashes.length; at++) {
    const [hash, page] = [bucket.hashes[at] ?? 0, bucket.pages[at] ?? 0];
    for (let one = fresh[next]; one && one[0] < hash; one = fresh[++next]) push(one[0], one[1]);
    if (stays(hash, page)) push(hash, page);
  }
  for (let one = fresh[next]; one; one = fresh[++next]) push(one[0], one[1]);
  return { hashes: hashes.slice(0, length), pages: pages.slice(0, length) };
}

/** Their number doubles when a bucket would hold more than `most` on average. */
export const bucketsFor = (entries: number, now: number, most: number): number => {
  let count = now;
  while (entries > count * most) count *= 2;
  return count;
};

/** The part of a bucket that belongs into bucket `at` of `count`. */
export function split(bucket: Bucket, at: number, count: number): Bucket {
  const mine: number[] = [];
  for (let i = 0; i < bucket.hashes.length; i++) if ((bucket.hashes[i] ?? 0) % count === at) mine.push(i);
  return {
    hashes: Float64Array.from(mine, (i) => bucket.hashes[i] ?? 0),
    pages: Uint32Array.from(mine, (i) => bucket.pages[i] ?? 0),
  };
}

export interface Rebucketed {
  /** Those to be written. */
  readonly changed: ReadonlyMap<number, Bucket>;
  /** Those and the unchanged ones in hand. */
  readonly buckets: Map<number, Bucket>;
  readonly count: number;
  readonly entries: number;
}

/** After a fold: without what was dropped or given up, with what is new; doubled in number when they have grown long. */
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
  const stays = (hash: number, page: number): boolean => leaves.has(page) && (dropped.size === 0 || !dropped.has(hash));
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
