/** Conditions: each becomes a test of a row, and where an index helps, a way to the few rows worth testing. */
import type { FunctionExp, LiteralType, Operator, Query } from '@jetstreamapp/soql-parser-js';
import { invalidField, Refused } from '../refused';
import type { FieldDef, ObjectDef } from '../schema/field';
import { looksLikeId, to18 } from '../store/ids';
import type { Row, Value } from '../store/table';
import { type Span, spanOf } from './dates';
import { type Filter, malformed, type Test, unquote } from './parse';
import { type Asker, type Path, pathOf } from './paths';

export interface Plan {
  readonly size: number;
  readonly rows: () => Row[];
}
export interface Compiled {
  readonly test: (row: Row) => boolean;
  /** Null: only a look at all rows will do. */
  readonly plan: () => Plan | null;
}

/** What a condition compares: a field of a row, or in HAVING a figure of a group. */
export interface Operand<T> {
  readonly field: FieldDef;
  readonly get: (of: T) => Value;
  readonly path: Path | null;
}

export interface Compiler {
  readonly asker: Asker;
  readonly object: ObjectDef;
  /** Runs a semi-join: the values of its one field. */
  readonly values: (query: Query) => Value[];
}

export function compile(compiler: Compiler, filter: Filter): Compiled {
  if (filter.kind === 'not') {
    const inner = compile(compiler, filter.part);
    return { test: (row) => !inner.test(row), plan: () => null };
  }
  if (filter.kind === 'test') return compileTest(compiler, filter);
  const parts = filter.parts.map((part) => compile(compiler, part));
  if (filter.kind === 'and') return { test: (row) => parts.every((part) => part.test(row)), plan: () => smallest(parts) };
  return { test: (row) => parts.some((part) => part.test(row)), plan: () => union(parts) };
}

function smallest(parts: readonly Compiled[]): Plan | null {
  let best: Plan | null = null;
  for (const part of parts) {
    const plan = part.plan();
    if (plan && (best === null || plan.size < best.size)) best = plan;
  }
  return best;
}
function union(parts: readonly Compiled[]): Plan | null {
  const plans = parts.map((part) => part.plan());
  if (plans.some((plan) => plan === null)) return null;
  const all = plans as Plan[];
  return { size: all.reduce((sum, plan) => sum + plan.size, 0), rows: () => [...new Set(all.flatMap((plan) => plan.rows()))] };
}

function compileTest(compiler: Compiler, test: Test): Compiled {
  const operand = operandOf(compiler, test.operand);
  const { field } = operand;
  if (!field.filterable) throw invalidField(`field '${field.name}' can not be filtered in a query call`);
  if (test.subquery) return within(compiler, operand, compiler.values(test.subquery), test.operator === 'NOT IN');
  const holds = predicate(compiler.asker.org.now(), field, test);
  return { test: (row) => holds(operand.get(row)), plan: () => planOf(compiler, operand, test) };
}

function within(compiler: Compiler, operand: Operand<Row>, values: readonly Value[], not: boolean): Compiled {
  const set = new Set(values);
  return {
    test: (row) => set.has(operand.get(row)) !== not,
    plan: () => (not ? null : byValues(compiler, operand, values)),
  };
}

const dateFunctions: Readonly<Record<string, (at: Date) => Value>> = {
  DAY_ONLY: (at) => at.toISOString().slice(0, 10),
  CALENDAR_YEAR: (at) => at.getUTCFullYear(),
  CALENDAR_MONTH: (at) => at.getUTCMonth() + 1,
  DAY_IN_MONTH: (at) => at.getUTCDate(),
  HOUR_IN_DAY: (at) => at.getUTCHours(),
};

export function operandOf({ asker, object }: Compiler, operand: string | FunctionExp): Operand<Row> {
  if (typeof operand === 'string') {
    const path = pathOf(asker, object, operand);
    return { field: path.field, get: path.get, path };
  }
  const name = operand.functionName?.toUpperCase() ?? '';
  const inner = operand.parameters?.[0];
  const of = dateFunctions[name];
  if (!of || typeof inner !== 'string') throw malformed(`the function ${name} is not possible here`);
  const path = pathOf(asker, object, inner);
  const get = (row: Row): Value => {
    const value = path.get(row);
    return value === null ? null : of(new Date(value as number | string));
  };
  const type = name === 'DAY_ONLY' ? 'date' : 'int';
  return { field: { ...path.field, type, groupable: true, filterable: true }, get, path: null };
}

// ---------------------------------------------------------------- values

type Holds = (value: Value) => boolean;

const numbers = ['int', 'double', 'currency', 'percent'];
const fits: Readonly<Record<string, readonly LiteralType[]>> = {
  number: ['INTEGER', 'DECIMAL', 'INTEGER_WITH_CURRENCY_PREFIX', 'DECIMAL_WITH_CURRENCY_PREFIX'],
  boolean: ['BOOLEAN'],
  date: ['DATE', 'DATE_LITERAL', 'DATE_N_LITERAL'],
  datetime: ['DATETIME', 'DATE_LITERAL', 'DATE_N_LITERAL'],
  text: ['STRING'],
};
const categoryOf = (field: FieldDef): string => (numbers.includes(field.type) ? 'number' : field.type in fits ? field.type : 'text');

function literal(field: FieldDef, text: string, type: LiteralType, isPattern: boolean): Value {
  if (type === 'NULL') return null;
  const category = categoryOf(field);
  if (!fits[category]?.includes(type) || (category === 'text' && !text.startsWith("'"))) {
    const quoted =
      category === 'text'
        ? 'must be of type string and should be enclosed in quotes'
        : `must be of type ${field.type} and should not be enclosed in quotes`;
    throw invalidField(`\nERROR at Row:1:Column:1\nvalue of filter criterion for field '${field.name}' ${quoted}`);
  }
  if (category === 'number') return Number(text);
  if (category === 'boolean') return text.toUpperCase() === 'TRUE';
  if (category === 'date') return text;
  if (category === 'datetime') return instant(field, text);
  const value = unquote(text, isPattern);
  if (field.type !== 'id' && field.type !== 'reference') return value;
  if (value !== '' && !looksLikeId(value)) throw new Refused('INVALID_QUERY_FILTER_OPERATOR', `invalid ID field: ${value}`);
  return to18(value);
}
/** Comparisons leave milliseconds out. */
function instant(field: FieldDef, text: string): number {
  const at = Date.parse(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  if (Number.isNaN(at)) throw invalidField(`value of filter criterion for field '${field.name}' is no date and time: ${text}`);
  return Math.floor(at / 1000) * 1000;
}

const foldedOf =
  (field: FieldDef) =>
  (value: Value): Value =>
    typeof value === 'string' && !field.caseSensitive && field.type !== 'id' && field.type !== 'reference' ? value.toLowerCase() : value;

/** What the condition asks of a value. Text compares without capitals unless the field tells them apart. */
export function predicate(now: number, field: FieldDef, test: Test): Holds {
  const { operator } = test;
  if (operator === 'LIKE') return like(field, test);
  if (operator === 'INCLUDES' || operator === 'EXCLUDES') return includes(test);
  const spans = test.values.map((value, i) => (/DATE_N?_?LITERAL/.test(test.literals[i] ?? '') ? spanOf(value, now) : null));
  const span = spans[0];
  if (span && !test.isList) return inSpan(operator, span);
  const fold = foldedOf(field);
  const values = test.values.map((value, i) => fold(literal(field, value, test.literals[i] ?? 'STRING', false)));
  if (test.isList !== (operator === 'IN' || operator === 'NOT IN')) throw malformed(`unexpected token: ${operator}`);
  if (operator === 'IN' || operator === 'NOT IN') {
    const set = new Set(values.map((value) => (value === '' ? null : value)));
    return (value) => set.has(fold(value)) === (operator === 'IN');
  }
  const wanted = values[0] === '' ? null : (values[0] ?? null);
  if (operator === '=') return (value) => fold(value) === wanted;
  if (operator === '!=') return (value) => fold(value) !== wanted;
  return ordered(operator, wanted, fold);
}

function ordered(operator: Operator, wanted: Value, fold: (value: Value) => Value): Holds {
  return (value) => {
    if (value === null || wanted === null) return false;
    const left = fold(value) as string | number;
    const right = wanted as string | number;
    if (operator === '<') return left < right;
    if (operator === '<=') return left <= right;
    return operator === '>' ? left > right : left >= right;
  };
}

function inSpan(operator: Operator, { from, to }: Span): Holds {
  return (value) => {
    if (value === null) return operator === '!=';
    const at = typeof value === 'number' ? value : Date.parse(String(value));
    if (operator === '=') return at >= from && at < to;
    if (operator === '!=') return at < from || at >= to;
    if (operator === '<') return at < from;
    if (operator === '<=') return at < to;
    return operator === '>' ? at >= to : at >= from;
  };
}

function like(field: FieldDef, test: Test): Holds {
  if (categoryOf(field) !== 'text' || field.type === 'id' || field.type === 'reference') {
    throw new Refused('INVALID_QUERY_FILTER_OPERATOR', `invalid operator on ${field.name} field`);
  }
  const pattern = String(literal(field, test.values[0] ?? "''", test.literals[0] ?? 'STRING', true) ?? '');
  const source = pattern.replace(/\\(.)|([%_])|([.*+?^${}()|[\]])/gs, (_, escaped?: string, wild?: string, special?: string) => {
    if (escaped !== undefined) return escaped.replace(/[.*+?^${}()|[\]\\]/, '\\$&');
    if (wild !== undefined) return wild === '%' ? '.*' : '.';
    return `\\${special}`;
  });
  const regex = new RegExp(`^${source}$`, 'is');
  return (value) => typeof value === 'string' && regex.test(value);
}

function includes(test: Test): Holds {
  const wanted = test.values.map((value) => unquote(value).split(';'));
  const holds: Holds = (value) => {
    const chosen = typeof value === 'string' ? value.split(';') : [];
    return wanted.some((all) => all.every((one) => chosen.includes(one)));
  };
  return test.operator === 'INCLUDES' ? holds : (value) => !holds(value);
}

// ---------------------------------------------------------------- plans

function planOf(compiler: Compiler, operand: Operand<Row>, test: Test): Plan | null {
  const { field, path } = operand;
  if (!path?.hops || field.formula !== null || field.name === 'IsArchived') return null;
  const spans = test.literals.some((type) => type === 'DATE_LITERAL' || type === 'DATE_N_LITERAL');
  if (spans || test.operator === 'LIKE') return null;
  const values = () => test.values.map((value, i) => literal(field, value, test.literals[i] ?? 'STRING', false));
  if (test.operator === '=' || test.operator === 'IN')
    return byValues(
      compiler,
      operand,
      values().map((value) => (value === '' ? null : value)),
    );
  if (!['<', '<=', '>', '>='].includes(test.operator) || path.hops.length > 0 || categoryOf(field) === 'text') return null;
  const bound = values()[0];
  if (typeof bound !== 'number' && typeof bound !== 'string') return null;
  const [low, high] = test.operator.startsWith('>') ? [bound, null] : [null, bound];
  const table = compiler.asker.org.store.table(compiler.object.name);
  return { size: table.sizeBetween(field.name, low, high), rows: () => table.between(field.name, low, high) };
}

/** Rows with one of these values, at the end of the way: backwards from the parents that have it. */
function byValues(compiler: Compiler, operand: Operand<Row>, values: readonly Value[]): Plan | null {
  const { field, path } = operand;
  if (!path?.hops || field.formula !== null || field.name === 'IsArchived') return null;
  const { store } = compiler.asker.org;
  if (path.hops.length > 0 && values.includes(null)) return null;
  let wanted = values;
  let name = field.name;
  for (const { reference, to } of [...path.hops].reverse()) {
    wanted = store
      .table(to.name)
      .having(name, wanted)
      .map((row) => row.Id);
    name = reference.name;
  }
  const table = store.table(compiler.object.name);
  const [last, ids] = [name, wanted];
  return { size: table.sizeHaving(last, ids), rows: () => table.having(last, ids) };
}
