/** History in memory (SYN5), found by pair, item or cycle. */
import type { HistoryEntry, Instant } from '../core/model';
import type { Ledger } from '../core/ports';
import { Multimap } from './multimap';
import { namesOfEntry, sharedName } from './names';
import type { Packer } from './packed';
import { Shelf } from './shelf';

export type HistoryQuery = Parameters<Ledger['history']>[0];

/** The name that narrows most; the rest of the query is judged entry by entry. */
export function nameOfQuery(query: HistoryQuery): number | null {
  if (query.itemId !== undefined) return sharedName('history', 'item', query.itemId);
  if (query.pairId !== undefined) return sharedName('history', 'pair', query.pairId);
  if (query.cycle !== undefined) return sharedName('history', 'cycle', query.cycle);
  return null;
}

export const answers = (entry: HistoryEntry, query: HistoryQuery): boolean =>
  (query.pairId === undefined || entry.pairId === query.pairId) &&
  (query.itemId === undefined || entry.itemId === query.itemId) &&
  (query.cycle === undefined || entry.cycle === query.cycle) &&
  (query.before === undefined || entry.at < query.before);

export class Past {
  readonly #entries: Shelf<HistoryEntry>;
  readonly #times = new Map<string, { readonly at: Instant; readonly no: number }>();
  readonly #index = new Multimap<number>();
  #no = 0;

  constructor(packer: Packer) {
    this.#entries = new Shelf({ pack: (entry) => packer.pack(entry), unpack: (_, text) => packer.toEntry(text), hot: 1024 });
  }

  values(): Generator<HistoryEntry> {
    return this.#entries.values();
  }

  /** An entry that is known already is replaced: that is how "undone" is written. */
  put(entry: HistoryEntry, names: readonly number[]): void {
    this.#drop(entry.id);
    this.#entries.set(entry.id, entry);
    this.#times.set(entry.id, { at: entry.at, no: this.#no++ });
    for (const name of names) this.#index.add(name, entry.id);
  }

  query(query: HistoryQuery): HistoryEntry[] {
    const name = nameOfQuery(query);
    const ids = name === null ? [...this.#times.keys()] : this.#index.get(name);
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
    for (const name of namesOfEntry(entry)) this.#index.remove(name, id);
    this.#entries.delete(id);
    this.#times.delete(id);
  }
}
