/** Salesforce's habits, one by one, against the stand-in: what the adapter makes of them (wire-contracts 4.4 to 4.7). */
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { CrmRecord, CrmValue, ItemId, Seen } from '../../shared/core/model';
import { type Crm, Failed, type Write, type Wrote } from '../../shared/core/ports';
import { key, options, round } from './crm';
import { type Site, salesforceSite, stop } from './crm.sandbox';

afterAll(stop);

let site: Site;
let crm: Crm;
let switches: Record<string, unknown>;
beforeEach(async () => {
  site = await salesforceSite();
  ({ crm } = site.deviceOf(site.reps[0]!));
  switches = site.sandbox.world.faults.switches;
});

const by = (): string => site.reps[0]!.id;
const insert = (object: string, fields: Readonly<Record<string, CrmValue>>, owner = by()): ItemId =>
  site.salesforce.insert(object, { ...fields, OwnerId: owner }, site.admin.id).Id;
const seen = async (id: ItemId): Promise<Seen<'crm'>> => (await crm.read('contact', [id], options)).items[0]!;
const contact = (fields: Readonly<Record<string, CrmValue>>): CrmRecord => ({ kind: 'contact', fields, invitees: [] });
const createOf = (n: number, fields: Readonly<Record<string, CrmValue>>): Write<'crm'> => ({
  op: 'create',
  kind: 'contact',
  key: key(n),
  item: contact(fields),
});
const updateOf = (one: Seen<'crm'>, set: Readonly<Record<string, CrmValue>>): Write<'crm'> => ({
  op: 'update',
  kind: one.kind,
  id: one.id,
  set,
  ifVersion: one.version,
  base: one.item,
});
const write = async (one: Write<'crm'>): Promise<Wrote<'crm'>> => (await crm.write([one]))[0]!;

describe('reading', () => {
  test('SYN6 a transaction that commits behind the mark is told', async () => {
    insert('Contact', { LastName: 'First' });
    let { cursor } = await round(crm, 'contact', null);
    site.advance(3_600_000);
    insert('Contact', { LastName: 'Now' });
    ({ cursor } = await round(crm, 'contact', cursor));
    switches['salesforce.stampLagMs'] = 300_000;
    const late = insert('Contact', { LastName: 'Late' });
    site.advance(300_000);
    expect([...(await round(crm, 'contact', cursor)).items.keys()]).toEqual([late]);
  });

  test('SYN6 an org without person accounts costs one question once', async () => {
    const { cursor } = await round(crm, 'contact', null);
    const other = site.deviceOf(site.reps[0]!).crm;
    const before = site.requests();
    await round(other, 'contact', cursor);
    expect(site.requests() - before).toBe(1);
  });

  test('SYN8 a mapped field that the org lacks stops neither reading nor writing', async () => {
    const wanted = { ...options, fields: [...options.fields, 'Gone__c', 'Shoe_Size__c', 'no name'] };
    switches['salesforce.customFields'] = [{ object: 'Contact', name: 'Shoe_Size__c', length: 20 }];
    switches['salesforce.unknownFieldFailsAll'] = true;
    insert('Contact', { LastName: 'Lee', Shoe_Size__c: '43' });
    const page = await crm.changesSince('contact', null, wanted);
    const [lee] = page.items;
    expect(lee!.item.fields).toMatchObject({ LastName: 'Lee', Shoe_Size__c: '43' });
    expect(lee!.item.fields).not.toHaveProperty('Gone__c');
    const answers = await crm.write([createOf(1, { LastName: 'New', Never__c: 'x' }), updateOf(lee!, { Title: 'CEO', Never__c: 'x' })]);
    expect(answers.map((answer) => answer.kind)).toEqual(['done', 'done']);
    expect(site.salesforce.row(lee!.id)).toMatchObject({ Title: 'CEO' });
  });

  test('SYN8 look-ups follow the pages of a query to its end', async () => {
    for (let n = 0; n < 9; n++) insert('Contact', { LastName: 'Same', FirstName: `N${n}` });
    switches['salesforce.pageSize'] = 2;
    expect(await crm.findContacts({ marks: [], emails: [], lastNames: ['Same'] }, options)).toHaveLength(9);
  });

  test('SYN6 what sharing hides is not called deleted', async () => {
    switches['salesforce.privateObjects'] = ['Contact'];
    const own = insert('Contact', { LastName: 'Own' });
    const hidden = insert('Contact', { LastName: 'Hidden' }, site.reps[1]!.id);
    const found = await crm.read('contact', [own, hidden], options);
    expect(found.items.map((item) => item.id)).toEqual([own]);
    expect(found.gone).toEqual([{ id: hidden, how: 'left' }]);
    expect([...(await round(crm, 'contact', null)).items.keys()]).toEqual([own]);
  });

  test('SYN8 the allowance is used up: wait, and say how long', async () => {
    switches['salesforce.apiUsed'] = 10_000_000;
    const error = await crm.changesSince('contact', null, options).catch((caught: unknown) => caught);
    expect(error instanceof Failed && error.failure).toEqual({ kind: 'throttled', system: 'salesforce', retryAfterMs: 900_000 });
  });

  test('SYN8 a session that ended is renewed once', async () => {
    const id = insert('Contact', { LastName: 'Lee' });
    site.sandbox.world.faults.add({
      id: 'session',
      vendor: 'salesforce',
      path: '^POST .*/composite',
      kind: 'answer',
      status: 401,
      body: [{ errorCode: 'INVALID_SESSION_ID', message: 'Session expired or invalid' }],
      times: 1,
    });
    expect((await seen(id)).id).toBe(id);
  });
});

describe('writing', () => {
  test('SYN8 a locked record is told apart, the others go on; a passing lock is waited for', async () => {
    const [one, two] = [insert('Contact', { LastName: 'One' }), insert('Contact', { LastName: 'Two' })];
    const [a, b] = [await seen(one), await seen(two)];
    switches['salesforce.lockedIds'] = [one];
    expect(await crm.write([updateOf(a, { Title: 'x' }), updateOf(b, { Title: 'y' })])).toMatchObject([
      { kind: 'failed', failure: { kind: 'locked' } },
      { kind: 'done' },
    ]);
    switches['salesforce.lockedIds'] = [];
    switches['salesforce.lockNext'] = 2;
    expect(await write(updateOf(a, { Title: 'z' }))).toMatchObject({ kind: 'done' });
  });

  for (const spelling of ['duplicateResut', 'duplicateResult']) {
    test(`SYN8 a duplicate rule names the record that is in the way (${spelling})`, async () => {
      const twin = insert('Contact', { LastName: 'Lee', FirstName: 'Ann', Email: 'ann@acme.org' });
      switches['salesforce.duplicateRule'] = spelling;
      const answer = await write(createOf(1, { LastName: 'Lee', FirstName: 'Ann', Email: 'ann@acme.org' }));
      expect(answer).toMatchObject({ kind: 'failed', failure: { kind: 'duplicate', matches: [twin] } });
    });
  }

  test('EVT4 an event that another rep was first to create and that this one may not see is refused, not doubled', async () => {
    const other = site.deviceOf(site.reps[1]!).crm;
    const fields = { Subject: 'Shared', StartDateTime: '2026-03-10T09:00:00Z', DurationInMinutes: 60 };
    const make: Write<'crm'> = { op: 'create', kind: 'event', key: key(1), item: { kind: 'event', fields, invitees: [] } };
    await other.write([make]);
    switches['salesforce.privateObjects'] = ['Event'];
    expect(await write(make)).toMatchObject({ kind: 'failed', failure: { kind: 'forbidden' } });
    expect(site.salesforce.rows('Event')).toHaveLength(1);
  });

  test('SYN8 an event beyond what the org allows teaches how long one may be', async () => {
    switches['salesforce.multiDayEvents'] = false;
    const fields = { Subject: 'Fair', StartDateTime: '2026-03-10T09:00:00Z', DurationInMinutes: 3000 };
    const answer = await write({ op: 'create', kind: 'event', key: key(1), item: { kind: 'event', fields, invitees: [] } });
    expect(answer).toMatchObject({ kind: 'failed', failure: { kind: 'bad row', reason: 'too many minutes' } });
  });

  test('SYN6 an update that was carried out and not answered overtakes nothing when it is sent again', async () => {
    const one = await seen(insert('Contact', { LastName: 'Lee', Title: 'CEO' }));
    site.advance(5000);
    site.sandbox.world.faults.add({ id: 'lost', vendor: 'salesforce', path: '^POST .*/composite', kind: 'drop after', times: 1 });
    expect(await write(updateOf(one, { Title: 'CFO' }))).toMatchObject({ kind: 'done', overtook: null });
    expect(site.salesforce.row(one.id)).toMatchObject({ Title: 'CFO' });
  });
});

describe('person accounts', () => {
  let ann: Seen<'crm'>;
  beforeEach(async () => {
    switches['salesforce.personAccounts'] = true;
    site.salesforce.insert('Account', { FirstName: 'Ann', LastName: 'Lee', PersonEmail: 'ann@home.org', OwnerId: by() }, site.admin.id);
    const { items } = await round(crm, 'contact', null);
    ann = [...items.values()][0]!;
    site.advance(5000);
  });

  test('CON7 is read as a contact, and changed, marked and removed through its account', async () => {
    expect(ann.item.fields).toMatchObject({ IsPersonAccount: true, FirstName: 'Ann', Email: 'ann@home.org' });
    expect((await crm.schema()).personAccounts).toBe(true);
    const answer = await write(updateOf(ann, { Email: 'ann@work.org', Title: 'CEO', AccountId: '' }));
    if (answer.kind !== 'done') throw new Error(JSON.stringify(answer));
    expect(answer.seen!.item.fields).toMatchObject({ Email: 'ann@work.org', Title: 'CEO' });
    expect(site.salesforce.row(String(ann.item.fields.AccountId))).toMatchObject({ PersonEmail: 'ann@work.org', PersonTitle: 'CEO' });
    expect(await write({ op: 'mark', kind: 'contact', id: ann.id, key: key(1), ifVersion: ann.version })).toMatchObject({
      kind: 'done',
      seen: { mark: key(1) },
    });
    const now = await seen(ann.id);
    expect(await write({ op: 'remove', kind: 'contact', id: ann.id, ifVersion: now.version })).toMatchObject({ kind: 'done' });
    expect(site.salesforce.row(String(ann.item.fields.AccountId))?.IsDeleted).toBe(true);
  });

  test('CON7 a refusal speaks of the contact’s field', async () => {
    const answer = await write(updateOf(ann, { Title: 'x'.repeat(200) }));
    expect(answer).toMatchObject({ kind: 'failed', failure: { kind: 'bad row', reason: 'too long', fields: ['Title'] } });
  });

  test('CON7 persons and contacts in one batch keep their own answers', async () => {
    const bob = await seen(insert('Contact', { LastName: 'Bob' }));
    const marks = [ann, bob].map((one, n) => ({ op: 'mark', kind: 'contact', id: one.id, key: key(n), ifVersion: one.version }) as const);
    const answers = await crm.write([...marks, updateOf(ann, { Title: 'a' }), updateOf(bob, { Title: 'b' })]);
    expect(answers.map((answer) => answer.kind === 'done' && answer.seen?.id)).toEqual([ann.id, bob.id, ann.id, bob.id]);
    expect([(await seen(ann.id)).mark, (await seen(bob.id)).mark]).toEqual([key(0), key(1)]);
  });
});
