/** A whole cycle of the engine over Salesforce: what a rep's device costs the org in API calls (decision 4). */
import { afterAll, expect, test } from 'vitest';
import { seeded } from '../../shared/adapters/clock';
import { MemoryMailbox } from '../../shared/adapters/memory/mailbox';
import type { World } from '../../shared/core/ports';
import { runCycle } from '../../shared/engine/cycle';
import { AskedLookups } from '../../shared/engine/lookups';
import { MemoryLedger } from '../../shared/ledger/memory';
import { configurationOf } from './control';
import { salesforceSite, stop } from './crm.sandbox';

afterAll(stop);

test('SYN6 a device syncs into Salesforce, rests at one API call a cycle, and a second device takes over', async () => {
  const site = await salesforceSite();
  const rep = site.reps[0]!;
  const admin = site.deviceOf(site.admin).admin;
  const { id } = await admin.saveConfiguration(configurationOf('Sales'));
  await admin.assign(id, [{ type: 'user', id: rep.id, name: rep.name }]);
  site.salesforce.insert('Contact', { FirstName: 'Carl', LastName: 'Crm', Email: 'carl@acme.org', OwnerId: rep.id }, site.admin.id);

  const clock = { now: site.now, sleep: async (ms: number) => site.advance(ms) };
  const mailbox = new MemoryMailbox({ provider: 'microsoft', clock, random: seeded(3), address: rep.email });
  const deviceOn = async (name: string): Promise<() => ReturnType<typeof runCycle>> => {
    const { crm, control } = site.deviceOf(rep);
    const device = { id: `device-${name}`, name, version: '1' };
    const world: World = { mailbox, crm, control, ledger: new MemoryLedger(), clock, random: seeded(4), log: () => {}, device };
    await world.ledger.commit({ meta: { firstSyncConfirmed: true } });
    const look = new AskedLookups(world);
    return () => runCycle(world, { look, stop: () => false, progress: () => {}, calls: () => ({ crm: site.requests(), mailbox: 0 }) });
  };
  const rest = async (cycle: () => ReturnType<typeof runCycle>): Promise<void> => {
    for (let n = 0; n < 8; n++) {
      await cycle();
      site.advance(60_000);
    }
  };
  const live = (object: string) => site.salesforce.rows(object).filter((row) => row.IsDeleted !== true && row.IsChild !== true);

  await mailbox.prepare();
  mailbox.hands.addContact({ first: 'Mia', last: 'Mailbox', emails: ['mia@acme.org'], inFolder: true });
  mailbox.hands.addEvent({ subject: 'Stand-up', start: '2026-03-03T09:00:00Z', end: '2026-03-03T09:30:00Z' });
  const laptop = await deviceOn('Laptop');
  await rest(laptop);
  expect(
    live('Contact')
      .map((row) => row.LastName)
      .sort(),
  ).toEqual(['Crm', 'Mailbox']);
  expect(live('Event').map((row) => row.Subject)).toEqual(['Stand-up']);

  const before = site.requests();
  const logged = site.sandbox.world.log.length;
  expect(await laptop()).toMatchObject({ changed: 0, connection: { kind: 'running' } });
  expect(site.requests() - before).toBe(1);
  expect(site.sandbox.world.log.slice(logged).flatMap((entry) => entry.parts.map((part) => part.method))).toEqual([
    'GET',
    'GET',
    'GET',
    'GET',
  ]);

  site.advance(3_600_000);
  const desktop = await deviceOn('Desktop');
  await rest(desktop);
  expect(live('Contact')).toHaveLength(2);
  expect(live('Event')).toHaveLength(1);
  expect((await admin.rep(rep.id))?.row).toMatchObject({
    state: 'in step',
    device: 'Desktop',
    contacts: { paired: 2 },
    events: { paired: 1 },
  });
});
