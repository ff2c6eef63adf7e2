/** A record as a device sees it: the fields it asked for, under a version. */
import type { CrmRecord, CrmValue, ItemId, Kind, Seen } from '../../../core/model';
import type { Window } from '../../../core/ports';
import { baseFields } from '../../salesforce/fields';
import type { Fields, Org, Snapshot, Stored } from './store';

function fieldOf(org: Org, fields: Fields, name: string): CrmValue {
  if (name === 'Account.Name') return org.accounts.get(String(fields.AccountId))?.name ?? null;
  if (name === 'IsPersonAccount') return fields.IsPersonAccount ?? false;
  return fields[name] ?? null;
}

export function recordOf(org: Org, kind: Kind, snapshot: Snapshot, names: readonly string[]): CrmRecord {
  const fields: Record<string, CrmValue> = {};
  for (const name of baseFields[kind]) fields[name] = fieldOf(org, snapshot.fields, name);
  for (const name of names) fields[name] = fieldOf(org, snapshot.fields, name);
  return { kind, fields, invitees: snapshot.invitees };
}

/** Two saves in one second have the same stamp, so a stamp alone is no version. */
export const versionOf = (snapshot: Snapshot): string => `${snapshot.fields.SystemModstamp}.${snapshot.edition}`;

export function seenOf(org: Org, record: Stored, names: readonly string[], snapshot: Snapshot = record): Seen<'crm'> {
  return {
    side: 'crm',
    kind: record.kind,
    id: record.id,
    version: versionOf(snapshot),
    modifiedAt: Date.parse(String(snapshot.fields.SystemModstamp)),
    mark: String(snapshot.fields.Instep_Key__c ?? ''),
    item: recordOf(org, record.kind, snapshot, names),
  };
}

/** Is it in the full listing of this rep? */
export function listed(record: Stored, userId: ItemId, options: { readonly window: Window; readonly whose: 'all' | 'mine' }): boolean {
  if (record.kind === 'contact') return options.whose === 'all' || record.fields.OwnerId === userId;
  const { StartDateTime: start, EndDateTime: end } = record.fields;
  return ownEvent(record, userId) && String(start) < options.window.to && String(end) >= options.window.from;
}

export const ownEvent = (record: Stored, userId: ItemId): boolean => record.fields.OwnerId === userId && record.fields.IsChild !== true;
