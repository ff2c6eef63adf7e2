/**
 * What the rep's devices share besides the lease (SYN7). A share is one journal under the next version, all or nothing; a
 * reader asks for the records whose version is newer than what it knows. Both the version and the lease are checked by
 * Salesforce, so that a device that lost the lease without noticing cannot overwrite anything.
 */
import { Failed, type News, type Shared } from '../../../core/ports';
import { failureOf, isOk, plainPart, verdictOf } from '../composite';
import { errorCode, type Row, rowsOf } from '../query';
import { soql } from '../soql';
import { encoded } from './coding';
import { Compactor } from './compact';
import type { Desk } from './desk';
import { bodyLimit, entriesOf, heaped, memory, Portions } from './heap';
import { allWritten, inOrder, keys, type NewRecord, readRecord, recordsQuery, type SharedRecord, upsertRecords } from './records';
import type { RepRecord } from './rep';

/** So many records at the most in one request: bodies are long. */
const mostRecords = 10;
const tries = 3;

export class Sharing {
  readonly #compactor: Compactor;

  constructor(private readonly desk: Desk) {
    this.#compactor = new Compactor(desk);
  }

  async since(version: number): Promise<News> {
    const rep = await this.desk.current();
    if (!rep) return { version: 0, complete: true, portions: [] };
    const complete = version <= 0 || version < rep.sharedVersion - memory;
    const rows = await rowsOf(this.desk.asking.composite, recordsQuery(rep.id, soql`Version__c > ${complete ? 0 : version}`, true));
    const records = inOrder(rows.map(readRecord));
    this.#tellUnreadable(rows, records);
    const heap = heaped(...records.map((record) => record.entries ?? []));
    const newest = records.reduce((max, record) => Math.max(max, record.version), complete ? 0 : version);
    return { version: newest, complete, portions: new Portions([...heap.values()], complete) };
  }

  async share(deviceId: string, shared: Shared): Promise<number> {
    let rep = await this.#holder(deviceId, false);
    for (let attempt = 1; ; attempt++) {
      const version = await this.#write(rep, shared);
      if (version !== null) {
        this.desk.saw({ ...rep, sharedVersion: version });
        await this.#compactor.wrote(this.desk.rep ?? rep);
        return version;
      }
      // Another share of ours whose answer got lost has moved the version, or a renewal the lease; or it is lost for good.
      if (attempt >= tries) throw new Failed({ kind: 'locked' });
      rep = await this.#holder(deviceId, true);
    }
  }

  /** @throws Failed `locked` when another device holds the lease, or nobody does. */
  async #holder(deviceId: string, again: boolean): Promise<RepRecord> {
    let rep = again ? await this.desk.again() : await this.desk.current();
    if (rep?.lease?.holder !== deviceId && !again) rep = await this.desk.again();
    if (rep?.lease?.holder !== deviceId) throw new Failed({ kind: 'locked' });
    return rep;
  }

  /** @returns the new version, or null when Salesforce refused version or lease. */
  async #write(rep: RepRecord, shared: Shared): Promise<number | null> {
    const me = await this.desk.me();
    const version = rep.sharedVersion + 1;
    const bodies = encoded(entriesOf(shared, version), bodyLimit);
    if (bodies.length > mostRecords) return this.#inHalves(rep, shared);
    const records = bodies.map((body, part): NewRecord => ({ key: keys.fresh(me, version, part), kind: 'fresh', part, version, body }));
    const answers = await this.desk.asking.composite.atomic([
      plainPart('PATCH', `/sobjects/Instep_Rep__c/${rep.id}`, { SharedVersion__c: version }),
      upsertRecords(records, rep.id, rep.leaseNumber),
    ]);
    if (answers.every(isOk) && allWritten(answers[1]!.body)) return version;
    // In an all-or-nothing request the innocent parts fail too, as "halted": the guilty one says why.
    const guilty = answers.find((answer) => !isOk(answer) && errorCode(answer.body) !== 'PROCESSING_HALTED');
    if (guilty && errorCode(guilty.body) !== 'FIELD_CUSTOM_VALIDATION_EXCEPTION') throw new Failed(failureOf(verdictOf(guilty)));
    return null;
  }

  async #inHalves(rep: RepRecord, { pairs, notes }: Shared): Promise<number | null> {
    const [halfPairs, halfNotes] = [Math.ceil(pairs.length / 2), Math.ceil(notes.length / 2)];
    const first = await this.#write(rep, { pairs: pairs.slice(0, halfPairs), notes: notes.slice(0, halfNotes) });
    if (first === null) return null;
    return this.#write({ ...rep, sharedVersion: first }, { pairs: pairs.slice(halfPairs), notes: notes.slice(halfNotes) });
  }

  #tellUnreadable(rows: readonly Row[], records: readonly SharedRecord[]): void {
    const unreadable = records.filter((record) => record.entries === null).map((record) => record.key);
    if (unreadable.length > 0 && rows.length > 0)
      this.desk.asking.http.log('error', 'shared records cannot be read', { unreadable: unreadable.length });
  }
}
