import { expect, test } from 'vitest';
import { allOf, anyOf, containing, instant, isName, names, soql, startingWith, where } from './soql';

const hostile = [
  ["O'Brien", "'O\\'Brien'"],
  ["' OR Name != '", "'\\' OR Name != \\''"],
  ["\\' OR Id != '", "'\\\\\\' OR Id != \\''"],
  ['\\', "'\\\\'"],
  ['"quoted"', '\'\\"quoted\\"\''],
  ['two\nlines\r\tand\b\f', "'two\\nlines\\r\\tand\\b\\f'"],
  ['nul\u0000\u001b\u007f', "'nul'"],
  ['100%_sure', "'100%_sure'"],
  ['Zoë 北京 👋', "'Zoë 北京 👋'"],
  ['', "''"],
] as const;

test.each(hostile)('SEC3 a text stays a text in a query: %j', (text, expected) => {
  expect(soql`WHERE Name = ${text}`.text).toBe(`WHERE Name = ${expected}`);
});

test('SEC3 a list is escaped text by text', () => {
  expect(soql`WHERE Email IN ${["a'b@x.org", 'c@x.org']}`.text).toBe("WHERE Email IN ('a\\'b@x.org','c@x.org')");
});

test('SEC3 numbers, booleans and null are bare, and no number is refused', () => {
  expect(soql`WHERE A = ${1.5} AND B = ${true} AND C = ${null}`.text).toBe('WHERE A = 1.5 AND B = true AND C = null');
  expect(() => soql`WHERE A = ${Number.NaN}`).toThrow(TypeError);
});

test('SEC3 in LIKE the wildcards of the text are texts', () => {
  expect(soql`LIKE ${startingWith("50%_o'f")}`.text).toBe("LIKE '50\\%\\_o\\'f%'");
  expect(soql`LIKE ${containing('a\\b')}`.text).toBe("LIKE '%a\\\\b%'");
});

test('SEC3 a field name from a configuration cannot carry a query', () => {
  expect(names(['Id', 'Account.Name', 'My_Field__c']).text).toBe('Id,Account.Name,My_Field__c');
  for (const bad of ['Id FROM User', 'Name)', '', '1Id', "a'b", 'a..b', 'a.']) {
    expect(isName(bad)).toBe(false);
    expect(() => names([bad])).toThrow(TypeError);
  }
});

test('SEC3 an instant is one or nothing', () => {
  expect(instant('2026-03-01T09:00:00Z').text).toBe('2026-03-01T09:00:00Z');
  expect(() => instant("2026-03-01T09:00:00Z OR Id != ''")).toThrow(TypeError);
});

test('conditions are joined in brackets', () => {
  const [a, b] = [soql`A = ${1}`, soql`B = ${2} OR C = ${3}`];
  expect(allOf([a, b]).text).toBe('(A = 1) AND (B = 2 OR C = 3)');
  expect(anyOf([a, b]).text).toBe('(A = 1 OR B = 2 OR C = 3)');
  expect(where([]).text).toBe('');
  expect(where([a]).text).toBe(' WHERE (A = 1)');
});
