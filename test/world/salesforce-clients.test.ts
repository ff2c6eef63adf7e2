/** jsforce against the stand-in over HTTP: what it accepts and how it sees errors is not of our making. */
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Connection } from 'jsforce';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { iso, lab, start } from './salesforce-lab';

const { rita, ralf, ada, world, salesforce } = lab();
let server: ReturnType<typeof serve>;
let port = 0;
const connect = (client: { token: string }) =>
  new Connection({ instanceUrl: `http://127.0.0.1:${port}`, accessToken: client.token, version: '62.0' });

beforeAll(async () => {
  port = await new Promise<number>((resolve) => {
    server = serve({ fetch: salesforce.app.fetch, port: 0, hostname: '127.0.0.1' }, (info: AddressInfo) => resolve(info.port));
  });
});
afterAll(() => server.close());

const codeOf = async (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => 'no error',
    (error: unknown) => (error as { errorCode?: unknown }).errorCode,
  );

describe('Through jsforce', () => {
  test('create, read, update with If-Unmodified-Since, delete', async () => {
    const connection = connect(rita);
    const created = await connection.sobject('Contact').create({ LastName: 'Ash', Email: 'ann@acme.test' });
    expect(created).toMatchObject({ success: true });
    const id = String(created.id);
    expect(await connection.sobject('Contact').retrieve(id)).toMatchObject({ Name: 'Ash', OwnerId: rita.id });
    const headers = { 'If-Unmodified-Since': new Date(start - 1000).toUTCString() };
    expect(await codeOf(connection.sobject('Contact').update({ Id: id, Title: 'x' }, { headers }))).toBe('PRECONDITION_FAILED');
    expect(await connection.sobject('Contact').update({ Id: id, Title: 'x' })).toMatchObject({ success: true });
    expect(await connection.sobject('Contact').destroy(id)).toMatchObject({ success: true });
    expect(await codeOf(connection.sobject('Contact').retrieve(id))).toBe('ENTITY_IS_DELETED');
  });

  test('queries follow their pages by themselves, scanAll sees the bin', async () => {
    const connection = connect(rita);
    const records = Array.from({ length: 7 }, (_, i) => ({ LastName: `P${i}` }));
    await connection.sobject('Contact').create(records);
    world.faults.switches['salesforce.pageSize'] = 3;
    const fetchAll = (scanAll: boolean) =>
      connection.query('SELECT Id, LastName FROM Contact', { autoFetch: true, maxFetch: 100, scanAll });
    expect((await fetchAll(false)).records).toHaveLength(7);
    expect((await fetchAll(true)).records).toHaveLength(8);
    delete world.faults.switches['salesforce.pageSize'];
    expect(
      await connection
        .sobject('Contact')
        .find({ LastName: { $like: 'P%' } }, 'LastName')
        .sort('-LastName')
        .limit(2),
    ).toMatchObject([{ LastName: 'P6' }, { LastName: 'P5' }]);
    expect(connection.limitInfo?.apiUsage?.limit).toBeGreaterThan(1000);
  });

  test('upsert by key, one and many', async () => {
    const contacts = connect(rita).sobject('Contact');
    expect(await contacts.upsert({ Instep_Key__c: 'one', LastName: 'A' }, 'Instep_Key__c')).toMatchObject({ success: true, created: true });
    const many = await contacts.upsert(
      [{ Instep_Key__c: 'one', LastName: 'B' }, { Instep_Key__c: 'two', LastName: 'C' }, { Instep_Key__c: 'three' }],
      'Instep_Key__c',
    );
    expect(many).toMatchObject([
      { success: true, created: false },
      { success: true, created: true },
      { success: false, errors: [{ statusCode: 'REQUIRED_FIELD_MISSING' }] },
    ]);
  });

  test('updated and deleted feeds, describe, limits', async () => {
    const connection = connect(rita);
    const contacts = connection.sobject('Contact');
    world.clock.advance(120_000);
    expect((await contacts.updated(iso(start), iso(start + 60_000))).ids.length).toBeGreaterThan(5);
    expect((await contacts.deleted(iso(start), iso(start + 60_000))).deletedRecords).toHaveLength(1);
    const described = await contacts.describe();
    expect(described.fields.find((field) => field.name === 'Instep_Key__c')).toMatchObject({ externalId: true, length: 40 });
    expect((await connection.describeGlobal()).sobjects.map((each) => each.name)).toContain('Instep_Rep__c');
    expect(await connection.limits()).toHaveProperty('DailyApiRequests.Max');
  });

  test('composite as a plain request', async () => {
    const connection = connect(rita);
    const body = {
      compositeRequest: [{ method: 'GET', url: '/services/data/v62.0/query?q=SELECT COUNT() FROM Contact', referenceId: 'n' }],
    };
    const answer = await connection.requestPost<{ compositeResponse: { httpStatusCode: number }[] }>(
      '/services/data/v62.0/composite',
      body,
    );
    expect(answer.compositeResponse[0]?.httpStatusCode).toBe(200);
  });

  test('errors keep their codes: bad query, lock, end of the session', async () => {
    const connection = connect(rita);
    expect(await codeOf(connection.query('SELECT Nope FROM Contact').then((done) => done))).toBe('INVALID_FIELD');
    world.faults.switches['salesforce.lockNext'] = 1;
    expect(await codeOf(connection.sobject('Contact').create({ LastName: 'A' }))).toBe('UNABLE_TO_LOCK_ROW');
    world.tokens.expire('salesforce', ralf.id);
    expect(
      await codeOf(
        connect(ralf)
          .query('SELECT Id FROM Contact')
          .then((done) => done),
      ),
    ).toBe('INVALID_SESSION_ID');
  });

  test('RST1 a reset by a rep is refused here too', async () => {
    const rep = await connect(rita).sobject('Instep_Rep__c').create({ Name: 'R', User__c: rita.id, UserKey__c: rita.id });
    const request = { Rep__c: String(rep.id), Kind__c: 'reset', Scope__c: 'all' };
    expect(await codeOf(connect(rita).sobject('Instep_Request__c').create(request))).toBe('INSUFFICIENT_ACCESS_OR_READONLY');
    expect(await connect(ada).sobject('Instep_Request__c').create(request)).toMatchObject({ success: true });
  });
});
