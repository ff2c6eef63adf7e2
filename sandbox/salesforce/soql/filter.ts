/** Conditions: each becomes a test of a row, and where an index helps, a way to the few rows worth testing. */
import type { FunctionExp, Query } from '@jetstreamapp/soql-parser-js';
import { invalidField } from '../refused';
import type { FieldDef, ObjectDef } from '../schema/field';
import type { Row, Value } from '../store/table';
import { type Filter, malformed, type Test } from './parse';
import { type Asker, type Path, pathOf } from './paths';
import { categoryOf, literal, predicate } from './values';

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
