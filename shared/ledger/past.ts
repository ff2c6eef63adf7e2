/** History in memory (SYN5), found by pair, item or cycle. */
import type { HistoryEntry, Instant } from '../core/model';
import type { Ledger } from '../core/ports';
import { Multimap } from './multimap';

export type HistoryQuery = Parameters<Ledger['history']>[0];

/** By what history is found: what narrows most first. The rest of a query is judged entry by entry. */
const ways = ['itemId', 'pairId', 'cycle'] as const;

export const answers = (entry: HistoryEntry, query: HistoryQuery): boolean =>
  (query.pairId === undefined || entry.pairId === query.pairId) &&
  (query.itemId === undefined || entry.itemId === query.itemId) &&
  (query.cycle === undefined || entry.cycle === query.cycle) &&
  (query.before === undefined || entry.at < query.before);

export class Past {
  readonly #entries = new Map<string, HistoryEntry>();
  readonly #times = new Map<string, { readonly at: Instant; readonly no: number }>();
  readonly #by = { pairId: new Multimap<string>(), itemId: new Multimap<string>(), cycle: new Multimap<string>() };
  #no = 0;

  values(): Iterable<HistoryEntry> {
    return this.#entries.values();
  }

  /** An entry that is known already is replaced: that is how "undone" is written. */
  put(entry: HistoryEntry): void {
    this.#drop(entry.id);
    this.#entries.set(entry.id, entry);
    this.#times.set(entry.id, { at: entry.at, no: this.#no++ });
    for (const by of ways) this.#by[by].add(entry[by], entry.id);
  }

  query(query: HistoryQuery): HistoryEntry[] {
    const by = ways.find((way) => query[way] !== undefined);
    const ids = by === undefined ? [...this.#times.keys()] : this.#by[by].get(query[by] ?? '');
    const found: HistoryEntry[] = [];
    for (const id of this.#latestFirst(ids)) {
      if (found.length >= query.limit) break;
      const entry = this.#entries.get(id);
      if (entry && answers(entry, query)) found.push(entry);
    }
    return found;
  }

  trim(before: Instant): void {
    for (const [id, { at }] of this.#times) if (at < before) this.#drop(id);
  }

  /** Of one moment, in the order they were written. */
  #latestFirst(ids: readonly string[]): string[] {
    const time = (id: string) => this.#times.get(id) ?? { at: 0, no: 0 };
    return [...ids].sort((a, b) => time(b).at - time(a).at || time(a).no - time(b).no);
  }

  #drop(id: string): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    for (const by of ways) this.#by[by].remove(entry[by], id);
    this.#entries.delete(id);
    this.#times.delete(id);
  }
}
