/** The Salesforce adapter keeps what every CRM promises, against the stand-in; and what it costs in API calls. */
import { afterAll, describe, expect, test } from 'vitest';
import type { CrmValue } from '../../shared/core/model';
import { type CrmUnderTest, crmContract, key, options, round } from './crm';
import { type Site, salesforceSite, stop } from './crm.sandbox';

afterAll(stop);

crmContract('Salesforce', async () => onSalesforce(await salesforceSite()));

const prefixes: Readonly<Record<string, string>> = { '003': 'Contact', '00U': 'Event', '001': 'Account' };
const objectOf = (id: string): string => prefixes[id.slice(0, 3)] ?? 'Contact';

function onSalesforce(site: Site): CrmUnderTest {
  const { salesforce, sandbox, admin } = site;
  const { switches } = sandbox.world.faults;
  const [me, colleague] = [site.reps[0]!, site.reps[1]!];
  let rule = 0;
  const live = (object: string) => salesforce.rows(object).filter((row) => row.IsDeleted !== true && row.IsChild !== true);
  return {
    crm: site.deviceOf(me).crm,
    other: site.deviceOf(colleague).crm,
    userId: me.id,
    otherId: colleague.id,
    userEmail: me.email,
    hands: {
      create: async (kind, fields, owner) =>
        salesforce.insert(kind === 'contact' ? 'Contact' : 'Event', { ...fields, OwnerId: owner }, admin.id).Id,
      edit: async (id, fields) => void salesforce.update(objectOf(id), id, fields, admin.id),
      remove: async (id) => salesforce.delete(objectOf(id), id, admin.id),
      undelete: async (id) => salesforce.undelete(id),
      purge: async (id) => salesforce.purge(objectOf(id)),
      merge: async (winner, loser) => salesforce.merge(winner, loser, admin.id),
      account: async (name) => salesforce.insert('Account', { Name: name }, admin.id).Id,
      lead: async (name, email) => {
        const [FirstName, LastName] = name.split(' ');
        return salesforce.insert('Lead', { FirstName, LastName, Email: email, Company: 'Prospect' }, admin.id).Id;
      },
      count: async (kind) => live(kind === 'contact' ? 'Contact' : 'Event').length,
      field: async (id, name) => (salesforce.row(id)?.[name] ?? null) as CrmValue,
    },
    advance: site.advance,
    small: (rows) => {
      switches['salesforce.pageSize'] = rows;
    },
    lock: (rows) => {
      switches['salesforce.lockNext'] = rows;
    },
    loseNextAnswer: () =>
      sandbox.world.faults.add({ id: `lost ${rule++}`, vendor: 'salesforce', path: '^POST .*/composite', kind: 'drop after', times: 1 }),
    requests: site.requests,
    singleDay: () => {
      switches['salesforce.multiDayEvents'] = false;
    },
  };
}

describe('what it costs', () => {
  test('SYN6 an idle cycle is one API call and no write', async () => {
    const site = await salesforceSite();
    const { crm, control } = site.deviceOf(site.reps[0]!);
    await control.instructions();
    const [contacts, events] = [(await round(crm, 'contact', null)).cursor, (await round(crm, 'event', null)).cursor];
    const cursors = { contact: (await round(crm, 'contact', contacts)).cursor, event: (await round(crm, 'event', events)).cursor };
    site.advance(300_000);
    const before = site.requests();
    const logged = site.sandbox.world.log.length;
    await Promise.all([
      crm.changesSince('contact', cursors.contact, options),
      crm.changesSince('event', cursors.event, options),
      control.instructions(),
    ]);
    expect(site.requests() - before).toBe(1);
    const parts = site.sandbox.world.log.slice(logged).flatMap((entry) => entry.parts);
    expect(parts.map((part) => part.method)).toEqual(['GET', 'GET', 'GET', 'GET']);
  });

  test('SYN6 creates travel two hundred to a collection and five collections to a call', async () => {
    const site = await salesforceSite();
    const { crm } = site.deviceOf(site.reps[0]!);
    await crm.schema();
    const logged = site.sandbox.world.log.length;
    const item = (n: number) => ({ kind: 'contact' as const, fields: { LastName: `Lee ${n}` }, invitees: [] });
    const answers = await crm.write(
      Array.from({ length: 1100 }, (_, n) => ({ op: 'create', kind: 'contact', key: key(n), item: item(n) })),
    );
    expect(answers.every((answer) => answer.kind === 'done' && answer.seen !== null)).toBe(true);
    const calls = site.sandbox.world.log.slice(logged);
    const writing = calls.filter((call) => call.parts.some((part) => part.method === 'POST'));
    expect(writing.map((call) => call.parts.length)).toEqual([5, 1]);
    expect(calls.length).toBe(4);
  });

  test('SYN1 an update is one call: what was there, the change, what is there', async () => {
    const site = await salesforceSite();
    const { crm } = site.deviceOf(site.reps[0]!);
    const id = site.salesforce.insert('Contact', { LastName: 'Lee', OwnerId: site.reps[0]!.id }, site.admin.id).Id;
    const seen = (await crm.read('contact', [id], options)).items[0]!;
    const before = site.requests();
    await crm.write([{ op: 'update', kind: 'contact', id, set: { Title: 'CEO' }, ifVersion: seen.version, base: seen.item }]);
    expect(site.requests() - before).toBe(1);
  });
});
