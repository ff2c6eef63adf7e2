/** A record that another device made, and that somebody has worked on, before this device, which has not read it, makes the same (SYN1, SYN6). */
import { expect, test } from 'vitest';
import { RepWorld } from './world';

test('SYN1 a record that no device has read yet is not covered by a create with its key', async () => {
  const rep = new RepWorld();
  await rep.start();
  rep.mailbox.hands.addContact({ first: 'Anna', last: 'Berg', title: 'CTO', emails: ['anna@acme.test'] });
  const { crm } = rep.world;
  const write: typeof crm.write = async (writes) => {
    crm.write = original;
    // The other device was quicker, and a colleague quicker still.
    const [made] = await original(writes);
    if (made?.kind === 'done') rep.crmHands.edit(made.seen?.id ?? '', { Title: 'CEO', Phone: '+45 1' });
    rep.clock.pass(1000);
    return original(writes);
  };
  const original = crm.write;
  crm.write = write;
  await rep.rest();
  const records = rep.org.all('contact');
  expect(records.map(({ fields }) => [fields.Title, fields.Phone])).toEqual([['CEO', '+45 1']]);
  expect(rep.mailbox.hands.all('contact').map(({ item }) => item.kind === 'contact' && item.title)).toEqual(['CEO']);
});
