/** The rows of one side and kind in memory, with all by which they are found. */
import type { Instant, ItemId, Row } from '../core/model';
import { Multimap } from './multimap';
import { type RowFamily, refOf } from './names';
import { SortedIds } from './order';
import type { Packer } from './packed';
import { Shelf } from './shelf';

/** Unpacked rows a shelf keeps: what 10,000 contacts take is never packed. */
const hot = 8192;

export class Rows {
  readonly #rows: Shelf<Row>;
  readonly #names = new Map<ItemId, readonly number[]>();
  readonly #index = new Multimap<number>();
  readonly #seen = new Set<ItemId>();
  readonly troubled = new Map<ItemId, Instant | null>();
  #order: SortedIds | null = null;
  #named: { round: string; readonly ids: Set<ItemId> } = { round: '', ids: new Set() };

  constructor(family: RowFamily, packer: Packer) {
    const of = refOf(`${family}:`);
    this.#rows = new Shelf({ pack: (row) => packer.row(row), unpack: (id, text) => packer.toRow({ ...of, id }, text), hot });
  }

  get(id: ItemId): Row | null {
    return this.#rows.get(id) ?? null;
  }

  values(): Generator<Row> {
    return this.#rows.values();
  }

  get seen(): number {
    return this.#seen.size;
  }

  put(row: Row, names: readonly number[]): void {
    this.#unname(row.id);
    this.#rows.set(row.id, row);
    if (row.trouble) this.troubled.set(row.id, row.trouble.retryAt);
    else this.troubled.delete(row.id);
    if (row.seen) this.#seen.add(row.id);
    else this.#seen.delete(row.id);
    if (names.length > 0) this.#names.set(row.id, names);
    for (const name of names) this.#index.add(name, row.id);
    this.#order?.add(row.id);
  }

  forget(id: ItemId): void {
    this.#unname(id);
    this.#rows.delete(id);
    this.#seen.delete(id);
    this.troubled.delete(id);
    this.#order?.drop(id);
  }

  find(name: number): readonly ItemId[] {
    return this.#index.get(name);
  }

  name(round: string, ids: readonly ItemId[]): void {
    if (this.#named.round !== round) this.#named = { round, ids: new Set() };
    for (const id of ids) this.#named.ids.add(id);
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
    for (const name of this.#names.get(id) ?? []) this.#index.remove(name, id);
    this.#names.delete(id);
  }
}
