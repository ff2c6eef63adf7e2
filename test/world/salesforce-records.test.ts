/** What we believe of writing records (wire-contracts 4.3, 4.5, 4.7), each against the stand-in. */
import { describe, expect, test } from 'vitest';
import { lab, start } from './salesforce-lab';

describe('A record', () => {
  test('POST answers 201 with the id, PATCH and DELETE 204, GET of a deleted one 404 ENTITY_IS_DELETED', async () => {
    const { rita } = lab();
    const created = await rita.post('/sobjects/Contact', { LastName: 'Ash', FirstName: ' Ann ' });
    expect(created).toMatchObject({ status: 201, body: { success: true, errors: [] } });
    const path = `/sobjects/Contact/${String(created.body.id)}`;
    expect(await rita.patch(path, { Title: '' })).toMatchObject({ status: 204, body: {} });
    expect((await rita.get(path)).body).toMatchObject({ Name: 'Ann Ash', Title: null, OwnerId: rita.id, attributes: { type: 'Contact' } });
    expect((await rita.delete(path)).status).toBe(204);
    expect(await rita.get(path)).toMatchObject({ status: 404, code: 'ENTITY_IS_DELETED' });
    expect(await rita.patch(path, { Title: 'x' })).toMatchObject({ status: 404, code: 'ENTITY_IS_DELETED' });
    expect(await rita.get('/sobjects/Contact/003000000000000AAA')).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    expect(await rita.get('/sobjects/Foo')).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  });

  test('what is wrong with the data is said with the field', async () => {
    const { rita } = lab();
    const contact = (more: object) => rita.post('/sobjects/Contact', { LastName: 'A', ...more });
    const error = (fields: string, code: string) => ({ status: 400, code, body: [{ fields: [fields] }] });
    expect(await rita.post('/sobjects/Contact', { FirstName: 'A' })).toMatchObject(error('LastName', 'REQUIRED_FIELD_MISSING'));
    expect(await contact({ FirstName: 'x'.repeat(41) })).toMatchObject(error('FirstName', 'STRING_TOO_LONG'));
    expect(await contact({ Email: 'no address' })).toMatchObject(error('Email', 'INVALID_EMAIL_ADDRESS'));
    expect(await contact({ CleanStatus: 'Spotless' })).toMatchObject(error('CleanStatus', 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST'));
    expect(await contact({ AccountId: '0018d0000000999AAA' })).toMatchObject(error('AccountId', 'INVALID_CROSS_REFERENCE_KEY'));
    expect(await contact({ AccountId: rita.id })).toMatchObject(error('AccountId', 'MALFORMED_ID'));
    expect(await contact({ Name: 'A B' })).toMatchObject(error('Name', 'INVALID_FIELD_FOR_INSERT_UPDATE'));
    expect(await contact({ Nope: 1 })).toMatchObject({ code: 'INVALID_FIELD' });
    expect(await contact({ Birthdate: '31.12.1999' })).toMatchObject({ code: 'JSON_PARSER_ERROR' });
    expect(await contact({ Birthdate: '1999-02-30' })).toMatchObject({ code: 'JSON_PARSER_ERROR' });
  });

  test('a country picklist refuses names it does not have', async () => {
    const { rita, world } = lab();
    world.faults.switches['salesforce.countries'] = ['Germany'];
    const answer = await rita.post('/sobjects/Contact', { LastName: 'A', MailingCountry: 'Deutschland' });
    expect(answer).toMatchObject({ status: 400, code: 'FIELD_INTEGRITY_EXCEPTION' });
  });

  test('an update stamps the record even when nothing is different', async () => {
    const { rita, world } = lab();
    const path = `/sobjects/Contact/${await rita.make('Contact', { LastName: 'A' })}`;
    world.clock.advance(60_000);
    await rita.patch(path, { LastName: 'A' });
    expect((await rita.get(path)).body.SystemModstamp).toBe('2026-03-02T09:01:00.000+0000');
  });

  test('other people’s contacts are open by default, and private when the org is', async () => {
    const { rita, ralf, world } = lab();
    const path = `/sobjects/Contact/${await ralf.make('Contact', { LastName: 'A' })}`;
    expect((await rita.patch(path, { Title: 'x' })).status).toBe(204);
    world.faults.switches['salesforce.privateObjects'] = ['Contact'];
    expect(await rita.rows('SELECT Id FROM Contact')).toEqual([]);
    expect(await rita.patch(path, { Title: 'y' })).toMatchObject({ code: 'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY' });
  });
});

describe('Keys', () => {
  test('SYN6 a repeated create by external id makes one record: 201, then 200', async () => {
    const { rita } = lab();
    const path = '/sobjects/Contact/Instep_Key__c/k1';
    expect(await rita.patch(path, { LastName: 'A' })).toMatchObject({ status: 201, body: { created: true } });
    expect(await rita.patch(path, { LastName: 'A' })).toMatchObject({ status: 200, body: { created: false } });
    expect(await rita.rows('SELECT Id FROM Contact')).toHaveLength(1);
  });

  test('a key is unique and tells capitals apart; the error names the other record', async () => {
    const { rita } = lab();
    const id = await rita.make('Contact', { LastName: 'A', Instep_Key__c: 'k1' });
    const twin = await rita.post('/sobjects/Contact', { LastName: 'B', Instep_Key__c: 'k1' });
    expect(twin).toMatchObject({ status: 400, code: 'DUPLICATE_VALUE' });
    expect(JSON.stringify(twin.body)).toContain(id);
    expect((await rita.post('/sobjects/Contact', { LastName: 'B', Instep_Key__c: 'K1' })).status).toBe(201);
  });

  test('the key of a deleted record is free again', async () => {
    const { rita } = lab();
    const id = await rita.make('Contact', { LastName: 'A', Instep_Key__c: 'k1' });
    await rita.delete(`/sobjects/Contact/${id}`);
    expect((await rita.patch('/sobjects/Contact/Instep_Key__c/k1', { LastName: 'A' })).status).toBe(201);
  });

  test('an upsert that several records match is 300 with their addresses', async () => {
    const { rita } = lab();
    for (let i = 0; i < 2; i++) await rita.make('Contact', { LastName: 'A', Email: 'a@b.test' });
    const answer = await rita.patch('/sobjects/Contact/Email/a@b.test', { LastName: 'B' });
    expect(answer.status).toBe(300);
    expect(answer.body).toHaveLength(2);
  });

  test('a parent can be named by its external id', async () => {
    const { rita } = lab();
    await rita.make('Instep_Rep__c', { Name: 'R', User__c: rita.id, UserKey__c: rita.id });
    await rita.make('Instep_Day__c', { Rep__r: { UserKey__c: rita.id }, DayKey__c: `${rita.id}:2026-03-02`, Day__c: '2026-03-02' });
    expect(await rita.rows('SELECT Id FROM Instep_Day__c WHERE Rep__r.UserKey__c != null AND Day__c = 2026-03-02')).toHaveLength(1);
  });
});

describe('Conditions of a request', () => {
  const http = (at: number) => new Date(at).toUTCString();

  test('If-Unmodified-Since: 412 when the record is newer, to the second; rubbish is 400', async () => {
    const { rita, world } = lab();
    const path = `/sobjects/Contact/${await rita.make('Contact', { LastName: 'A' })}`;
    expect((await rita.patch(path, { Title: 'x' }, { 'If-Unmodified-Since': http(start) })).status).toBe(204);
    world.clock.advance(5000);
    await rita.patch(path, { Title: 'y' });
    expect((await rita.patch(path, { Title: 'z' }, { 'If-Unmodified-Since': http(start) })).status).toBe(412);
    expect((await rita.patch(path, { Title: 'z' }, { 'If-Unmodified-Since': 'yesterday' })).status).toBe(400);
  });

  test('If-Modified-Since: 304 without a body', async () => {
    const { rita } = lab();
    const path = `/sobjects/Contact/${await rita.make('Contact', { LastName: 'A' })}`;
    expect((await rita.get(path, { 'If-Modified-Since': http(start) })).status).toBe(304);
    expect((await rita.get(path, { 'If-Modified-Since': http(start - 1000) })).status).toBe(200);
  });

  test('ETags are for accounts alone', async () => {
    const { rita, world } = lab();
    const account = `/sobjects/Account/${await rita.make('Account', { Name: 'Acme' })}`;
    const contact = `/sobjects/Contact/${await rita.make('Contact', { LastName: 'A' })}`;
    const tag = (await rita.get(account)).headers.get('etag') ?? '';
    expect((await rita.get(contact)).headers.get('etag')).toBeNull();
    world.clock.advance(1000);
    expect((await rita.patch(account, { Site: 'x' }, { 'If-Match': tag })).status).toBe(204);
    expect((await rita.patch(account, { Site: 'y' }, { 'If-Match': tag })).status).toBe(412);
  });
});

describe('The org in the way', () => {
  test('a duplicate rule, in both spellings, and past it with the header', async () => {
    for (const spelling of ['duplicateResut', 'duplicateResult']) {
      const { rita, world } = lab();
      const id = await rita.make('Contact', { LastName: 'A', Email: 'a@b.test' });
      world.faults.switches['salesforce.duplicateRule'] = spelling;
      const twin = { LastName: 'B', Email: 'A@b.test' };
      const refused = await rita.post('/sobjects/Contact', twin);
      const match = { allowSave: true, matchResults: [{ matchRecords: [{ record: { Id: id } }] }] };
      expect(refused).toMatchObject({ status: 400, code: 'DUPLICATES_DETECTED', body: [{ [spelling]: match }] });
      expect((await rita.post('/sobjects/Contact', twin, { 'Sforce-Duplicate-Rule-Header': 'allowSave=true' })).status).toBe(201);
    }
  });

  test('a locked account locks its contacts', async () => {
    const { rita, world } = lab();
    const AccountId = await rita.make('Account', { Name: 'Acme' });
    world.faults.switches['salesforce.lockedIds'] = [AccountId];
    expect(await rita.post('/sobjects/Contact', { LastName: 'A', AccountId })).toMatchObject({ status: 400, code: 'UNABLE_TO_LOCK_ROW' });
    world.faults.switches['salesforce.lockedIds'] = [];
    world.faults.switches['salesforce.lockNext'] = 1;
    expect(await rita.post('/sobjects/Contact', { LastName: 'A', AccountId })).toMatchObject({ code: 'UNABLE_TO_LOCK_ROW' });
    expect((await rita.post('/sobjects/Contact', { LastName: 'A', AccountId })).status).toBe(201);
  });

  test('every answer tells the allocation; when it is used up, 403 REQUEST_LIMIT_EXCEEDED until the day has passed', async () => {
    const { rita, world } = lab();
    world.faults.switches['salesforce.apiLimit'] = 2;
    expect((await rita.get('/limits')).headers.get('sforce-limit-info')).toBe('api-usage=1/2');
    await rita.get('/limits');
    expect(await rita.get('/limits')).toMatchObject({ status: 403, code: 'REQUEST_LIMIT_EXCEEDED' });
    world.clock.advance(86_400_001);
    rita.token = world.tokens.issue('salesforce', rita.id);
    expect((await rita.get('/limits')).body).toMatchObject({ DailyApiRequests: { Max: 2, Remaining: 1 } });
  });

  test('without a session, or with an old one, 401 INVALID_SESSION_ID', async () => {
    const { rita, world } = lab();
    world.tokens.expire('salesforce');
    expect(await rita.get('/limits')).toMatchObject({ status: 401, code: 'INVALID_SESSION_ID' });
  });
});

describe('Person accounts', () => {
  test('CON7 a person is an account and a contact, written through the account', async () => {
    const { rita, world } = lab();
    world.faults.switches['salesforce.personAccounts'] = true;
    const account = await rita.make('Account', { LastName: 'Ash', FirstName: 'Ann', PersonEmail: 'a@b.test', Instep_Key__pc: 'k1' });
    const [contact] = await rita.rows('SELECT Id, Name, Email, IsPersonAccount, Instep_Key__c, AccountId FROM Contact');
    expect(contact).toMatchObject({ Name: 'Ann Ash', Email: 'a@b.test', IsPersonAccount: true, Instep_Key__c: 'k1', AccountId: account });
    const path = `/sobjects/Contact/${String(contact?.Id)}`;
    expect(await rita.patch(path, { Title: 'x' })).toMatchObject({ status: 400, code: 'INSUFFICIENT_ACCESS_OR_READONLY' });
    expect((await rita.patch(`/sobjects/Account/${account}`, { PersonTitle: 'CEO', LastName: 'Oak' })).status).toBe(204);
    expect((await rita.get(path)).body).toMatchObject({ Title: 'CEO', Name: 'Ann Oak' });
    expect((await rita.delete(path)).status).toBe(400);
    await rita.delete(`/sobjects/Account/${account}`);
    expect((await rita.get(path)).status).toBe(404);
  });

  test('CON7 an org without person accounts has no such field', async () => {
    const { rita } = lab();
    expect(await rita.query('SELECT IsPersonAccount FROM Contact')).toMatchObject({ code: 'INVALID_FIELD' });
  });
});

describe('Describe', () => {
  test('tells what this user may write and how long a text may be', async () => {
    const { rita, ursula } = lab();
    const fieldsOf = async (who: typeof rita) => (await who.get('/sobjects/Contact/describe')).body.fields as Record<string, unknown>[];
    const key = (await fieldsOf(rita)).find((field) => field.name === 'Instep_Key__c');
    expect(key).toMatchObject({ length: 40, unique: true, caseSensitive: true, externalId: true, createable: true });
    expect((await fieldsOf(ursula)).some((field) => field.name === 'Instep_Key__c')).toBe(false);
    expect((await fieldsOf(rita)).find((field) => field.name === 'Name')).toMatchObject({ createable: false, updateable: false });
    expect((await rita.get('/sobjects/Instep_Request__c/describe')).body).toMatchObject({
      createable: false,
      updateable: true,
      deletable: false,
    });
    expect((await ursula.get('/sobjects/Instep_Request__c/describe')).status).toBe(404);
  });

  test('the list of objects', async () => {
    const { rita } = lab();
    const names = ((await rita.get('/sobjects')).body.sobjects as { name: string }[]).map((each) => each.name);
    expect(names).toEqual(expect.arrayContaining(['Account', 'Contact', 'Event', 'Lead', 'User', 'Instep_Rep__c']));
  });
});

test('the page of a record shows hostile text as text', async () => {
  const { rita, salesforce } = lab();
  const id = await rita.make('Contact', { LastName: '<script>alert(1)</script>' });
  const page = await (await salesforce.app.request(`/lightning/r/Contact/${id}/view`)).text();
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(page).not.toContain('<script>');
  expect((await salesforce.app.request('/lightning/r/Contact/0038d0000000999AAA/view')).status).toBe(404);
});
