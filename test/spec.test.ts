/** The rules as built (docs/spec.md) and the tests that hold them: no rule without a test of its name, no test of a rule that is not there. */
import { expect, test } from 'vitest';
import { rulesOfSpec, testsByRule } from '../tools/rules';

test('each rule of docs/spec.md has a test whose name begins with its number', () => {
  const tested = testsByRule();
  expect(rulesOfSpec().filter((rule) => !tested.has(rule))).toEqual([]);
});

test('each rule that a test names is in docs/spec.md', () => {
  const known = new Set(rulesOfSpec());
  expect([...testsByRule().keys()].filter((rule) => !known.has(rule))).toEqual([]);
});

test('the rules are found at all', () => {
  expect(rulesOfSpec().length).toBeGreaterThan(60);
  expect(testsByRule().get('SYN3')?.length).toBeGreaterThan(5);
});
