/** Runs a query: rows by the best index, tested, shared with the asker, ordered, cut, and shaped. */
import type { FieldType, OrderByClause, Query, Subquery } from '@jetstreamapp/soql-parser-js';
import { invalidField, Refused } from '../refused';
import type { ObjectDef } from '../schema/field';
import type { Row, Value } from '../store/table';
import { isPurged } from '../write/bin';
import { isArchived } from '../write/event';
import { columns, type Group, groupsOf, isAggregate, ofGroup } from './aggregate';
import { type Compiler, compile, type Operand, operandOf } from './filter';
import { filterOf, malformed, parse } from './parse';
import { type Asker, pathOf } from './paths';
import { shapeOf } from './select';

export interface Asked extends Asker {
  /** queryAll: deleted and archived rows too. */
  readonly all: boolean;
  /** Version in record addresses, as `v62.0`. */
  readonly at: string;
}

export interface Found {
  readonly total: number;
  /** Shapes the n-th record; a page at a time. */
  readonly records: (from: number, to: number) => Record<string, unknown>[];
  readonly length: number;
}

export function run(asked: Asked, soql: string): Found {
  return runQuery(asked, objectOf(asked, parse(soql).sObject ?? '', soql), parse(soql), null);
}

function objectOf({ org, access }: Asked, name: string, soql: string): ObjectDef {
  const object = org.schema.object(name);
  if (object && access.rights(object).read) return object;
  const column = soql.toLowerCase().indexOf(name.toLowerCase()) + 1;
  const message = `\n${soql}\n${' '.repeat(Math.max(0, column - 1))}^\nERROR at Row:1:Column:${column}\nsObject type '${name}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.`;
  throw new Refused('INVALID_TYPE', message);
}

function runQuery(asked: Asked, object: ObjectDef, query: Query | Subquery, from: readonly Row[] | null): Found {
  checkLimits(query);
  const fields = withoutAlias(object, query);
  const compiler: Compiler = { asker: asked, object, values: (inner) => semiJoin(asked, inner) };
  const matching = rowsOf(asked, compiler, query, from);
  if (fields.some(isAggregate) || query.groupBy) return aggregated(compiler, query as Query, fields, matching);
  const rows = cut(order(compiler, query, matching), query);
  const shape = shapeOf({ asker: asked, object, at: asked.at, limit: query.limit, children: children(asked) }, fields);
  return { total: rows.length, length: rows.length, records: (start, end) => rows.slice(start, end).map(shape) };
}

function checkLimits(query: Query | Subquery): void {
  if ((query.offset ?? 0) > 2000) throw new Refused('NUMBER_OUTSIDE_VALID_RANGE', 'Maximum SOQL offset allowed is 2000');
  if (!query.fields?.length) throw malformed('unexpected token: FROM');
}

/** `SELECT c.Name FROM Contact c` as `SELECT Name FROM Contact`; in conditions paths with the object's name do. */
function withoutAlias(object: ObjectDef, query: Query | Subquery): readonly FieldType[] {
  const alias = query.sObjectAlias?.toLowerCase();
  return (query.fields ?? []).map((each) => {
    if (!alias || each.type !== 'FieldRelationship' || each.relationships[0]?.toLowerCase() !== alias) return each;
    return { ...each, relationships: [object.name, ...each.relationships.slice(1)] };
  });
}

function rowsOf(asked: Asked, compiler: Compiler, query: Query | Subquery, from: readonly Row[] | null): Row[] {
  const { org, access } = asked;
  const { object } = compiler;
  const filter = query.where ? compile(compiler, filterOf(unaliased(query))) : null;
  const plan = from === null ? filter?.plan() : null;
  const candidates = from ?? plan?.rows() ?? org.store.table(object.name).rows.values();
  const found: Row[] = [];
  for (const row of candidates) {
    if (asked.all ? isPurged(org, row) : row.IsDeleted === true) continue;
    if (filter && !filter.test(row)) continue;
    if (!asked.all && object.name === 'Event' && isArchived(org, row)) continue;
    if (access.sees(object, row)) found.push(row);
  }
  return found;
}

/** Conditions keep their alias as text: taken off here. */
function unaliased(query: Query | Subquery): NonNullable<Query['where']> {
  const where = query.where as NonNullable<Query['where']>;
  const alias = query.sObjectAlias;
  if (!alias) return where;
  const start = new RegExp(`^${alias}\\.`, 'i');
  const text = JSON.stringify(where, (key, value: unknown) =>
    key === 'field' && typeof value === 'string' ? value.replace(start, '') : value,
  );
  return JSON.parse(text) as NonNullable<Query['where']>;
}

function semiJoin(asked: Asked, query: Query): Value[] {
  const object = objectOf(asked, query.sObject ?? '', query.sObject ?? '');
  const only = query.fields?.[0];
  if (query.fields?.length !== 1 || (only?.type !== 'Field' && only?.type !== 'FieldRelationship')) {
    throw malformed('a semi-join subquery selects one field');
  }
  const path = pathOf(asked, object, only.type === 'Field' ? only.field : [...only.relationships, only.field].join('.'));
  const compiler: Compiler = {
    asker: asked,
    object,
    values: () => {
      throw malformed('semi-joins cannot be nested');
    },
  };
  return rowsOf(asked, compiler, query, null)
    .map(path.get)
    .filter((value) => value !== null);
}

function children(asked: Asked) {
  return (parent: ObjectDef, subquery: Subquery) => {
    const list = asked.org.schema.children(parent, subquery.relationshipName);
    if (!list || !asked.access.rights(list.object).read) {
      throw invalidField(`Didn't understand relationship '${subquery.relationshipName}' in FROM part of query call.`);
    }
    const run = (rows: readonly Row[]) => runQuery(asked, list.object, subquery, rows);
    run([]);
    return (row: Row) => {
      const found = run(asked.org.store.table(list.object.name).having(list.field.name, [row.Id]));
      return found.total === 0 ? null : { totalSize: found.total, done: true, records: found.records(0, found.length) };
    };
  };
}

function aggregated(compiler: Compiler, query: Query, fields: readonly FieldType[], rows: readonly Row[]): Found {
  const only = fields[0];
  const bare =
    fields.length === 1 && only && isAggregate(only) && only.functionName.toUpperCase() === 'COUNT' && only.parameters.length === 0;
  if (bare && !query.groupBy) return { total: Math.min(rows.length, query.limit ?? rows.length), length: 0, records: () => [] };
  const shape = columns(compiler, fields);
  const groups = cut(
    sorted(
      groupsOf(compiler, query, rows),
      orderings(query).map((each) => [ofGroup(compiler, operandIn(each)), each]),
    ),
    query,
  );
  return { total: groups.length, length: groups.length, records: (from, to) => groups.slice(from, to).map(shape) };
}

const orderings = (query: Query | Subquery): readonly OrderByClause[] =>
  query.orderBy === undefined ? [] : Array.isArray(query.orderBy) ? query.orderBy : [query.orderBy];
const operandIn = (each: OrderByClause) => ('fn' in each ? each.fn : each.field);

function order(compiler: Compiler, query: Query | Subquery, rows: Row[]): Row[] {
  const start = query.sObjectAlias ? new RegExp(`^${query.sObjectAlias}\\.`, 'i') : null;
  const by = orderings(query).map((each) => {
    const operand = operandIn(each);
    return [operandOf(compiler, typeof operand === 'string' && start ? operand.replace(start, '') : operand), each] as const;
  });
  for (const [operand] of by)
    if (!operand.field.sortable) throw invalidField(`field '${operand.field.name}' can not be sorted in a query call`);
  return sorted(rows, by);
}

function sorted<T extends Row | Group>(list: T[], by: readonly (readonly [Operand<T>, OrderByClause])[]): T[] {
  if (by.length === 0) return list;
  const keyed = list.map((each) => ({ each, keys: by.map(([operand]) => folded(operand, operand.get(each))) }));
  keyed.sort((a, b) => {
    for (let i = 0; i < by.length; i++) {
      const result = compareKeys(a.keys[i] ?? null, b.keys[i] ?? null, by[i]![1]);
      if (result !== 0) return result;
    }
    return 0;
  });
  return keyed.map((each) => each.each);
}
/** Text goes without capitals; ids go by their characters, as `Id > '…'` compares them. */
const folded = <T>({ field }: Operand<T>, value: Value): Value =>
  typeof value === 'string' && field.type !== 'id' && field.type !== 'reference' ? value.toLowerCase() : value;

function compareKeys(a: Value, b: Value, by: OrderByClause): number {
  if (a === b) return 0;
  const descending = by.order === 'DESC';
  if (a === null || b === null) return (a === null) === (by.nulls !== 'LAST') ? -1 : 1;
  return a < b === descending ? 1 : -1;
}

function cut<T>(list: readonly T[], query: Query | Subquery): readonly T[] {
  const from = query.offset ?? 0;
  return query.limit === undefined && from === 0 ? list : list.slice(from, from + (query.limit ?? list.length));
}
