/** Values in conditions: literals of the field's own type, and what an operator asks of a row's value. */
import type { LiteralType, Operator } from '@jetstreamapp/soql-parser-js';
import { invalidField, Refused } from '../refused';
import type { FieldDef } from '../schema/field';
import { looksLikeId, to18 } from '../store/ids';
import type { Value } from '../store/table';
import { type Span, spanOf } from './dates';
import { malformed, type Test, unquote } from './parse';

type Holds = (value: Value) => boolean;

const numbers = ['int', 'double', 'currency', 'percent'];
const fits: Readonly<Record<string, readonly LiteralType[]>> = {
  number: ['INTEGER', 'DECIMAL', 'INTEGER_WITH_CURRENCY_PREFIX', 'DECIMAL_WITH_CURRENCY_PREFIX'],
  boolean: ['BOOLEAN'],
  date: ['DATE', 'DATE_LITERAL', 'DATE_N_LITERAL'],
  datetime: ['DATETIME', 'DATE_LITERAL', 'DATE_N_LITERAL'],
  text: ['STRING'],
};
export const categoryOf = (field: FieldDef): string => (numbers.includes(field.type) ? 'number' : field.type in fits ? field.type : 'text');

export function literal(field: FieldDef, text: string, type: LiteralType, isPattern: boolean): Value {
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
