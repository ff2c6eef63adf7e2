/**
 * What we believe of Google People v1. Each test names the vendor's rule; the pages are under developers.google.com/people:
 * "people.connections.list", "Read and manage contacts", "Contact groups", and the discovery document.
 */
import { describe, expect, test } from 'vitest';
import { type Answer, type Client, errorOf, lab, reasonOf, rows, type Wire } from './google-lab';

const DAY = 86_400_000;
const FIELDS = 'names,emailAddresses,memberships,metadata';
const named = (givenName: string): Wire => ({
  names: [{ givenName, familyName: 'Test' }],
  emailAddresses: [{ value: `${givenName}@x.example` }],
});
const create = async (client: Client, person: Wire) =>
  (await client.post('/v1/people:createContact?personFields=names,metadata', person)).body;
const connections = (client: Client, query: Record<string, string> = {}) =>
  client.get(`/v1/people/me/connections?${new URLSearchParams({ personFields: FIELDS, ...query })}`);
const people = (answer: Answer) => rows(answer.body, 'connections');
const sourcesOf = (person: Wire) => ({ metadata: { sources: (person.metadata as Wire).sources } });
const read = async (client: Client, name: unknown, fields = FIELDS) => (await client.get(`/v1/${name}?personFields=${fields}`)).body;
const update = (client: Client, person: Wire, mask: string, body: Wire) =>
  client.call('PATCH', `/v1/${person.resourceName}:updateContact?updatePersonFields=${mask}&personFields=${FIELDS},clientData`, {
    ...sourcesOf(person),
    ...body,
  });
const syncToken = async (client: Client, query: Record<string, string> = {}) =>
  String((await connections(client, { requestSyncToken: 'true', ...query })).body.nextSyncToken);

describe('People reading', () => {
  test('connections.list: personFields is required and checked', async () => {
    const { ada } = lab();
    expect(errorOf(await ada.get('/v1/people/me/connections'))).toMatchObject({ code: 400, status: 'INVALID_ARGUMENT' });
    expect((await connections(ada, { personFields: 'names,nonsense' })).status).toBe(400);
  });

  test('connections.list: nextSyncToken is on the last page only, and only when requested; an empty list has no key', async () => {
    const { ada, world } = lab();
    expect((await connections(ada)).body.connections).toBeUndefined();
    for (const name of ['a', 'b', 'c']) await create(ada, named(name));
    const first = await connections(ada, { pageSize: '2', requestSyncToken: 'true' });
    expect([people(first).length, first.body.nextSyncToken, first.body.totalItems]).toEqual([2, undefined, 3]);
    const second = await connections(ada, { pageSize: '2', requestSyncToken: 'true', pageToken: String(first.body.nextPageToken) });
    expect([people(second).length, typeof second.body.nextSyncToken]).toEqual([1, 'string']);
    expect((await connections(ada)).body.nextSyncToken).toBeUndefined();
    world.faults.switches['google.emptyPages'] = true;
    const empty = await connections(ada);
    expect([people(empty), typeof empty.body.nextPageToken]).toEqual([[], 'string']);
    expect(people(await connections(ada, { pageToken: String(empty.body.nextPageToken) }))).toHaveLength(3);
  });

  test('connections.list: ordered by last change, ascending', async () => {
    const { ada } = lab();
    const a = await create(ada, named('a'));
    await create(ada, named('b'));
    await update(ada, a, 'names', { names: [{ givenName: 'z' }] });
    expect(people(await connections(ada)).map((each) => rows(each, 'names')[0]?.givenName)).toEqual(['b', 'z']);
    const sorted = await connections(ada, { sortOrder: 'LAST_MODIFIED_DESCENDING' });
    expect(people(sorted).map((each) => rows(each, 'names')[0]?.givenName)).toEqual(['z', 'b']);
  });

  test.each([{ personFields: 'names' }, { pageSize: '7' }, { sortOrder: 'FIRST_NAME_ASCENDING' }])(
    'connections.list syncToken: every other parameter must equal the first call (%o)',
    async (other: Record<string, string>) => {
      const { ada } = lab();
      const token = await syncToken(ada);
      expect((await connections(ada, { syncToken: token })).status).toBe(200);
      expect((await connections(ada, { syncToken: token, ...other })).status).toBe(400);
    },
  );

  test('connections.list syncToken: changed people come back, deleted ones with metadata.deleted', async () => {
    const { ada } = lab();
    const a = await create(ada, named('a'));
    const b = await create(ada, named('b'));
    await create(ada, named('c'));
    const token = await syncToken(ada);
    await update(ada, a, 'names', { names: [{ givenName: 'aa' }] });
    await ada.call('DELETE', `/v1/${b.resourceName}:deleteContact`);
    const changed = people(await connections(ada, { syncToken: token }));
    expect(changed.map((each) => each.resourceName)).toEqual([a.resourceName, b.resourceName]);
    expect(changed[1]).toMatchObject({ metadata: { deleted: true } });
    expect(changed[1]?.names).toBeUndefined();
    expect(people(await connections(ada))).toHaveLength(2);
  });

  test('connections.list syncToken: expires 7 days after the full sync, however often it was renewed, as 400 with ErrorInfo', async () => {
    const { ada, world } = lab();
    let token = await syncToken(ada);
    for (let day = 0; day < 7; day++) {
      world.clock.advance(DAY - 1000);
      token = String((await connections(ada, { syncToken: token })).body.nextSyncToken);
    }
    world.clock.advance(10_000);
    const answer = await connections(ada, { syncToken: token });
    expect(answer.status).toBe(400);
    expect(errorOf(answer)).toMatchObject({
      status: 'FAILED_PRECONDITION',
      details: [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'EXPIRED_SYNC_TOKEN', domain: 'people.googleapis.com' }],
    });
  });

  test('Sync feed: writes arrive minutes late, not read-after-write, and the own write comes back as an echo', async () => {
    const { ada, world } = lab();
    world.faults.switches['google.feedLagMs'] = 180_000;
    const token = await syncToken(ada);
    const a = await create(ada, named('a'));
    const early = await connections(ada, { syncToken: token });
    expect(people(early)).toEqual([]);
    expect((await read(ada, a.resourceName)).resourceName).toBe(a.resourceName);
    const afterFull = await syncToken(ada);
    world.clock.advance(200_000);
    for (const each of [String(early.body.nextSyncToken), afterFull]) {
      expect(people(await connections(ada, { syncToken: each })).map((person) => person.resourceName)).toEqual([a.resourceName]);
    }
  });

  test('previousResourceNames: a renamed contact is announced in a sync; its old name is read, and not written', async () => {
    const { ada, world } = lab();
    world.faults.switches['google.renames'] = true;
    const a = await create(ada, named('a'));
    const token = await syncToken(ada);
    const renamed = await update(ada, a, 'emailAddresses', { emailAddresses: [{ value: 'new@x.example' }] });
    expect(renamed.body.resourceName).not.toBe(a.resourceName);
    const { body } = await ada.get(`/v1/people:batchGet?resourceNames=${a.resourceName}&personFields=names`);
    const now = { resourceName: renamed.body.resourceName };
    expect(rows(body, 'responses')).toMatchObject([{ requestedResourceName: a.resourceName, httpStatusCode: 200, person: now }]);
    expect((await update(ada, a, 'names', { names: [{ familyName: 'b' }] })).status).toBe(404);
    const [row] = people(await connections(ada, { syncToken: token }));
    expect(row).toMatchObject({ resourceName: renamed.body.resourceName, metadata: { previousResourceNames: [a.resourceName] } });
    expect(people(await connections(ada))[0]?.metadata).not.toHaveProperty('previousResourceNames');
  });

  test('people:batchGet: 200 names at most, an unknown one is 404 in its own entry', async () => {
    const { ada } = lab();
    const a = await create(ada, named('a'));
    const { body } = await ada.get(`/v1/people:batchGet?resourceNames=${a.resourceName}&resourceNames=people/c1&personFields=names`);
    expect(rows(body, 'responses').map((each) => each.httpStatusCode)).toEqual([200, 404]);
    const many = Array.from({ length: 201 }, (_, i) => `resourceNames=people/c${i}`).join('&');
    expect((await ada.get(`/v1/people:batchGet?${many}&personFields=names`)).status).toBe(400);
  });

  test('people:searchContacts: knows only what a warm-up with an empty query has loaded', async () => {
    const { ada } = lab();
    await create(ada, named('Zoe'));
    const search = async (query: string) =>
      rows((await ada.get(`/v1/people:searchContacts?query=${query}&readMask=names`)).body, 'results').length;
    expect(await search('zo')).toBe(0);
    await search('');
    expect(await search('zo')).toBe(1);
    expect(await search('Zoe%20T')).toBe(1);
    await create(ada, named('Zora'));
    expect(await search('zo')).toBe(1);
    expect((await ada.get('/v1/people:searchContacts?query=zo')).status).toBe(400);
  });

  test('people/me is the own profile', async () => {
    const { ada } = lab();
    expect(await read(ada, 'people/me', 'names,emailAddresses')).toMatchObject({ emailAddresses: [{ value: 'ada@instep.example' }] });
  });

  test('clientData shows only when it is named', async () => {
    const { ada } = lab();
    const a = await create(ada, { ...named('a'), clientData: [{ key: 'instep', value: 'k1' }] });
    expect((await read(ada, a.resourceName)).clientData).toBeUndefined();
    expect(rows(await read(ada, a.resourceName, 'clientData'), 'clientData')[0]).toMatchObject({ key: 'instep', value: 'k1' });
  });
});

describe('People writing', () => {
  test('updateContact: every field of the mask is replaced or cleared, others stay', async () => {
    const { ada } = lab();
    const a = await create(ada, { ...named('a'), phoneNumbers: [{ value: '1' }, { value: '2' }], organizations: [{ name: 'Acme' }] });
    const changed = await update(ada, a, 'phoneNumbers,organizations', {
      phoneNumbers: [{ value: '3' }],
      emailAddresses: [{ value: 'ignored@x.example' }],
    });
    const now = await read(ada, a.resourceName, 'phoneNumbers,organizations,emailAddresses');
    expect(changed.status).toBe(200);
    expect(rows(now, 'phoneNumbers').map((each) => each.value)).toEqual(['3']);
    expect(now.organizations).toBeUndefined();
    expect(rows(now, 'emailAddresses')[0]?.value).toBe('a@x.example');
  });

  test('updateContact: without the etag of the contact source 400, with a stale one 400 failedPrecondition', async () => {
    const { ada } = lab();
    const a = await create(ada, named('a'));
    const body = { names: [{ givenName: 'b' }] };
    const missing = await ada.call('PATCH', `/v1/${a.resourceName}:updateContact?updatePersonFields=names`, { ...body, etag: a.etag });
    expect([missing.status, errorOf(missing).status]).toEqual([400, 'INVALID_ARGUMENT']);
    const fresh = await update(ada, a, 'names', body);
    expect(fresh.status).toBe(200);
    const stale = await update(ada, a, 'names', body);
    expect([stale.status, errorOf(stale).status, reasonOf(stale)]).toEqual([400, 'FAILED_PRECONDITION', 'failedPrecondition']);
    expect((await update(ada, fresh.body, 'names', body)).status).toBe(200);
  });

  test('updateContact: etags of list reads may not be accepted, those of get are (seen by others)', async () => {
    const { ada, world } = lab();
    world.faults.switches['google.listEtags'] = true;
    const a = await create(ada, named('a'));
    const listed = people(await connections(ada))[0]!;
    expect((await update(ada, listed, 'names', named('b'))).status).toBe(400);
    expect((await update(ada, await read(ada, a.resourceName), 'names', named('b'))).status).toBe(200);
  });

  test.each(['names', 'biographies', 'birthdays', 'genders'])('Singletons: more than one of %s is 400', async (field) => {
    const { ada } = lab();
    expect((await ada.post('/v1/people:createContact', { [field]: [{ value: 'a' }, { value: 'b' }] })).status).toBe(400);
  });

  test('Unknown fields of a person are 400 Invalid JSON payload', async () => {
    const { ada } = lab();
    const answer = await ada.post('/v1/people:createContact', { nonsense: [] });
    expect(String(errorOf(answer).message)).toMatch(/^Invalid JSON payload received. Unknown name "nonsense"/);
  });

  test('Memberships: a new contact is in myContacts, an update to none is 400, an unknown group is 400', async () => {
    const { ada } = lab();
    const a = await create(ada, named('a'));
    const now = await read(ada, a.resourceName);
    expect(rows(now, 'memberships')[0]).toMatchObject({ contactGroupMembership: { contactGroupId: 'myContacts' } });
    expect((await update(ada, now, 'memberships', { memberships: [] })).status).toBe(400);
    const unknown = [{ contactGroupMembership: { contactGroupResourceName: 'contactGroups/none' } }];
    expect((await update(ada, now, 'memberships', { memberships: unknown })).status).toBe(400);
  });

  test('batchCreateContacts and batchUpdateContacts: 200 at most, one common mask, a status per person', async () => {
    const { ada } = lab();
    const contacts = (count: number) => Array.from({ length: count }, (_, i) => ({ contactPerson: named(`p${i}`) }));
    expect((await ada.post('/v1/people:batchCreateContacts', { contacts: contacts(201), readMask: 'names' })).status).toBe(400);
    const made = await ada.post('/v1/people:batchCreateContacts', { contacts: contacts(3), readMask: 'names,emailAddresses,metadata' });
    const persons = rows(made.body, 'createdPeople').map((each) => each.person as Wire);
    expect(persons).toHaveLength(3);
    const changes = Object.fromEntries(persons.map((each) => [each.resourceName, { ...sourcesOf(each), names: [{ givenName: 'new' }] }]));
    const done = await ada.post('/v1/people:batchUpdateContacts', {
      contacts: changes,
      updateMask: 'names,emailAddresses',
      readMask: 'names,emailAddresses',
    });
    const result = Object.values(done.body.updateResult as Wire) as Wire[];
    expect(result.map((each) => each.httpStatusCode)).toEqual([200, 200, 200]);
    expect(result.every((each) => (each.person as Wire).emailAddresses === undefined)).toBe(true);
  });

  test('batchUpdateContacts: one stale etag refuses the whole batch and the details name it; by switch it fails alone', async () => {
    const { ada, world } = lab();
    const a = await create(ada, named('a'));
    const b = await create(ada, named('b'));
    await update(ada, b, 'names', named('bb'));
    const contacts = Object.fromEntries([a, b].map((each) => [each.resourceName, { ...sourcesOf(each), names: [{ givenName: 'x' }] }]));
    const send = () => ada.post('/v1/people:batchUpdateContacts', { contacts, updateMask: 'names', readMask: 'names' });
    const refused = await send();
    expect(refused.status).toBe(400);
    expect(rows(errorOf(refused), 'details')[0]).toMatchObject({ contactErrors: { [String(b.resourceName)]: { code: 9 } } });
    expect(rows(await read(ada, a.resourceName), 'names')[0]?.givenName).toBe('a');
    world.faults.switches['google.batchPartial'] = true;
    const result = (await send()).body.updateResult as Record<string, Wire>;
    expect(result[String(a.resourceName)]?.httpStatusCode).toBe(200);
    expect(result[String(b.resourceName)]).toMatchObject({ httpStatusCode: 400, status: { code: 9 } });
  });

  test('batchDeleteContacts: 500 at most, an unknown one is 404', async () => {
    const { ada } = lab();
    const a = await create(ada, named('a'));
    expect((await ada.post('/v1/people:batchDeleteContacts', { resourceNames: Array(501).fill('people/c1') })).status).toBe(400);
    expect((await ada.post('/v1/people:batchDeleteContacts', { resourceNames: [a.resourceName, 'people/c1'] })).status).toBe(404);
    expect((await ada.post('/v1/people:batchDeleteContacts', { resourceNames: [a.resourceName] })).status).toBe(200);
    expect((await ada.get(`/v1/${a.resourceName}?personFields=names`)).status).toBe(404);
  });

  test('Mutations of one user at the same time: by switch the second fails', async () => {
    const { ada, world } = lab();
    world.faults.switches['google.parallelWritesFail'] = true;
    const both = await Promise.all([ada.post('/v1/people:createContact', named('a')), ada.post('/v1/people:createContact', named('b'))]);
    expect(both.map((each) => each.status)).toEqual([200, 409]);
    expect((await ada.post('/v1/people:createContact', named('b'))).status).toBe(200);
  });

  test('Quotas: 429 RESOURCE_EXHAUSTED per minute; the first page of a full sync has its own', async () => {
    const { ada, world } = lab();
    world.faults.switches['google.peopleWritesPerMinute'] = 1;
    world.faults.switches['google.peopleFirstPagesPerMinute'] = 1;
    await create(ada, named('a'));
    const refused = await ada.post('/v1/people:createContact', named('b'));
    expect([refused.status, errorOf(refused).status]).toEqual([429, 'RESOURCE_EXHAUSTED']);
    const token = await syncToken(ada);
    expect((await connections(ada)).status).toBe(429);
    expect((await connections(ada, { syncToken: token })).status).toBe(200);
  });
});

describe('Contact groups', () => {
  const group = async (client: Client, name = 'Salesforce Sync') => client.post('/v1/contactGroups', { contactGroup: { name } });
  const modify = (client: Client, name: unknown, body: Wire) => client.post(`/v1/${name}/members:modify`, body);

  test('contactGroups.create: a name that exists is 409', async () => {
    const { ada } = lab();
    expect((await group(ada)).status).toBe(200);
    const again = await group(ada);
    expect([again.status, errorOf(again).status]).toEqual([409, 'ALREADY_EXISTS']);
  });

  test('members.modify: shows as memberships of the person, tells who was not found and whose last group it is', async () => {
    const { ada } = lab();
    const a = await create(ada, named('a'));
    const { body: label } = await group(ada);
    const added = await modify(ada, label.resourceName, { resourceNamesToAdd: [a.resourceName, 'people/c1'] });
    expect(added.body).toEqual({ notFoundResourceNames: ['people/c1'] });
    expect(rows(await read(ada, a.resourceName), 'memberships')).toHaveLength(2);
    await modify(ada, 'contactGroups/myContacts', { resourceNamesToRemove: [a.resourceName] });
    const last = await modify(ada, label.resourceName, { resourceNamesToRemove: [a.resourceName] });
    expect(last.body).toEqual({ canNotRemoveLastContactGroupResourceNames: [a.resourceName] });
  });

  test('members.modify: 1000 names at most; deprecated system groups take no members; the person changes in the feed', async () => {
    const { ada } = lab();
    const a = await create(ada, named('a'));
    const { body: label } = await group(ada);
    expect((await modify(ada, label.resourceName, { resourceNamesToAdd: Array(1001).fill('people/c1') })).status).toBe(400);
    expect((await modify(ada, 'contactGroups/friends', { resourceNamesToAdd: [a.resourceName] })).status).toBe(400);
    const token = await syncToken(ada);
    await modify(ada, label.resourceName, { resourceNamesToAdd: [a.resourceName] });
    expect(people(await connections(ada, { syncToken: token }))).toHaveLength(1);
  });

  test('contactGroups.list: its own syncToken with metadata.deleted; get lists members up to maxMembers', async () => {
    const { ada } = lab();
    const { body: label } = await group(ada);
    const a = await create(ada, named('a'));
    await modify(ada, label.resourceName, { resourceNamesToAdd: [a.resourceName] });
    const { body: full } = await ada.get('/v1/contactGroups?pageSize=200');
    expect(rows(full, 'contactGroups').find((each) => each.name === 'Salesforce Sync')).toMatchObject({
      groupType: 'USER_CONTACT_GROUP',
      memberCount: 1,
    });
    expect((await ada.get(`/v1/${label.resourceName}`)).body.memberResourceNames).toBeUndefined();
    expect((await ada.get(`/v1/${label.resourceName}?maxMembers=5`)).body.memberResourceNames).toEqual([a.resourceName]);
    await ada.call('DELETE', `/v1/${label.resourceName}`);
    const { body: since } = await ada.get(`/v1/contactGroups?pageSize=200&syncToken=${full.nextSyncToken}`);
    expect(rows(since, 'contactGroups')).toMatchObject([{ resourceName: label.resourceName, metadata: { deleted: true } }]);
    expect((await ada.get(`/v1/${label.resourceName}`)).status).toBe(404);
  });

  test('What is dumped and loaded again answers the same, sync tokens included', async () => {
    const { ada, google } = lab();
    await create(ada, named('a'));
    const token = await syncToken(ada);
    await create(ada, named('b'));
    const before = people(await connections(ada, { syncToken: token }));
    const dump: unknown = JSON.parse(JSON.stringify(google.dump()));
    google.clear();
    google.load(dump);
    expect(people(await connections(ada, { syncToken: token }))).toEqual(before);
    expect((await create(ada, named('c'))).resourceName).not.toBe(before[0]?.resourceName);
  });
});
