/** A row of Salesforce as one of our records. */
import * as v from 'valibot';
import { hash53 } from '../../core/keys';
import type { CrmRecord, CrmValue, Invitee, Kind, Seen } from '../../core/model';
import { knownBlankOf } from '../../core/shapes';
import { readable } from '../http';
import { keyField, longId, plainTime } from './api';
import { inner, innerRows, instantOf, type Row, text } from './query';

const rowSchema = v.looseObject({ Id: v.pipe(v.string(), v.regex(/^[a-zA-Z0-9]{15,18}$/)), SystemModstamp: v.string() });

/** The row, or why it cannot be read. */
export function readRow(row: Row): { readonly row: Row } | { readonly id: string; readonly why: string } {
  const result = readable(rowSchema, row);
  return 'item' in result ? { row } : { id: text(row.Id), why: result.why };
}

/** `Account.Name` is the name in the account that the row holds. */
function valueAt(row: Row, name: string): unknown {
  const dot = name.indexOf('.');
  return dot < 0 ? row[name] : valueAt(inner(row[name.slice(0, dot)]), name.slice(dot + 1));
}

function fieldOf(row: Row, name: string): CrmValue {
  const value = valueAt(row, name);
  if (typeof value === 'string') return plainTime(value);
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  return name === 'IsPersonAccount' ? false : null;
}

const statuses = ['New', 'Accepted', 'Declined'] as const;

/** Besides invitees, an org with shared activities lists the record's own relations here: those have no status. */
function inviteesOf(row: Row): readonly Invitee[] {
  return innerRows(row.EventRelations)
    .flatMap((relation) => {
      const status = statuses.find((one) => one === relation.Status);
      return status && text(relation.RelationId) !== '' ? [{ id: longId(text(relation.RelationId)), status }] : [];
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

export function recordOf(kind: Kind, row: Row, names: readonly string[]): CrmRecord {
  const fields: Record<string, CrmValue> = { ...knownBlankOf(names) };
  for (const name of names) fields[name] = fieldOf(row, name);
  if (kind === 'contact') fields.IsPersonAccount ??= false;
  for (const id of ['Id', 'OwnerId', 'AccountId', 'WhoId', 'WhatId']) {
    const value = fields[id];
    if (typeof value === 'string') fields[id] = longId(value);
  }
  return { kind, fields, invitees: kind === 'event' ? inviteesOf(row) : [] };
}

/**
 * Two saves in one second have the same stamp, so that a stamp alone is no version; and what a row shows can change without
 * its stamp (an account that is renamed).
 */
export function versionOf(record: CrmRecord): string {
  return `${record.fields.SystemModstamp}.${hash53(JSON.stringify([record.fields, record.invitees])).toString(36)}`;
}

export const stampOf = (version: string): string => version.split('.')[0] ?? '';

/** `more` is shown beside what is always read, and is no part of the version: a pull would not show it. */
export function seenOf(kind: Kind, row: Row, names: readonly string[], more: readonly string[] = []): Seen<'crm'> {
  const read = recordOf(kind, row, names);
  const item = more.length === 0 ? read : recordOf(kind, row, [...names, ...more]);
  return {
    side: 'crm',
    kind,
    id: String(item.fields.Id),
    version: versionOf(read),
    modifiedAt: instantOf(row.LastModifiedDate) ?? instantOf(row.SystemModstamp) ?? 0,
    mark: text(row[keyField]),
    item,
  };
}
