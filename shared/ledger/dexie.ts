/** The durable ledger of a browser or task pane: records in IndexedDB, by Dexie. See docs/decisions/ledger.md. */
import Dexie, { type DexieOptions, type Table, type Transaction } from 'dexie';
import { type Limits, type Notifier, type Place, type Shelf, type Store, shelves } from './store';
import { StoredLedger } from './stored';

export type Platform = Pick<DexieOptions, 'indexedDB' | 'IDBKeyRange'>;

export interface DexieLedgerOptions {
  /** One database for each rep and mailbox. */
  readonly name: string;
  /** How this device's contexts tell each other; without it, onChange hears only this one. */
  readonly notifier?: Notifier;
  /** Where there is no IndexedDB of the platform's own. */
  readonly platform?: Platform;
  readonly limits?: Partial<Limits>;
}

export class DexieLedger extends StoredLedger {
  constructor({ name, notifier, platform, limits }: DexieLedgerOptions) {
    super(new InDexie(name, platform), notifier, limits);
  }
}

class InDexie implements Place {
  readonly #db: Dexie;

  /** Strict: a commit that was told to be kept is on the disk (SYN6). Costs next to nothing in bulk. */
  constructor(name: string, platform: Platform = {}) {
    this.#db = new Dexie(name, { ...platform, chromeTransactionDurability: 'strict', cache: 'disabled' });
    const stores = Object.fromEntries(shelves.map((shelf) => [shelf, '']));
    // What an earlier version wrote in its own form is forgotten, as if the ledger had been lost: pairs are found again by their marks (SYN6).
    this.#db
      .version(3)
      .stores(stores)
      .upgrade((old) => Promise.all(shelves.map((shelf) => old.table(shelf).clear())));
  }

  read<T>(work: (store: Store) => Promise<T>, only: readonly (keyof Store)[] = shelves): Promise<T> {
    return this.#db.transaction('r', only, (transaction) => work(bound(transaction)));
  }

  write<T>(work: (store: Store) => Promise<T>, only: readonly (keyof Store)[] = shelves): Promise<T> {
    return this.#db.transaction('rw', only, (transaction) => work(bound(transaction)));
  }

  close(): void {
    this.#db.close();
  }
}

/**
 * The tables are bound to the transaction by hand, so that nothing depends on where an await has led; each when it is asked for, as most
 * transactions need one of them.
 */
function bound(transaction: Transaction): Store {
  const shelf = <N extends keyof Store>(name: N): Store[N] => new DexieShelf(transaction.table(name)) as Store[N];
  return {
    get head() {
      return shelf('head');
    },
    get lists() {
      return shelf('lists');
    },
    get journal() {
      return shelf('journal');
    },
    get pages() {
      return shelf('pages');
    },
    get buckets() {
      return shelf('buckets');
    },
  };
}

class DexieShelf<K extends number | string, V> implements Shelf<K, V> {
  constructor(private readonly table: Table<V, K>) {}

  get(key: K) {
    return this.table.get(key);
  }
  getAll(keys: readonly K[]) {
    return this.table.bulkGet([...keys]);
  }
  behind(key: K) {
    return this.table.where(':id').above(key).toArray();
  }
  put(key: K, value: V) {
    return this.table.put(value, key);
  }
  putAll(entries: ReadonlyMap<K, V>) {
    return this.table.bulkPut([...entries.values()], [...entries.keys()]);
  }
  deleteAll(keys: readonly K[]) {
    return this.table.bulkDelete([...keys]);
  }
  clear() {
    return this.table.clear();
  }
}
