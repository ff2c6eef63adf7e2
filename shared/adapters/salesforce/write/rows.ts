/** What the answer to one row of a collection means: 200 for the whole, even where every row failed (wire-contracts 4.3, 4.7). */
import * as v from 'valibot';
import type { ItemId } from '../../../core/model';
import { Failed, type Failure } from '../../../core/ports';
import { classify, validated } from '../../http';
import { longId } from '../api';
import { failureOf, isOk, type PartAnswer, verdictOf } from '../composite';
import { errorCode, errorMessage } from '../query';

export type RowAnswer =
  | { readonly kind: 'ok'; readonly id: ItemId; readonly created: boolean }
  | { readonly kind: 'gone' }
  | { readonly kind: 'mark taken' }
  | { readonly kind: 'failed'; readonly failure: Failure };

const rowsSchema = v.array(
  v.object({
    id: v.optional(v.nullable(v.string())),
    success: v.boolean(),
    created: v.optional(v.nullable(v.boolean())),
    errors: v.optional(v.nullable(v.array(v.unknown()))),
  }),
);

/** Triggers and flows refuse in their own words, like a validation rule. */
const byCode: Readonly<Record<string, 'validation rule' | 'forbidden' | 'wrong value'>> = {
  CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY: 'validation rule',
  CANNOT_EXECUTE_FLOW_TRIGGER: 'validation rule',
  CANNOT_DELETE_MANAGED_OBJECT: 'validation rule',
  DELETE_FAILED: 'validation rule',
  JSON_PARSER_ERROR: 'wrong value',
  INACTIVE_OWNER_OR_USER: 'forbidden',
};

export function rowFailure(errors: readonly unknown[]): Exclude<RowAnswer, { kind: 'ok' }> {
  const verdict = classify('salesforce', 400, errors);
  const [code, detail] = [errorCode(errors), errorMessage(errors)];
  const own = byCode[code];
  if (own === 'forbidden') return failed({ kind: 'forbidden', system: 'salesforce', detail });
  if (own) return failed({ kind: 'bad row', reason: own, fields: [], detail });
  if (verdict === 'already created') return { kind: 'mark taken' };
  if (verdict === 'gone') return goneOrReference(errors, detail);
  if (typeof verdict === 'string') return failed({ kind: 'unknown', detail: `${code}: ${detail}` });
  // Without a field it is the record that this user may not change.
  if (
    verdict.kind === 'bad row' &&
    verdict.reason === 'field not writable' &&
    verdict.fields.length === 0 &&
    code.startsWith('INSUFFICIENT')
  ) {
    return failed({ kind: 'forbidden', system: 'salesforce', detail });
  }
  return failed(verdict);
}

const failed = (failure: Failure): { readonly kind: 'failed'; readonly failure: Failure } => ({ kind: 'failed', failure });

/** "Entity is deleted" with a field is about what the field names, not about the row. */
function goneOrReference(errors: readonly unknown[], detail: string): Exclude<RowAnswer, { kind: 'ok' }> {
  const fields = errors.flatMap((error) => (typeof error === 'object' && error !== null && 'fields' in error ? error.fields : []));
  const names = fields.filter((field): field is string => typeof field === 'string');
  return names.length > 0 ? failed({ kind: 'bad row', reason: 'invalid reference', fields: names, detail }) : { kind: 'gone' };
}

/** One answer for each row, also where the collection was refused as a whole. */
export function rowAnswers(answer: PartAnswer, count: number): readonly RowAnswer[] {
  if (!isOk(answer)) {
    const verdict = verdictOf(answer);
    const failure = failureOf(verdict);
    if (failure.kind === 'signed out') throw new Failed(failure);
    return Array.from({ length: count }, () => failed(failure));
  }
  const rows = validated(rowsSchema, answer.body, 'salesforce');
  if (rows.length !== count) {
    throw new Failed({ kind: 'unexpected answer', system: 'salesforce', detail: `collection: ${rows.length} answers for ${count} rows` });
  }
  return rows.map((row) =>
    row.success ? { kind: 'ok', id: longId(row.id ?? ''), created: row.created === true } : rowFailure(row.errors ?? []),
  );
}

export const isLocked = (answer: { readonly kind: string; readonly failure?: Failure }): boolean =>
  answer.kind === 'failed' && answer.failure?.kind === 'locked';
