/** What was used last is at hand. */
import { expect, test } from 'vitest';
import { Recent } from './recent';

test('P6 only the latest are kept, and what is asked for again is among them', () => {
  const recent = new Recent<number, string>(3);
  for (let n = 0; n < 9; n++) {
    recent.set(n, String(n));
    expect(recent.get(0)).toBe('0');
  }
  expect([recent.get(1), recent.get(8)]).toEqual([undefined, '8']);
  recent.clear();
  expect(recent.get(0)).toBe(undefined);
});
