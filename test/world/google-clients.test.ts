/**
 * Google's own clients against the stand-in over HTTP, and every answer against Google's own schemas: what they accept and
 * how they see errors is not of our making.
 */
import type { AddressInfo } from 'node:net';
import { calendar } from '@googleapis/calendar';
import { people } from '@googleapis/people';
import { serve } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { at, lab } from './google-lab';
import { checker, haveContracts } from './google-schemas';

const { world, google, ada } = lab();
const sdk = { calendar: calendar({ version: 'v3' }), people: people({ version: 'v1' }) };
const headers = { Authorization: `Bearer ${ada.token}` };
let server: ReturnType<typeof serve>;

beforeAll(async () => {
  const port = await new Promise<number>((resolve) => {
    server = serve({ fetch: google.app.fetch, port: 0, hostname: '127.0.0.1' }, (info: AddressInfo) => resolve(info.port));
  });
  const rootUrl = `http://127.0.0.1:${port}/`;
  sdk.calendar = calendar({ version: 'v3', rootUrl, headers });
  sdk.people = people({ version: 'v1', rootUrl, headers });
});
afterAll(() => server.close());

const codeOf = async (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => 'no error',
    (error: unknown) => (error as { code?: unknown }).code,
  );

describe('Through Google’s own clients', () => {
  const mine = { calendarId: 'primary' };

  test('Calendar: insert, list, sync, patch with If-Match, 409, 410, 412', async () => {
    const { events } = sdk.calendar;
    const created = await events.insert({
      ...mine,
      requestBody: { id: 'abcde00001', summary: 'SDK', ...at('2026-03-02', '09:00', '10:00') },
    });
    expect(created.data.organizer?.self).toBe(true);
    const list = await events.list({ ...mine, singleEvents: true, timeMin: '2026-03-01T00:00:00Z', timeMax: '2026-04-01T00:00:00Z' });
    const syncToken = String(list.data.nextSyncToken);
    expect(list.data.items?.map((item) => item.id)).toEqual(['abcde00001']);
    const patch = (etag: string) =>
      events.patch({ ...mine, eventId: 'abcde00001', requestBody: { summary: etag } }, { headers: { ...headers, 'If-Match': etag } });
    expect((await patch(String(created.data.etag))).status).toBe(200);
    expect(await codeOf(patch(String(created.data.etag)))).toBe(412);
    expect((await events.list({ ...mine, singleEvents: true, syncToken })).data.items).toHaveLength(1);
    expect(await codeOf(events.list({ ...mine, singleEvents: true, syncToken, timeMin: '2026-03-01T00:00:00Z' }))).toBe(400);
    expect(await codeOf(events.insert({ ...mine, requestBody: { id: 'abcde00001', ...at('2026-03-02', '09:00', '10:00') } }))).toBe(409);
    expect((await events.delete({ ...mine, eventId: 'abcde00001' })).status).toBe(204);
    expect(await codeOf(events.delete({ ...mine, eventId: 'abcde00001' }))).toBe(410);
  });

  test('Calendar: instances of a series, one moved and one deleted', async () => {
    const { events } = sdk.calendar;
    const requestBody = { summary: 'Series', ...at('2026-03-16', '09:00', '09:30'), recurrence: ['RRULE:FREQ=WEEKLY;COUNT=4'] };
    const { data: master } = await events.insert({ ...mine, requestBody });
    const eventId = String(master.id);
    await events.patch({ ...mine, eventId: `${eventId}_20260323T080000Z`, requestBody: at('2026-03-24', '09:00', '09:30') });
    await events.delete({ ...mine, eventId: `${eventId}_20260330T070000Z` });
    const { data } = await events.instances({ ...mine, eventId });
    expect(data.items?.map((item) => item.start?.dateTime?.slice(0, 10))).toEqual(['2026-03-16', '2026-03-24', '2026-04-06']);
  });

  test('People: create, batchUpdate, stale etag, groups and members, sync', async () => {
    const fields = 'names,memberships,metadata';
    const created = await sdk.people.people.createContact({ personFields: fields, requestBody: { names: [{ givenName: 'Grace' }] } });
    const resourceName = String(created.data.resourceName);
    const { sources } = created.data.metadata!;
    const list = { resourceName: 'people/me', personFields: fields, pageSize: 1000, requestSyncToken: true };
    const { data: full } = await sdk.people.people.connections.list(list);
    const send = () =>
      sdk.people.people.batchUpdateContacts({
        requestBody: {
          contacts: { [resourceName]: { metadata: { sources: sources ?? [] }, names: [{ givenName: 'Hopper' }] } },
          updateMask: 'names',
          readMask: 'names',
        },
      });
    expect((await send()).data.updateResult?.[resourceName]?.person?.names?.[0]?.displayName).toBe('Hopper');
    expect(await codeOf(send())).toBe(400);
    const { data: group } = await sdk.people.contactGroups.create({ requestBody: { contactGroup: { name: 'Salesforce Sync' } } });
    await sdk.people.contactGroups.members.modify({
      resourceName: String(group.resourceName),
      requestBody: { resourceNamesToAdd: [resourceName] },
    });
    const { data: since } = await sdk.people.people.connections.list({ ...list, syncToken: String(full.nextSyncToken) });
    expect(since.connections?.[0]?.memberships).toHaveLength(2);
    world.clock.advance(8 * 86_400_000);
    expect(await codeOf(sdk.people.people.connections.list({ ...list, syncToken: String(full.nextSyncToken) }))).toBe(400);
  });
});

if (haveContracts) {
  describe('Answers against Google’s discovery schemas', () => {
    test('Calendar answers have no property that the document does not know', async () => {
      const check = checker('calendar');
      const { ada: rep, ben } = lab();
      const guests = {
        attendees: [{ email: 'ben@instep.example', optional: true }],
        extendedProperties: { private: { a: '1' } },
        reminders: { useDefault: false },
      };
      const series = { summary: 'S', ...at('2026-03-02', '09:00', '10:00'), ...guests, recurrence: ['RRULE:FREQ=DAILY;COUNT=5'] };
      const master = await rep.insert({ ...series, conferenceData: { createRequest: { requestId: 'x' } } }, '?conferenceDataVersion=1');
      check('Event', master);
      expect(() => check('Event', { ...master, nonsense: 1 })).toThrow('additional properties');
      await rep.patch(`${master.id}_20260303T080000Z`, { summary: 'moved', ...at('2026-03-03', '11:00', '12:00') });
      await rep.drop(`${master.id}_20260304T080000Z`);
      await rep.insert({
        start: { date: '2026-03-02' },
        end: { date: '2026-03-03' },
        eventType: 'workingLocation',
        visibility: 'public',
        transparency: 'transparent',
      });
      for (const client of [rep, ben]) {
        for (const query of [{}, { singleEvents: 'true' }, { showDeleted: 'true', maxResults: '2' }])
          check('Events', (await client.events(query)).body);
      }
      check('Events', (await rep.get(`/calendar/v3/calendars/primary/events/${master.id}/instances?showDeleted=true`)).body);
      check('CalendarList', (await rep.get('/calendar/v3/users/me/calendarList')).body);
      check('CalendarListEntry', (await rep.get('/calendar/v3/users/me/calendarList/primary')).body);
      check('Calendar', (await rep.get('/calendar/v3/calendars/primary')).body);
      check('Settings', (await rep.get('/calendar/v3/users/me/settings')).body);
      check('Setting', (await rep.get('/calendar/v3/users/me/settings/timezone')).body);
    });

    test('People answers have no property that the document does not know', async () => {
      const check = checker('people');
      const { ada: rep } = lab();
      const all =
        'names,emailAddresses,phoneNumbers,addresses,organizations,birthdays,memberships,metadata,clientData,photos,userDefined,relations,nicknames';
      const person = {
        ...{
          names: [{ givenName: 'A', familyName: 'B', honorificSuffix: 'PhD' }],
          emailAddresses: [{ value: 'a@x.example', type: 'work' }],
        },
        ...{
          phoneNumbers: [{ value: '+49 30 1', type: 'workFax' }],
          addresses: [{ city: 'Berlin', type: 'home' }],
          nicknames: [{ value: 'n' }],
        },
        ...{ organizations: [{ name: 'Acme', title: 'CEO' }], birthdays: [{ date: { year: 1990, month: 2, day: 3 } }] },
        ...{
          clientData: [{ key: 'k', value: 'v' }],
          userDefined: [{ key: 'k', value: 'v' }],
          relations: [{ person: 'P', type: 'spouse' }],
        },
      };
      const created = (await rep.post(`/v1/people:createContact?personFields=${all}`, person)).body;
      check('Person', created);
      check('ListConnectionsResponse', (await rep.get(`/v1/people/me/connections?personFields=${all}&requestSyncToken=true`)).body);
      check('Person', (await rep.get(`/v1/people/me?personFields=${all}`)).body);
      check(
        'GetPeopleResponse',
        (await rep.get(`/v1/people:batchGet?resourceNames=${created.resourceName}&resourceNames=people/c9&personFields=${all}`)).body,
      );
      check(
        'BatchCreateContactsResponse',
        (await rep.post('/v1/people:batchCreateContacts', { contacts: [{ contactPerson: person }], readMask: all })).body,
      );
      const contacts = { [String(created.resourceName)]: { ...created, names: [] } };
      check(
        'BatchUpdateContactsResponse',
        (await rep.post('/v1/people:batchUpdateContacts', { contacts, updateMask: 'names', readMask: all })).body,
      );
      check('ContactGroup', (await rep.post('/v1/contactGroups', { contactGroup: { name: 'G' } })).body);
      check('ListContactGroupsResponse', (await rep.get('/v1/contactGroups')).body);
      await rep.get('/v1/people:searchContacts?query=&readMask=names');
      check('SearchResponse', (await rep.get('/v1/people:searchContacts?query=a&readMask=names')).body);
    });
  });
}

describe('Size', () => {
  test('50,000 contacts and 10,000 events: listed in full, and an idle sync afterwards reads nothing', async () => {
    const { ada: rep } = lab();
    for (let from = 0; from < 50_000; from += 200) {
      const contacts = Array.from({ length: 200 }, (_, i) => ({ contactPerson: { names: [{ givenName: `P${from + i}` }] } }));
      await rep.post('/v1/people:batchCreateContacts', { contacts });
    }
    const base = '/v1/people/me/connections?personFields=names&pageSize=1000&requestSyncToken=true';
    let seen = 0;
    let token = '';
    for (let page = ''; token === ''; ) {
      const { body } = await rep.get(base + (page ? `&pageToken=${page}` : ''));
      seen += (body.connections as unknown[]).length;
      page = String(body.nextPageToken ?? '');
      token = String(body.nextSyncToken ?? '');
    }
    expect(seen).toBe(50_000);
    expect((await rep.get(`${base}&syncToken=${token}`)).body.connections).toBeUndefined();
    for (let i = 0; i < 10_000; i++) await rep.insert(at(`2026-03-${String((i % 28) + 1).padStart(2, '0')}`, '09:00', '10:00'));
    const listed = await rep.all({ singleEvents: 'true', maxResults: '2500' });
    expect(listed.items).toHaveLength(10_000);
    expect((await rep.all({ singleEvents: 'true', maxResults: '2500', syncToken: listed.token })).items).toEqual([]);
  });
});
