/** Habits of Google alone: what its own pages say, played by the stand-in. */
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { createGoogleMailbox } from '../../shared/adapters/google';
import { groupName } from '../../shared/adapters/names';
import { blankContact } from '../../shared/core/contacts/blank';
import { blankEvent } from '../../shared/core/events/blank';
import type { CalendarEvent, Contact, Seen } from '../../shared/core/model';
import type { Mailbox, PullOptions, Write, Wrote } from '../../shared/core/ports';
import { type Json, rowsOf, type Site, site, stop, textOf } from './mailbox.sandbox';

afterAll(stop);

const options: PullOptions = { window: { from: '2026-02-01', to: '2026-04-01' }, whose: 'mine', fields: [] };
const contact = (set: Partial<Contact>): Contact => ({ ...blankContact, ...set });
const event = (set: Partial<CalendarEvent>): CalendarEvent => ({
  ...blankEvent,
  start: '2026-03-03T09:00:00Z',
  end: '2026-03-03T10:00:00Z',
  ...set,
});
const key = (n: number) => `k${String(n).padStart(25, '0')}`;
const create = (n: number, item: Contact | CalendarEvent): Write<'mailbox'> => ({ op: 'create', kind: item.kind, key: key(n), item });
const update = (seen: Seen<'mailbox'>, set: Partial<Contact> | Partial<CalendarEvent>): Write<'mailbox'> => ({
  op: 'update',
  kind: seen.kind,
  id: seen.id,
  set,
  ifVersion: seen.version,
  base: seen.item,
});
const seenOf = (wrote: Wrote<'mailbox'> | undefined): Seen<'mailbox'> => {
  if (wrote?.kind !== 'done' || !wrote.seen) throw new Error(`expected done, was ${JSON.stringify(wrote)}`);
  return wrote.seen;
};
const everything = 'names,organizations,emailAddresses,phoneNumbers,addresses,relations,urls,memberships,clientData,metadata';

describe('habits of Google', () => {
  let here: Site;
  let mailbox: Mailbox;
  beforeEach(async () => {
    here = await site('google');
    mailbox = createGoogleMailbox({ http: here.http });
    await mailbox.prepare();
  });
  const switches = () => here.sandbox.world.faults.switches;
  const group = async (name: string) =>
    textOf(
      rowsOf(await here.call('GET', '/v1/contactGroups?pageSize=100'), 'contactGroups').find((row) => row.name === name)?.resourceName,
    );
  const person = (id: string) => here.call('GET', `/v1/${id}?personFields=${everything}`);
  const whole = async (kind: 'contact' | 'event', cursor: string | null = null) => {
    const pages = [await mailbox.changesSince(kind, cursor, options)];
    while (pages.at(-1)!.more) pages.push(await mailbox.changesSince(kind, pages.at(-1)!.cursor, options));
    return { items: pages.flatMap((page) => page.items), gone: pages.flatMap((page) => page.gone), cursor: pages.at(-1)!.cursor, pages };
  };

  test('CON4 every mapped field goes there and comes back', async () => {
    const item = contact({
      prefix: 'Dr.',
      first: 'Ada',
      middle: 'B.',
      last: 'Lovelace',
      suffix: 'PhD',
      nickname: 'Addie',
      company: 'Engines',
      department: 'Looms',
      title: 'Countess',
      emails: ['a@x.com', 'b@x.com', 'c@x.com', 'd@x.com'],
      phones: [
        { type: 'work', number: '1' },
        { type: 'mobile', number: '2' },
        { type: 'work fax', number: '3' },
        { type: 'assistant', number: '4' },
      ],
      workAddress: { street: 'Way 1', city: 'Ulm', state: 'BW', postalCode: '89073', country: 'Germany' },
      birthday: '1815-12-10',
      assistant: 'A',
      manager: 'M',
      spouse: 'S',
      website: 'https://x.example',
      notes: 'Two\nlines',
    });
    const [made] = await mailbox.write([create(1, item)]);
    const [read] = (await whole('contact')).items;
    const labels = { categories: [groupName] };
    expect(read!.item).toEqual({ ...item, ...labels });
    expect(seenOf(made)).toEqual(read);
    const [cleared] = await mailbox.write([
      update(read!, { prefix: '', company: '', department: '', title: '', spouse: '', birthday: '', website: '' }),
    ]);
    expect(seenOf(cleared).item).toEqual({
      ...item,
      ...labels,
      prefix: '',
      company: '',
      department: '',
      title: '',
      spouse: '',
      birthday: '',
      website: '',
    });
  });

  test('SYN2 what we do not map is carried along in the lists that we write', async () => {
    const raw = {
      names: [{ givenName: 'Ada', familyName: 'L', phoneticGivenName: 'Eida' }],
      organizations: [{ name: 'Engines', title: 'Countess', jobDescription: 'looms' }, { name: 'Second' }],
      emailAddresses: [
        { value: 'ada@x.com', type: 'home', displayName: 'Ada of X' },
        { value: 'old@x.com', type: 'other' },
      ],
      phoneNumbers: [
        { value: '1', type: 'pager' },
        { value: '2', type: 'work' },
      ],
      addresses: [
        { type: 'work', streetAddress: 'Way 1', poBox: '77' },
        { type: 'cottage', city: 'Ulm' },
      ],
      relations: [{ person: 'Mum', type: 'mother' }],
    };
    const id = textOf((await here.call('POST', '/v1/people:createContact', raw)).resourceName);
    const [seen] = (await whole('contact')).items;
    expect(seen!.item).toMatchObject({
      phones: [
        { type: 'unmapped', number: '1' },
        { type: 'work', number: '2' },
      ],
    });
    const item = seen!.item as Contact;
    const set = {
      last: 'Lovelace',
      title: 'Earl',
      emails: ['ada@x.com', 'new@x.com'],
      phones: [item.phones[0]!, { type: 'work', number: '3' } as const],
      workAddress: { ...item.workAddress, city: 'Berlin' },
      manager: 'Boss',
    };
    await mailbox.write([update(seen!, set)]);
    const now = await person(id);
    expect(now.names).toMatchObject([{ givenName: 'Ada', familyName: 'Lovelace', phoneticGivenName: 'Eida' }]);
    expect(now.organizations).toMatchObject([{ name: 'Engines', title: 'Earl', jobDescription: 'looms' }, { name: 'Second' }]);
    expect(now.emailAddresses).toMatchObject([
      { value: 'ada@x.com', type: 'home', displayName: 'Ada of X' },
      { value: 'new@x.com', type: 'other' },
    ]);
    expect(now.phoneNumbers).toMatchObject([
      { value: '1', type: 'pager' },
      { value: '3', type: 'work' },
    ]);
    expect(now.addresses).toMatchObject([
      { type: 'work', poBox: '77', city: 'Berlin' },
      { type: 'cottage', city: 'Ulm' },
    ]);
    expect(now.relations).toMatchObject([
      { person: 'Mum', type: 'mother' },
      { person: 'Boss', type: 'manager' },
    ]);
  });

  test('CON5 taking off the last label leaves the contact in one group', async () => {
    const [made] = await mailbox.write([create(1, contact({ last: 'Label', keptOut: true }))]);
    const { id } = seenOf(made);
    for (const name of ['myContacts', groupName])
      await here.call('POST', `/v1/${await group(name)}/members:modify`, { resourceNamesToRemove: [id] });
    const [seen] = (await mailbox.read('contact', [id], options)).items;
    expect(seen!.item).toMatchObject({ inFolder: false, keptOut: true });
    const [wrote] = await mailbox.write([update(seen!, { keptOut: false })]);
    expect(seenOf(wrote).item).toMatchObject({ keptOut: false });
    expect(rowsOf(await person(id), 'memberships')).toHaveLength(1);
  });

  test('CON1 a deleted group does not look like every contact moved out', async () => {
    await mailbox.write([create(1, contact({ last: 'Stays' }))]);
    const { cursor } = await whole('contact');
    await here.call('DELETE', `/v1/${await group(groupName)}`);
    await expect(whole('contact', cursor)).rejects.toMatchObject({ failure: { kind: 'folder missing' } });
  });

  test('CON1 a label of nearly the name is noticed', async () => {
    const label = textOf((await here.call('POST', '/v1/contactGroups', { contactGroup: { name: 'Salesforce_Sync' } })).resourceName);
    const id = textOf(
      (await here.call('POST', '/v1/people:createContact', { names: [{ givenName: 'Ada', familyName: 'L' }] })).resourceName,
    );
    await here.call('POST', `/v1/${label}/members:modify`, { resourceNamesToAdd: [id] });
    const fresh = createGoogleMailbox({ http: here.http });
    expect(await fresh.mistaken()).toEqual([{ id, name: 'Ada L' }]);
    await fresh.intoFolder([id]);
    expect(await fresh.mistaken()).toEqual([]);
  });

  test('SYN6 a contact that Google renamed comes under its new id, and is not gone', async () => {
    switches()['google.renames'] = true;
    const [made] = await mailbox.write([create(1, contact({ last: 'Renamed', emails: ['a@x.com'] }))]);
    const { cursor } = await whole('contact');
    const old = await person(seenOf(made).id);
    const body = { metadata: old.metadata, emailAddresses: [{ value: 'b@x.com' }] };
    await here.call('PATCH', `/v1/${seenOf(made).id}:updateContact?updatePersonFields=emailAddresses`, body);
    const { pages, items, gone } = await whole('contact', cursor);
    expect(pages.flatMap((page) => page.renamed ?? [])).toEqual([{ from: seenOf(made).id, to: items[0]!.id }]);
    expect(items[0]!.item).toMatchObject({ emails: ['b@x.com'] });
    expect(gone).toEqual([]);
  });

  test('SYN6 a contact that Google renamed is found by its old name where a full listing does not tell it, and written by its new one', async () => {
    switches()['google.renames'] = true;
    const [made] = await mailbox.write([create(1, contact({ last: 'Renamed', emails: ['a@x.com'] }))]);
    const from = seenOf(made).id;
    const body = { metadata: (await person(from)).metadata, emailAddresses: [{ value: 'b@x.com' }] };
    await here.call('PATCH', `/v1/${from}:updateContact?updatePersonFields=emailAddresses`, body);
    const { pages, items } = await whole('contact');
    expect(pages.flatMap((page) => page.renamed ?? [])).toEqual([]);
    const [now] = items;
    const found = await mailbox.read('contact', [from], options);
    expect(found).toMatchObject({ items: [{ id: now!.id }], gone: [], renamed: [{ from, to: now!.id }] });
    const base = { kind: 'contact', ifVersion: now!.version, base: now!.item as Contact, set: { title: 'CEO' } } as const;
    expect(await mailbox.write([{ op: 'update', id: from, ...base }])).toEqual([{ kind: 'changed meanwhile' }]);
    expect(await mailbox.write([{ op: 'update', id: now!.id, ...base }])).toMatchObject([{ kind: 'done' }]);
  });

  test('SYN6 a token is renewed by a full round before its seven days are over', async () => {
    await mailbox.write([create(1, contact({ last: 'Stays' }))]);
    let { cursor } = await whole('contact');
    const full: boolean[] = [];
    for (let days = 0; days < 9; days++) {
      here.sandbox.world.clock.advance(86_400_000);
      const next = await whole('contact', cursor);
      full.push(next.pages[0]!.full);
      cursor = next.cursor;
    }
    expect(full.filter(Boolean)).toHaveLength(1);
    expect(full.indexOf(true)).toBeLessThan(7);
  });

  test('SYN6 a late feed does not undo what was written, nor make an edit of it', async () => {
    switches()['google.feedLagMs'] = 120_000;
    const [made] = await mailbox.write([create(1, contact({ last: 'A' }))]);
    const { cursor } = await whole('contact');
    const [wrote] = await mailbox.write([update(seenOf(made), { last: 'B' })]);
    expect((await whole('contact', cursor)).items).toEqual([]);
    here.sandbox.world.clock.advance(300_000);
    const { items } = await whole('contact', cursor);
    expect(items.map(({ version }) => version)).toEqual([seenOf(wrote).version]);
  });

  test('SYN6 other etags in lists are no other versions', async () => {
    switches()['google.listEtags'] = true;
    const [made] = await mailbox.write([create(1, contact({ last: 'A', title: 'T' }))]);
    const [listed] = (await whole('contact')).items;
    expect(listed!.version).toBe(seenOf(made).version);
    const [wrote] = await mailbox.write([update(listed!, { last: 'B' })]);
    expect(wrote!.kind).toBe('done');
  });

  test('SYN8 one bad contact in a bulk fails alone: a refused bulk is divided', async () => {
    here.sandbox.world.faults.add({
      id: 'bad',
      vendor: 'google',
      path: '^POST /v1/people:batchCreate',
      kind: 'answer',
      status: 400,
      body: { error: { code: 400, message: 'Invalid', status: 'INVALID_ARGUMENT' } },
      // All nine, the first five, the first three, the first two: then the first alone is the bad one.
      times: 5,
    });
    const answers = await mailbox.write(Array.from({ length: 9 }, (_, i) => create(i, contact({ last: `L${i}` }))));
    expect(answers.map(({ kind }) => kind)).toEqual(['failed', ...Array(8).fill('done')]);
    expect(answers[0]).toMatchObject({ kind: 'failed', failure: { kind: 'bad row' } });
    expect((await whole('contact')).items).toHaveLength(8);
  });

  test('SYN8 of a bulk of updates, what is gone and what was changed are answered alone', async () => {
    const seen = (await mailbox.write(Array.from({ length: 8 }, (_, i) => create(i, contact({ last: `L${i}` }))))).map(seenOf);
    await here.call('DELETE', `/v1/${seen[2]!.id}:deleteContact`);
    const { metadata } = await person(seen[5]!.id);
    await here.call('PATCH', `/v1/${seen[5]!.id}:updateContact?updatePersonFields=urls`, { metadata, urls: [{ value: 'https://u' }] });
    const answers = await mailbox.write(seen.map((one) => update(one, { title: 'New' })));
    expect(answers.map(({ kind }) => kind)).toEqual(['done', 'done', 'gone', 'done', 'done', 'changed meanwhile', 'done', 'done']);
  });

  test('SYN6 a device that restarts after a lost answer finds what it made', async () => {
    here.sandbox.world.faults.add({ id: 'lost', vendor: 'google', path: '^POST /v1/people:batchCreate', kind: 'drop after', times: 1 });
    await expect(mailbox.write([create(1, contact({ last: 'Once' }))])).rejects.toMatchObject({ failure: { kind: 'offline' } });
    const [again] = await createGoogleMailbox({ http: here.http }).write([create(1, contact({ last: 'Once' }))]);
    expect(seenOf(again).mark).toBe(key(1));
    expect((await whole('contact')).items).toHaveLength(1);
  });

  test('SYN6 an event that Google touched after it was made is written all the same', async () => {
    switches()['google.bumpAfterCreateMs'] = 1_000;
    const [made] = await mailbox.write([create(1, event({ subject: 'A' }))]);
    here.sandbox.world.clock.advance(5_000);
    const [wrote] = await mailbox.write([update(seenOf(made), { subject: 'B' })]);
    expect(seenOf(wrote).item).toMatchObject({ subject: 'B' });
  });

  test('SYN3 the id of a deleted event stays taken: said as gone', async () => {
    const [made] = await mailbox.write([create(1, event({ subject: 'A' }))]);
    await mailbox.write([{ op: 'remove', kind: 'event', id: seenOf(made).id, ifVersion: seenOf(made).version }]);
    expect(await mailbox.write([create(1, event({ subject: 'A' }))])).toEqual([{ kind: 'gone' }]);
  });

  test('EVT6 guests are kept and get no mail; a guest may not change the meeting', async () => {
    const attendees = [{ email: 'guest@customer.example' }, { email: here.who.email, responseStatus: 'accepted' }];
    const times = { start: { dateTime: '2026-03-03T09:00:00Z' }, end: { dateTime: '2026-03-03T10:00:00Z' } };
    await here.call('POST', '/calendar/v3/calendars/primary/events', { summary: 'Ours', ...times, attendees });
    const [ours] = (await whole('event')).items;
    expect(ours!.item).toMatchObject({
      mine: true,
      organizer: here.who.email,
      response: 'organizer',
      attendees: [{ email: 'guest@customer.example' }],
    });
    const [wrote] = await mailbox.write([update(ours!, { start: '2026-03-04T09:00:00Z', end: '2026-03-04T10:00:00Z', keptOut: true })]);
    expect(seenOf(wrote).item).toMatchObject({ attendees: [{ email: 'guest@customer.example' }], keptOut: true });
    const gone = await mailbox.write([{ op: 'remove', kind: 'event', id: ours!.id, ifVersion: seenOf(wrote).version }]);
    expect(gone[0]!.kind).toBe('done');
    expect(here.sandbox.world.mails).toEqual([]);
  });

  test('EVT1 birthdays, focus time and the like are not events', async () => {
    const times = { start: { date: '2026-03-03' }, end: { date: '2026-03-04' } };
    const working = {
      eventType: 'workingLocation',
      visibility: 'public',
      transparency: 'transparent',
      workingLocationProperties: { type: 'homeOffice', homeOffice: {} },
    };
    await here.call('POST', '/calendar/v3/calendars/primary/events', { summary: 'Home', ...times, ...working });
    expect((await whole('event')).items).toEqual([]);
  });

  test('EVT1 the text of a description is read from its HTML, and text that looks like HTML survives', async () => {
    const times = { start: { dateTime: '2026-03-03T09:00:00Z' }, end: { dateTime: '2026-03-03T10:00:00Z' } };
    const description = '<p>Hello&nbsp;<b>you</b> &amp; me</p><ul><li>one</li><li>two</li></ul><script>alert(1)</script>';
    const body: Json = { summary: 'Html', ...times, description };
    await here.call('POST', '/calendar/v3/calendars/primary/events', body);
    const [seen] = (await whole('event')).items;
    expect(seen!.item).toMatchObject({ description: 'Hello you & me\n\n- one\n- two' });
    const [wrote] = await mailbox.write([update(seen!, { description: 'a <b> & c' })]);
    expect(seenOf(wrote).item).toMatchObject({ description: 'a <b> & c' });
  });
});
