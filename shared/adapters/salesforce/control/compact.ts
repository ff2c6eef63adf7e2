/**
 * Keeps the number of shared records small. Fresh journals are merged into one; when the merged ones weigh as much as half
 * the buckets, everything goes into the buckets. New records are written before old ones are deleted, and every entry is
 * absolute, so that it may stop at any await: whoever reads in between reads some things twice. Entries stay text on the
 * way from record to record: as objects there is one of them at a time, however large the rep.
 *
 *   fresh ×24 → merged ×1 … merged × max(4, buckets / 2) → buckets ×1, 4, 16, 64, 256
 */
import { chunks } from '../api';
import { deletion, isOk } from '../composite';
import { rowsOf } from '../query';
import { soql } from '../soql';
import { encoded, type Packed, Unpacked } from './coding';
import type { Desk } from './desk';
import { bodyLimit, bucketOf, growth, type Heap, heaped, worthKeeping } from './heap';
import { allWritten, inOrder, keys, type NewRecord, readRecord, recordsQuery, type SharedRecord, upsertRecords } from './records';
import type { RepRecord } from './rep';

export const mostFresh = 24;
const leastMerged = 4;
/** Records written in one request: about a megabyte. */
const perRequest = 10;
const perReading = 30;

export class Compactor {
  /** How many fresh journals there are; null while nobody has looked. */
  #fresh: number | null = null;

  constructor(private readonly desk: Desk) {}

  /** After each share. What goes wrong here has harmed nothing, and is tried again after the next. */
  async wrote(rep: RepRecord): Promise<void> {
    // The first of all: there is nothing else yet.
    if (rep.sharedVersion <= 1) this.#fresh = 0;
    if (this.#fresh !== null && ++this.#fresh <= mostFresh) return;
    try {
      const records = (await rowsOf(this.desk.asking.composite, recordsQuery(rep.id, soql`Version__c >= 0`, false))).map(readRecord);
      this.#fresh = records.filter((record) => record.kind === 'fresh').length;
      if (this.#fresh > mostFresh) await this.#compact(rep, records);
    } catch (error) {
      this.#fresh = null;
      this.desk.asking.http.log('info', 'shared records were not merged', { error: error instanceof Error ? error.message : 'unknown' });
    }
  }

  async #compact(rep: RepRecord, records: readonly SharedRecord[]): Promise<void> {
    const of = (kind: SharedRecord['kind']): SharedRecord[] => records.filter((record) => record.kind === kind);
    const [fresh, merged, buckets] = [of('fresh'), of('merged'), of('bucket')];
    const bodies = await this.#bodies(rep, fresh);
    const heap = heaped(...bodies.map((record) => record.entries ?? []));
    const version = Math.max(...fresh.map((record) => record.version));
    const texts = encoded(new Unpacked([...heap.values()]), bodyLimit);
    const full = merged.length + texts.length > Math.max(leastMerged, buckets.length / 2);
    const done = full ? await this.#intoBuckets(rep, [...merged, ...bodies], buckets) : await this.#merge(rep, version, texts);
    if (!done) return;
    await this.#remove(full ? [...fresh, ...merged, ...this.#stale(done, buckets)] : fresh);
    this.#fresh = 0;
  }

  async #merge(rep: RepRecord, version: number, texts: readonly string[]): Promise<readonly NewRecord[] | null> {
    const me = await this.desk.me();
    const records = texts.map((body, part): NewRecord => ({ key: keys.merged(me, version, part), kind: 'merged', part, version, body }));
    return (await this.#write(rep, records)) ? records : null;
  }

  async #intoBuckets(
    rep: RepRecord,
    journals: readonly SharedRecord[],
    buckets: readonly SharedRecord[],
  ): Promise<readonly NewRecord[] | null> {
    const news = heaped(...(await this.#bodies(rep, journals)).map((record) => record.entries ?? []));
    const version = Math.max(...journals.map((record) => record.version));
    const count = Math.max(1, ...buckets.map((record) => record.count));
    const touched = new Set([...news.keys()].map((name) => bucketOf(name, count)));
    const old = await this.#bodies(
      rep,
      buckets.filter((record) => record.count !== count || touched.has(record.part)),
    );
    const some = spread(heaped(...inOrder(old).map((record) => record.entries ?? []), [...news.values()]), count, version, touched);
    const records = await this.#fitting(rep, some, count, version, buckets);
    return (await this.#write(rep, records)) ? records : null;
  }

  /** In as many buckets as there are; or in as many more as the fullest of them asks for, for which all of them must be read. */
  async #fitting(
    rep: RepRecord,
    parts: ReadonlyMap<number, readonly Packed[]>,
    count: number,
    version: number,
    buckets: readonly SharedRecord[],
  ): Promise<readonly NewRecord[]> {
    const me = await this.desk.me();
    const bodies = [...parts].map(([part, entries]) => ({ part, texts: encoded(new Unpacked(entries), bodyLimit) }));
    if (bodies.every(({ texts }) => texts.length === 1)) {
      return bodies.map(({ part, texts }) => ({ key: keys.bucket(me, count, part), kind: 'bucket', part, version, body: texts[0]! }));
    }
    const untouched = await this.#bodies(
      rep,
      buckets.filter((record) => !parts.has(record.part) || record.count !== count),
    );
    const all = heaped(...inOrder(untouched).map((record) => record.entries ?? []), [...parts.values()].flat());
    const fullest = Math.max(...bodies.map(({ texts }) => texts.length));
    let more = count * growth;
    while (more < count * fullest) more *= growth;
    return this.#fitting(rep, spread(all, more, version), more, version, []);
  }

  /** Buckets of a smaller count than the one just written. */
  #stale(written: readonly NewRecord[], buckets: readonly SharedRecord[]): readonly SharedRecord[] {
    const fresh = new Set(written.map((record) => record.key.slice(0, record.key.lastIndexOf('.'))));
    return buckets.filter((record) => !fresh.has(record.key.slice(0, record.key.lastIndexOf('.'))));
  }

  async #bodies(rep: RepRecord, records: readonly SharedRecord[]): Promise<readonly SharedRecord[]> {
    const wanted = records.filter((record) => record.entries === null).map((record) => record.id);
    const read = records.filter((record) => record.entries !== null);
    // One after another: together they would be tens of megabytes at once.
    for (const ids of chunks(wanted, perReading)) {
      const rows = await rowsOf(this.desk.asking.composite, recordsQuery(rep.id, soql`Id IN ${ids}`, true));
      read.push(...rows.map(readRecord));
    }
    return inOrder(read);
  }

  async #write(rep: RepRecord, records: readonly NewRecord[]): Promise<boolean> {
    for (const some of chunks(records, perRequest)) {
      const answer = await this.desk.asking.composite.one(upsertRecords(some, rep.id, rep.leaseNumber));
      if (!isOk(answer) || !allWritten(answer.body)) return false;
    }
    return true;
  }

  async #remove(records: readonly SharedRecord[]): Promise<void> {
    await Promise.all(
      chunks(
        records.map((record) => record.id),
        200,
      ).map((ids) => this.desk.asking.composite.one(deletion(ids))),
    );
  }
}

/** A part that has become empty is written as such: what it held before must not come back. */
function spread(heap: Heap, count: number, version: number, touched: Iterable<number> = []): ReadonlyMap<number, readonly Packed[]> {
  const parts = new Map<number, Packed[]>([...touched].map((part) => [part, []]));
  for (const one of heap.values()) {
    if (!worthKeeping(one.entry(), version)) continue;
    const part = bucketOf(one.name, count);
    const entries = parts.get(part);
    if (entries) entries.push(one);
    else parts.set(part, [one]);
  }
  return parts;
}
