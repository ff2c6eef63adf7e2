/** Ids in order, for reading all rows page by page while they change: sorted once, then merged with what came since. */
export class SortedIds {
  #sorted: string[] = [];
  #known = new Set<string>();
  #fresh: string[] = [];

  constructor(ids: Iterable<string> = []) {
    for (const id of ids) this.add(id);
  }

  add(id: string): void {
    if (this.#known.has(id)) return;
    this.#known.add(id);
    this.#fresh.push(id);
  }

  drop(id: string): void {
    // Its place is left out when it is read: taking it out of the array would move all the others.
    if (this.#known.delete(id)) this.#dropped = true;
  }
  #dropped = false;

  /** At most `limit` ids behind `after`. */
  after(after: string | null, limit: number): string[] {
    this.#settle();
    const found: string[] = [];
    for (let at = after === null ? 0 : firstAfter(this.#sorted, after); at < this.#sorted.length && found.length < limit; at++)
      found.push(this.#sorted[at] as string);
    return found;
  }

  #settle(): void {
    if (this.#dropped) {
      this.#sorted = this.#sorted.filter((id) => this.#known.has(id));
      this.#fresh = this.#fresh.filter((id) => this.#known.has(id));
      this.#dropped = false;
    }
    if (this.#fresh.length === 0) return;
    const fresh = [...new Set(this.#fresh)].sort(inOrder).filter((id, i, all) => id !== all[i - 1]);
    this.#sorted = merged(this.#sorted, fresh);
    this.#fresh = [];
  }
}

const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function firstAfter(sorted: readonly string[], after: string): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as string) > after) high = middle;
    else low = middle + 1;
  }
  return low;
}

function merged(a: readonly string[], b: readonly string[]): string[] {
  const all: string[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [x, y] = [a[i], b[j]];
    if (y === undefined || (x !== undefined && x <= y)) {
      if (x !== y) all.push(x as string);
      i++;
    } else {
      all.push(y);
      j++;
    }
  }
  return all;
}
