/**
 * Where things are: name → page, in buckets by hash, each a record of its own. A badge in a worker that was stopped reads a
 * bucket for each name and the page it points to, whatever the size of the ledger.
 */
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
