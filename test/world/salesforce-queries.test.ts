/** What we believe of SOQL and its pages (wire-contracts 4.2), each against the stand-in. */
import { describe, expect, test } from 'vitest';
import { customTextField } from '../../sandbox/salesforce';
import { iso, lab, start } from './salesforce-lab';

const people = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ attributes: { type: 'Contact' }, LastName: `P${String(i).padStart(4, '0')}` }));

const filled = async () => {
  const all = lab();
  const acme = await all.rita.make('Account', { Name: 'Acme' });
  const other = await all.rita.make('Account', { Name: "O'Hara & Söhne" });
  await all.rita.make('Contact', { FirstName: 'Ann', LastName: 'Ash', Email: 'ann@acme.test', AccountId: acme, Title: 'CEO' });
  await all.rita.make('Contact', { FirstName: 'Bob', LastName: 'Birch', Email: 'bob@acme.test', AccountId: acme });
  await all.ralf.make('Contact', { LastName: 'Cedar_1', Email: 'c%d@o.test', AccountId: other, Title: 'CTO' });
  return { ...all, acme, other };
};
const lastNames = async (where: string, more = 'ORDER BY LastName') => {
  const { rita } = await filled();
  return (await rita.rows(`SELECT LastName FROM Contact ${where === '' ? '' : `WHERE ${where}`} ${more}`)).map((row) => row.LastName);
};

describe('SOQL conditions', () => {
  test('text compares without capitals, null is a value', async () => {
    expect(await lastNames("Email = 'ANN@acme.TEST'")).toEqual(['Ash']);
    expect(await lastNames('Title = null')).toEqual(['Birch']);
    expect(await lastNames("Title != 'CEO'")).toEqual(['Birch', 'Cedar_1']);
    expect(await lastNames("Title IN ('ceo', 'cto')")).toEqual(['Ash', 'Cedar_1']);
    expect(await lastNames("Title NOT IN ('ceo')")).toEqual(['Birch', 'Cedar_1']);
  });

  test('AND, OR and NOT nest by parentheses; side by side they are refused', async () => {
    expect(await lastNames("(LastName = 'Ash' OR LastName = 'Birch') AND Title = null")).toEqual(['Birch']);
    expect(await lastNames("NOT LastName = 'Ash' AND Title = 'CTO'")).toEqual(['Cedar_1']);
    expect(await lastNames("NOT (LastName = 'Ash' OR Title = 'CTO')")).toEqual(['Birch']);
    const { rita } = lab();
    expect(await rita.query("SELECT Id FROM Contact WHERE LastName = 'a' OR LastName = 'b' AND Title = 'c'")).toMatchObject({
      status: 400,
      code: 'MALFORMED_QUERY',
    });
  });

  test('escapes: quotes, and the wild cards of LIKE', async () => {
    expect(await lastNames("Account.Name = 'O\\'Hara & Söhne'")).toEqual(['Cedar_1']);
    expect(await lastNames("LastName LIKE 'cedar\\_1'")).toEqual(['Cedar_1']);
    expect(await lastNames("LastName LIKE '_irch'")).toEqual(['Birch']);
    expect(await lastNames("Email LIKE 'c\\%d@%'")).toEqual(['Cedar_1']);
    const { rita } = lab();
    expect(await rita.query("SELECT Id FROM Contact WHERE LastName = '\\q'")).toMatchObject({ code: 'MALFORMED_QUERY' });
  });

  test('parents, semi-joins and children', async () => {
    expect(await lastNames("Account.Owner.Name = 'Rita Rep'")).toEqual(['Ash', 'Birch', 'Cedar_1']);
    expect(await lastNames("AccountId IN (SELECT Id FROM Account WHERE Name = 'Acme')")).toEqual(['Ash', 'Birch']);
    expect(await lastNames("AccountId NOT IN (SELECT Id FROM Account WHERE Name = 'Acme')")).toEqual(['Cedar_1']);
    const { rita } = await filled();
    const accounts = await rita.rows(
      "SELECT Name, (SELECT LastName FROM Contacts WHERE Title = 'CEO'), (SELECT Id FROM Opportunities) FROM Account ORDER BY Name",
    );
    expect(accounts[0]).toMatchObject({
      Name: 'Acme',
      Contacts: { totalSize: 1, done: true, records: [{ LastName: 'Ash' }] },
      Opportunities: null,
    });
    expect(accounts[1]?.Contacts).toBeNull();
  });

  test('dates and times are bare, of the field’s own type, and compare by the second', async () => {
    const { rita } = await filled();
    const count = async (where: string) => (await rita.query(`SELECT COUNT() FROM Contact WHERE ${where}`)).body.totalSize;
    expect(await count(`SystemModstamp >= ${iso(start)}`)).toBe(3);
    expect(await count('SystemModstamp > 2026-03-02T08:59:59.900Z')).toBe(3);
    expect(await count('SystemModstamp <= 2026-03-02T09:00:00.999Z')).toBe(3);
    expect(await count('CreatedDate = TODAY')).toBe(3);
    expect(await count('CreatedDate = LAST_N_DAYS:7')).toBe(3);
    expect(await count('CreatedDate < TODAY')).toBe(0);
    expect(await rita.query("SELECT Id FROM Contact WHERE SystemModstamp > '2026-01-01T00:00:00Z'")).toMatchObject({
      code: 'INVALID_FIELD',
    });
    expect(await rita.query('SELECT Id FROM Contact WHERE LastName = 7')).toMatchObject({ code: 'INVALID_FIELD' });
  });

  test('a long text cannot be filtered or sorted', async () => {
    const { rita } = lab();
    expect(await rita.query("SELECT Id FROM Contact WHERE Description = 'x'")).toMatchObject({ status: 400, code: 'INVALID_FIELD' });
    expect(await rita.query('SELECT Id FROM Contact ORDER BY Description')).toMatchObject({ code: 'INVALID_FIELD' });
  });

  test('unknown object INVALID_TYPE, unknown field INVALID_FIELD, bad syntax MALFORMED_QUERY', async () => {
    const { rita } = lab();
    expect(await rita.query('SELECT Id FROM XYZZY')).toMatchObject({ status: 400, code: 'INVALID_TYPE' });
    expect(await rita.query('SELECT Nope FROM Contact')).toMatchObject({ status: 400, code: 'INVALID_FIELD' });
    expect(await rita.query('SELECT Nope.Name FROM Contact')).toMatchObject({ status: 400, code: 'INVALID_FIELD' });
    expect(await rita.query('SELEKT Id FROM Contact')).toMatchObject({ status: 400, code: 'MALFORMED_QUERY' });
    expect(await rita.query('SELECT Id FROM Contact ALL ROWS')).toMatchObject({ status: 400, code: 'MALFORMED_QUERY' });
  });
});

describe('SOQL results', () => {
  test('order, nulls first unless said otherwise, limit and offset', async () => {
    expect(await lastNames('', 'ORDER BY Title, LastName')).toEqual(['Birch', 'Ash', 'Cedar_1']);
    expect(await lastNames('', 'ORDER BY Title DESC NULLS LAST')).toEqual(['Cedar_1', 'Ash', 'Birch']);
    expect(await lastNames('', 'ORDER BY LastName LIMIT 1 OFFSET 1')).toEqual(['Birch']);
  });

  test('counts, groups and their figures', async () => {
    const { rita } = await filled();
    expect((await rita.query('SELECT COUNT() FROM Contact')).body).toEqual({ totalSize: 3, done: true, records: [] });
    expect(await rita.rows('SELECT COUNT(Id) FROM Contact')).toEqual([{ attributes: { type: 'AggregateResult' }, expr0: 3 }]);
    const groups = await rita.rows(
      'SELECT Account.Name, COUNT(Id) n, COUNT_DISTINCT(Title) titles FROM Contact GROUP BY Account.Name HAVING COUNT(Id) > 1 ORDER BY COUNT(Id) DESC',
    );
    expect(groups).toEqual([{ attributes: { type: 'AggregateResult' }, Name: 'Acme', n: 2, titles: 1 }]);
  });

  test('Who and What: TYPEOF picks by kind, the plain path gives what every kind has', async () => {
    const { rita, acme } = await filled();
    const [ann] = await rita.rows("SELECT Id FROM Contact WHERE LastName = 'Ash'");
    await rita.make('Event', { Subject: 'x', StartDateTime: iso(start), DurationInMinutes: 30, WhoId: ann?.Id, WhatId: acme });
    const [typed] = await rita.rows(
      'SELECT TYPEOF Who WHEN Contact THEN LastName, Email WHEN Lead THEN Company ELSE Id END, What.Name, What.Type FROM Event',
    );
    expect(typed).toMatchObject({
      Who: { attributes: { type: 'Contact' }, LastName: 'Ash', Email: 'ann@acme.test' },
      What: { Name: 'Acme', Type: 'Account' },
    });
    const [byMail] = await rita.rows("SELECT Id FROM Event WHERE Who.Email = 'ann@acme.test'");
    expect(byMail).toBeDefined();
  });

  test('FIELDS(ALL) needs a limit of 200', async () => {
    const { rita } = await filled();
    expect(await rita.query('SELECT FIELDS(ALL) FROM Contact')).toMatchObject({ code: 'MALFORMED_QUERY' });
    const [row] = await rita.rows('SELECT FIELDS(ALL) FROM Contact LIMIT 1');
    expect(Object.keys(row ?? {})).toEqual(expect.arrayContaining(['MailingAddress', 'Instep_Key__c', 'SystemModstamp']));
  });

  test('times come with +0000, and addresses also in one piece', async () => {
    const { rita } = lab();
    const id = await rita.make('Contact', { LastName: 'A', MailingCity: 'Bonn' });
    const { body } = await rita.get(`/sobjects/Contact/${id}?fields=CreatedDate,MailingAddress`);
    expect(body).toMatchObject({ CreatedDate: '2026-03-02T09:00:00.000+0000', MailingAddress: { city: 'Bonn', street: null } });
  });

  test('an admin may add a field, and it can be read, written and filtered', async () => {
    const { rita, salesforce } = lab();
    salesforce.addField('Contact', customTextField('Nickname__c', 20));
    await rita.make('Contact', { LastName: 'A', Nickname__c: 'Al' });
    expect(await rita.rows("SELECT Nickname__c FROM Contact WHERE Nickname__c = 'al'")).toHaveLength(1);
  });
});

describe('SOQL pages', () => {
  test('pages follow nextRecordsUrl until done; the size is a wish', async () => {
    const { rita } = lab();
    for (let i = 0; i < 2; i++) await rita.post('/composite/sobjects', { records: people(200) });
    const first = await rita.query('SELECT LastName FROM Contact', { 'Sforce-Query-Options': 'batchSize=200' });
    expect(first.body).toMatchObject({ totalSize: 400, done: false });
    expect(first.body.records).toHaveLength(200);
    const second = await rita.get(String(first.body.nextRecordsUrl));
    expect(second.body).toMatchObject({ totalSize: 400, done: true });
    expect(second.body).not.toHaveProperty('nextRecordsUrl');
  });

  test('many rows share one second, also across the border of a page', async () => {
    const { rita, world } = lab();
    world.faults.switches['salesforce.pageSize'] = 3;
    await rita.post('/composite/sobjects', { records: people(7) });
    const seen: unknown[] = [];
    let page = await rita.query('SELECT Id, SystemModstamp FROM Contact ORDER BY SystemModstamp, Id');
    for (;;) {
      seen.push(...(page.body.records as { Id: string }[]).map((row) => row.Id));
      if (page.body.done === true) break;
      page = await rita.get(String(page.body.nextRecordsUrl));
    }
    expect(new Set(seen).size).toBe(7);
    expect(await rita.rows(`SELECT Id FROM Contact WHERE SystemModstamp = ${iso(start)} AND Id > '${String(seen[3])}'`)).toHaveLength(3);
  });

  test('a session may end in the middle of a query: the cursor goes on with a new one', async () => {
    const { rita, world } = lab();
    world.faults.switches['salesforce.pageSize'] = 3;
    await rita.post('/composite/sobjects', { records: people(5) });
    const first = await rita.query('SELECT Id FROM Contact');
    world.tokens.expire('salesforce', rita.id);
    const next = String(first.body.nextRecordsUrl);
    expect(await rita.get(next)).toMatchObject({ status: 401, code: 'INVALID_SESSION_ID' });
    rita.token = world.tokens.issue('salesforce', rita.id);
    expect((await rita.get(next)).body.records).toHaveLength(2);
  });

  test('an old cursor is INVALID_QUERY_LOCATOR, and so is somebody else’s', async () => {
    const { rita, ralf, world } = lab();
    world.faults.switches['salesforce.pageSize'] = 1;
    await rita.post('/composite/sobjects', { records: people(3) });
    const next = String((await rita.query('SELECT Id FROM Contact')).body.nextRecordsUrl);
    expect(await ralf.get(next)).toMatchObject({ status: 400, code: 'INVALID_QUERY_LOCATOR' });
    world.clock.advance(3 * 86_400_000);
    rita.token = world.tokens.issue('salesforce', rita.id);
    expect(await rita.get(next)).toMatchObject({ status: 400, code: 'INVALID_QUERY_LOCATOR' });
  });

  test('an address near 16 kB is too long', async () => {
    const { rita } = lab();
    const ids = Array.from({ length: 1200 }, () => "'0038d0000000001AAA'").join();
    const { token, salesforce } = rita;
    const path = `/services/data/v62.0/query?q=${encodeURIComponent(`SELECT Id FROM Contact WHERE Id IN (${ids})`)}`;
    const answer = await salesforce.app.request(path, { headers: { Authorization: `Bearer ${token}` } });
    expect(answer.status).toBe(414);
  });
});

test('fields of the org’s own can be told by switch', async () => {
  const { rita, world } = lab();
  world.faults.switches['salesforce.customFields'] = [{ object: 'Contact', name: 'Hobby__c', length: 5 }];
  expect(await rita.post('/sobjects/Contact', { LastName: 'A', Hobby__c: 'Gardening' })).toMatchObject({ code: 'STRING_TOO_LONG' });
  await rita.make('Contact', { LastName: 'A', Hobby__c: 'Chess' });
  expect(await rita.rows('SELECT Hobby__c FROM Contact')).toMatchObject([{ Hobby__c: 'Chess' }]);
});
