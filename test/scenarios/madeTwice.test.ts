/** Two devices of a rep that were at the same contact at once: no mailbox knows a key for a new contact (SYN6). */
import { expect, test } from 'vitest';
import type { Contact } from '../../shared/core/model';
import { createDevice } from '../../shared/device/local';
import { Engine } from '../../shared/engine/engine';
import { RepWorld } from './world';

/** A record, the contact made from it, and the same contact made once more by the other device. */
async function madeTwice() {
  const rep = new RepWorld();
  await rep.start();
  const record = rep.crmHands.create('contact', { FirstName: 'Anna', LastName: 'Berg', Email: 'anna@acme.test' });
  await rep.rest();
  const [first] = rep.mailbox.hands.all('contact');
  if (!first) throw new Error('no contact was made from the record');
  const create = { op: 'create', kind: 'contact', key: first.mark, item: first.item } as const;
  const [second] = await rep.mailbox.connection().write([create]);
  if (second?.kind !== 'done' || !second.seen) throw new Error('the other device made none');
  return { rep, record, first: first.id, second: second.seen.id };
}

const contacts = (rep: RepWorld) => rep.mailbox.hands.all('contact').map(({ id }) => id);
const records = (rep: RepWorld) => rep.org.all('contact').filter((record) => record.deletedAt === null);

test('SYN6 of two contacts made from one record at once the second one goes, and no second record is made', async () => {
  const { rep, first } = await madeTwice();
  await rep.rest();
  expect(contacts(rep)).toEqual([first]);
  expect(records(rep)).toHaveLength(1);
});

test('SYN6 what somebody has worked on is asked about, and goes when it is the same', async () => {
  const { rep, first, second } = await madeTwice();
  rep.clock.pass(60_000);
  rep.mailbox.hands.edit(second, { title: 'CEO' });
  await rep.rest();
  expect(contacts(rep)).toHaveLength(2);
  expect(records(rep)).toHaveLength(1);
  const engine = new Engine(rep.world);
  const nobody = { signIn: async () => ({ ok: true, why: '' }), signedIn: async () => ({ salesforce: true, mailbox: true }) };
  const device = createDevice({ engine, ...nobody, forget: async () => {} });
  const { needsYou } = await device.overview();
  expect(needsYou.map((item) => item.status.cause)).toEqual(['doubtful']);
  await device.act({ by: 'ref', ref: { side: 'mailbox', kind: 'contact', id: second } }, { do: 'same' });
  await rep.rest();
  expect(contacts(rep)).toEqual([first]);
  expect(records(rep)).toHaveLength(1);
});

test('SYN3 of two contacts made from one record the one that is paired is deleted: the other one takes its place', async () => {
  const { rep, first, second } = await madeTwice();
  rep.mailbox.hands.delete(first);
  await rep.rest();
  expect(contacts(rep)).toEqual([second]);
  expect(records(rep)).toHaveLength(1);
});

test('SYN6 a copy that was made into somebody else is a contact of its own', async () => {
  const { rep, second } = await madeTwice();
  rep.mailbox.hands.edit(second, { first: 'Bernd', last: 'Carl', emails: ['bernd@acme.test'] } satisfies Partial<Contact>);
  await rep.rest();
  expect(contacts(rep)).toHaveLength(2);
  expect(records(rep)).toHaveLength(2);
});

test('SYN7 a device that has lost its lease meanwhile makes no contacts', async () => {
  const rep = new RepWorld();
  await rep.start();
  await rep.rest();
  rep.crmHands.create('contact', { FirstName: 'Anna', LastName: 'Berg', Email: 'anna@acme.test' });
  const { control } = rep.world;
  // While this one reads, the other device takes over.
  const { changesSince } = rep.mailbox;
  rep.mailbox.changesSince = async (...args) => {
    const page = await changesSince.apply(rep.mailbox, args);
    await control.takeLease({ id: 'device-2', name: 'Another' }, rep.clock.now() + 60_000, true);
    return page;
  };
  const { connection } = await rep.cycle();
  expect(connection.kind).toBe('following');
  expect(contacts(rep)).toEqual([]);
});
