/** The stand-in works formulas out by itself; where formulon can too, the two must agree. */
import { parse } from 'formulon';
import { expect, test } from 'vitest';
import { evaluate, type FormulaValue, type Scene } from '../../sandbox/salesforce/formula';

const now = Date.parse('2026-03-02T09:00:00Z');
const scene = (values: Record<string, FormulaValue>, prior: Record<string, FormulaValue> | null = null): Scene => ({
  value: (path) => values[path] ?? null,
  prior: (path) => (prior ?? values)[path] ?? null,
  isNew: prior === null,
  now,
});

test('agrees with formulon', () => {
  const literal = (value: FormulaValue, dataType: string) => ({ type: 'literal', dataType, value, options: { length: 18, scale: 0 } });
  const values = { N__c: 3, T__c: 'abc', B__c: true, D__c: new Date(now) };
  const known = {
    N__c: literal(3, 'number'),
    T__c: literal('abc', 'text'),
    B__c: literal(true, 'checkbox'),
    D__c: literal(new Date(now), 'datetime'),
  };
  const formulas = [
    'AND(B__c, N__c > 2)',
    'OR(NOT(B__c), N__c <> 3)',
    'IF(N__c <= 3, "x", "y")',
    'CASE(N__c, 1, "one", 3, "three", "other")',
    'N__c + 2 * 4 - 1',
    'LEFT(T__c, 2) = "ab"',
    'ISBLANK(T__c)',
    'LEN(T__c) >= 3',
    'BLANKVALUE(T__c, "z")',
    'BEGINS(T__c, "ab") && CONTAINS(T__c, "c")',
    'CASESAFEID("0058d000000abCD")',
    'D__c + 1 > D__c',
  ];
  for (const formula of formulas) expect(evaluate(formula, scene(values)), formula).toEqual(parse(formula, known).value);
});

test('ISNEW, ISCHANGED and PRIORVALUE compare with the record before', () => {
  const formula = 'AND(NOT(ISNEW()), ISCHANGED(N__c), N__c <> PRIORVALUE(N__c) + 1)';
  expect(evaluate(formula, scene({ N__c: 3 }))).toBe(false);
  expect(evaluate(formula, scene({ N__c: 3 }, { N__c: 2 }))).toBe(false);
  expect(evaluate(formula, scene({ N__c: 4 }, { N__c: 2 }))).toBe(true);
  expect(evaluate(formula, scene({ N__c: 2 }, { N__c: 2 }))).toBe(false);
});

test('an empty text equals an empty text, and nothing is greater than an empty number', () => {
  expect(evaluate('T__c = ""', scene({}))).toBe(true);
  expect(evaluate('OR(N__c > 0, N__c <= 0)', scene({}))).toBe(false);
});

test('a function that the stand-in does not know is an error, not a pass', () => {
  expect(() => evaluate('VLOOKUP(A, B, C)', scene({}))).toThrow(/does not know/);
});
