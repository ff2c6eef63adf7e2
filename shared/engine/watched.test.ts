import { expect, test } from 'vitest';
import { RepWorld, repId } from '../../test/scenarios/world';

test('RST4 a long reset is seen to move: picked up, by quarters, done', async () => {
  const rep = new RepWorld();
  await rep.start();
  for (let n = 0; n < 1200; n++) rep.mailbox.hands.addContact({ first: 'Ann', last: `Berg ${n}`, emails: [`ann${n}@acme.test`] });
  await rep.rest();
  rep.plane.place(repId);
  const told: (readonly [string, number])[] = [];
  const { answer } = rep.world.control;
  const control = {
    ...rep.world.control,
    answer: (request: Parameters<typeof answer>[0]) => {
      told.push([request.state, request.progress]);
      return answer(request);
    },
  };
  Object.assign(rep.world, { control });
  const { applied } = await rep.cycle();
  expect(applied?.contact.updated).toEqual({ mailbox: 0, crm: 0 });
  expect(told[0]).toEqual(['running', 0]);
  expect(told.at(-1)).toEqual(['done', 100]);
  const between = told.slice(1, -1).map(([, progress]) => progress);
  expect(between.length).toBeGreaterThan(0);
  expect(between).toEqual([...between].sort((a, b) => a - b));
  expect(between.every((progress) => [25, 50, 75].includes(progress))).toBe(true);
});
