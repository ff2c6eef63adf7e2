/** What the control plane refuses, whatever screen or script asks: the rules and rights of `manifests/salesforce` themselves. */
import { describe, expect, test } from 'vitest';
import { iso, lab, lease, makeRep, start } from './salesforce-lab';

const minute = 60_000;
const refused = { status: 400, code: 'FIELD_CUSTOM_VALIDATION_EXCEPTION' };
const noRight = { status: 400, code: 'INSUFFICIENT_ACCESS_OR_READONLY' };
const hidden = { status: 400, code: 'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY' };
const done = { status: 204 };

describe('The lease', () => {
  test('SYN7 of two devices that race for the lease with the same number, one gets it', async () => {
    const { rita } = lab();
    const id = await makeRep(rita);
    const path = `/sobjects/Instep_Rep__c/${id}`;
    const answers = await Promise.all([rita.patch(path, lease(1, 'laptop')), rita.patch(path, lease(1, 'desktop'))]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([204, 400]);
    const [row] = await rita.rows('SELECT LeaseHolder__c, LeaseNumber__c FROM Instep_Rep__c');
    expect(row).toMatchObject({ LeaseHolder__c: answers[0]!.status === 204 ? 'laptop' : 'desktop', LeaseNumber__c: 1 });
  });

  test('SYN7 while a lease runs another device is refused, and gets it once it has ended', async () => {
    const { rita, world } = lab();
    const path = `/sobjects/Instep_Rep__c/${await makeRep(rita, lease(1, 'laptop'))}`;
    expect(await rita.patch(path, lease(2, 'desktop'))).toMatchObject(refused);
    world.clock.advance(11 * minute);
    expect(await rita.patch(path, lease(2, 'desktop', start + 20 * minute))).toMatchObject(done);
    expect(await rita.patch(path, lease(2, 'laptop', start + 20 * minute))).toMatchObject(refused);
  });

  test('SYN7 the holder keeps its lease going; without the next number nobody does', async () => {
    const { rita } = lab();
    const path = `/sobjects/Instep_Rep__c/${await makeRep(rita, lease(1, 'laptop'))}`;
    expect(await rita.patch(path, lease(2, 'laptop', start + 15 * minute))).toMatchObject(done);
    expect(await rita.patch(path, { LeaseUntil__c: iso(start + 30 * minute) })).toMatchObject(refused);
    expect(await rita.patch(path, lease(4, 'laptop', start + 30 * minute))).toMatchObject(refused);
    expect(await rita.patch(path, { ...lease(3, 'laptop'), LeaseNumber__c: null })).toMatchObject(refused);
  });

  test('SYN6 SYN7 a lease that was taken although the answer got lost may be taken again', async () => {
    const { rita } = lab();
    const path = `/sobjects/Instep_Rep__c/${await makeRep(rita)}`;
    expect(await rita.patch(path, lease(1, 'laptop'))).toMatchObject(done);
    expect(await rita.patch(path, lease(1, 'laptop'))).toMatchObject(done);
  });

  test('SYN7 a device takes over only by naming the lease it takes over', async () => {
    const { rita } = lab();
    const path = `/sobjects/Instep_Rep__c/${await makeRep(rita, lease(1, 'laptop'))}`;
    expect(await rita.patch(path, { ...lease(2, 'desktop'), LeaseOverrides__c: 7 })).toMatchObject(refused);
    expect(await rita.patch(path, { ...lease(2, 'desktop'), LeaseOverrides__c: 1 })).toMatchObject(done);
    expect(await rita.patch(path, lease(3, 'laptop'))).toMatchObject(refused);
  });

  test('SYN7 a device that gives the lease back makes room at once, a lease over a day is refused', async () => {
    const { rita } = lab();
    const path = `/sobjects/Instep_Rep__c/${await makeRep(rita, lease(1, 'laptop'))}`;
    expect(await rita.patch(path, lease(2, null))).toMatchObject(done);
    expect(await rita.patch(path, lease(3, 'desktop', start + 25 * 60 * minute))).toMatchObject(refused);
    expect(await rita.patch(path, lease(3, 'desktop'))).toMatchObject(done);
  });

  test('SYN7 what devices share is refused once the lease has a new number', async () => {
    const { rita } = lab();
    const rep = await makeRep(rita, lease(1, 'laptop'));
    const shared = { Rep__c: rep, SharedKey__c: `${rita.id}:bucket-0`, Kind__c: 'bucket', Part__c: 0, Body__c: '{}' };
    const id = await rita.make('Instep_Shared__c', { ...shared, LeaseNumber__c: 1 });
    await rita.patch(`/sobjects/Instep_Rep__c/${rep}`, { ...lease(2, 'desktop'), LeaseOverrides__c: 1 });
    const path = `/sobjects/Instep_Shared__c/${id}`;
    expect(await rita.patch(path, { Body__c: 'late', LeaseNumber__c: 1 })).toMatchObject(refused);
    expect(await rita.patch(path, { Body__c: 'late' })).toMatchObject(refused);
    expect(await rita.patch(path, { Body__c: 'mine', LeaseNumber__c: 2 })).toMatchObject(done);
  });

  test('SYN7 two devices cannot share under the same version', async () => {
    const { rita } = lab();
    const path = `/sobjects/Instep_Rep__c/${await makeRep(rita)}`;
    expect(await rita.patch(path, { SharedVersion__c: 1 })).toMatchObject(done);
    expect(await rita.patch(path, { SharedVersion__c: 3 })).toMatchObject(refused);
    expect(await rita.patch(path, { SharedVersion__c: 0 })).toMatchObject(refused);
    expect(await rita.patch(path, { SharedVersion__c: 2 })).toMatchObject(done);
  });
});

describe('A rep', () => {
  test('SEC1 a rep makes one record, the own one', async () => {
    const { rita, ralf } = lab();
    await makeRep(rita);
    expect(await rita.post('/sobjects/Instep_Rep__c', { Name: 'Twin', User__c: rita.id, UserKey__c: rita.id })).toMatchObject({
      code: 'DUPLICATE_VALUE',
    });
    expect(await rita.post('/sobjects/Instep_Rep__c', { Name: 'Not me', User__c: ralf.id, UserKey__c: ralf.id })).toMatchObject(refused);
  });

  test('SEC1 SYN7 a rep neither sees nor takes the lease of another', async () => {
    const { rita, ralf } = lab();
    const id = await makeRep(ralf);
    expect(await rita.rows('SELECT Id FROM Instep_Rep__c')).toEqual([]);
    expect(await rita.get(`/sobjects/Instep_Rep__c/${id}`)).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    expect(await rita.patch(`/sobjects/Instep_Rep__c/${id}`, lease(1, 'laptop'))).toMatchObject(hidden);
    expect(await rita.patch(`/sobjects/Instep_Rep__c/UserKey__c/${ralf.id}`, lease(1, 'laptop'))).toMatchObject(hidden);
  });

  test('SEC1 a rep cannot hand a record to somebody else', async () => {
    const { rita, ralf } = lab();
    const id = await makeRep(rita);
    expect(await rita.patch(`/sobjects/Instep_Rep__c/${id}`, { OwnerId: ralf.id })).toMatchObject(refused);
  });

  test('SEC1 EXC4 issues, days and shared parts of another rep are out of reach', async () => {
    const { rita, ralf } = lab();
    const mine = await makeRep(rita);
    const his = await makeRep(ralf);
    const issue = await ralf.make('Instep_Issue__c', {
      Rep__c: his,
      IssueKey__c: `${ralf.id}:a`,
      Kind__c: 'contact',
      Cause__c: 'duplicate rule',
    });
    expect(await rita.rows('SELECT Id FROM Instep_Issue__c')).toEqual([]);
    expect(await rita.delete(`/sobjects/Instep_Issue__c/${issue}`)).toMatchObject(hidden);
    const foreign = { Rep__c: mine, IssueKey__c: `${ralf.id}:b`, Kind__c: 'contact', Cause__c: 'x' };
    expect(await rita.post('/sobjects/Instep_Issue__c', foreign)).toMatchObject(refused);
    expect(await rita.post('/sobjects/Instep_Day__c', { Rep__c: his, DayKey__c: `${rita.id}:2026-03-02` })).toMatchObject(refused);
    expect(await rita.post('/sobjects/Instep_Shared__c', { Rep__c: his, SharedKey__c: `${ralf.id}:x`, LeaseNumber__c: 0 })).toMatchObject(
      refused,
    );
  });

  test('CFG2 SEC1 configurations and assignments are read by everybody in Instep and written by admins', async () => {
    const { rita, ada, ursula } = lab();
    const id = await ada.make('Instep_Configuration__c', { Name: 'Sales', Active__c: true, Body__c: '{}' });
    const assignment = { Configuration__c: id, User__c: rita.id, AssigneeKey__c: rita.id };
    const assigned = await ada.make('Instep_Assignment__c', assignment);
    expect(await rita.rows('SELECT Configuration__r.Name FROM Instep_Assignment__c')).toMatchObject([
      { Configuration__r: { Name: 'Sales' } },
    ]);
    expect(await rita.post('/sobjects/Instep_Configuration__c', { Name: 'Mine' })).toMatchObject(noRight);
    expect(await rita.patch(`/sobjects/Instep_Configuration__c/${id}`, { Name: 'Mine' })).toMatchObject(noRight);
    expect(await rita.delete(`/sobjects/Instep_Assignment__c/${assigned}`)).toMatchObject(noRight);
    expect(await ursula.query('SELECT Id FROM Instep_Configuration__c')).toMatchObject({ status: 400, code: 'INVALID_TYPE' });
  });

  test('CFG2 a user is assigned singly once, and a key names its assignee', async () => {
    const { rita, ralf, ada } = lab();
    const Configuration__c = await ada.make('Instep_Configuration__c', { Name: 'Sales' });
    await ada.make('Instep_Assignment__c', { Configuration__c, User__c: rita.id, AssigneeKey__c: rita.id });
    const again = { Configuration__c, User__c: rita.id, AssigneeKey__c: rita.id };
    expect(await ada.post('/sobjects/Instep_Assignment__c', again)).toMatchObject({ code: 'DUPLICATE_VALUE' });
    expect(await ada.post('/sobjects/Instep_Assignment__c', { ...again, User__c: ralf.id, AssigneeKey__c: ada.id })).toMatchObject(refused);
    expect(await ada.post('/sobjects/Instep_Assignment__c', { Configuration__c, AssigneeKey__c: ralf.id })).toMatchObject(refused);
  });

  test('CFG5 an active configuration that syncs nothing is refused', async () => {
    const { ada } = lab();
    const empty = { Name: 'Empty', Active__c: true, ContactDirection__c: 'off', EventDirection__c: 'off' };
    expect(await ada.post('/sobjects/Instep_Configuration__c', empty)).toMatchObject(refused);
    expect((await ada.post('/sobjects/Instep_Configuration__c', { ...empty, Active__c: false })).status).toBe(201);
  });
});

describe('A request', () => {
  const reset = (Rep__c: string) => ({ Rep__c, Kind__c: 'reset', Scope__c: 'all', Note__c: 'please' });

  test('RST1 only an Instep admin requests a reset, whatever screen is used', async () => {
    const { rita, ralf, ada, ursula } = lab();
    const rep = await makeRep(rita);
    expect(await rita.post('/sobjects/Instep_Request__c', reset(rep))).toMatchObject(noRight);
    expect(await ralf.post('/sobjects/Instep_Request__c', reset(rep))).toMatchObject(noRight);
    expect(await ursula.post('/sobjects/Instep_Request__c', reset(rep))).toMatchObject({ status: 404 });
    expect((await ada.post('/sobjects/Instep_Request__c', reset(rep))).status).toBe(201);
  });

  test('RST1 the right to create requests alone is not enough: the rule asks for the custom permission', async () => {
    const { rita, ada, salesforce } = lab();
    const rep = await makeRep(rita);
    salesforce.unassign('ada@instep.example', 'Instep_Admin');
    const read = await ada.rows('SELECT Id FROM Instep_Rep__c');
    expect(read).toHaveLength(1);
    expect(await ada.post('/sobjects/Instep_Request__c', { Rep__c: rep })).toMatchObject(refused);
  });

  test('RST1 Manage Users comes with the permission set Instep_Admin', async () => {
    const { ada, rita } = lab();
    const soql = (id: string) =>
      `SELECT COUNT() FROM PermissionSetAssignment WHERE AssigneeId = '${id}' AND PermissionSet.Name = 'Instep_Admin' AND PermissionSet.PermissionsManageUsers = true`;
    expect((await ada.query(soql(ada.id))).body.totalSize).toBe(1);
    expect((await rita.query(soql(rita.id))).body.totalSize).toBe(0);
  });

  test('RST4 the rep moves a request forward and never back', async () => {
    const { rita, ada } = lab();
    const path = `/sobjects/Instep_Request__c/${await ada.make('Instep_Request__c', reset(await makeRep(rita)))}`;
    expect(await rita.patch(path, { State__c: 'picked up', PickedUpBy__c: 'laptop' })).toMatchObject(done);
    expect(await rita.patch(path, { State__c: 'requested' })).toMatchObject(refused);
    expect(await rita.patch(path, { State__c: 'running', Progress__c: 0.5 })).toMatchObject(done);
    expect(await rita.patch(path, { Progress__c: 0.2 })).toMatchObject(refused);
    expect(await rita.patch(path, { State__c: 'done', Progress__c: 1, Outcome__c: 'paired again: 812' })).toMatchObject(done);
    expect(await rita.patch(path, { State__c: 'failed' })).toMatchObject(refused);
    expect(await rita.patch(path, { Outcome__c: 'better' })).toMatchObject(refused);
  });

  test('RST1 RST9 nobody changes what was requested, for whom, or by deleting it', async () => {
    const { rita, ralf, ada } = lab();
    const rep = await makeRep(rita);
    const other = await makeRep(ralf);
    const path = `/sobjects/Instep_Request__c/${await ada.make('Instep_Request__c', reset(rep))}`;
    expect(await ada.patch(path, { Scope__c: 'contact' })).toMatchObject(refused);
    expect(await rita.patch(path, { Scope__c: 'contact' })).toMatchObject({ code: 'INVALID_FIELD_FOR_INSERT_UPDATE' });
    expect(await ada.patch(path, { Rep__c: other })).toMatchObject({ code: 'INVALID_FIELD_FOR_INSERT_UPDATE' });
    expect(await rita.delete(path)).toMatchObject(noRight);
    expect(await ada.delete(path)).toMatchObject(refused);
    expect(await ada.rows('SELECT Id FROM Instep_Request__c')).toHaveLength(1);
  });

  test('RST4 RST9 an admin cancels before it runs and answers nothing in the rep’s place', async () => {
    const { rita, ralf, ada } = lab();
    const rep = await makeRep(rita);
    const path = `/sobjects/Instep_Request__c/${await ada.make('Instep_Request__c', reset(rep))}`;
    expect(await ada.patch(path, { State__c: 'done' })).toMatchObject(refused);
    expect(await rita.patch(path, { State__c: 'cancelled' })).toMatchObject(refused);
    expect(await ralf.patch(path, { State__c: 'done' })).toMatchObject(hidden);
    expect(await ada.patch(path, { State__c: 'cancelled' })).toMatchObject(done);
    const running = `/sobjects/Instep_Request__c/${await ada.make('Instep_Request__c', reset(rep))}`;
    await rita.patch(running, { State__c: 'running' });
    expect(await ada.patch(running, { State__c: 'cancelled' })).toMatchObject(refused);
  });

  test('RST9 a request says what it resets and begins as requested', async () => {
    const { rita, ada } = lab();
    const rep = await makeRep(rita);
    expect(await ada.post('/sobjects/Instep_Request__c', { Rep__c: rep, Kind__c: 'reset' })).toMatchObject(refused);
    expect(await ada.post('/sobjects/Instep_Request__c', { ...reset(rep), Scope__c: 'item' })).toMatchObject(refused);
    expect(await ada.post('/sobjects/Instep_Request__c', { ...reset(rep), State__c: 'done' })).toMatchObject(refused);
  });

  test('ADM1 an admin reads every rep and cannot write into one', async () => {
    const { rita, ralf, ada } = lab();
    const id = await makeRep(rita);
    await makeRep(ralf);
    expect(await ada.rows('SELECT Id, PairCount__c FROM Instep_Rep__c ORDER BY PairCount__c')).toHaveLength(2);
    expect(await ada.patch(`/sobjects/Instep_Rep__c/${id}`, { State__c: 'running' })).toMatchObject(refused);
    expect(await ada.patch(`/sobjects/Instep_Rep__c/${id}`, lease(1, 'laptop'))).toMatchObject(refused);
  });

  test('SEC5 a user whose permission set is taken away no longer knows the objects or the mark', async () => {
    const { rita, salesforce } = lab();
    await makeRep(rita);
    salesforce.unassign('rita@instep.example', 'Instep_Rep');
    expect(await rita.query('SELECT Id FROM Instep_Rep__c')).toMatchObject({ code: 'INVALID_TYPE' });
    expect(await rita.query('SELECT Instep_Key__c FROM Contact')).toMatchObject({ code: 'INVALID_FIELD' });
  });
});
