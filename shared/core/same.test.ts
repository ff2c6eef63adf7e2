/** An item that is seen again is told from one that was edited. */
import { expect, test } from 'vitest';
import { saysTheSame } from './same';

test('SYN6 equal content is the same in any order of keys; what is undefined is absent', () => {
  const item = { first: 'A', emails: ['a', 'b'], address: { city: 'C', street: null }, private: false };
  expect(saysTheSame(item, { private: false, address: { street: null, city: 'C', zip: undefined }, emails: ['a', 'b'], first: 'A' })).toBe(
    true,
  );
});

test('SYN6 any other value, one more or one less, another order in a list: not the same', () => {
  const item = { first: 'A', emails: ['a', 'b'], address: { city: 'C' } };
  const others: readonly unknown[] = [
    { ...item, first: 'B' },
    { ...item, last: '' },
    { first: 'A', emails: ['a', 'b'] },
    { ...item, emails: ['b', 'a'] },
    { ...item, emails: ['a'] },
    { ...item, emails: { 0: 'a', 1: 'b' } },
    { ...item, address: null },
    { ...item, address: { city: 0 } },
    null,
    [],
  ];
  for (const other of others) expect([saysTheSame(item, other), saysTheSame(other, item)]).toEqual([false, false]);
});
