/**
 * The rows of one object, with indexes made when a query first wants them: by value for `=` and IN, by order for ranges.
 * So that 100,000 rows answer in milliseconds, although no field is declared as indexed.
 */
export type Value = string | number | boolean | null;
export interface Row {
  Id: string;
  [field: string]: Value;
}

const keyOf = (value: Value): string => (typeof value === 'string' ? value.toLowerCase() : String(value));
const tailLimit = 500;

/** Rows in the order of a field. What has moved since is in the tail; entries that no longer hold are skipped. */
class Order {
  #sorted: { readonly value: string | number; readonly row: Row }[] = [];
  #tail: Row[] = [];

  constructor(
    private readonly field: string,
    rows: Iterable<Row>,
  ) {
    for (const row of rows) this.add(row);
  }
  add(row: Row): void {
    this.#tail.push(row);
  }
  /** Rows from `low` to `high`, both included; null is open. */
  between(low: string | number | null, high: string | number | null): Row[] {
    if (this.#tail.length > tailLimit) this.#sort();
    const found = new Set<Row>();
    for (let i = low === null ? 0 : this.#first(low); i < this.#sorted.length; i++) {
      const { value, row } = this.#sorted[i]!;
      if (high !== null && value > high) break;
      if (row[this.field] === value) found.add(row);
    }
    for (const row of this.#tail) {
      const value = row[this.field] as string | number | null;
      if (value !== null && value !== undefined && (low === null || value >= low) && (high === null || value <= high)) found.add(row);
    }
    return [...found];
  }
  /** About how many `between` would give. */
  size(low: string | number | null, high: string | number | null): number {
    if (this.#tail.length > tailLimit) this.#sort();
    const from = low === null ? 0 : this.#first(low);
    const to = high === null ? this.#sorted.length : this.#first(high);
    return Math.max(0, to - from) + this.#tail.length;
  }
  #sort(): void {
    const rows = new Set([...this.#sorted.map((each) => each.row), ...this.#tail]);
    this.#sorted = [];
    for (const row of rows) {
      const value = row[this.field];
      if (typeof value === 'string' || typeof value === 'number') this.#sorted.push({ value, row });
    }
    this.#sorted.sort((a, b) => (a.value < b.value ? -1 : a.value > b.value ? 1 : 0));
    this.#tail = [];
  }
  #first(low: string | number): number {
    let from = 0;
    let to = this.#sorted.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if (this.#sorted[middle]!.value < low) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}

export class Table {
  readonly rows = new Map<string, Row>();
  readonly #values = new Map<string, Map<string, Set<Row>>>();
  readonly #orders = new Map<string, Order>();

  put(row: Row): void {
    this.rows.set(row.Id, row);
    for (const [field, index] of this.#values) into(index, keyOf(row[field] ?? null), row);
    for (const order of this.#orders.values()) order.add(row);
  }
  take(row: Row): void {
    this.rows.delete(row.Id);
    for (const [field, index] of this.#values) index.get(keyOf(row[field] ?? null))?.delete(row);
    for (const order of [...this.#orders.keys()]) this.#orders.delete(order);
  }
  change(row: Row, changes: Readonly<Record<string, Value>>): void {
    for (const [field, value] of Object.entries(changes)) {
      const index = this.#values.get(field);
      index?.get(keyOf(row[field] ?? null))?.delete(row);
      row[field] = value;
      if (index) into(index, keyOf(value), row);
      this.#orders.get(field)?.add(row);
    }
  }
  /** Rows with one of these values, capitals aside. */
  having(field: string, values: readonly Value[]): Row[] {
    if (field === 'Id') return [...new Set(values)].flatMap((id) => this.rows.get(String(id)) ?? []);
    const index = this.#index(field);
    const found = new Set<Row>();
    for (const value of values) for (const row of index.get(keyOf(value)) ?? []) found.add(row);
    return [...found];
  }
  /** About how many `having` would give. */
  sizeHaving(field: string, values: readonly Value[]): number {
    if (field === 'Id') return values.length;
    const index = this.#index(field);
    return values.reduce<number>((sum, value) => sum + (index.get(keyOf(value))?.size ?? 0), 0);
  }
  #index(field: string): Map<string, Set<Row>> {
    let index = this.#values.get(field);
    if (!index) {
      index = new Map();
      for (const row of this.rows.values()) into(index, keyOf(row[field] ?? null), row);
      this.#values.set(field, index);
    }
    return index;
  }
  between(field: string, low: string | number | null, high: string | number | null): Row[] {
    return this.#order(field).between(low, high);
  }
  sizeBetween(field: string, low: string | number | null, high: string | number | null): number {
    return this.#order(field).size(low, high);
  }
  #order(field: string): Order {
    let order = this.#orders.get(field);
    if (!order) {
      order = new Order(field, this.rows.values());
      this.#orders.set(field, order);
    }
    return order;
  }
}

function into(index: Map<string, Set<Row>>, key: string, row: Row): void {
  const set = index.get(key);
  if (set) set.add(row);
  else index.set(key, new Set([row]));
}
