/** What the admin pane asks of Salesforce: in how many calls, under which rights, and with 10,000 reps (ADM5). */
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { Failed } from '../../shared/core/ports';
import type { Admin, RepQuery } from '../../shared/device/admin';
import { configurationOf, reportOf } from './control';
import { type Site, salesforceSite, startsAt, stop } from './crm.sandbox';

afterAll(stop);

const all: RepQuery = { search: '', states: [], sort: 'name', descending: false, offset: 0, limit: 50 };
const hour = 3_600_000;

let site: Site;
let admin: Admin;
beforeEach(async () => {
  site = await salesforceSite();
  admin = site.deviceOf(site.admin).admin;
});

/** A rep's record as a device would have left it, without a device. */
function plantRep(n: number, values: Readonly<Record<string, string | number | null>> = {}): void {
  const key = `0058d000000${String(n).padStart(4, '0')}AAA`;
  site.salesforce.plant('Instep_Rep__c', {
    OwnerId: key,
    UserKey__c: key,
    User__c: key,
    Name: `Rep ${String(n).padStart(5, '0')}`,
    Email__c: `rep${n}@corp.org`,
    State__c: 'running',
    LastCycle__c: startsAt - hour,
    IssueCount__c: n % 10 === 0 ? 2 : 0,
    DeviceVersion__c: n % 3 === 0 ? null : `1.0.${n % 4}`,
    ContactsPaired__c: n,
    EventsPaired__c: 0,
    ...values,
  });
}

async function refusal(work: Promise<unknown>): Promise<unknown> {
  const error = await work.then(() => null).catch((caught: unknown) => caught);
  return error instanceof Failed ? error.failure : error;
}

describe('rights', () => {
  test('RST1 an admin needs the Instep permission and Manage Users, and Salesforce refuses anybody else', async () => {
    expect(await admin.me()).toEqual({ name: site.admin.name });
    const rep = site.deviceOf(site.reps[0]!);
    await rep.control.report(reportOf(site.now()));
    expect(await rep.admin.me()).toBeNull();
    expect(await refusal(rep.admin.reset([site.reps[0]!.id], { what: 'all' }, ''))).toMatchObject({
      kind: expect.stringMatching(/bad row|forbidden/),
    });
    expect(await refusal(rep.admin.saveConfiguration(configurationOf('Mine')))).not.toBeNull();
    expect(site.salesforce.rows('Instep_Request__c')).toEqual([]);
    site.salesforce.unassign(site.admin.id, 'Instep_Admin');
    expect(await admin.me()).toBeNull();
  });
});

describe('with 10,000 reps', () => {
  const many = 10_000;
  beforeEach(() => {
    for (let n = 0; n < many; n++) {
      if (n % 100 === 1) plantRep(n, { LastCycle__c: startsAt - 9 * 24 * hour });
      else if (n % 100 === 2) plantRep(n, { State__c: 'sign in', Cause__c: 'signed out', LastCycle__c: startsAt - 40 * 24 * hour });
      else if (n % 100 === 3) plantRep(n, { State__c: 'paused', LastCycle__c: startsAt - 3 * 24 * hour });
      else if (n % 100 === 4) plantRep(n, { State__c: 'preview', LastCycle__c: null });
      else plantRep(n);
    }
  });

  test('ADM5 the first page, its total and the counts of all states are one request', async () => {
    const before = site.requests();
    const page = await admin.reps(all);
    expect(site.requests() - before).toBe(1);
    expect(page.rows.map((row) => row.name)).toEqual(Array.from({ length: 50 }, (_, n) => `Rep ${String(n).padStart(5, '0')}`));
    expect(page.total).toBe(many);
    expect(page.byState).toEqual({ 'in step': 8600, issues: 1000, asleep: 100, 'sign in': 100, paused: 100, preview: 100 });
    expect(page.rows[1]).toMatchObject({ state: 'asleep', cause: 'asleep', lastCycleAt: startsAt - 9 * 24 * hour });
    // What was known last of those who can report nothing more: not that they sleep.
    expect(page.rows[2]).toMatchObject({ state: 'sign in', cause: 'signed out' });
    expect(page.rows[3]).toMatchObject({ state: 'paused' });
    expect(page.rows[10]).toMatchObject({ state: 'issues', issues: 2, contacts: { paired: 10 } });
  });

  test('ADM2 ADM5 with 100,000 issues too: first page, search, groups and a page of issues in one request each, far below 1.5 MB', async () => {
    const repIds = site.salesforce.rows('Instep_Rep__c').map(({ Id }) => Id);
    const causes = ['duplicate rule', 'required field missing', 'account not matched', 'doubtful', 'signed out'];
    for (let n = 0; n < 100_000; n++)
      site.salesforce.plant('Instep_Issue__c', {
        OwnerId: null,
        Rep__c: repIds[n % many] ?? null,
        IssueKey__c: `key ${n}`,
        Kind__c: n % 5 === 4 ? 'connection' : 'contact',
        Cause__c: causes[n % 5] ?? null,
        Facts__c: JSON.stringify({ rule: 'Standard rule', record: '003000000000001AAA' }),
        ItemName__c: `Contact ${n}`,
        Since__c: startsAt - n * 1000,
      });
    // Filling the org took a while: a connection that was closed meanwhile is opened before anything is counted.
    await admin.me();
    const [requests, received] = [site.requests(), site.received()];
    expect((await admin.reps(all)).rows).toHaveLength(50);
    expect((await admin.reps({ ...all, search: 'Rep 0777' })).rows).toHaveLength(10);
    const groups = await admin.issueGroups();
    expect(groups.map(({ count }) => count)).toEqual([20_000, 20_000, 20_000, 20_000, 20_000]);
    const issues = await admin.issues({ cause: 'doubtful', offset: 0, limit: 50 });
    expect([issues.rows.length, issues.total]).toEqual([50, 20_000]);
    expect(site.requests() - requests).toBe(4);
    expect(site.received() - received).toBeLessThan(500_000);
  });

  test('ADM1 search and state filter on the server, in one request, with hostile text', async () => {
    const before = site.requests();
    expect((await admin.reps({ ...all, search: 'rep77@' })).rows.map((row) => row.email)).toEqual(['rep77@corp.org']);
    expect((await admin.reps({ ...all, search: "' OR Name != '%" })).total).toBe(0);
    for (const state of ['asleep', 'sign in', 'paused', 'preview', 'issues', 'in step'] as const) {
      const page = await admin.reps({ ...all, states: [state] });
      expect(page.total).toBe(page.byState[state]);
      expect(page.rows.every((row) => row.state === state)).toBe(true);
    }
    expect((await admin.reps({ ...all, states: ['asleep', 'paused'] })).total).toBe(200);
    expect(site.requests() - before).toBe(9);
  });

  test('ADM5 every page can be reached, in every order, beyond what OFFSET can do', async () => {
    for (const [sort, descending] of [
      ['pairs', true],
      ['version', false],
    ] as const) {
      const seen = new Set<string>();
      for (let offset = 1990; offset < many; offset += 1990) {
        const page = await admin.reps({ ...all, sort, descending, offset, limit: 60 });
        for (const row of page.rows) seen.add(row.userId);
        if (sort === 'pairs') expect(page.rows[0]?.contacts.paired).toBe(many - 1 - offset);
      }
      const last = await admin.reps({ ...all, sort, descending, offset: many - 5, limit: 50 });
      expect(last.rows).toHaveLength(5);
      if (sort === 'version') expect(last.rows.every((row) => row.version === '')).toBe(true);
      expect(seen.size).toBe(4 * 60 + 50);
    }
  });
});

describe('one rep, issues and pictures', () => {
  const issue = (key: string, cause: 'duplicate rule' | 'required field missing' = 'duplicate rule') =>
    ({ key, kind: 'contact', cause, facts: { rule: 'R', n: 3 }, crmId: '', name: key, since: startsAt }) as const;

  test('ADM1 ADM2 ADM3 what devices report is what the admin sees', async () => {
    const [one, two] = [site.deviceOf(site.reps[0]!).control, site.deviceOf(site.reps[1]!).control];
    const { id } = await admin.saveConfiguration(configurationOf('Sales', { dailyCalls: 80 }));
    await admin.assign(id, [{ type: 'user', id: site.reps[0]!.id, name: '' }]);
    await one.instructions();
    await one.takeLease({ id: 'laptop', name: 'Laptop' }, site.now() + hour);
    await one.report(
      reportOf(site.now(), {
        issues: [issue('a'), issue('b', 'required field missing')],
        done: { created: 1, updated: 2, removed: 3, failed: 4 },
      }),
    );
    await two.report(reportOf(site.now(), { device: 'Desktop', issues: [issue('c')], calls: { crm: 4, mailbox: 1 } }));

    const before = site.requests();
    const detail = await admin.rep(site.reps[0]!.id);
    expect(site.requests() - before).toBe(1);
    expect(detail).toMatchObject({
      row: { userId: site.reps[0]!.id, name: site.reps[0]!.name, state: 'issues', issues: 2, contacts: { paired: 7, failed: 1 } },
      provider: 'microsoft',
      devices: [{ name: 'Laptop', version: '1.0.0', lastCycleAt: site.now(), holdsLease: true }],
      cycles: [{ at: site.now(), created: 1, updated: 2, removed: 3, failed: 4, calls: 2 }],
      calls: { today: 1, allowed: 80 },
      requests: [],
    });
    expect((await admin.rep(site.reps[1]!.id))?.calls).toEqual({ today: 4, allowed: null });
    expect(detail!.issues.map((row) => [row.name, row.cause, row.facts]).sort()).toEqual([
      ['a', 'duplicate rule', { rule: 'R', n: 3 }],
      ['b', 'required field missing', { rule: 'R', n: 3 }],
    ]);
    expect(await admin.rep('005000000000000AAA')).toBeNull();

    expect(await admin.issueGroups()).toEqual([
      { cause: 'duplicate rule', kind: 'contact', count: 2, reps: 2 },
      { cause: 'required field missing', kind: 'contact', count: 1, reps: 1 },
    ]);
    const page = await admin.issues({ cause: 'duplicate rule', offset: 1, limit: 1 });
    expect(page.total).toBe(2);
    expect(page.rows).toHaveLength(1);
    expect((await admin.issues({ repId: site.reps[1]!.id, offset: 0, limit: 9 })).rows.map((row) => row.repName)).toEqual([
      site.reps[1]!.name,
    ]);

    const asked = site.requests();
    const pictures = await admin.pictures();
    expect(site.requests() - asked).toBe(1);
    expect(pictures).toMatchObject({ states: { issues: 2 }, days: [{ day: '2026-03-02', cycles: 2, calls: 5 }] });
    expect(pictures.issues).toHaveLength(2);
    expect(pictures.allowance!.max).toBeGreaterThan(pictures.allowance!.used);
  });
});

describe('configurations', () => {
  const user = (n: number) => ({ type: 'user', id: site.reps[n]!.id, name: site.reps[n]!.name }) as const;
  const profile = () => {
    const id = String(site.salesforce.row(site.reps[0]!.id)!.ProfileId);
    return { type: 'profile', id, name: String(site.salesforce.row(id)!.Name) } as const;
  };

  test('CFG2 a user who is assigned elsewhere is moved, and that is said before', async () => {
    const sales = (await admin.saveConfiguration(configurationOf('Sales'))).id;
    const service = (await admin.saveConfiguration(configurationOf('Service'))).id;
    await admin.assign(sales, [user(0)]);
    const before = await admin.affected(service, [user(0), user(1)]);
    expect(before.map(({ userId, before: was, after, moved }) => ({ userId, was, after, moved }))).toEqual(
      [
        { userId: user(0).id, was: 'Sales', after: 'Service', moved: true, name: user(0).name },
        { userId: user(1).id, was: '', after: 'Service', moved: false, name: user(1).name },
      ]
        .sort((a, b) => (a.name < b.name ? -1 : 1))
        .map(({ name: _, ...row }) => row),
    );
    await admin.assign(service, [user(0), user(1)]);
    const lists = await admin.configurations();
    expect(lists.map(({ name, assignments }) => [name, assignments.map(({ to }) => to.id).sort()])).toEqual([
      ['Sales', []],
      ['Service', [user(0).id, user(1).id].sort()],
    ]);
    expect((await site.deviceOf(site.reps[0]!).control.instructions()).configuration?.name).toBe('Service');
  });

  test('CFG2 a profile affects those of its users who are not assigned singly', async () => {
    const sales = (await admin.saveConfiguration(configurationOf('Sales'))).id;
    const service = (await admin.saveConfiguration(configurationOf('Service'))).id;
    await admin.assign(sales, [user(0)]);
    const affected = await admin.affected(service, [profile()]);
    expect(affected.some(({ userId }) => userId === user(0).id)).toBe(false);
    expect(affected.find(({ userId }) => userId === user(1).id)).toMatchObject({ before: '', after: 'Service', moved: false });
    await admin.assign(service, [profile()]);
    expect((await site.deviceOf(site.reps[1]!).control.instructions()).configuration?.name).toBe('Service');
    const [, listed] = await admin.configurations();
    await admin.unassign(listed!.assignments.map(({ id }) => id));
    expect((await site.deviceOf(site.reps[1]!).control.instructions()).missing).toBe('no configuration');
  });

  test('CFG5 ADM4 saved, changed, refused, deleted', async () => {
    const { id } = await admin.saveConfiguration(configurationOf('Sales'));
    const [saved] = await admin.configurations();
    expect(saved).toMatchObject({ ...configurationOf('Sales'), id, version: saved!.version, assignments: [] });
    await admin.saveConfiguration({ ...saved!, name: 'Sales EU', cycleMinutes: 15 });
    expect(await admin.configurations()).toMatchObject([{ id, name: 'Sales EU', cycleMinutes: 15 }]);
    const nothing = {
      ...saved!,
      contacts: { ...saved!.contacts, direction: 'off' },
      events: { ...saved!.events, direction: 'off' },
    } as const;
    expect(await refusal(admin.saveConfiguration(nothing))).toMatchObject({ kind: 'bad row', reason: 'validation rule' });
    await admin.deleteConfiguration(id);
    expect(await admin.configurations()).toEqual([]);
  });

  test('ADM4 assignees are found by name', async () => {
    const [found] = await admin.findAssignees(site.reps[0]!.name.slice(0, 6));
    expect(found).toEqual(user(0));
    expect((await admin.findAssignees(profile().name)).some(({ type, id }) => type === 'profile' && id === profile().id)).toBe(true);
    expect(await admin.findAssignees("%' OR Name != '")).toEqual([]);
  });
});

describe('requests', () => {
  const counts = { byMark: 5, byMatch: 1, doubtful: 0, created: 2, keptOut: 3 };

  test('RST3 RST4 a dry run is an estimate until the device has answered', async () => {
    const rep = site.deviceOf(site.reps[0]!).control;
    expect(await admin.dryRun(site.reps[0]!.id)).toBeNull();
    await rep.report(reportOf(site.now()));
    expect(await admin.dryRun(site.reps[0]!.id)).toMatchObject({ from: 'estimate', at: site.now(), contacts: { byMark: 7 } });
    site.advance(60_000);
    const [id] = await admin.requestPreview([site.reps[0]!.id, site.reps[1]!.id], { what: 'all' });
    const { requests } = await rep.instructions();
    expect(requests).toMatchObject([{ id, kind: 'preview', by: site.admin.name }]);
    const outcome = JSON.stringify({ at: site.now(), contacts: counts, events: counts });
    await rep.answer({ ...requests[0]!, state: 'done', pickedUpBy: 'Laptop', progress: 100, outcome });
    expect(await admin.dryRun(site.reps[0]!.id)).toEqual({
      repId: site.reps[0]!.id,
      from: 'device',
      at: site.now(),
      contacts: counts,
      events: counts,
    });
  });

  test('RST3 the names behind a dry run are read with care: what a device of another version says is left out', async () => {
    const rep = site.deviceOf(site.reps[0]!).control;
    await rep.report(reportOf(site.now()));
    const none = { byMark: [], byMatch: [], doubtful: [], created: [], keptOut: {} };
    const answered = async (lists: unknown) => {
      site.advance(60_000);
      await admin.requestPreview([site.reps[0]!.id], { what: 'all' });
      const [request] = (await rep.instructions()).requests;
      const outcome = JSON.stringify({ at: site.now(), contacts: counts, events: counts, lists });
      await rep.answer({ ...request!, state: 'done', pickedUpBy: 'Laptop', progress: 100, outcome });
      return (await admin.dryRun(site.reps[0]!.id))?.lists;
    };
    const events = { ...none, doubtful: [['Kick-off', '2026-03-03T09:00:00Z'], ['']] };
    const contacts = { ...none, byMark: [['Ann Berg']], keptOut: { private: 2, 'kept out by you': 3, 'a rule to come': 1 } };
    expect(await answered({ contacts, events })).toEqual({
      contacts: {
        ...none,
        byMark: [{ name: 'Ann Berg', start: '' }],
        keptOut: [
          { cause: 'kept out by you', count: 3 },
          { cause: 'private', count: 2 },
        ],
      },
      events: {
        ...none,
        doubtful: [
          { name: 'Kick-off', start: '2026-03-03T09:00:00Z' },
          { name: '', start: '' },
        ],
        keptOut: [],
      },
    });
    expect(await answered({ contacts: 'many', events })).toBeUndefined();
    expect(await answered({ contacts: { ...none, byMark: [[7]] }, events: none })).toBeUndefined();
  });

  test('RST4 RST9 a reset is watched, withdrawn in time, and recorded', async () => {
    const [one, two] = [site.deviceOf(site.reps[0]!).control, site.deviceOf(site.reps[1]!).control];
    await one.report(reportOf(site.now()));
    await two.report(reportOf(site.now()));
    const placed = await admin.reset([site.reps[0]!.id, site.reps[1]!.id], { what: 'event' }, 'doubles');
    expect(
      placed.map(({ repId, state, scope, note }) => ({ repId, state, scope, note })).sort((a, b) => (a.repId < b.repId ? -1 : 1)),
    ).toEqual(
      [site.reps[0]!.id, site.reps[1]!.id]
        .sort()
        .map((repId) => ({ repId, state: 'requested', scope: { what: 'event' }, note: 'doubles' })),
    );
    const [request] = (await one.instructions()).requests;
    await one.answer({ ...request!, state: 'running', pickedUpBy: 'Laptop', progress: 10 });
    expect(await admin.cancel(request!.id)).toBe(false);
    const other = placed.find(({ repId }) => repId === site.reps[1]!.id)!;
    expect(await admin.cancel(other.id)).toBe(true);
    const listed = await admin.requests('recent');
    expect(listed.map(({ repName, state }) => [repName, state]).sort()).toEqual(
      [
        [site.reps[0]!.name, 'running'],
        [site.reps[1]!.name, 'cancelled'],
      ].sort(),
    );
    expect((await admin.requests([request!.id]))[0]).toMatchObject({ pickedUpBy: 'Laptop', progress: 10, by: site.admin.name });
  });
});
