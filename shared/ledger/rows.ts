/** The rows of one side and kind in memory, with all by which they are found. */
import type { Instant, ItemId, Row } from '../core/model';
import type { MatchKey } from '../core/ports';
import { Multimap } from './multimap';
import { seriesOf } from './names';
import { SortedIds } from './order';

export class Rows {
  readonly #rows = new Map<ItemId, Row>();
  readonly #keys = new Map<ItemId, readonly MatchKey[]>();
  readonly #index = new Multimap<MatchKey>();
  readonly #series = new Multimap<ItemId>();
  /** Ids of the pairs that claim a row. */
  readonly pairs = new Multimap<ItemId>();
  readonly #seen = new Set<ItemId>();
  readonly troubled = new Map<ItemId, Instant | null>();
  /** Waiting to be planned, with the order in which they came. */
  readonly dirty = new Map<ItemId, number>();
  #order: SortedIds | null = null;
  #named: { round: string; readonly ids: Set<ItemId> } = { round: '', ids: new Set() };

  get(id: ItemId): Row | null {
    return this.#rows.get(id) ?? null;
  }

  values(): Iterable<Row> {
    return this.#rows.values();
  }

  get seen(): number {
    return this.#seen.size;
  }

  put(row: Row, keys: readonly MatchKey[]): void {
    this.#unname(row.id);
    this.#rows.set(row.id, row);
    if (row.trouble) this.troubled.set(row.id, row.trouble.retryAt);
    else this.troubled.delete(row.id);
    if (row.seen) this.#seen.add(row.id);
    else this.#seen.delete(row.id);
    if (keys.length > 0) this.#keys.set(row.id, keys);
    for (const key of keys) this.#index.add(key, row.id);
    const series = seriesOf(row);
    if (series !== '') this.#series.add(series, row.id);
    this.#order?.add(row.id);
  }

  forget(id: ItemId): void {
    this.#unname(id);
    this.#rows.delete(id);
    this.#seen.delete(id);
    this.troubled.delete(id);
    this.dirty.delete(id);
    this.#order?.drop(id);
  }

  find(key: MatchKey): readonly ItemId[] {
    return this.#index.get(key);
  }

  ofSeries(seriesId: ItemId): readonly ItemId[] {
    return this.#series.get(seriesId);
  }

  name(round: string, id: ItemId): void {
    if (this.#named.round !== round) this.#named = { round, ids: new Set() };
    this.#named.ids.add(id);
  }

  notNamed(round: string): ItemId[] {
    const named = this.#named.round === round ? this.#named.ids : null;
    return [...this.#seen].filter((id) => !named?.has(id));
  }

  after(after: ItemId | null, limit: number): Row[] {
    this.#order ??= new SortedIds(this.#rows.keys());
    return this.#order.after(after, limit).flatMap((id) => this.#rows.get(id) ?? []);
  }

  #unname(id: ItemId): void {
    for (const key of this.#keys.get(id) ?? []) this.#index.remove(key, id);
    this.#keys.delete(id);
    if (this.#series.size === 0) return;
    const row = this.#rows.get(id);
    if (row) this.#series.remove(seriesOf(row), id);
  }
}
