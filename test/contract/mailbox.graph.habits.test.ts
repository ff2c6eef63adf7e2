/** Habits of Graph alone: what its own pages say, played by the stand-in. */
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { createGraphMailbox } from '../../shared/adapters/graph';
import { folderName, keepOutName } from '../../shared/adapters/names';
import { blankContact } from '../../shared/core/contacts/blank';
import { blankEvent } from '../../shared/core/events/blank';
import type { CalendarEvent, Contact } from '../../shared/core/model';
import { Failed, type Mailbox, type PullOptions, type Write } from '../../shared/core/ports';
import { type Json, rowsOf, type Site, site, stop, textOf } from './mailbox.sandbox';

afterAll(stop);

const options: PullOptions = { window: { from: '2026-02-01', to: '2026-04-01' }, whose: 'mine', fields: [] };
const immutable = { prefer: 'IdType="ImmutableId"' };
const contact = (set: Partial<Contact>): Contact => ({ ...blankContact, ...set });
const event = (set: Partial<CalendarEvent>): CalendarEvent => ({
  ...blankEvent,
  start: '2026-03-03T09:00:00Z',
  end: '2026-03-03T10:00:00Z',
  ...set,
});
const createEvent = (n: number, set: Partial<CalendarEvent> = {}): Write<'mailbox'> => ({
  op: 'create',
  kind: 'event',
  key: `key${String(n).padStart(23, '0')}`,
  item: event(set),
});

describe('habits of Graph', () => {
  let here: Site;
  let mailbox: Mailbox;
  let call: (method: string, path: string, body?: unknown) => Promise<Json>;
  let requestsFrom = 0;
  beforeEach(async () => {
    here = await site('graph');
    call = (method, path, body) => here.call(method, `/v1.0${path}`, body, immutable);
    mailbox = createGraphMailbox({ http: here.http });
    await mailbox.prepare();
    requestsFrom = here.requests();
  });
  const requests = () => here.requests() - requestsFrom;
  const switches = () => here.sandbox.world.faults.switches;
  const fault = (path: string, rest: object) =>
    here.sandbox.world.faults.add({ id: path + JSON.stringify(rest), vendor: 'graph', path, kind: 'answer', times: 1, ...rest });
  const whole = async (kind: 'contact' | 'event', cursor: string | null = null) => {
    const pages = [await mailbox.changesSince(kind, cursor, options)];
    while (pages.at(-1)!.more) pages.push(await mailbox.changesSince(kind, pages.at(-1)!.cursor, options));
    return { items: pages.flatMap((page) => page.items), gone: pages.flatMap((page) => page.gone), cursor: pages.at(-1)!.cursor, pages };
  };

  test('CON1 EXC2 the folder and a category with a colour are made once', async () => {
    await createGraphMailbox({ http: here.http }).prepare();
    const folders = rowsOf(await call('GET', '/me/contactFolders'), 'value').filter((row) => row.displayName === folderName);
    const categories = rowsOf(await call('GET', '/me/outlook/masterCategories'), 'value').filter((row) => row.displayName === keepOutName);
    expect([folders.length, categories.length]).toEqual([1, 1]);
    expect(categories[0]!.color).toMatch(/^preset\d+$/);
  });

  test('CON1 a deleted folder is said to be missing, and made again', async () => {
    const { cursor } = await whole('contact');
    const folder = rowsOf(await call('GET', '/me/contactFolders'), 'value').find((row) => row.displayName === folderName)!;
    await call('DELETE', `/me/contactFolders/${encodeURIComponent(textOf(folder.id))}`);
    await expect(mailbox.changesSince('contact', cursor, options)).rejects.toMatchObject({ failure: { kind: 'folder missing' } });
    const fresh = createGraphMailbox({ http: here.http });
    await expect(fresh.changesSince('contact', null, options)).rejects.toMatchObject({ failure: { kind: 'folder missing' } });
    await fresh.prepare();
    expect((await fresh.changesSince('contact', null, options)).items).toEqual([]);
  });

  test('CON1 a category of the folder’s name is noticed on contacts outside the folder', async () => {
    const outside = textOf((await call('POST', '/me/contacts', { givenName: 'Out', surname: 'Side', categories: [folderName] })).id);
    expect(await mailbox.mistaken()).toEqual([{ id: outside, name: 'Out Side' }]);
    await mailbox.intoFolder([outside]);
    expect(await mailbox.mistaken()).toEqual([]);
  });

  test('CON4 what Outlook keeps as properties goes there and comes back; slots are not overrun', async () => {
    const item = contact({
      last: 'Full',
      emails: ['a@x.com', 'b@x.com', 'c@x.com'],
      phones: [
        { type: 'work', number: '1' },
        { type: 'work', number: '2' },
        { type: 'home', number: '3' },
        { type: 'mobile', number: '4' },
        { type: 'other', number: '5' },
        { type: 'work fax', number: '6' },
        { type: 'assistant', number: '7' },
      ],
      birthday: '1980-12-31',
      private: true,
      website: 'https://x.example',
      spouse: 'S',
      manager: 'M',
      assistant: 'A',
      otherAddress: { street: 'Way 1\nFloor 2', city: 'Ulm', state: 'BW', postalCode: '89073', country: 'Germany' },
    });
    const [made] = await mailbox.write([{ op: 'create', kind: 'contact', key: 'fullfullfullfullfullfullfu', item }]);
    const [read] = (await whole('contact')).items;
    expect(read!.item).toEqual(item);
    expect(made).toMatchObject({ kind: 'done', seen: { version: read!.version, mark: 'fullfullfullfullfullfullfu', item } });
    const set = { phones: [...item.phones.slice(0, 5), { type: 'assistant', number: '8' } as const], private: false, birthday: '' };
    const [wrote] = await mailbox.write([
      { op: 'update', kind: 'contact', id: read!.id, set, ifVersion: read!.version, base: read!.item, mark: read!.mark },
    ]);
    const after = (await mailbox.read('contact', [read!.id], options)).items[0]!;
    expect(after.item).toEqual({ ...item, ...set });
    expect(wrote).toMatchObject({ kind: 'done', seen: { version: after.version, mark: after.mark, item: after.item } });
  });

  test('SYN2 an update touches only what changed', async () => {
    const folder = textOf(rowsOf(await call('GET', '/me/contactFolders'), 'value').find((row) => row.displayName === folderName)!.id);
    const raw = {
      givenName: 'Ada',
      surname: 'L',
      fileAs: 'my own order',
      imAddresses: ['im:ada'],
      profession: 'Poet',
      emailAddresses: [{ address: 'ada@x.com', name: 'Ada of X' }],
    };
    const id = textOf((await call('POST', `/me/contactFolders/${encodeURIComponent(folder)}/contacts`, raw)).id);
    const [seen] = (await whole('contact')).items;
    await mailbox.write([{ op: 'update', kind: 'contact', id, set: { title: 'Countess' }, ifVersion: seen!.version, base: seen!.item }]);
    expect(await call('GET', `/me/contacts/${encodeURIComponent(id)}`)).toMatchObject({ ...raw, jobTitle: 'Countess' });
  });

  test.each([400, 409])('SYN6 a repeated transaction, answered with %i, finds the event', async (status) => {
    switches()['graph.duplicateTransactionStatus'] = status;
    const [first] = await mailbox.write([createEvent(1, { subject: 'Once' })]);
    const [second] = await createGraphMailbox({ http: here.http }).write([createEvent(1, { subject: 'Once' })]);
    expect(second).toEqual({ ...first, found: true });
    expect(rowsOf(await call('GET', '/me/events'), 'value')).toHaveLength(1);
  });

  test('SYN6 made, but answered ConcurrentItemSave: looked up, not doubled', async () => {
    const body = { error: { code: 'ConcurrentItemSave', message: 'busy' } };
    fault('^POST /v1.0/me/events', { kind: 'after', status: 503, body });
    fault('^POST /v1.0/me/contactFolders/', { kind: 'after', status: 503, body });
    const create: Write<'mailbox'> = { op: 'create', kind: 'contact', key: 'ccccccccccccccccccccccccc1', item: contact({ last: 'Once' }) };
    const answers = await mailbox.write([createEvent(2), create]);
    expect(answers.map(({ kind }) => kind)).toEqual(['done', 'done']);
    expect((await whole('contact')).items).toHaveLength(1);
    expect((await whole('event')).items).toHaveLength(1);
  });

  test('SYN8 throttled parts go again alone, others are done once; a long wait is told', async () => {
    fault('^POST /v1.0/me/events', { status: 429, headers: { 'Retry-After': '2' }, times: 3 });
    const answers = await mailbox.write(Array.from({ length: 30 }, (_, i) => createEvent(100 + i)));
    expect(answers.every(({ kind }) => kind === 'done')).toBe(true);
    expect(requests()).toBeLessThanOrEqual(4);
    const posts = here.sandbox.world.log.flatMap(({ parts }) => parts).filter(({ method, status }) => method === 'POST' && status === 201);
    expect(rowsOf(await call('GET', '/me/events?$top=100'), 'value')).toHaveLength(30);
    expect(posts.length).toBeGreaterThanOrEqual(30);
    fault('^POST /v1.0/me/events', { status: 429, headers: { 'Retry-After': '300' } });
    const [long, other] = await mailbox.write([createEvent(200), createEvent(201)]);
    const kinds = [long, other].map((wrote) => (wrote?.kind === 'failed' ? wrote.failure : wrote?.kind));
    expect(kinds).toContainEqual({ kind: 'throttled', system: 'microsoft', retryAfterMs: 300_000 });
    expect(kinds).toContain('done');
  });

  test('SYN8 nothing goes through: that is said once, for all', async () => {
    fault('^POST .*\\$batch', { status: 401, times: 4 });
    await expect(mailbox.write([createEvent(1), createEvent(2)])).rejects.toMatchObject({
      failure: { kind: 'signed out', system: 'microsoft' },
    });
  });

  test('SYN6 pages that never end are given up', async () => {
    const link = `${here.sandbox.urls.graph}/v1.0/me/calendarView/delta?$skiptoken=x`;
    fault('^GET /v1.0/me/calendarView/delta', { status: 200, body: { value: [], '@odata.nextLink': link }, times: 100 });
    await expect(whole('event')).rejects.toMatchObject({ failure: { kind: 'unexpected answer', system: 'microsoft' } });
    expect(requests()).toBeLessThan(6);
  });

  test('SYN8 one unreadable event does not hold up the others', async () => {
    await mailbox.write([createEvent(1, { subject: 'Fine' })]);
    const good = rowsOf(await call('GET', '/me/events'), 'value')[0]!;
    const bad = { ...good, id: 'bad', start: { dateTime: 5 } };
    fault('^GET /v1.0/me/calendarView\\?', { status: 200, body: { value: [bad, good] } });
    const { pages, items } = await whole('event');
    expect(items).toHaveLength(1);
    expect(pages.flatMap((page) => page.unreadable).map(({ id }) => id)).toContain('bad');
  });

  test('EVT3 moving an occurrence past its neighbour fails alone, by name', async () => {
    const recurrence = {
      pattern: { type: 'daily', interval: 1 },
      range: { type: 'numbered', startDate: '2026-03-03', numberOfOccurrences: 3 },
    };
    const time = (at: string) => ({ dateTime: `2026-03-03T${at}:00`, timeZone: 'UTC' });
    await call('POST', '/me/events', { subject: 'Daily', start: time('09:00'), end: time('09:30'), recurrence });
    const { items } = await whole('event');
    const second = items.find(({ item }) => item.kind === 'event' && item.start.startsWith('2026-03-04'))!;
    const [wrote] = await mailbox.write([
      {
        op: 'update',
        kind: 'event',
        id: second.id,
        set: { start: '2026-03-05T10:00:00Z', end: '2026-03-05T10:30:00Z' },
        ifVersion: second.version,
        base: second.item,
      },
    ]);
    expect(wrote).toMatchObject({ kind: 'failed', failure: { kind: 'bad row', reason: 'crossing boundary' } });
  });

  test('EVT4 a meeting shows its organizer, its guests and the answer, the same in both mailboxes', async () => {
    const fellow = here.sandbox.world.accounts.find(({ mailbox: where, email }) => where === 'microsoft' && email !== here.who.email)!;
    const token = here.sandbox.world.tokens.issue('graph', fellow.id);
    const time = (at: string) => ({ dateTime: `2026-03-03T${at}:00`, timeZone: 'UTC' });
    const attendees = [
      { emailAddress: { address: here.who.email.toUpperCase(), name: here.who.name }, type: 'required' },
      { emailAddress: { address: 'guest@customer.example', name: 'Guest' }, type: 'optional' },
    ];
    const recurrence = {
      pattern: { type: 'daily', interval: 1 },
      range: { type: 'numbered', startDate: '2026-03-03', numberOfOccurrences: 2 },
    };
    const body = { subject: 'Review', start: time('09:00'), end: time('09:30'), attendees, recurrence };
    const made = await here.call('POST', '/v1.0/me/events', body, { ...immutable, authorization: `Bearer ${token}` });
    const mine = (await whole('event')).items;
    expect(mine).toHaveLength(2);
    expect(mine[0]!.item).toMatchObject({
      subject: 'Review',
      organizer: fellow.email.toLowerCase(),
      mine: false,
      attendees: [
        { email: here.who.email.toLowerCase(), optional: false },
        { email: 'guest@customer.example', name: 'Guest', optional: true },
      ],
    });
    const uids = mine.map(({ item }) => (item.kind === 'event' ? item.uid : ''));
    expect(new Set(uids)).toEqual(new Set([made.iCalUId]));
  });

  test('SYN6 50 writes with one page of reads: one request for 20 parts', async () => {
    await mailbox.write(Array.from({ length: 50 }, (_, i) => createEvent(300 + i)));
    expect(requests()).toBe(3);
    const made = (await whole('event')).items;
    const before = requests();
    await mailbox.write(
      made.map((seen) => ({
        op: 'update',
        kind: 'event',
        id: seen.id,
        set: { subject: 'New' },
        ifVersion: seen.version,
        base: seen.item,
        mark: seen.mark,
      })),
    );
    expect(requests() - before).toBe(3);
  });

  test('SYN8 a bulk never has more in flight than Graph allows one mailbox', async () => {
    switches()['graph.concurrency'] = 4;
    switches()['graph.latencyMs'] = 2;
    const answers = await mailbox.write(Array.from({ length: 100 }, (_, i) => createEvent(400 + i)));
    expect(answers.every(({ kind }) => kind === 'done')).toBe(true);
    expect(requests()).toBe(5);
  });

  test('SYN3 what is deleted or moved while a full round runs is not told as there', async () => {
    switches()['graph.pageSize'] = 2;
    const made = await mailbox.write(
      Array.from(
        { length: 5 },
        (_, i): Write<'mailbox'> => ({
          op: 'create',
          kind: 'contact',
          key: `c${String(i).padStart(25, '0')}`,
          item: contact({ last: `L${i}` }),
        }),
      ),
    );
    const first = await mailbox.changesSince('contact', null, options);
    const shown = first.items[0]!.id;
    await call('DELETE', `/me/contacts/${encodeURIComponent(shown)}`);
    const rest = await whole('contact', first.cursor);
    const told = new Map([...first.items, ...rest.items].map((seen) => [seen.id, true]));
    for (const { id } of rest.gone) told.delete(id);
    const later = await whole('contact', rest.cursor);
    for (const { id } of later.gone) told.delete(id);
    expect(told.has(shown)).toBe(false);
    expect(told.size).toBe(made.length - 1);
  });

  test('SYN8 a foreign error is a Failed', async () => {
    fault('^GET /v1.0/me/contactFolders', { status: 403, body: { error: { code: 'ErrorAccessDenied', message: 'no' } }, times: 9 });
    const fresh = createGraphMailbox({ http: here.http });
    await expect(fresh.changesSince('contact', null, options)).rejects.toBeInstanceOf(Failed);
  });
});
