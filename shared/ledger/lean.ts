/**
 * A large ledger without IndexedDB: the durable one's records, packed, in memory, for a runner that starts from nothing each time and must
 * not hold 120,000 rows as objects (CON6).
 */
import { type Limits, type Notifier, type Place, type Shelf, type Store, shelves } from './store';
import { StoredLedger } from './stored';

export class LeanLedger extends StoredLedger {
  constructor(place = new InMemory(), limits: Partial<Limits> = {}, notifier?: Notifier) {
    super(place, notifier, limits);
  }
}

type Records = Map<number | string, unknown>;

export class InMemory implements Place {
  readonly #records = Object.fromEntries(shelves.map((shelf) => [shelf, new Map()])) as Record<keyof Store, Records>;
  #last: Promise<unknown> = Promise.resolve();

  read<T>(work: (store: Store) => Promise<T>): Promise<T> {
    return this.#inTurn(() => work(this.#store([])));
  }

  write<T>(work: (store: Store) => Promise<T>): Promise<T> {
    return this.#inTurn(async () => {
      const writes: (() => void)[] = [];
      const result = await work(this.#store(writes));
      for (const write of writes) write();
      return result;
    });
  }

  close(): void {}

  /** One transaction after the other. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(work, work);
    this.#last = mine.catch(() => {});
    return mine;
  }

  #store(writes: (() => void)[]): Store {
    const shelf = <K extends number | string, V>(name: keyof Store) => new MapShelf(this.#records[name] as Map<K, V>, writes);
    return { head: shelf('head'), lists: shelf('lists'), journal: shelf('journal'), pages: shelf('pages'), buckets: shelf('buckets') };
  }
}

/** Reads at once; writes when the transaction ends. */
class MapShelf<K extends number | string, V> implements Shelf<K, V> {
  constructor(
    private readonly records: Map<K, V>,
    private readonly writes: (() => void)[],
  ) {}

  get = async (key: K) => this.records.get(key);
  getAll = async (keys: readonly K[]) => keys.map((key) => this.records.get(key));
  // Keys only rise: they stand in order.
  behind = async (key: K) => [...this.records].filter(([other]) => other > key).map(([, value]) => value);
  put = async (key: K, value: V) => this.#later(() => this.records.set(key, value));
  clear = async () => this.#later(() => this.records.clear());
  putAll = async (entries: ReadonlyMap<K, V>) =>
    this.#later(() => {
      for (const [key, value] of entries) this.records.set(key, value);
    });
  deleteAll = async (keys: readonly K[]) =>
    this.#later(() => {
      for (const key of keys) this.records.delete(key);
    });

  #later(write: () => void): void {
    this.writes.push(write);
  }
}
