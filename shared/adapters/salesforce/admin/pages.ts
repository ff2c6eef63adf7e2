/**
 * Lists that the server pages (ADM5). OFFSET ends at 2,000, so beyond that a page starts from a row in between: each hop
 * asks for one row, and is remembered for as long as the question stays the same.
 */
import { plainTime } from '../api';
import type { Composite } from '../composite';
import { queryPart } from '../composite';
import { type Row, resultOf, rowsOf } from '../query';
import { allOf, instant, names, Soql, soql } from '../soql';

export interface List {
  readonly object: string;
  readonly fields: readonly string[];
  readonly conditions: readonly Soql[];
  readonly sort: { readonly field: string; readonly descending: boolean };
}

const reach = 2000;
const mostHops = 50;

const filter = (conditions: readonly Soql[]): Soql => new Soql(conditions.length === 0 ? '' : ` WHERE ${allOf(conditions).text}`);

const order = ({ field, descending }: List['sort']): Soql =>
  new Soql(`ORDER BY ${names([field]).text} ${descending ? 'DESC' : 'ASC'} NULLS LAST, Id ${descending ? 'DESC' : 'ASC'}`);

export const listQuery = (list: List, after: Row | null, limit: number, offset: number): Soql =>
  soql`SELECT ${names(list.fields)} FROM ${names([list.object])}${filter([...list.conditions, ...(after ? [beyond(list.sort, after)] : [])])} ${order(list.sort)} LIMIT ${limit} OFFSET ${offset}`;

export const countQuery = (list: Pick<List, 'object' | 'conditions'>): Soql =>
  soql`SELECT COUNT(Id) n FROM ${names([list.object])}${filter(list.conditions)}`;

function literal(value: unknown): Soql {
  if (typeof value === 'number') return soql`${value}`;
  const text = String(value);
  const time = plainTime(text);
  return time === text ? soql`${text}` : instant(time);
}

/** What comes after this row in that order; rows without a value come last. */
function beyond({ field, descending }: List['sort'], row: Row): Soql {
  const name = names([field]);
  const sign = new Soql(descending ? '<' : '>');
  const value = row[field] ?? null;
  const id = String(row.Id);
  if (value === null) return soql`${name} = null AND Id ${sign} ${id}`;
  const at = literal(value);
  return soql`${name} ${sign} ${at} OR (${name} = ${at} AND Id ${sign} ${id}) OR ${name} = null`;
}

/** Remembers rows at which a hop may start. */
export class Hops {
  #key = '';
  readonly #rows = new Map<number, Row>();

  /** The row before `offset`, at most 2,000 before; and how far it is. Null: from the start. */
  async before(composite: Composite, list: List, offset: number): Promise<{ readonly after: Row | null; readonly rest: number }> {
    const key = countQuery(list).text + order(list.sort).text;
    if (key !== this.#key) {
      this.#key = key;
      this.#rows.clear();
    }
    let [after, at]: [Row | null, number] = [null, 0];
    for (let hop = 0; offset - at > reach && hop < mostHops; hop++) {
      const next: Row | undefined =
        this.#rows.get(at + reach) ?? (await rowsOf(composite, listQuery(this.#bare(list), after, 1, reach - 1)))[0];
      if (!next) break;
      at += reach;
      this.#rows.set(at, next);
      after = next;
    }
    return { after, rest: Math.min(offset - at, reach) };
  }
  #bare(list: List): List {
    return { ...list, fields: [...new Set(['Id', list.sort.field])] };
  }
}

/** One page and how many there are, with whatever else is asked in the same request. */
export async function pageOf(
  composite: Composite,
  hops: Hops,
  list: List,
  { offset, limit }: { readonly offset: number; readonly limit: number },
  more: readonly Soql[] = [],
): Promise<{ readonly rows: readonly Row[]; readonly total: number; readonly more: readonly (readonly Row[])[] }> {
  const { after, rest } = await hops.before(composite, list, offset);
  const answers = await composite.send([listQuery(list, after, limit, rest), countQuery(list), ...more].map((query) => queryPart(query)));
  const [page, count, ...others] = answers.map((answer) => resultOf(answer).rows);
  return { rows: page ?? [], total: countOf(count), more: others };
}

/** COUNT(Id) n */
export const countOf = (rows: readonly Row[] | undefined): number => Number(rows?.[0]?.n ?? 0);
