/** Ids in order while they come and go. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SortedIds } from './order';

test('CFG4 ids that come and go stay in order, each once', () => {
  const id = fc.constantFrom(...'abcdefghij');
  const step = fc.record({ id, drop: fc.boolean(), look: fc.boolean() });
  fc.assert(
    fc.property(fc.array(id), fc.array(step), (first, steps) => {
      const order = new SortedIds(first);
      const truth = new Set(first);
      for (const { id, drop, look } of steps) {
        if (drop) order.drop(id);
        else order.add(id);
        if (drop) truth.delete(id);
        else truth.add(id);
        if (!look) continue;
        const sorted = [...truth].sort();
        expect(order.after(null, 99)).toEqual(sorted);
        expect(order.after('d', 2)).toEqual(sorted.filter((one) => one > 'd').slice(0, 2));
      }
    }),
  );
});
