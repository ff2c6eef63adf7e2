/** Records in memory: a transaction is kept as a whole or not at all, and they follow each other. */
import { expect, test } from 'vitest';
import { InMemory } from './lean';
import { emptyHead, headIn } from './store';

test('SYN6 a transaction that throws leaves nothing, and the next one goes on', async () => {
  const place = new InMemory();
  const fails = place.write(async (store) => {
    await store.head.put('head', { ...emptyHead, seq: 1 });
    throw new Error('broken');
  });
  const goesOn = place.write(async (store) => store.head.put('head', { ...(await headIn(store)), page: 2 }));
  await expect(fails).rejects.toThrow('broken');
  await goesOn;
  expect(await place.read(headIn)).toEqual({ ...emptyHead, page: 2 });
});
