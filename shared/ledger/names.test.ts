/** Names of things: refs as texts, and hashes that keep families apart. */
import { expect, test } from 'vitest';
import { keyOf, ownName, refOf, sharedName } from './names';

test('SYN6 a ref is one text and back, also with colons in its id', () => {
  const ref = { side: 'crm', kind: 'event', id: 'people/c1:2:3' } as const;
  expect(refOf(keyOf(ref))).toEqual(ref);
});

test('SYN6 the same id is another name in another family or role', () => {
  const names = [
    ownName('mailbox:contact', 'x'),
    ownName('mailbox:event', 'x'),
    ownName('pair', 'x'),
    sharedName('mailbox:contact', 'key', 'x'),
    sharedName('mailbox:contact', 'series', 'x'),
  ];
  expect(new Set(names).size).toBe(names.length);
});
