/** Everything the stand-in holds, with transactions: what fails half-way is undone (allOrNone, composite). */
import { idOf } from './ids';
import { type Row, Table, type Value } from './table';

export interface Dump {
  readonly next: Readonly<Record<string, number>>;
  readonly rows: Readonly<Record<string, readonly Row[]>>;
}

export class Store {
  readonly #tables = new Map<string, Table>();
  #next: Record<string, number> = {};
  #undo: (() => void)[] | null = null;

  table(object: string): Table {
    let table = this.#tables.get(object);
    if (!table) {
      table = new Table();
      this.#tables.set(object, table);
    }
    return table;
  }
  get(object: string, id: string): Row | null {
    return this.table(object).rows.get(id) ?? null;
  }
  /** The next number of a series: of ids, of automatic names. Numbers are not given twice, even after an undo. */
  number(series: string): number {
    const number = (this.#next[series] ?? 0) + 1;
    this.#next[series] = number;
    return number;
  }
  newId(prefix: string): string {
    return idOf(prefix, this.number(prefix));
  }
  insert(object: string, row: Row): void {
    this.table(object).put(row);
    this.#undo?.push(() => this.table(object).take(row));
  }
  change(object: string, row: Row, changes: Readonly<Record<string, Value>>): void {
    const before = Object.fromEntries(Object.keys(changes).map((field) => [field, row[field] ?? null]));
    this.table(object).change(row, changes);
    this.#undo?.push(() => this.table(object).change(row, before));
  }
  remove(object: string, row: Row): void {
    this.table(object).take(row);
    this.#undo?.push(() => this.table(object).put(row));
  }

  /** Runs it; when it throws, or says that it failed, nothing has happened. Transactions may be nested. */
  transaction<T>(run: () => T, failed: (result: T) => boolean = () => false): T {
    const outer = this.#undo;
    const mine: (() => void)[] = [];
    this.#undo = mine;
    try {
      const result = run();
      if (failed(result)) back(mine);
      else outer?.push(...mine);
      return result;
    } catch (error) {
      back(mine);
      throw error;
    } finally {
      this.#undo = outer;
    }
  }
  /** As `transaction`, for parts that answer later. */
  async transactionOf<T>(run: () => Promise<T>, failed: (result: T) => boolean): Promise<T> {
    const outer = this.#undo;
    const mine: (() => void)[] = [];
    this.#undo = mine;
    try {
      const result = await run();
      if (failed(result)) back(mine);
      else outer?.push(...mine);
      return result;
    } catch (error) {
      back(mine);
      throw error;
    } finally {
      this.#undo = outer;
    }
  }

  dump(): Dump {
    const rows = Object.fromEntries([...this.#tables].map(([name, table]) => [name, [...table.rows.values()].map(withoutNulls)]));
    return { next: { ...this.#next }, rows };
  }
  /** `blank` is what a row of that object holds where nothing was kept. */
  load(dump: Dump, blank: (object: string) => Readonly<Record<string, Value>>): void {
    this.clear();
    this.#next = { ...dump.next };
    for (const [name, rows] of Object.entries(dump.rows)) for (const row of rows) this.table(name).put({ ...blank(name), ...row });
  }
  clear(): void {
    this.#tables.clear();
    this.#next = {};
  }
}

const withoutNulls = (row: Row): Row => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as Row;

const back = (undo: (() => void)[]): void => {
  while (undo.length) undo.pop()?.();
};
