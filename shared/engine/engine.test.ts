/** When cycles run: what the rep does while one is on its way is not left for the next pace (STA3). */
import { expect, test } from 'vitest';
import { RepWorld } from '../../test/scenarios/world';
import { Engine } from './engine';

test('STA3 what the rep does while a cycle is on its way is in step when the run is over', async () => {
  const rep = new RepWorld();
  await rep.start();
  const tell = rep.world.control.report;
  let reports = 0;
  const engine: Engine = new Engine({
    ...rep.world,
    control: {
      ...rep.world.control,
      // The last thing that a cycle does: it has read both sides long before.
      report: async (report) => {
        await tell(report);
        if (++reports > 1) return;
        rep.mailbox.hands.addContact({ first: 'Bo', last: 'Lind', emails: ['bo@acme.test'] });
        void engine.wake();
      },
    },
  });
  rep.mailbox.hands.addContact({ first: 'Anna', last: 'Berg', emails: ['anna@acme.test'] });
  await engine.tick();
  expect(reports).toBeGreaterThan(0);
  const emails = rep.org.all('contact').flatMap(({ deletedAt, fields }) => (deletedAt === null ? [fields.Email] : []));
  expect(emails.sort()).toEqual(['anna@acme.test', 'bo@acme.test']);
});
