/** COUNT, SUM and their like, with GROUP BY and HAVING. */
import type { FieldFunctionExpression, FieldType, FunctionExp, GroupByClause, Query } from '@jetstreamapp/soql-parser-js';
import { invalidField } from '../refused';
import { type FieldDef, field } from '../schema/field';
import type { Row, Value } from '../store/table';
import { type Compiler, type Operand, operandOf } from './filter';
import { type Filter, filterOf, malformed } from './parse';
import { shown } from './show';
import { predicate } from './values';

export interface Group {
  readonly rows: readonly Row[];
}

const aggregates = ['COUNT', 'COUNT_DISTINCT', 'SUM', 'AVG', 'MIN', 'MAX'];
export const isAggregate = (each: FieldType): each is FieldFunctionExpression =>
  each.type === 'FieldFunctionExpression' && aggregates.includes(each.functionName.toUpperCase());

/** What a group answers for `SUM(x)` and the like. */
export function figure(compiler: Compiler, call: FunctionExp): Operand<Group> {
  const name = call.functionName?.toUpperCase() ?? '';
  const inner = call.parameters?.[0];
  const count = field(call.rawValue ?? name, 'int');
  if (name === 'COUNT' && inner === undefined) return { field: count, get: (group) => group.rows.length, path: null };
  if (inner === undefined || !aggregates.includes(name)) throw malformed(`unexpected token: ${name}`);
  const operand = operandOf(compiler, inner);
  if (!operand.field.filterable) throw invalidField(`field ${operand.field.name} does not support aggregate operator ${name}`);
  const values = (group: Group) => group.rows.map(operand.get).filter((value) => value !== null);
  if (name === 'COUNT') return { field: count, get: (group) => values(group).length, path: null };
  if (name === 'COUNT_DISTINCT') return { field: count, get: (group) => new Set(values(group)).size, path: null };
  const numeric = (group: Group) => values(group).map(Number);
  const sum = (group: Group) => numeric(group).reduce((total, each) => total + each, 0);
  if (name === 'SUM') return { field: field('sum', 'double'), get: (group) => (values(group).length ? sum(group) : null), path: null };
  if (name === 'AVG')
    return { field: field('avg', 'double'), get: (group) => (values(group).length ? sum(group) / values(group).length : null), path: null };
  const beyond = name === 'MIN' ? (a: Value, b: Value) => (a ?? 0) < (b ?? 0) : (a: Value, b: Value) => (a ?? 0) > (b ?? 0);
  const extreme = (group: Group) => values(group).reduce<Value>((best, each) => (best === null || beyond(each, best) ? each : best), null);
  return { field: operand.field, get: extreme, path: null };
}

const listOf = <T>(one: T | readonly T[] | undefined): readonly T[] => (one === undefined ? [] : Array.isArray(one) ? one : [one as T]);

export function groupsOf(compiler: Compiler, query: Query, rows: readonly Row[]): Group[] {
  const by = listOf<GroupByClause>(query.groupBy).map((each) => operandOf(compiler, 'fn' in each ? each.fn : each.field));
  for (const each of by) if (!each.field.groupable) throw invalidField(`field '${each.field.name}' can not be grouped in a query call`);
  if (by.length === 0) return [{ rows }];
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = JSON.stringify(by.map((each) => (typeof each.get(row) === 'string' ? String(each.get(row)).toLowerCase() : each.get(row))));
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  const having = query.having ? holds(compiler, filterOf(query.having)) : () => true;
  return [...groups.values()].map((members) => ({ rows: members })).filter(having);
}

/** A value of a group: a figure, or what all its rows have in common. */
export function ofGroup(compiler: Compiler, operand: string | FunctionExp): Operand<Group> {
  if (typeof operand !== 'string' && aggregates.includes(operand.functionName?.toUpperCase() ?? '')) return figure(compiler, operand);
  const inner = operandOf(compiler, operand);
  return { field: inner.field, get: (group) => (group.rows[0] ? inner.get(group.rows[0]) : null), path: null };
}

function holds(compiler: Compiler, filter: Filter): (group: Group) => boolean {
  if (filter.kind === 'not') {
    const inner = holds(compiler, filter.part);
    return (group) => !inner(group);
  }
  if (filter.kind === 'test') {
    const operand = ofGroup(compiler, filter.operand);
    const test = predicate(compiler.asker.org.now(), operand.field, filter);
    return (group) => test(operand.get(group));
  }
  const parts = filter.parts.map((part) => holds(compiler, part));
  return filter.kind === 'and' ? (group) => parts.every((part) => part(group)) : (group) => parts.some((part) => part(group));
}

/** The columns of an aggregate result: alias, or the field's last name, or `expr0` and so on. */
export function columns(compiler: Compiler, fields: readonly FieldType[]): (group: Group) => Record<string, unknown> {
  let unnamed = 0;
  const made = fields.map((each): readonly [string, Operand<Group>, FieldDef] => {
    if (each.type === 'FieldFunctionExpression') {
      const operand = ofGroup(compiler, each as FunctionExp);
      return [each.alias ?? `expr${unnamed++}`, operand, operand.field];
    }
    if (each.type !== 'Field' && each.type !== 'FieldRelationship') throw malformed('unexpected token in an aggregate query');
    const path = each.type === 'Field' ? each.field : [...each.relationships, each.field].join('.');
    const operand = ofGroup(compiler, path);
    const alias = 'alias' in each && typeof each.alias === 'string' ? each.alias : operand.field.name;
    return [alias, operand, operand.field];
  });
  return (group) => ({
    attributes: { type: 'AggregateResult' },
    ...Object.fromEntries(made.map(([name, operand, definition]) => [name, shown(definition, operand.get(group))])),
  });
}
