/** Conditional requests, to the second; ETags of accounts alone (wire-contracts 4.5). */
import { Refused } from '../refused';
import type { ObjectDef } from '../schema/field';
import type { Row } from '../store/table';
import type { Call } from './call';

function dateOf(call: Call, name: string): number | null {
  const text = call.header(name);
  if (text === null) return null;
  const at = Date.parse(text);
  if (Number.isNaN(at) || !/GMT$/.test(text)) throw new Refused('INVALID_HEADER_VALUE', `${name}: ${text} is no HTTP date`);
  return at;
}

export const tagOf = (row: Row): string => `"${row.Id}-${Number(row.SystemModstamp) / 1000}"`;

export const headersOf = (object: ObjectDef, row: Row): Record<string, string> => ({
  'Last-Modified': new Date(Number(row.LastModifiedDate)).toUTCString(),
  ...(object.name === 'Account' ? { ETag: tagOf(row) } : {}),
});

export function unchangedSince(call: Call, lastModified: number): boolean {
  const since = dateOf(call, 'if-modified-since');
  return since !== null && lastModified <= since;
}

/** @throws Refused 412 when the record is not what the caller thinks. */
export function checkUnmodified(call: Call, object: ObjectDef, row: Row): void {
  const since = dateOf(call, 'if-unmodified-since');
  const match = object.name === 'Account' ? call.header('if-match') : null;
  const late = since !== null && Number(row.LastModifiedDate) > since;
  if (late || (match !== null && match !== '*' && match !== tagOf(row))) {
    throw new Refused('PRECONDITION_FAILED', 'One or more conditions of the request failed.', [], 412);
  }
}
