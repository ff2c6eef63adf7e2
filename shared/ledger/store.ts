/**
 * What a durable ledger is made of, wherever it is kept. Records are few and packed; everything is read by its key.
 *
 *   head     one small record: meta, counts, how far journal and pages have come. An idle cycle reads and writes this alone.
 *   lists    what seldom changes (`settled`), the directory of pages with all marks, and who was named by the full round under way
 *   journal  one record a commit, until it is folded: what it holds in whole pages is moved as it is
 *   pages    snapshot
 *   buckets  name → page
 */
import type { Instant, Ref } from '../core/model';
import type { LedgerMeta } from '../core/ports';
import type { Bucket } from './buckets';
import type { MarkRecord } from './marks';
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
  readonly marks: readonly MarkRecord[];
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
  readonly marks: readonly MarkRecord[];
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

export const usualLimits: Limits = { page: 256, bucket: 2048, hurry: 8192, rest: 1024, records: 128 };

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

export const emptyDirectory: Directory = { leaves: [], buckets: 1, entries: 0, marks: [] };

/** Tells the other contexts of this device (worker, popup, task pane) what a commit has touched; empty: everything. */
export interface Notifier {
  tell(touched: readonly Ref[]): void;
  listen(hear: (touched: readonly Ref[]) => void): () => void;
}

/** One kind of record, by key; inside a transaction. */
export interface Shelf<K extends number | string, V> {
  get(key: K): PromiseLike<V | undefined>;
  getAll(keys: readonly K[]): PromiseLike<readonly (V | undefined)[]>;
  /** Everything with a greater key, in order of the keys. */
  behind(key: K): PromiseLike<readonly V[]>;
  put(key: K, value: V): PromiseLike<unknown>;
  putAll(entries: ReadonlyMap<K, V>): PromiseLike<unknown>;
  deleteAll(keys: readonly K[]): PromiseLike<unknown>;
  clear(): PromiseLike<unknown>;
}

export interface Store {
  readonly head: Shelf<string, Head>;
  readonly lists: Shelf<string, Directory | SettledRecord | Named>;
  readonly journal: Shelf<number, JournalRecord>;
  readonly pages: Shelf<number, PageRecord>;
  readonly buckets: Shelf<number, Bucket>;
}

export const shelves = ['head', 'lists', 'journal', 'pages', 'buckets'] as const satisfies readonly (keyof Store)[];

/** Where the records are kept. `work` sees one moment; what it writes is kept as a whole, or, when it throws or dies, not at all. */
export interface Place {
  read<T>(work: (store: Store) => Promise<T>, only?: readonly (keyof Store)[]): Promise<T>;
  write<T>(work: (store: Store) => Promise<T>, only?: readonly (keyof Store)[]): Promise<T>;
  close(): void;
}

export const headIn = async (store: Store): Promise<Head> => (await store.head.get('head')) ?? emptyHead;

export const settledIn = async (store: Store): Promise<SettledRecord> =>
  ((await store.lists.get('settled')) as SettledRecord | undefined) ?? { configuration: null, schema: null, version: 0 };
