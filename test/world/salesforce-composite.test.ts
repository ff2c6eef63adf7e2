/** What we believe of collections and composites (wire-contracts 4.3), each against the stand-in. */
import { describe, expect, test } from 'vitest';
import { base, lab, type Wire } from './salesforce-lab';

const contact = (more: object) => ({ attributes: { type: 'Contact' }, ...more });
const rowsOf = (answer: { body: Wire }) =>
  answer.body as unknown as { id?: string; success: boolean; created?: boolean; errors: { statusCode: string; fields: string[] }[] }[];
const partsOf = (answer: { body: Wire }) =>
  answer.body.compositeResponse as { httpStatusCode: number; body: Wire; httpHeaders: Wire; referenceId: string }[];

describe('Collections', () => {
  test('SYN8 answer 200 in order even when rows failed, and each row fails alone', async () => {
    const { rita } = lab();
    const answer = await rita.post('/composite/sobjects', {
      records: [contact({ LastName: 'A' }), contact({ FirstName: 'B' }), contact({ LastName: 'C' })],
    });
    expect(answer.status).toBe(200);
    expect(rowsOf(answer).map((row) => row.success)).toEqual([true, false, true]);
    expect(rowsOf(answer)[1]?.errors[0]).toMatchObject({ statusCode: 'REQUIRED_FIELD_MISSING', fields: ['LastName'] });
    expect(await rita.rows('SELECT Id FROM Contact')).toHaveLength(2);
  });

  test('allOrNone: nothing happens, and rows that were fine say so', async () => {
    const { rita } = lab();
    const records = [contact({ LastName: 'A' }), contact({ FirstName: 'B' })];
    const answer = await rita.post('/composite/sobjects', { allOrNone: true, records });
    expect(answer.status).toBe(200);
    expect(rowsOf(answer)[0]).toMatchObject({ success: false, errors: [{ statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK' }] });
    expect(await rita.rows('SELECT Id FROM Contact')).toEqual([]);
  });

  test('SYN6 upsert by key tells what was created; the same key twice in one request is refused for both', async () => {
    const { rita } = lab();
    const upsert = (records: object[]) => rita.patch('/composite/sobjects/Contact/Instep_Key__c', { records });
    const two = [contact({ LastName: 'A', Instep_Key__c: 'k1' }), contact({ LastName: 'B', Instep_Key__c: 'k2' })];
    expect(rowsOf(await upsert(two)).map((row) => row.created)).toEqual([true, true]);
    expect(rowsOf(await upsert(two)).map((row) => row.created)).toEqual([false, false]);
    const twice = rowsOf(await upsert([two[0]!, two[0]!]));
    expect(twice.map((row) => row.errors[0]?.statusCode)).toEqual(['DUPLICATE_VALUE', 'DUPLICATE_VALUE']);
    expect(await rita.rows('SELECT Id FROM Contact')).toHaveLength(2);
  });

  test('update, read and delete many; a row that is gone fails alone', async () => {
    const { rita } = lab();
    const made = rowsOf(await rita.post('/composite/sobjects', { records: ['A', 'B'].map((LastName) => contact({ LastName })) }));
    const [a, b] = made.map((row) => String(row.id));
    await rita.delete(`/sobjects/Contact/${b}`);
    const updated = rowsOf(await rita.patch('/composite/sobjects', { records: [a, b].map((id) => contact({ id, Title: 'x' })) }));
    expect(updated.map((row) => row.success)).toEqual([true, false]);
    expect(updated[1]?.errors[0]?.statusCode).toBe('ENTITY_IS_DELETED');
    const read = await rita.get(`/composite/sobjects/Contact?ids=${a},${b}&fields=Id,Title`);
    expect(read.body).toMatchObject([{ Id: a, Title: 'x' }, null]);
    expect((await rita.post('/composite/sobjects/Contact', { ids: [a], fields: ['Title'] })).body).toMatchObject([{ Title: 'x' }]);
    const dropped = rowsOf(await rita.delete(`/composite/sobjects?ids=${a},${b}&allOrNone=false`));
    expect(dropped.map((row) => row.success)).toEqual([true, false]);
  });

  test('200 records at most', async () => {
    const { rita } = lab();
    const records = Array.from({ length: 201 }, (_, i) => contact({ LastName: `A${i}` }));
    expect(await rita.post('/composite/sobjects', { records })).toMatchObject({ status: 400, code: 'LIMIT_EXCEEDED' });
  });

  test('a duplicate rule speaks in the row', async () => {
    const { rita, world } = lab();
    await rita.make('Contact', { LastName: 'A', Email: 'a@b.test' });
    world.faults.switches['salesforce.duplicateRule'] = 'duplicateResult';
    const answer = rowsOf(await rita.post('/composite/sobjects', { records: [contact({ LastName: 'B', Email: 'a@b.test' })] }));
    expect(answer[0]?.errors[0]).toMatchObject({ statusCode: 'DUPLICATES_DETECTED', duplicateResult: { allowSave: true } });
  });
});

describe('Composite', () => {
  const part = (method: string, path: string, referenceId: string, body?: object) => ({
    method,
    url: base + path,
    referenceId,
    ...(body ? { body } : {}),
  });

  test('parts run in order, and later ones use what earlier ones answered', async () => {
    const { rita } = lab();
    const answer = await rita.post('/composite', {
      compositeRequest: [
        part('POST', '/sobjects/Account', 'acme', { Name: 'Acme' }),
        part('POST', '/sobjects/Contact', 'ann', { LastName: 'Ash', AccountId: '@{acme.id}' }),
        part('PATCH', '/sobjects/Contact/@{ann.id}', 'title', { Title: 'of @{acme.id}' }),
        part('GET', "/query?q=SELECT Title, Account.Name FROM Contact WHERE Id = '@{ann.id}'", 'all'),
        part('GET', '/sobjects/Contact/@{all.records[0].Account.Name}', 'none'),
      ],
    });
    expect(partsOf(answer).map((each) => each.httpStatusCode)).toEqual([201, 201, 204, 200, 404]);
    expect(partsOf(answer)[3]?.body).toMatchObject({ records: [{ Account: { Name: 'Acme' } }] });
  });

  test('a part that leans on a failed one is PROCESSING_HALTED, the others are done', async () => {
    const { rita } = lab();
    const answer = await rita.post('/composite', {
      compositeRequest: [
        part('POST', '/sobjects/Account', 'bad', {}),
        part('POST', '/sobjects/Contact', 'leans', { LastName: 'A', AccountId: '@{bad.id}' }),
        part('POST', '/sobjects/Contact', 'free', { LastName: 'B' }),
      ],
    });
    expect(partsOf(answer).map((each) => each.httpStatusCode)).toEqual([400, 400, 201]);
    expect(partsOf(answer)[1]?.body).toMatchObject([{ errorCode: 'PROCESSING_HALTED' }]);
  });

  test('allOrNone takes back what was done, also a collection', async () => {
    const { rita } = lab();
    const answer = await rita.post('/composite', {
      allOrNone: true,
      compositeRequest: [
        part('POST', '/composite/sobjects', 'many', { records: [contact({ LastName: 'A' })] }),
        part('POST', '/sobjects/Contact', 'bad', {}),
        part('POST', '/sobjects/Contact', 'never', { LastName: 'C' }),
      ],
    });
    expect(partsOf(answer).map((each) => each.httpStatusCode)).toEqual([400, 400, 400]);
    expect(await rita.rows('SELECT Id FROM Contact')).toEqual([]);
  });

  test('SYN7 the lease, the shared version and the shared parts travel as one', async () => {
    const { rita } = lab();
    const rep = await rita.make('Instep_Rep__c', { Name: 'R', User__c: rita.id, UserKey__c: rita.id });
    const bucket = { Rep__c: rep, SharedKey__c: `${rita.id}:b0`, Kind__c: 'bucket', LeaseNumber__c: 0, Body__c: '{}' };
    const share = (version: number) =>
      rita.post('/composite', {
        allOrNone: true,
        compositeRequest: [
          part('PATCH', `/sobjects/Instep_Rep__c/${rep}`, 'version', { SharedVersion__c: version }),
          part('PATCH', '/composite/sobjects/Instep_Shared__c/SharedKey__c', 'parts', {
            allOrNone: true,
            records: [{ attributes: { type: 'Instep_Shared__c' }, ...bucket }],
          }),
        ],
      });
    expect(partsOf(await share(1)).map((each) => each.httpStatusCode)).toEqual([204, 200]);
    expect(partsOf(await share(3))[0]?.httpStatusCode).toBe(400);
  });

  test('25 parts, 5 of them queries or collections', async () => {
    const { rita } = lab();
    const many = (count: number, path: string) => ({
      compositeRequest: Array.from({ length: count }, (_, i) => part('GET', path, `r${i}`)),
    });
    expect((await rita.post('/composite', many(25, '/limits'))).status).toBe(200);
    expect(await rita.post('/composite', many(26, '/limits'))).toMatchObject({ status: 400, code: 'LIMIT_EXCEEDED' });
    expect((await rita.post('/composite', many(5, '/query?q=SELECT+Id+FROM+Contact'))).status).toBe(200);
    expect(await rita.post('/composite', many(6, '/query?q=SELECT+Id+FROM+Contact'))).toMatchObject({
      status: 400,
      code: 'LIMIT_EXCEEDED',
    });
  });

  test('is one call of the allocation; faults meet its parts one by one, and the log has them', async () => {
    const { rita, world } = lab();
    world.faults.add({ id: 'f', vendor: 'salesforce', path: '^GET .*/query', kind: 'answer', status: 503, times: 1 });
    const compositeRequest = [part('GET', '/query?q=SELECT Id FROM Contact', 'a'), part('GET', '/limits', 'b')];
    const answer = await rita.post('/composite', { compositeRequest });
    expect(partsOf(answer).map((each) => each.httpStatusCode)).toEqual([503, 200]);
    expect(answer.headers.get('sforce-limit-info')).toMatch(/^api-usage=1\//);
    expect(world.log.at(-1)?.parts.map((each) => each.status)).toEqual([503, 200]);
  });

  test('parts carry conditions of their own', async () => {
    const { rita } = lab();
    const id = await rita.make('Contact', { LastName: 'A' });
    const httpHeaders = { 'If-Unmodified-Since': 'Sun, 01 Mar 2026 00:00:00 GMT' };
    const answer = await rita.post('/composite', {
      compositeRequest: [{ ...part('PATCH', `/sobjects/Contact/${id}`, 'a', { Title: 'x' }), httpHeaders }],
    });
    expect(partsOf(answer)[0]?.httpStatusCode).toBe(412);
  });

  test('each graph is all or nothing', async () => {
    const { rita } = lab();
    const graph = (graphId: string, LastName: string | null) => ({
      graphId,
      compositeRequest: [
        part('POST', '/sobjects/Account', 'a', { Name: graphId }),
        part('POST', '/sobjects/Contact', 'c', { LastName, AccountId: '@{a.id}' }),
      ],
    });
    const answer = await rita.post('/composite/graph', { graphs: [graph('good', 'A'), graph('bad', null)] });
    expect((answer.body.graphs as Wire[]).map((each) => each.isSuccessful)).toEqual([true, false]);
    expect(await rita.rows('SELECT Name FROM Account')).toMatchObject([{ Name: 'good' }]);
  });
});
