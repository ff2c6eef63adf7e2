/**
 * The Dexie tables. All records are few and packed; everything is read by primary key.
 *
 *   head     one small record: meta, counts, how far journal and pages have come. An idle cycle reads and writes this alone.
 *   lists    what seldom changes (`settled`), the directory of pages, and who was named by the full round under way
 *   journal  one record a commit, until it is folded into pages
 *   pages    snapshot
 *   buckets  name → page
 */
import Dexie, { type DexieOptions, type Table, type Transaction } from 'dexie';
import type { Instant, Ref } from '../core/model';
import type { LedgerMeta } from '../core/ports';
import type { Bucket } from './buckets';
import { emptyMeta, type Family, type RowFamily } from './names';
import type { PageRecord } from './page';

/** Long, and the same for weeks: kept apart from the record that every cycle writes. */
export type Settled = Pick<LedgerMeta, 'configuration' | 'schema'>;

export interface Head {
  readonly meta: Omit<LedgerMeta, keyof Settled>;
  /** Moves with `settled`. */
  readonly settled: number;
  /** The last commit in the journal, and the last one that is in the pages. */
  readonly seq: number;
  readonly folded: number;
  /** Moves with every fold and wipe: pages, buckets and directory are other ones then. */
  readonly generation: number;
  /** The last thing, and the last page that was ever written. */
  readonly no: number;
  readonly page: number;
  readonly counts: Readonly<Partial<Record<string, number>>>;
  /** No history is older than this. */
  readonly oldest: Instant | null;
  /** What the journal holds. */
  readonly tail: { readonly records: number; readonly things: number };
}

export interface Named {
  readonly family: RowFamily;
  readonly round: string;
  /** Own names of the rows. */
  readonly owns: Float64Array;
}

/** One commit, worked out: what is dropped, then what is put. */
export interface JournalRecord {
  readonly pages: readonly PageRecord[];
  readonly drops: Float64Array;
  readonly named: readonly Named[];
  /** History before that is over. */
  readonly trim: Instant | null;
}

export interface Leaf {
  readonly page: number;
  readonly family: Family;
  readonly size: number;
  /** How many of its things are not dead. */
  readonly live: number;
  /** Least and greatest value. */
  readonly from: number;
  readonly to: number;
}

export interface Directory {
  readonly leaves: readonly Leaf[];
  readonly buckets: number;
  readonly entries: number;
}

export interface SettledRecord extends Settled {
  readonly version: number;
}

export interface Limits {
  /** Things a page. */
  readonly page: number;
  /** Entries a bucket, on average at most. */
  readonly bucket: number;
  /** The journal is folded at so many things, while big commits follow each other; */
  readonly hurry: number;
  /** at so many, once commits are small again, so that a worker that wakes has little to read; */
  readonly rest: number;
  /** and at so many records in any case. */
  readonly records: number;
}

export const usualLimits: Limits = { page: 256, bucket: 2048, hurry: 16_384, rest: 1024, records: 128 };

const { configuration: _configuration, schema: _schema, ...meta } = emptyMeta;

export const emptyHead: Head = {
  meta,
  settled: 0,
  seq: 0,
  folded: 0,
  generation: 0,
  no: 0,
  page: 0,
  counts: {},
  oldest: null,
  tail: { records: 0, things: 0 },
};

export const emptyDirectory: Directory = { leaves: [], buckets: 1, entries: 0 };

/** Tells the other contexts of this device (worker, popup, task pane) what a commit has touched; empty: everything. */
export interface Notifier {
  tell(touched: readonly Ref[]): void;
  listen(hear: (touched: readonly Ref[]) => void): () => void;
}

/** The tables as one transaction sees them: bound to it by hand, so that nothing depends on where an await has led. */
export interface Store {
  readonly head: Table<Head, 'head'>;
  readonly lists: Table<Directory | SettledRecord | Named, string>;
  readonly journal: Table<JournalRecord, number>;
  readonly pages: Table<PageRecord, number>;
  readonly buckets: Table<Bucket, number>;
}

const all = ['head', 'lists', 'journal', 'pages', 'buckets'] as const;

export class Tables {
  readonly #db: Dexie;

  /** Strict: a commit that was told to be kept is on the disk (SYN6). Costs next to nothing in bulk. */
  constructor(name: string, platform: Pick<DexieOptions, 'indexedDB' | 'IDBKeyRange'> = {}) {
    this.#db = new Dexie(name, { ...platform, chromeTransactionDurability: 'strict', cache: 'disabled' });
    this.#db.version(1).stores(Object.fromEntries(all.map((table) => [table, ''])));
  }

  read<T>(work: (store: Store) => Promise<T>, tables: readonly (keyof Store)[] = all): Promise<T> {
    return this.#db.transaction('r', tables, (transaction) => work(bound(transaction)));
  }

  /** All that is written in it, or, when it throws or dies, nothing. */
  write<T>(work: (store: Store) => Promise<T>, tables: readonly (keyof Store)[] = all): Promise<T> {
    return this.#db.transaction('rw', tables, (transaction) => work(bound(transaction)));
  }

  close(): void {
    this.#db.close();
  }
}

const bound = (transaction: Transaction): Store => ({
  head: transaction.table('head'),
  lists: transaction.table('lists'),
  journal: transaction.table('journal'),
  pages: transaction.table('pages'),
  buckets: transaction.table('buckets'),
});

export const settledIn = async (store: Store): Promise<SettledRecord> =>
  ((await store.lists.get('settled')) as SettledRecord | undefined) ?? { configuration: null, schema: null, version: 0 };
