/** CON7: a person account takes part as a contact, and is written through its account, whichever side is edited. */
import { afterAll, describe, expect, test } from 'vitest';
import type { Salesforce as StandIn } from '../../sandbox/salesforce';
import { Engine } from '../../shared/engine/engine';
import { closeHttp, overHttp } from './overHttp';
import { settled } from './settings';
import { itemsOf, recordsOf } from './stage';

afterAll(closeHttp);

describe.each(['microsoft', 'google'] as const)('%s', (provider) => {
  test('CON7 a person account reaches the mailbox, follows it, is followed by it, and is matched, not doubled', async () => {
    const stage = await overHttp(provider);
    const { rep } = stage.desks;
    const salesforce = stage.sandbox.vendors.salesforce as StandIn;
    stage.sandbox.world.faults.switches['salesforce.personAccounts'] = true;
    try {
      await rep.configure(settled({ contacts: { whose: 'all' } }));
      const person = (fields: Readonly<Record<string, string>>) =>
        salesforce.insert('Account', { ...fields, OwnerId: rep.userId }, rep.userId).Id;
      const ann = person({ FirstName: 'Ann', LastName: 'Home', PersonEmail: 'ann@home.test' });
      const bob = person({ FirstName: 'Bob', LastName: 'Home', PersonEmail: 'bob@home.test' });
      await rep.world.mailbox.whoAmI();
      await rep.world.mailbox.prepare();
      const bobs = await rep.hands.add({ kind: 'contact', set: { first: 'Bob', last: 'Home', emails: ['bob@home.test'] } });
      const engine = new Engine(rep.world);
      const sync = async () => {
        for (let cycle = 0; cycle < 5; cycle++) {
          stage.pass(60_000);
          await engine.tick();
        }
      };
      await rep.world.ledger.commit({ meta: { firstSyncConfirmed: true } });
      await sync();
      const contacts = await itemsOf(rep, 'contact');
      expect(contacts.map(({ item }) => item.kind === 'contact' && item.emails).sort()).toEqual([['ann@home.test'], ['bob@home.test']]);

      await rep.hands.edit('contact', bobs, { title: 'Owner' });
      salesforce.update('Account', ann, { PersonTitle: 'Doctor' }, rep.userId);
      await sync();
      expect(salesforce.row(bob)?.PersonTitle).toBe('Owner');
      const anns = (await itemsOf(rep, 'contact')).find(({ item }) => item.kind === 'contact' && item.first === 'Ann');
      expect(anns?.item).toMatchObject({ title: 'Doctor' });
      // Two persons, two contacts, two accounts; the company takes no part.
      expect(await recordsOf(stage, 'contact')).toHaveLength(2);
      expect(salesforce.rows('Account').filter((row) => row.IsDeleted !== true)).toHaveLength(2);
      expect(anns?.item).toMatchObject({ company: '' });
    } finally {
      stage.sandbox.world.faults.switches['salesforce.personAccounts'] = false;
    }
  });
});
