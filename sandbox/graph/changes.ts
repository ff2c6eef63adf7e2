/**
 * The order in which things changed: what delta reads. A thing's older entries go stale when it changes again; what left a
 * folder or was deleted leaves a trace for good.
 */
import type { EventItem } from './items';

export interface Trace {
  /** The id it had in the place that it left. */
  readonly id: string;
  /** Contacts: the folder that it left. */
  readonly folder?: string;
  /** A deleted series, as it was. */
  readonly was?: EventItem;
}

export interface Entry {
  readonly seq: number;
  readonly at: number;
  readonly key: string;
  readonly gone?: Trace;
}

export class Changes {
  seq = 0;
  #entries: Entry[] = [];
  readonly #latest = new Map<string, number>();

  touch(key: string, at: number): void {
    this.#entries.push({ seq: ++this.seq, at, key });
    this.#latest.set(key, this.seq);
    if (this.#entries.length > 4 * this.#latest.size + 1000) this.#entries = this.#entries.filter((entry) => !this.isStale(entry));
  }
  left(key: string, at: number, gone: Trace, forGood: boolean): void {
    this.#entries.push({ seq: ++this.seq, at, key, gone });
    if (forGood) this.#latest.delete(key);
  }
  isStale(entry: Entry): boolean {
    return !entry.gone && this.#latest.get(entry.key) !== entry.seq;
  }
  /** Entries after `since` up to `upTo`, oldest first. */
  *between(since: number, upTo: number): Generator<Entry> {
    const entries = this.#entries;
    let low = 0;
    let high = entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (entries[middle]!.seq <= since) low = middle + 1;
      else high = middle;
    }
    for (let i = low; i < entries.length && entries[i]!.seq <= upTo; i++) if (!this.isStale(entries[i]!)) yield entries[i]!;
  }
  /** The last change that is old enough to be seen. */
  visibleAt(before: number): number {
    for (let i = this.#entries.length - 1; i >= 0; i--) if (this.#entries[i]!.at <= before) return this.#entries[i]!.seq;
    return 0;
  }

  dump() {
    return { seq: this.seq, entries: this.#entries };
  }
  load(dump: { readonly seq: number; readonly entries: readonly Entry[] }): void {
    this.seq = dump.seq;
    this.#entries = [...dump.entries];
    this.#latest.clear();
    for (const { key, seq, gone } of this.#entries) if (!gone) this.#latest.set(key, seq);
  }
}
