import { expect, test, vi } from 'vitest';
import { Failed } from '../../shared/core/ports';
import { createDevice } from '../../shared/device/local';
import { Engine } from '../../shared/engine/engine';
import { RepWorld, repId } from './world';

function deviceOf(rep: RepWorld) {
  const engine = new Engine(rep.world);
  const device = createDevice({
    engine,
    signIn: async () => ({ ok: true, why: '' }),
    signedIn: async () => ({ salesforce: true, mailbox: true }),
    forget: async () => {},
  });
  return { engine, device };
}

async function paired(options: ConstructorParameters<typeof RepWorld>[0] = {}) {
  const rep = new RepWorld(options);
  await rep.start();
  const { engine, device } = deviceOf(rep);
  const id = rep.mailbox.hands.addContact({ first: 'Anna', last: 'Berg', emails: ['anna@acme.test'] });
  await engine.tick();
  return { rep, engine, device, id };
}

test('STA1 before the first look nothing is claimed about the setup', async () => {
  const { device } = deviceOf(new RepWorld());
  expect((await device.overview()).connection).toEqual({ kind: 'running' });
});

test('STA1 a paired contact shows In step, by e-mail and by id', async () => {
  const { device, id } = await paired();
  const [byMail, byId] = await device.badges([
    { by: 'email', email: 'Anna@acme.test' },
    { by: 'person', personId: id },
  ]);
  expect(byMail?.status.kind).toBe('in step');
  expect(byId?.status.kind).toBe('in step');
});

test('EXC1 keep out and delete the record, then undo brings it back', async () => {
  const { rep, engine, device } = await paired();
  const target = { by: 'email', email: 'anna@acme.test' } as const;
  const result = await device.act(target, { do: 'keep out', record: 'delete', reach: 'this' });
  expect(result.ok).toBe(true);
  await engine.tick();
  expect(rep.org.all('contact').filter((record) => record.deletedAt === null)).toHaveLength(0);
  expect((await device.badges([target]))[0]?.status.cause).toBe('kept out by you');
  const undone = await device.undo({ token: result.undo });
  expect(undone.undone).toBe(1);
  await engine.tick();
  await engine.tick();
  expect(rep.org.all('contact').filter((record) => record.deletedAt === null)).toHaveLength(1);
  expect((await device.badges([target]))[0]?.status.kind).toBe('in step');
});

test('SYN1 EXC1 emptied while its record was in the bin, a field stays empty when both are brought back', async () => {
  const { rep, engine, device, id } = await paired();
  const target = { by: 'email', email: 'anna@acme.test' } as const;
  const step = async (work: () => unknown): Promise<void> => {
    await work();
    rep.clock.pass(60_000);
    await engine.tick();
  };
  await step(() => rep.mailbox.hands.edit(id, { title: 'CEO' }));
  await step(() => device.act(target, { do: 'keep out', record: 'delete', reach: 'this' }));
  const record = [...rep.org.records.contact.values()][0];
  expect(record?.deletedAt).not.toBeNull();
  await step(() => rep.crmHands.undelete(record?.id ?? ''));
  await step(() => rep.mailbox.hands.edit(id, { title: '' }));
  await step(() => device.act(target, { do: 'bring back', reach: 'this' }));
  await step(() => {});
  expect(rep.org.all('contact').map(({ fields }) => fields.Title ?? '')).toEqual(['']);
});

test('SYN5 an edit that went over can be undone, and refuses when somebody has edited since', async () => {
  const { rep, engine, device, id } = await paired();
  rep.mailbox.hands.edit(id, { title: 'CEO' });
  rep.clock.pass(60_000);
  await engine.tick();
  const [past] = (await device.history({ limit: 10 })).filter((entry) => entry.what === 'updated');
  expect(past?.fields).toEqual([{ field: 'title', before: '', after: 'CEO' }]);
  expect(await device.undo({ entry: past?.id ?? '' })).toEqual({ undone: 1, refused: [] });
  rep.clock.pass(60_000);
  await engine.tick();
  await engine.tick();
  expect(rep.org.all('contact').map((record) => record.fields.Title ?? '')).toEqual(['']);
});

test('SYN6 a contact that Google has renamed is found by its old name, and keeps what was made of it', async () => {
  const rep = new RepWorld({ provider: 'google' });
  await rep.start();
  const { engine, device } = deviceOf(rep);
  const record = rep.crmHands.create('contact', { FirstName: 'Anna', LastName: 'Berg', Email: 'anna@acme.test' });
  await engine.tick();
  const [made] = await device.history({ limit: 10 });
  const id = rep.mailbox.hands.rename(made?.itemId ?? '');
  expect((await device.undo({ entry: made?.id ?? '' })).undone).toBe(0);
  rep.crmHands.edit(record, { Title: 'CEO' });
  rep.clock.pass(60_000);
  await engine.tick();
  expect(rep.mailbox.hands.contact(id)?.title).toBe('CEO');
});

const day = 86_400_000;

test.each([
  ['purged', 30],
  ['deleted', 8],
] as const)('SYN3 a contact that Google renamed while no device ran: its record, %s meanwhile, is not made anew', async (how, days) => {
  const { rep, engine, id } = await paired({ provider: 'google' });
  const [record] = rep.org.all('contact');
  rep.crmHands.remove(record?.id ?? '');
  if (how === 'purged') rep.crmHands.purge(record?.id ?? '');
  rep.clock.pass(days * day);
  rep.mailbox.hands.rename(id);
  for (let cycle = 0; cycle < 3; cycle++) {
    await engine.tick();
    rep.clock.pass(3_600_000);
  }
  expect(rep.org.all('contact').filter((one) => one.deletedAt === null)).toEqual([]);
});

test('SYN3 a contact that Google renamed while no device ran keeps its record, with what was edited there', async () => {
  const { rep, engine, id } = await paired({ provider: 'google' });
  const [record] = rep.org.all('contact');
  rep.crmHands.edit(record?.id ?? '', { LastName: 'Berger', Email: 'berger@acme.test' });
  rep.clock.pass(8 * day);
  const now = rep.mailbox.hands.rename(id);
  await engine.tick();
  expect(rep.org.all('contact').map(({ id: one, deletedAt }) => [one, deletedAt])).toEqual([[record?.id, null]]);
  expect(rep.mailbox.hands.contact(now)?.emails).toEqual(['berger@acme.test']);
});

test('SYN6 a contact that Google has renamed keeps its record, also where the cursor dies between the old name and the new one', async () => {
  const onDelete = { mailbox: 'unlink', crm: 'unlink' } as const;
  const { rep, engine, id } = await paired({
    provider: 'google',
    configuration: (base) => ({ ...base, contacts: { ...base.contacts, onDelete } }),
  });
  rep.mailbox.hands.rename(id);
  const { mailbox } = rep.world;
  const changes = mailbox.changesSince.bind(mailbox);
  let asked = 0;
  vi.spyOn(mailbox, 'changesSince').mockImplementation(async (kind, cursor, options) => {
    if (kind !== 'contact' || ++asked > 2) return changes(kind, cursor, options);
    if (asked === 2) throw new Failed({ kind: 'resync', side: 'mailbox', of: 'contact' });
    return { ...(await changes(kind, cursor, options)), items: [], renamed: [], gone: [{ id, how: 'deleted' }], more: true };
  });
  await step(rep, engine);
  await step(rep, engine);
  expect(rep.org.all('contact').map(({ deletedAt }) => deletedAt)).toEqual([null]);
  expect(rep.mailbox.hands.all('contact')).toHaveLength(1);
});

test('SYN1 what the rep chooses while the item is being written is carried out', async () => {
  const { rep, engine, device } = await paired();
  const [person] = rep.org.all('contact');
  rep.mailbox.hands.addEvent({ subject: 'Lunch', start: '2026-03-03T09:00:00Z', end: '2026-03-03T10:00:00Z' });
  await step(rep, engine);
  const [event] = rep.org.all('event');
  rep.crmHands.edit(event?.id ?? '', { Subject: 'Dinner' });
  const { mailbox } = rep.world;
  const write = mailbox.write.bind(mailbox);
  const clicks: boolean[] = [];
  vi.spyOn(mailbox, 'write').mockImplementation(async (writes) => {
    const target = { by: 'ref', ref: { side: 'crm', kind: 'event', id: event?.id ?? '' } } as const;
    if (clicks.length === 0) clicks.push((await device.act(target, { do: 'relate', personId: person?.id ?? '', whatId: '' })).ok);
    return write(writes);
  });
  rep.clock.pass(60_000);
  await engine.tick();
  await engine.tick();
  expect(clicks).toEqual([true]);
  expect(rep.org.all('event').map(({ fields }) => [fields.Subject, fields.WhoId])).toEqual([['Dinner', person?.id]]);
});

test('EXC1 what the rep keeps out while it is looked at, and found at rest, is kept out, and its record goes as chosen', async () => {
  const { rep, engine, device, id } = await paired();
  rep.mailbox.hands.edit(id, { company: 'Acme' });
  await step(rep, engine);
  await step(rep, engine);
  rep.mailbox.hands.edit(id, {});
  const { crm } = rep.world;
  const accounts = crm.accounts.bind(crm);
  const clicks: boolean[] = [];
  vi.spyOn(crm, 'accounts').mockImplementation(async (companies) => {
    const target = { by: 'ref', ref: { side: 'mailbox', kind: 'contact', id } } as const;
    if (clicks.length === 0) clicks.push((await device.act(target, { do: 'keep out', record: 'delete', reach: 'this' })).ok);
    return accounts(companies);
  });
  rep.clock.pass(7_200_000);
  await engine.tick();
  await step(rep, engine);
  expect(clicks).toEqual([true]);
  expect([...rep.org.records.contact.values()].map(({ deletedAt }) => deletedAt !== null)).toEqual([true]);
});

test('SYN5 a deletion is not undone beside the contact that was made again since, under another name', async () => {
  const onDelete = { mailbox: 'delete', crm: 'delete' } as const;
  const rep = new RepWorld({ configuration: (base) => ({ ...base, contacts: { ...base.contacts, onDelete } }) });
  await rep.start();
  const { engine, device } = deviceOf(rep);
  const record = rep.crmHands.create('contact', { FirstName: 'Carl', LastName: 'Carlson', Email: 'carl@acme.test' });
  await engine.tick();
  rep.crmHands.remove(record);
  await step(rep, engine);
  const [removed] = (await device.history({ limit: 10 })).filter(({ what }) => what === 'removed');
  rep.crmHands.create('contact', { FirstName: 'Carl', LastName: 'Carlsberg', Email: 'carl@acme.test' });
  await step(rep, engine);
  expect(await device.undo({ entry: removed?.id ?? '' })).toMatchObject({ undone: 0, refused: [{ cause: 'changed meanwhile' }] });
  await step(rep, engine);
  expect(rep.mailbox.hands.all('contact').map(({ item }) => item.kind === 'contact' && item.last)).toEqual(['Carlsberg']);
});

async function step(rep: RepWorld, engine: Engine): Promise<void> {
  rep.clock.pass(60_000);
  await engine.tick();
}

test('EXC1 "delete the record" means the record that it was asked of, and no other that takes its place', async () => {
  const { rep, engine, device, id } = await paired();
  const [record] = rep.org.all('contact');
  // Somebody deletes it, and this device has not heard of it yet.
  rep.crmHands.remove(record?.id ?? '');
  const target = { by: 'ref', ref: { side: 'mailbox', kind: 'contact', id } } as const;
  expect((await device.act(target, { do: 'keep out', record: 'delete', reach: 'this' })).ok).toBe(true);
  await step(rep, engine);
  // Another rep's contact brings the person back.
  rep.crmHands.create('contact', { FirstName: 'Anna', LastName: 'Berg', Email: 'anna@acme.test' });
  await step(rep, engine);
  rep.plane.place(repId, 'reset');
  for (let cycle = 0; cycle < 3; cycle++) await step(rep, engine);
  expect(rep.org.all('contact').filter(({ deletedAt }) => deletedAt === null)).toHaveLength(1);
});

test('EXC1 bringing back takes back a "delete the record" that has found none: should the record be there again, it stays', async () => {
  const { rep, engine, device, id } = await paired();
  const target = { by: 'ref', ref: { side: 'mailbox', kind: 'contact', id } } as const;
  rep.crmHands.remove(rep.org.all('contact')[0]?.id ?? '');
  await device.act(target, { do: 'keep out', record: 'delete', reach: 'this' });
  await step(rep, engine);
  const choices = async () => (await rep.world.ledger.rows([target.ref]))[0]?.notes.filter(({ kind }) => kind === 'choice');
  expect(await choices()).toHaveLength(1);
  await device.act(target, { do: 'bring back', reach: 'this' });
  expect(await choices()).toEqual([]);
});

test('SYN8 a service whose cursors die again and again is not asked for ever, and the next cycle begins anew', async () => {
  const { rep, engine, device } = await paired();
  rep.mailbox.hands.addContact({ first: 'Carl', last: 'Carlson', emails: ['carl@acme.test'] });
  const asked = vi.spyOn(rep.world.mailbox, 'changesSince');
  Object.assign(rep.mailbox.faults, { emptyFirst: 1, deadCursor: 1 });
  await step(rep, engine);
  expect((await device.overview()).connection.kind).toBe('waiting');
  expect(asked.mock.calls.length).toBeLessThan(20);
  Object.assign(rep.mailbox.faults, { emptyFirst: 0, deadCursor: 0 });
  await step(rep, engine);
  await step(rep, engine);
  expect((await device.overview()).connection.kind).toBe('running');
  expect(rep.org.all('contact').map(({ fields }) => fields.LastName)).toEqual(['Berg', 'Carlson']);
});

test('SYN3 a deleted contact never comes back by itself', async () => {
  const { rep, engine, device, id } = await paired();
  rep.mailbox.hands.delete(id);
  rep.clock.pass(60_000);
  await engine.tick();
  await engine.tick();
  expect(rep.org.all('contact')).toHaveLength(1);
  const [badge] = await device.badges([{ by: 'email', email: 'anna@acme.test' }]);
  expect(badge?.status.cause).toBe('deleted and remembered');
  const overview = await device.overview();
  expect(overview.contacts.keptOut).toBe(1);
});

test('RST2 a reset pairs again by mark and writes nothing', async () => {
  const { rep, engine, device } = await paired();
  rep.plane.place('005000000000001AAA');
  const calls = rep.org.calls;
  await engine.tick();
  await engine.tick();
  expect([...rep.plane.requests.values()][0]?.state).toBe('done');
  expect([...rep.plane.requests.values()][0]?.outcome).toContain('"byMark":1');
  expect(calls).toBeGreaterThan(0);
  const [badge] = await device.badges([{ by: 'email', email: 'anna@acme.test' }]);
  expect(badge?.status.kind).toBe('in step');
  expect((await device.card({ by: 'email', email: 'anna@acme.test' }))?.pairedBy).toBe('mark');
});

test('EVT1 SUR2 an event has its badge and card in the rep’s own calendar alone: the same id in another calendar is not the rep’s', async () => {
  const { rep, engine, device } = await paired();
  const at = (ms: number) => `${new Date(rep.clock.now() + ms).toISOString().slice(0, 19)}Z`;
  const eventId = rep.mailbox.hands.addEvent({ subject: 'Pilot plan', start: at(86_400_000), end: at(90_000_000) });
  rep.clock.pass(60_000);
  await engine.tick();
  const inCalendar = (calendarId: string) => ({ by: 'event', eventId, calendarId }) as const;
  const calendars = ['rep@example.com', 'Rep@Example.com', 'colleague@example.com', 'team@group.calendar.google.com'];
  const badges = await device.badges([{ by: 'event', eventId }, ...calendars.map(inCalendar)]);
  expect(badges.map((badge) => badge?.status.kind ?? null)).toEqual(['in step', 'in step', 'in step', null, null]);
  expect((await device.card(inCalendar('rep@example.com')))?.name).toBe('Pilot plan');
  expect(await device.card(inCalendar('colleague@example.com'))).toBeNull();
  expect((await device.act(inCalendar('colleague@example.com'), { do: 'keep out', record: 'delete', reach: 'this' })).ok).toBe(false);
  await engine.tick();
  expect(rep.org.all('event').filter((record) => record.deletedAt === null)).toHaveLength(1);
});

test('STA1 STA4 a pause shows at once, without another cycle, and so does its end', async () => {
  const { rep, engine, device } = await paired();
  await device.pause();
  expect((await device.overview()).connection.kind).toBe('paused');
  await engine.tick();
  await rep.world.ledger.commit({ meta: { pausedSince: null } });
  expect((await device.overview()).connection.kind).toBe('running');
});

test('STA4 STA5 once the rep has started the first sync nothing waits for it any more', async () => {
  const rep = new RepWorld();
  const engine = new Engine(rep.world);
  const device = createDevice({
    engine,
    signIn: async () => ({ ok: true, why: '' }),
    signedIn: async () => ({ salesforce: true, mailbox: true }),
    forget: async () => {},
  });
  await engine.tick();
  expect((await device.overview()).connection.kind).toBe('preview');
  await rep.ledger.commit({ meta: { firstSyncConfirmed: true } });
  expect((await device.overview()).connection.kind).toBe('running');
});

test('STA1 SUR2 a page of events is read together: as many readings of the ledger as for one', async () => {
  const rep = new RepWorld();
  await rep.start();
  const { engine, device } = deviceOf(rep);
  const ids = Array.from({ length: 20 }, (_, n) => rep.mailbox.hands.addEvent({ subject: `Review ${n}` }));
  await engine.tick();
  const { ledger } = rep.world;
  const spies = (['meta', 'rows', 'pairsOf'] as const).map((name) => vi.spyOn(ledger, name));
  const readings = async (count: number): Promise<number> => {
    const badges = await device.badges(ids.slice(0, count).map((eventId) => ({ by: 'event', eventId })));
    expect(badges.every((badge) => badge !== null)).toBe(true);
    return spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0);
  };
  const one = await readings(1);
  expect((await readings(20)) - one).toBe(one);
});
