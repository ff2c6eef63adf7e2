/** Queries and their answers: rows as plain objects, validated as far as everybody relies on them. */
import * as v from 'valibot';
import { Failed } from '../../core/ports';
import { validated } from '../http';
import { type Composite, failureOf, isOk, type Part, type PartAnswer, queryPart, verdictOf } from './composite';
import type { Soql } from './soql';

export type Row = Readonly<Record<string, unknown>>;

const resultSchema = v.object({
  totalSize: v.number(),
  done: v.boolean(),
  nextRecordsUrl: v.optional(v.nullable(v.string())),
  records: v.array(v.record(v.string(), v.unknown())),
});

export interface Result {
  readonly total: number;
  readonly done: boolean;
  readonly next: string;
  readonly rows: readonly Row[];
}

/** @throws Failed for anything but a result. */
export function resultOf(answer: PartAnswer): Result {
  if (!isOk(answer)) {
    const verdict = verdictOf(answer);
    throw new Failed(failureOf(verdict));
  }
  const { totalSize, done, nextRecordsUrl, records } = validated(resultSchema, answer.body, 'salesforce');
  return { total: totalSize, done, next: nextRecordsUrl ?? '', rows: records };
}

const nextPage = /^\/services\/data\/v\d+\.0\/query(All)?\/[A-Za-z0-9_-]+$/;

/** Follows a result to its end, so that nothing of a short query is lost on a second page. */
export async function rest(composite: Composite, first: Result): Promise<readonly Row[]> {
  const rows = [...first.rows];
  for (let result = first; !result.done && result.next !== ''; ) {
    if (!nextPage.test(result.next)) {
      throw new Failed({ kind: 'unexpected answer', system: 'salesforce', detail: 'nextRecordsUrl: expected a page of a query' });
    }
    const part: Part = { method: 'GET', path: result.next, heavy: true };
    result = resultOf(await composite.one(part));
    rows.push(...result.rows);
  }
  return rows;
}

/** All rows of a query that is known to be small. */
export async function rowsOf(composite: Composite, query: Soql, all = false): Promise<readonly Row[]> {
  return rest(composite, resultOf(await composite.one(queryPart(query, all))));
}

/** Queries that travel together; one answer each. */
export async function rowsOfEach(composite: Composite, queries: readonly Soql[], all = false): Promise<(readonly Row[])[]> {
  return Promise.all(queries.map((query) => rowsOf(composite, query, all)));
}

// ---------------------------------------------------------------- values

export const text = (value: unknown): string => (typeof value === 'string' ? value : '');
export const number = (value: unknown): number => (typeof value === 'number' ? value : 0);
export const flag = (value: unknown): boolean => value === true;
export const inner = (value: unknown): Row => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Row) : {});
/** Rows of a subquery: null when there are none. */
export const innerRows = (value: unknown): readonly Row[] => {
  const { records } = inner(value);
  return Array.isArray(records) ? records.map(inner) : [];
};
export const instantOf = (value: unknown): number | null => {
  const ms = typeof value === 'string' ? Date.parse(value.replace(/([+-]\d\d)(\d\d)$/, '$1:$2')) : Number.NaN;
  return Number.isNaN(ms) ? null : ms;
};

/** The code of the first error in a body, '' when there is none. */
export const errorCode = (body: unknown): string => {
  const first = inner(Array.isArray(body) ? body[0] : body);
  return text(first.errorCode) || text(first.statusCode);
};
export const errorMessage = (body: unknown): string => text(inner(Array.isArray(body) ? body[0] : body).message);
