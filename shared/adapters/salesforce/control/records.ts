/** Records of Instep_Shared__c: a few buckets that hold everything of their part, and journals of what came since. */
import * as v from 'valibot';
import type { ItemId } from '../../../core/model';
import { longId } from '../api';
import { collection, type Part } from '../composite';
import { number, type Row, text } from '../query';
import { names, type Soql, soql } from '../soql';
import { decoded, type Packed } from './coding';

/** A `fresh` journal is one share; a `merged` one stands for several that are gone. */
export type RecordKind = 'bucket' | 'fresh' | 'merged';

export interface SharedRecord {
  readonly id: ItemId;
  readonly key: string;
  readonly kind: RecordKind;
  readonly version: number;
  /** Buckets: which one, of how many. */
  readonly part: number;
  readonly count: number;
  /** Null when it was not asked for, or cannot be read. */
  readonly entries: readonly Packed[] | null;
}

const bucketKey = /:b(\d+)\.(\d+)$/;

export const keys = {
  bucket: (me: ItemId, count: number, part: number): string => `${me}:b${count}.${part}`,
  fresh: (me: ItemId, version: number, part: number): string => `${me}:j${version}.${part}`,
  merged: (me: ItemId, version: number, part: number): string => `${me}:m${version}.${part}`,
};

export function readRecord(row: Row): SharedRecord {
  const key = text(row.SharedKey__c);
  const version = number(row.Version__c);
  const bucket = row.Kind__c === 'bucket' ? bucketKey.exec(key) : null;
  return {
    id: longId(text(row.Id)),
    key,
    kind: row.Kind__c === 'bucket' ? 'bucket' : number(row.Part__c) > 0 ? 'merged' : 'fresh',
    version,
    part: Number(bucket?.[2] ?? 0),
    count: Number(bucket?.[1] ?? 0),
    entries: typeof row.Body__c === 'string' ? decoded(row.Body__c, version) : null,
  };
}

/** In the order in which they must be applied: a journal of the same version is at least as new as a bucket. */
export const inOrder = (records: readonly SharedRecord[]): readonly SharedRecord[] =>
  [...records].sort((a, b) => a.version - b.version || rank[a.kind] - rank[b.kind] || a.count - b.count);

const rank: Readonly<Record<RecordKind, number>> = { bucket: 0, merged: 1, fresh: 2 };

const fields = ['Id', 'SharedKey__c', 'Kind__c', 'Part__c', 'Version__c'];

/** Without their bodies, or with. */
export const recordsQuery = (repId: ItemId, conditions: Soql, bodies: boolean): Soql =>
  soql`SELECT ${names(bodies ? [...fields, 'Body__c'] : fields)} FROM Instep_Shared__c WHERE Rep__c = ${repId} AND ${conditions} ORDER BY Version__c, SharedKey__c`;

export interface NewRecord {
  readonly key: string;
  readonly kind: RecordKind;
  readonly part: number;
  readonly version: number;
  readonly body: string;
}

export function upsertRecords(records: readonly NewRecord[], repId: ItemId, leaseNumber: number): Part {
  const rows = records.map((record) => ({
    attributes: { type: 'Instep_Shared__c' },
    SharedKey__c: record.key,
    Rep__c: repId,
    Kind__c: record.kind === 'bucket' ? 'bucket' : 'journal',
    Part__c: record.kind === 'bucket' ? record.part : record.kind === 'merged' ? 1 : 0,
    Version__c: record.version,
    LeaseNumber__c: leaseNumber,
    Body__c: record.body,
  }));
  return collection('PATCH', '/Instep_Shared__c/SharedKey__c', rows, true);
}

const answerSchema = v.array(v.object({ success: v.boolean(), errors: v.optional(v.nullable(v.array(v.unknown()))) }));

export function allWritten(body: unknown): boolean {
  const rows = v.safeParse(answerSchema, body);
  return rows.success && rows.output.every((row) => row.success);
}
