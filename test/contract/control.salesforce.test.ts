/** The control plane in Salesforce: the promises, kept by the org's own rules, and what they cost in records and API calls. */
import { afterAll, describe, expect, test } from 'vitest';
import { configurationRow } from '../../shared/adapters/salesforce/configuration';
import type { SharedPair } from '../../shared/core/ports';
import { type ControlUnderTest, controlContract, merged, pairOf, reportOf, since } from './control';
import { type Site, salesforceSite, stop } from './crm.sandbox';

afterAll(stop);

controlContract('Salesforce', async () => onSalesforce(await salesforceSite()));

function onSalesforce({ salesforce, reps, admin, deviceOf, advance, now }: Site): ControlUnderTest {
  const [me, other] = [reps[0]!, reps[1]!];
  const profileId = (): string => String(salesforce.row(me.id)!.ProfileId);
  const assigned = (key: string) =>
    salesforce.rows('Instep_Assignment__c').find((row) => row.AssigneeKey__c === key && row.IsDeleted !== true);
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  const unassign = async (to: 'user' | 'profile'): Promise<void> => {
    const row = assigned(to === 'user' ? me.id : profileId());
    if (row) salesforce.delete('Instep_Assignment__c', row.Id, admin.id);
  };
  return {
    device: () => deviceOf(me).control,
    otherRep: () => deviceOf(other).control,
    userId: me.id,
    hands: {
      configure: async (configuration) => {
        const fields = configurationRow(configuration);
        if (configuration.id === '') return salesforce.insert('Instep_Configuration__c', fields, admin.id).Id;
        return salesforce.update('Instep_Configuration__c', configuration.id, fields, admin.id).Id;
      },
      assign: async (configurationId, to) => {
        await unassign(to);
        const whom = to === 'user' ? { User__c: me.id, AssigneeKey__c: me.id } : { ProfileId__c: profileId(), AssigneeKey__c: profileId() };
        salesforce.insert('Instep_Assignment__c', { Configuration__c: configurationId, ...whom }, admin.id);
      },
      unassign,
      withdrawPermission: async () => salesforce.unassign(me.id, 'Instep_Rep'),
      place: async (kind, scope) => {
        const item = scope.what === 'item' ? { ScopeRecordId__c: scope.crmId } : {};
        const request = { Rep__r: { UserKey__c: me.id }, Kind__c: kind, Scope__c: scope.what, State__c: 'requested', ...item };
        return salesforce.insert('Instep_Request__c', request, admin.id).Id;
      },
      cancel: async (requestId) => {
        salesforce.update('Instep_Request__c', requestId, { State__c: 'cancelled' }, admin.id);
        return true;
      },
      requestState: async (requestId) => {
        const row = salesforce.row(requestId)!;
        const state = text(row.State__c) as 'done';
        return { state, pickedUpBy: text(row.PickedUpBy__c), outcome: text(row.Outcome__c) };
      },
    },
    advance,
    now,
  };
}

describe('what it costs', () => {
  const device = { id: 'laptop', name: 'Laptop' };
  const live = (site: Site) => site.salesforce.rows('Instep_Shared__c').filter((row) => row.IsDeleted !== true);

  test('SYN7 50,000 pairs take a bounded number of records, and a take-over a few requests', async () => {
    const site = await salesforceSite();
    const { control } = site.deviceOf(site.reps[0]!);
    expect(await control.takeLease(device, site.now() + 3_600_000)).toBe(true);
    const before = site.requests();
    const portions = 25;
    for (let n = 0; n < portions; n++) {
      const pairs = Array.from({ length: 2000 }, (_, i) => pairOf(n * 2000 + i));
      await control.share(device.id, { pairs, notes: [] });
    }
    const records = live(site);
    expect(records.length).toBeLessThan(160);
    expect(records.every((row) => String(row.Body__c).length <= 131_072)).toBe(true);
    // A request for each portion, and some for keeping the records few.
    expect(site.requests() - before).toBeLessThan(portions * 4);

    const reader = site.deviceOf(site.reps[0]!).control;
    const asked = site.requests();
    const all = await since(reader, 0);
    expect(site.requests() - asked).toBeLessThanOrEqual(3);
    expect(all.shared.pairs.length).toBe(50_000);
    const state = new Map<string, SharedPair>();
    merged(state, all.shared);
    for (const n of [0, 1, 777, 49_999]) expect(state.get(pairOf(n).id)).toEqual(pairOf(n));
  }, 120_000);

  test('SYN7 small shares for months leave a handful of records', async () => {
    const site = await salesforceSite();
    const { control } = site.deviceOf(site.reps[0]!);
    await control.takeLease(device, site.now() + 3_600_000);
    const before = site.requests();
    for (let n = 0; n < 400; n++) await control.share(device.id, { pairs: [pairOf(n % 40, { agreed: { title: [n, n] } })], notes: [] });
    expect(live(site).length).toBeLessThan(40);
    expect(site.requests() - before).toBeLessThan(400 * 1.5);
    const { shared } = await since(site.deviceOf(site.reps[0]!).control, 0);
    expect(shared.pairs.length).toBe(40);
    expect(shared.pairs.every((pair) => (pair.agreed?.title?.[0] ?? 0) >= 360)).toBe(true);
  }, 60_000);

  test('ADM2 a report is one request; issues are written where they differ, and go when they are over', async () => {
    const site = await salesforceSite();
    const { control } = site.deviceOf(site.reps[0]!);
    const issue = (key: string) =>
      ({ key, kind: 'contact', cause: 'duplicate rule', facts: { rule: 'R' }, crmId: '', name: key, since: site.now() }) as const;
    await control.report(reportOf(site.now(), { issues: [issue('a'), issue('b')] }));
    const before = site.requests();
    const logged = site.sandbox.world.log.length;
    await control.report(reportOf(site.now(), { issues: [issue('b'), issue('c')], calls: { crm: 5, mailbox: 2 } }));
    expect(site.requests() - before).toBe(1);
    expect(site.sandbox.world.log.slice(logged)[0]!.parts.map((part) => part.method)).toEqual(['PATCH', 'PATCH', 'PATCH', 'DELETE']);
    const open = site.salesforce.rows('Instep_Issue__c').filter((row) => row.IsDeleted !== true);
    expect(open.map((row) => row.ItemName__c).sort()).toEqual(['b', 'c']);
    expect(site.salesforce.rows('Instep_Day__c')[0]).toMatchObject({ Cycles__c: 2, CrmCalls__c: 6, MailboxCalls__c: 3 });
    // Another device of the rep goes on where this one stopped.
    await site.deviceOf(site.reps[0]!).control.report(reportOf(site.now(), { issues: [issue('c')] }));
    expect(site.salesforce.rows('Instep_Issue__c').filter((row) => row.IsDeleted !== true)).toHaveLength(1);
    expect(site.salesforce.rows('Instep_Day__c')[0]).toMatchObject({ Cycles__c: 3, CrmCalls__c: 7 });
  });

  test('SYN7 instructions never write, also for a rep who has no record yet', async () => {
    const site = await salesforceSite();
    await site.deviceOf(site.reps[0]!).control.instructions();
    expect(site.sandbox.world.log.flatMap((entry) => entry.parts).every((part) => part.method === 'GET')).toBe(true);
    expect(site.salesforce.rows('Instep_Rep__c')).toEqual([]);
  });
});
