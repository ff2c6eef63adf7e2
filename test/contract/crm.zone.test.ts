/**
 * What lies just before the mark (wire-contracts 4.4): somebody may still commit into it. After a large sync it is counted, not read
 * again; once ten minutes have gone by, nothing can come behind the mark any more.
 */
import { afterAll, beforeEach, expect, test } from 'vitest';
import type { ItemId } from '../../shared/core/model';
import type { Crm } from '../../shared/core/ports';
import { options, round } from './crm';
import { type Site, salesforceSite, stop } from './crm.sandbox';

afterAll(stop);

let site: Site;
let crm: Crm;
let cursor: string;
const many = 450;

/** A rep whose device has just read many new records, in one round. */
beforeEach(async () => {
  site = await salesforceSite();
  ({ crm } = site.deviceOf(site.reps[0]!));
  insert('First');
  ({ cursor } = await round(crm, 'contact', null));
  ({ cursor } = await round(crm, 'contact', cursor));
  site.advance(3_600_000);
  for (let n = 0; n < many; n++) insert(`New ${n}`);
});

const insert = (LastName: string): ItemId => site.salesforce.insert('Contact', { LastName, OwnerId: site.reps[0]!.id }, site.admin.id).Id;

/** Seen from now on, stamped as long ago: its transaction began then and has been committed just now. */
function commitsLate(LastName: string, ago: number): ItemId {
  const stamp = site.now() - ago;
  const values = { LastName, OwnerId: site.reps[0]!.id, CreatedDate: stamp, LastModifiedDate: stamp, SystemModstamp: stamp };
  return site.salesforce.plant('Contact', values).Id;
}

async function look(): Promise<{ readonly told: readonly ItemId[]; readonly calls: number; readonly rows: readonly string[] }> {
  const [before, logged] = [site.requests(), site.sandbox.world.log.length];
  const found = await round(crm, 'contact', cursor);
  cursor = found.cursor;
  const rows = site.sandbox.world.log.slice(logged).flatMap((entry) => entry.parts.map((part) => decodeURIComponent(part.path)));
  return { told: [...found.items.keys(), ...found.gone.map(({ id }) => id)], calls: site.requests() - before, rows };
}

test('SYN6 a large zone is counted, not read again', async () => {
  expect((await look()).told).toHaveLength(many);
  for (let minute = 0; minute < 3; minute++) {
    site.advance(60_000);
    const { told, calls, rows } = await look();
    expect([told.length, calls]).toEqual([0, 1]);
    expect(rows.every((query) => query.includes('COUNT(Id)'))).toBe(true);
  }
});

test('SYN6 what commits behind the mark of a large zone is told, once', async () => {
  await look();
  site.advance(120_000);
  expect((await look()).told).toEqual([]);
  site.advance(240_000);
  const late = commitsLate('Late', 400_000);
  expect((await look()).told).toEqual([late]);
  site.advance(60_000);
  expect((await look()).told).toEqual([]);
});

test('SYN6 an edit and a deletion within a large zone are told, once', async () => {
  await look();
  site.advance(60_000);
  const [edited, deleted] = site.salesforce.rows('Contact').slice(10, 12);
  site.salesforce.update('Contact', edited!.Id, { Title: 'CEO' }, site.admin.id);
  site.salesforce.delete('Contact', deleted!.Id, site.admin.id);
  expect([...(await look()).told].sort()).toEqual([edited!.Id, deleted!.Id].sort());
  site.advance(60_000);
  expect((await look()).told).toEqual([]);
});

test('SYN6 the same number of rows is not the same rows: one went as another came behind the mark', async () => {
  await look();
  site.advance(301_000);
  const late = commitsLate('Late', 400_000);
  const moved = site.salesforce.rows('Contact')[20]!;
  site.salesforce.update('Contact', moved.Id, { Title: 'CEO' }, site.admin.id);
  expect([...(await look()).told].sort()).toEqual([late, moved.Id].sort());
});

test('SYN6 ten minutes later the zone is closed: only what is new is asked for', async () => {
  await look();
  site.advance(12 * 60_000);
  expect((await look()).told).toEqual([]);
  site.advance(60_000);
  const { told, calls, rows } = await look();
  expect([told.length, calls]).toEqual([0, 1]);
  expect(rows.filter((query) => query.includes('SystemModstamp > '))).toHaveLength(1);
  const id = insert('Fresh');
  expect((await look()).told).toEqual([id]);
});

test('SYN6 in several pages too: nothing is missed, and the zone is counted from the next look on at the latest', async () => {
  site.sandbox.world.faults.switches['salesforce.pageSize'] = 100;
  expect((await look()).told).toHaveLength(many);
  site.advance(60_000);
  expect((await look()).told).toEqual([]);
  site.advance(60_000);
  expect(await look()).toMatchObject({ told: [], calls: 1 });
  site.advance(240_000);
  const late = commitsLate('Late', 400_000);
  expect((await look()).told).toEqual([late]);
  const { items } = await crm.changesSince('contact', cursor, options);
  expect(items).toEqual([]);
});
