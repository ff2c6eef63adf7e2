/** What we believe of Graph's contacts, folders and ids: wire-contracts of Microsoft Graph v1.0, contacts. */
import { expect, test } from 'vitest';
import { ann, contact, gus, IMMUTABLE, Lab } from './graph-lab';

const MARK = 'String {8b1d3f52-6f0a-4b7e-9a5d-1c2e3f405162} Name InstepMark';
const expand = (...ids: string[]) => `$expand=singleValueExtendedProperties($filter=${ids.map((id) => `id eq '${id}'`).join(' or ')})`;

test('Graph contacts: POST answers 201 with the entity, PATCH 200 with all of it, DELETE 204', async () => {
  const lab = new Lab();
  const made = await lab.post('/me/contacts', contact('Ada', { emailAddresses: [{ address: 'ada@x.example' }] }));
  expect([made.status, made.json.displayName, made.json.fileAs]).toEqual([201, 'Ada Test', 'Test, Ada']);
  const changed = await lab.patch(`/me/contacts/${made.json.id}`, { jobTitle: 'CTO' });
  expect([changed.status, changed.json.jobTitle, changed.json.givenName]).toEqual([200, 'CTO', 'Ada']);
  expect((await lab.del(`/me/contacts/${made.json.id}`)).status).toBe(204);
  const gone = await lab.get(`/me/contacts/${made.json.id}`);
  expect([gone.status, gone.json.error.code]).toEqual([404, 'ErrorItemNotFound']);
});

test('Graph contacts: the list of folders leaves out the default folder, whose id stands in its contacts', async () => {
  const lab = new Lab();
  const folder = (await lab.post('/me/contactFolders', { displayName: 'Salesforce Sync' })).json;
  const inDefault = (await lab.post('/me/contacts', contact('Ada'))).json;
  const listed = (await lab.get('/me/contactFolders')).json.value;
  expect(listed.map(({ id }) => id)).toEqual([folder.id]);
  expect((await lab.get(`/me/contactFolders/${inDefault.parentFolderId}`)).json.displayName).toBe('Contacts');
});

test('Graph contacts: each folder lists its own, and two folders cannot have one name', async () => {
  const lab = new Lab();
  const folder = (await lab.post('/me/contactFolders', { displayName: 'Salesforce Sync' })).json;
  const made = (await lab.post(`/me/contactFolders/${folder.id}/contacts`, contact('Ada'))).json;
  expect((await lab.get(`/me/contactFolders/${folder.id}/contacts`)).json.value).toHaveLength(1);
  expect((await lab.get('/me/contacts')).json.value).toHaveLength(0);
  expect((await lab.get(`/me/contacts/${made.id}`)).status).toBe(200);
  expect((await lab.post('/me/contactFolders', { displayName: 'salesforce sync' })).status).toBe(409);
  const child = (await lab.post(`/me/contactFolders/${folder.id}/childFolders`, { displayName: 'Deep' })).json;
  expect((await lab.get(`/me/contactFolders/${folder.id}/childFolders`)).json.value).toEqual([expect.objectContaining({ id: child.id })]);
});

test('Graph contacts: PATCH without an id is 405 ErrorInvalidRequest', async () => {
  const { status, json } = await new Lab().patch('/me/contacts/', { jobTitle: 'x' });
  expect([status, json.error.code]).toEqual([405, 'ErrorInvalidRequest']);
});

test('Graph contacts: there is no sensitivity property; privacy is the extended property Integer 0x0036', async () => {
  const lab = new Lab();
  expect((await lab.post('/me/contacts', contact('Ada', { sensitivity: 'private' }))).status).toBe(400);
  const made = (await lab.post('/me/contacts', contact('Ada', { singleValueExtendedProperties: [{ id: 'Integer 0x0036', value: '2' }] })))
    .json;
  expect(made.singleValueExtendedProperties).toBeUndefined();
  const read = await lab.get(`/me/contacts/${made.id}?${expand('Integer 0x0036', MARK)}`);
  expect(read.json.singleValueExtendedProperties).toEqual([{ id: 'Integer 0x0036', value: '2' }]);
});

test('Graph contacts: at most three addresses, two business and two home phones', async () => {
  const lab = new Lab();
  const four = ['a', 'b', 'c', 'd'].map((name) => ({ address: `${name}@x.example` }));
  expect((await lab.post('/me/contacts', contact('Ada', { emailAddresses: four }))).status).toBe(400);
  expect((await lab.post('/me/contacts', contact('Ada', { businessPhones: ['1', '2', '3'] }))).status).toBe(400);
  expect((await lab.post('/me/contacts', contact('Ada', { emailAddresses: four.slice(1), homePhones: ['1', '2'] }))).status).toBe(201);
});

test('Graph extended properties: found by $filter over the whole mailbox; the name with case, the value without', async () => {
  const lab = new Lab();
  await lab.post('/me/contacts', contact('Ada', { singleValueExtendedProperties: [{ id: MARK, value: 'abc' }] }));
  const find = async (id: string, value: string) =>
    (await lab.get(`/me/contacts?$filter=singleValueExtendedProperties/Any(ep: ep/id eq '${id}' and ep/value eq '${value}')&${expand(id)}`))
      .json.value.length;
  expect(await find(MARK, 'ABC')).toBe(1);
  expect(await find(MARK.replace('InstepMark', 'instepmark'), 'abc')).toBe(0);
  expect(await find(MARK, 'abd')).toBe(0);
});

test('Graph extended properties: the lists can be filtered by address, category and time of change', async () => {
  const lab = new Lab();
  await lab.post('/me/contacts', contact('Ada', { emailAddresses: [{ address: 'ada@x.example' }], categories: ['Salesforce Sync'] }));
  lab.world.clock.advance(60_000);
  await lab.post('/me/contacts', contact("O'Neil"));
  const names = async (filter: string) => (await lab.get(`/me/contacts?$filter=${filter}`)).json.value.map(({ givenName }) => givenName);
  expect(await names("emailAddresses/any(a:a/address eq 'ADA@x.example')")).toEqual(['Ada']);
  expect(await names("categories/any(c:c eq 'Salesforce Sync')")).toEqual(['Ada']);
  expect(await names('lastModifiedDateTime ge 2026-03-01T12:01:00Z')).toEqual(["O'Neil"]);
  expect(await names("givenName eq 'O''Neil' or startswith(displayName,'ada')")).toEqual(['Ada', "O'Neil"]);
  expect((await lab.get('/me/contacts?$filter=nonsense(1')).status).toBe(400);
});

test('Graph lists: $top, $select, $orderby, $count; the nextLink goes on until the end', async () => {
  const lab = new Lab();
  for (const name of ['C', 'A', 'B']) await lab.post('/me/contacts', contact(name));
  const first = (await lab.get('/me/contacts?$top=2&$select=givenName&$orderby=givenName&$count=true')).json;
  expect(first['@odata.count']).toBe(3);
  expect(first.value.map(({ givenName }) => givenName)).toEqual(['A', 'B']);
  expect(Object.keys(first.value[0]!).sort()).toEqual(['@odata.etag', 'givenName', 'id']);
  const second = (await lab.get(first['@odata.nextLink']!)).json;
  expect([second.value.length, second['@odata.nextLink']]).toEqual([1, undefined]);
  expect((await lab.get('/me/contacts?$select=shoeSize')).status).toBe(400);
});

test('Graph ids: the default id dies when a contact moves, the immutable id stays; both are translated', async () => {
  const lab = new Lab();
  const folder = (await lab.post('/me/contactFolders', { displayName: 'Salesforce Sync' })).json;
  const made = (await lab.post('/me/contacts', contact('Ada'))).json;
  const fixed = (await lab.get(`/me/contacts/${made.id}`, IMMUTABLE)).json.id;
  expect(fixed).not.toBe(made.id);
  const moved = (await lab.patch(`/me/contacts/${made.id}`, { parentFolderId: folder.id })).json;
  expect([moved.parentFolderId, moved.id === made.id]).toEqual([folder.id, false]);
  expect((await lab.get(`/me/contacts/${made.id}`)).status).toBe(404);
  expect((await lab.get(`/me/contacts/${fixed}`, IMMUTABLE)).json.id).toBe(fixed);
  const translated = await lab.post('/me/translateExchangeIds', {
    inputIds: [moved.id],
    sourceIdType: 'restId',
    targetIdType: 'restImmutableEntryId',
  });
  expect(translated.json.value).toEqual([{ sourceId: moved.id, targetId: fixed }]);
});

test('Graph Prefer: applied wishes are told, and hold for one request only', async () => {
  const lab = new Lab();
  const made = await lab.post('/me/contacts', contact('Ada'), { prefer: 'IdType="ImmutableId", odata.maxpagesize=50' });
  expect(made.headers.get('preference-applied')).toBe('IdType="ImmutableId", odata.maxpagesize=50');
  expect((await lab.get('/me/contacts')).json.value[0]?.id).not.toBe(made.json.id);
});

test('Graph concurrency: a stale If-Match is 412 ErrorIrresolvableConflict, the current one is taken', async () => {
  const lab = new Lab();
  const made = (await lab.post('/me/contacts', contact('Ada'))).json;
  const changed = await lab.patch(`/me/contacts/${made.id}`, { jobTitle: 'a' }, { 'if-match': made['@odata.etag'] });
  expect(changed.json['@odata.etag']).not.toBe(made['@odata.etag']);
  const stale = await lab.patch(`/me/contacts/${made.id}`, { jobTitle: 'b' }, { 'if-match': made['@odata.etag'] });
  expect([stale.status, stale.json.error.code]).toEqual([412, 'ErrorIrresolvableConflict']);
  expect((await lab.del(`/me/contacts/${made.id}`, { 'if-match': made['@odata.etag'] })).status).toBe(412);
  expect((await lab.del(`/me/contacts/${made.id}`, { 'if-match': changed.json['@odata.etag'] })).status).toBe(204);
});

test('Graph errors: 401 without a token, 404 without a mailbox; each error names its request', async () => {
  const lab = new Lab();
  const out = await lab.get('/me', { authorization: 'Bearer nothing', 'client-request-id': 'mine' });
  expect([out.status, out.json.error.code, out.json.error.innerError['client-request-id']]).toEqual([
    401,
    'InvalidAuthenticationToken',
    'mine',
  ]);
  expect(out.headers.get('request-id')).toBe(out.json.error.innerError['request-id']);
  expect((await lab.get('/me', {}, gus)).status).toBe(404);
});

test('Graph person: addresses, settings with a Windows zone, categories by name once', async () => {
  const lab = new Lab();
  expect((await lab.get('/me?$select=mail,proxyAddresses')).json.proxyAddresses).toEqual([`SMTP:${ann.email}`, `smtp:${ann.aliases[0]}`]);
  expect((await lab.get('/me/mailboxSettings')).json.timeZone).toBe('W. Europe Standard Time');
  expect((await lab.patch('/me/mailboxSettings', { timeZone: 'Tokyo Standard Time' })).json.timeZone).toBe('Tokyo Standard Time');
  const category = await lab.post('/me/outlook/masterCategories', { displayName: 'Salesforce Sync', color: 'preset9' });
  expect(category.status).toBe(201);
  expect((await lab.post('/me/outlook/masterCategories', { displayName: 'salesforce sync' })).status).toBe(409);
  expect((await lab.patch(`/me/outlook/masterCategories/${category.json.id}`, { color: 'preset1' })).json.color).toBe('preset1');
  expect((await lab.del(`/me/outlook/masterCategories/${category.json.id}`)).status).toBe(204);
});

test('Graph CORS: every origin may read Retry-After, ETag and Location', async () => {
  const lab = new Lab();
  const { headers } = await lab.get('/me', { origin: 'https://addin.example' });
  expect(headers.get('access-control-allow-origin')).toBe('*');
  expect(headers.get('access-control-expose-headers')).toMatch(/ETag.*Location.*Retry-After/);
});

test('Graph keeps what it holds over dump and load', async () => {
  const lab = new Lab();
  const made = (await lab.post('/me/contacts', contact('Ada'))).json;
  const { link } = await lab.round('/me/contacts/delta');
  const dump: unknown = JSON.parse(JSON.stringify(lab.vendor.dump()));
  lab.vendor.clear();
  expect((await lab.get(link)).status).toBe(410);
  lab.vendor.load(dump);
  expect((await lab.get(`/me/contacts/${made.id}`)).json.givenName).toBe('Ada');
  await lab.patch(`/me/contacts/${made.id}`, { jobTitle: 'x' });
  expect((await lab.round(link)).rows.map(({ jobTitle }) => jobTitle)).toEqual(['x']);
});

test('Graph links: they are absolute, and may name the vendor itself', async () => {
  const lab = new Lab();
  for (const name of ['A', 'B']) await lab.post('/me/contacts', contact(name));
  lab.world.faults.switches['graph.linkOrigin'] = 'https://graph.microsoft.com';
  const { json } = await lab.get('/me/contacts?$top=1');
  expect(json['@odata.nextLink']).toMatch(/^https:\/\/graph\.microsoft\.com\/v1\.0\/me\/contacts\?/);
  expect((await lab.get(json['@odata.nextLink']!)).json.value).toHaveLength(1);
});
