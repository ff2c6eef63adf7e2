/** What we believe of finding changes (wire-contracts 4.4), each against the stand-in. */
import { expect, test } from 'vitest';
import { iso, lab, start } from './salesforce-lab';

const minute = 60_000;
const day = 86_400_000;
const span = (from: number, to: number) => `start=${encodeURIComponent(iso(from))}&end=${encodeURIComponent(iso(to))}`;

test('updated and deleted name what changed between two instants, seconds cut off', async () => {
  const { rita, world } = lab();
  const a = await rita.make('Contact', { LastName: 'A' });
  const b = await rita.make('Contact', { LastName: 'B' });
  world.clock.advance(5 * minute);
  await rita.delete(`/sobjects/Contact/${b}`);
  world.clock.advance(5 * minute);
  const updated = (await rita.get(`/sobjects/Contact/updated?${span(start, start + 10 * minute)}`)).body;
  expect(updated).toEqual({ ids: [a], latestDateCovered: '2026-03-02T09:10:00.000+0000' });
  const deleted = (await rita.get(`/sobjects/Contact/deleted?${span(start, start + 10 * minute)}`)).body;
  expect(deleted).toMatchObject({ deletedRecords: [{ id: b, deletedDate: '2026-03-02T09:05:00.000+0000' }] });
  expect((await rita.get(`/sobjects/Contact/deleted?${span(start, start + 5 * minute + 59_000)}`)).body).toMatchObject({
    deletedRecords: [],
  });
});

test('updated goes back 30 days, deleted 15; further is INVALID_REPLICATION_DATE', async () => {
  const { rita } = lab();
  const feed = (which: string, days: number) => rita.get(`/sobjects/Contact/${which}?${span(start - days * day, start)}`);
  expect((await feed('updated', 29)).status).toBe(200);
  expect(await feed('updated', 31)).toMatchObject({ status: 400, code: 'INVALID_REPLICATION_DATE' });
  expect((await feed('deleted', 14)).status).toBe(200);
  expect(await feed('deleted', 16)).toMatchObject({ status: 400, code: 'INVALID_REPLICATION_DATE' });
});

test('SYN6 queryAll tells deletions in the bin, with the stamp of the deletion, until they are purged', async () => {
  const { rita, world, salesforce } = lab();
  const id = await rita.make('Contact', { LastName: 'A' });
  world.clock.advance(minute);
  await rita.delete(`/sobjects/Contact/${id}`);
  const all = async () => (await rita.queryAll('SELECT Id, IsDeleted, SystemModstamp FROM Contact')).body.records;
  expect(await all()).toMatchObject([{ Id: id, IsDeleted: true, SystemModstamp: '2026-03-02T09:01:00.000+0000' }]);
  expect(await rita.rows('SELECT Id FROM Contact')).toEqual([]);
  world.clock.advance(16 * day);
  rita.token = world.tokens.issue('salesforce', rita.id);
  expect(await all()).toEqual([]);
  salesforce.purge('Contact');
  expect(salesforce.row(id)).toBeNull();
});

test('SYN3 what is brought back from the bin is a change', async () => {
  const { rita, world, salesforce } = lab();
  const id = await rita.make('Contact', { LastName: 'A', Instep_Key__c: 'k1' });
  await rita.delete(`/sobjects/Contact/${id}`);
  world.clock.advance(minute);
  salesforce.undelete(id);
  expect(await rita.rows(`SELECT Id FROM Contact WHERE SystemModstamp >= ${iso(start + minute)}`)).toMatchObject([{ Id: id }]);
});

test('a merge deletes the loser, which names its master, and moves what hung on it', async () => {
  const { rita, salesforce } = lab();
  const master = await rita.make('Contact', { LastName: 'A' });
  const loser = await rita.make('Contact', { LastName: 'B' });
  const event = await rita.make('Event', { Subject: 'x', StartDateTime: iso(start), DurationInMinutes: 5, WhoId: loser });
  salesforce.merge(master, loser, rita.id);
  const { records } = (await rita.queryAll('SELECT Id, MasterRecordId FROM Contact WHERE IsDeleted = true')).body;
  expect(records).toMatchObject([{ Id: loser, MasterRecordId: master }]);
  expect((await rita.get(`/sobjects/Event/${event}`)).body.WhoId).toBe(master);
});

test('SYN6 a long transaction commits behind the mark, and the feed’s latestDateCovered knows', async () => {
  const { rita, world } = lab();
  await rita.make('Contact', { LastName: 'Before' });
  world.clock.advance(3 * minute);
  world.faults.switches['salesforce.stampLagMs'] = 5 * minute;
  const late = await rita.make('Contact', { LastName: 'Late' });
  const [row] = await rita.rows(`SELECT SystemModstamp FROM Contact WHERE Id = '${late}'`);
  expect(row?.SystemModstamp).toBe('2026-03-02T08:58:00.000+0000');
  expect(await rita.rows(`SELECT Id FROM Contact WHERE SystemModstamp > ${iso(start)}`)).toEqual([]);
  expect((await rita.get(`/sobjects/Contact/updated?${span(start - day, start + 3 * minute)}`)).body.latestDateCovered).toBe(
    '2026-03-02T08:58:00.000+0000',
  );
});

test('an account takes its contacts along, and leaves events without it', async () => {
  const { rita } = lab();
  const AccountId = await rita.make('Account', { Name: 'Acme' });
  const contact = await rita.make('Contact', { LastName: 'A', AccountId });
  const event = await rita.make('Event', { Subject: 'x', StartDateTime: iso(start), DurationInMinutes: 5, WhatId: AccountId });
  await rita.delete(`/sobjects/Account/${AccountId}`);
  expect((await rita.get(`/sobjects/Contact/${contact}`)).code).toBe('ENTITY_IS_DELETED');
  expect((await rita.get(`/sobjects/Event/${event}`)).body.WhatId).toBeNull();
});

test('what the stand-in holds can be kept and loaded again', async () => {
  const { rita, salesforce } = lab();
  const id = await rita.make('Contact', { LastName: 'A' });
  const kept: unknown = JSON.parse(JSON.stringify(salesforce.dump()));
  salesforce.clear();
  expect(await rita.rows('SELECT Id FROM Contact')).toEqual([]);
  salesforce.load(kept);
  expect(await rita.rows("SELECT Id, Owner.Name FROM Contact WHERE LastName = 'A'")).toMatchObject([
    { Id: id, Owner: { Name: 'Rita Rep' } },
  ]);
  expect(await rita.make('Contact', { LastName: 'B' })).not.toBe(id);
});
