/** Writes of one rep's device into the org, row by row; a bad row fails alone. */
import type { CrmValue, ItemId, Kind } from '../../../core/model';
import { Failed, type Write, type Wrote } from '../../../core/ports';
import { born, changed, removed } from './change';
import { refusal } from './check';
import type { Org, Stored } from './store';
import { recordOf, seenOf, versionOf } from './view';

type Row = Wrote<'crm'>;

export function writeAll(
  org: Org,
  userId: ItemId,
  writes: readonly Write<'crm'>[],
  fields: Readonly<Record<Kind, readonly string[]>>,
): Row[] {
  const cut = writes.length > 1 && org.faults.strikes('partial batch') ? 1 + org.faults.pick(writes.length - 1) : writes.length;
  const rows = writes.slice(0, cut).map((write) => writeOne(org, userId, write, fields[write.kind]));
  if (cut < writes.length) throw new Failed({ kind: 'offline' });
  return rows;
}

function writeOne(org: Org, userId: ItemId, write: Write<'crm'>, fields: readonly string[]): Row {
  if (org.faults.strikes('locked row')) return { kind: 'failed', failure: { kind: 'locked' } };
  if (org.faults.strikes('refused row')) {
    return {
      kind: 'failed',
      failure: { kind: 'bad row', reason: 'validation rule', fields: [], detail: 'A rule of this org refuses it.' },
    };
  }
  if (write.op === 'create') return create(org, userId, write, fields);
  const record = org.find(write.id);
  if (!record || record.deletedAt !== null || !org.sees(userId, record)) return { kind: 'gone' };
  if (org.locked(write.id)) return { kind: 'failed', failure: { kind: 'locked' } };
  if (write.op === 'update') return update(org, userId, write, record, fields);
  if (write.op === 'mark') return mark(org, userId, write, record, fields);
  if (versionOf(record) !== write.ifVersion) return { kind: 'changed meanwhile' };
  org.put(removed(org, record, userId));
  return { kind: 'done', seen: null, overtook: null };
}

type Of<Op extends Write['op']> = Extract<Write<'crm'>, { op: Op }>;

/** The key is unique: a repeat finds what the first one made, and leaves it as it is. The owner is never set, so it stays with whoever was first. */
function create(org: Org, userId: ItemId, write: Of<'create'>, fields: readonly string[]): Row {
  const existing = org.find(org.byKey[write.kind].get(write.key) ?? '');
  const set = { ...write.item.fields, Instep_Key__c: write.key };
  if (existing && org.locked(existing.id)) return { kind: 'failed', failure: { kind: 'locked' } };
  const failure = existing ? null : refusal(org, write.kind, set, null);
  if (failure) return { kind: 'failed', failure };
  const record = existing ?? born(org, write.kind, { set, by: userId, invitees: write.item.invitees });
  if (!existing) org.put(record);
  return { ...done(org, record, [...fields, ...Object.keys(write.item.fields)]), ...(existing ? { found: true } : {}) };
}

/** Salesforce writes without a condition and tells what it overtook (decision 7). */
function update(org: Org, userId: ItemId, write: Of<'update'>, record: Stored, fields: readonly string[]): Row {
  const failure = refusal(org, write.kind, write.set, record);
  if (failure) return { kind: 'failed', failure };
  const asked = [...fields, ...Object.keys(write.base.fields), ...Object.keys(write.set)];
  const overtook = versionOf(record) === write.ifVersion ? null : recordOf(org, write.kind, record, asked);
  const next = changed(org, record, { set: write.set, by: userId, invitees: write.invitees });
  org.put(next);
  return { ...done(org, next, asked), overtook };
}

function mark(org: Org, userId: ItemId, write: Of<'mark'>, record: Stored, fields: readonly string[]): Row {
  const current: CrmValue = record.fields.Instep_Key__c ?? null;
  if (current === write.key) return done(org, record, fields);
  const holder = write.key === '' ? undefined : org.byKey[write.kind].get(write.key);
  if (write.key !== '' && (current !== null || (holder !== undefined && holder !== record.id))) return { kind: 'mark taken' };
  const next = changed(org, record, { set: { Instep_Key__c: write.key }, by: userId });
  org.put(next);
  return done(org, next, fields);
}

const done = (org: Org, record: Stored, fields: readonly string[]): Extract<Row, { kind: 'done' }> => ({
  kind: 'done',
  seen: seenOf(org, record, fields),
  overtook: null,
});
