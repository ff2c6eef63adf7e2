/**
 * Everything that a rep could try past our screens, straight at the API under the deployed rules (RST1, SEC1): each attempt is in this list,
 * each is refused, and when all have been made, nothing is different.
 */
import { expect, test } from 'vitest';
import { type Client, type Lab, lab, lease, makeRep, type Wire } from './salesforce-lab';

interface Org extends Lab {
  /** Ids of records: the two reps', and what belongs to Ralf or to the admin. */
  readonly own: string;
  readonly ralfs: string;
  readonly request: string;
  readonly issue: string;
  readonly configuration: string;
  readonly assignment: string;
}

async function org(): Promise<Org> {
  const people = lab();
  const { rita, ralf, ada } = people;
  const [own, ralfs] = [await makeRep(rita), await makeRep(ralf, lease(1, 'laptop'))];
  const configuration = await ada.make('Instep_Configuration__c', { Name: 'Sales', Active__c: true, Body__c: '{}' });
  return {
    ...people,
    own,
    ralfs,
    configuration,
    assignment: await ada.make('Instep_Assignment__c', { Configuration__c: configuration, User__c: rita.id, AssigneeKey__c: rita.id }),
    request: await ada.make('Instep_Request__c', { Rep__c: ralfs, ...reset }),
    issue: await ralf.make('Instep_Issue__c', { Rep__c: ralfs, IssueKey__c: `${ralf.id}:a`, Kind__c: 'contact', Cause__c: 'doubtful' }),
  };
}

const reset = { Kind__c: 'reset', Scope__c: 'all' };
const row = (type: string, more: Wire): Wire => ({ attributes: { type }, ...more });
const part = (method: string, url: string, body?: Wire): Wire => ({ method, url: `/services/data/v62.0${url}`, referenceId: 'a', body });

type Attempt = readonly [what: string, make: (rita: Client, org: Org) => Promise<{ readonly status: number; readonly body: unknown }>];

const resets: readonly Attempt[] = [
  ['resets a colleague', (rita, { ralfs }) => rita.post('/sobjects/Instep_Request__c', { Rep__c: ralfs, ...reset })],
  ['resets oneself', (rita, { own }) => rita.post('/sobjects/Instep_Request__c', { Rep__c: own, ...reset })],
  ['previews a colleague', (rita, { ralfs }) => rita.post('/sobjects/Instep_Request__c', { Rep__c: ralfs, ...reset, Kind__c: 'preview' })],
  [
    'resets through a collection',
    (rita, { own }) => rita.post('/composite/sobjects', { records: [row('Instep_Request__c', { Rep__c: own, ...reset })] }),
  ],
  [
    'resets through a composite',
    (rita, { own }) =>
      rita.post('/composite', { compositeRequest: [part('POST', '/sobjects/Instep_Request__c', { Rep__c: own, ...reset })] }),
  ],
  [
    'resets by naming the rep by key',
    (rita, { ralf }) =>
      rita.post('/composite/sobjects', {
        records: [row('Instep_Request__c', { Rep__r: { attributes: { type: 'Instep_Rep__c' }, UserKey__c: ralf.id }, ...reset })],
      }),
  ],
  ['cancels a colleague’s reset', (rita, { request }) => rita.patch(`/sobjects/Instep_Request__c/${request}`, { State__c: 'cancelled' })],
  [
    'reports a colleague’s reset as done',
    (rita, { request }) => rita.patch(`/sobjects/Instep_Request__c/${request}`, { State__c: 'done' }),
  ],
  ['takes over a colleague’s reset', (rita, { request }) => rita.patch(`/sobjects/Instep_Request__c/${request}`, { OwnerId: rita.id })],
  ['deletes a colleague’s reset', (rita, { request }) => rita.delete(`/sobjects/Instep_Request__c/${request}`)],
];

const others: readonly Attempt[] = [
  ['reads a colleague’s record', (rita, { ralfs }) => rita.get(`/sobjects/Instep_Rep__c/${ralfs}`)],
  ['reads a colleague’s issue', (rita, { issue }) => rita.get(`/sobjects/Instep_Issue__c/${issue}`)],
  ['reads a colleague’s request', (rita, { request }) => rita.get(`/sobjects/Instep_Request__c/${request}`)],
  ['changes a colleague’s issue', (rita, { issue }) => rita.patch(`/sobjects/Instep_Issue__c/${issue}`, { Cause__c: 'private' })],
  ['deletes a colleague’s issue', (rita, { issue }) => rita.delete(`/sobjects/Instep_Issue__c/${issue}`)],
  ['deletes a colleague’s issue through a collection', (rita, { issue }) => rita.delete(`/composite/sobjects?ids=${issue}`)],
  [
    'raises an issue in a colleague’s name',
    (rita, { ralf, ralfs }) =>
      rita.post('/sobjects/Instep_Issue__c', { Rep__c: ralfs, IssueKey__c: `${ralf.id}:b`, Kind__c: 'contact', Cause__c: 'private' }),
  ],
  [
    'overwrites a colleague’s issue by its key',
    (rita, { ralf, own }) =>
      rita.patch(`/sobjects/Instep_Issue__c/IssueKey__c/${ralf.id}:a`, { Rep__c: own, Kind__c: 'contact', Cause__c: 'private' }),
  ],
  [
    'takes a colleague’s lease',
    (rita, { ralfs }) => rita.patch(`/sobjects/Instep_Rep__c/${ralfs}`, { ...lease(2, 'mine'), LeaseOverrides__c: 1 }),
  ],
  [
    'says a colleague is signed out',
    (rita, { ralf }) => rita.patch(`/sobjects/Instep_Rep__c/UserKey__c/${ralf.id}`, { State__c: 'sign in' }),
  ],
  ['deletes a colleague’s record', (rita, { ralfs }) => rita.delete(`/sobjects/Instep_Rep__c/${ralfs}`)],
  [
    'makes a record for a colleague',
    (rita, { ursula }) => rita.post('/sobjects/Instep_Rep__c', { Name: 'X', User__c: ursula.id, UserKey__c: ursula.id }),
  ],
  ['hands the own record away', (rita, { own, ralf }) => rita.patch(`/sobjects/Instep_Rep__c/${own}`, { OwnerId: ralf.id })],
  [
    'shares agreements in a colleague’s name',
    (rita, { ralf, ralfs }) =>
      rita.post('/sobjects/Instep_Shared__c', { Rep__c: ralfs, SharedKey__c: `${ralf.id}:x`, Kind__c: 'bucket', LeaseNumber__c: 1 }),
  ],
  [
    'counts cycles in a colleague’s name',
    (rita, { ralf, ralfs }) => rita.post('/sobjects/Instep_Day__c', { Rep__c: ralfs, DayKey__c: `${ralf.id}:2026-03-02` }),
  ],
];

const settings: readonly Attempt[] = [
  ['makes a configuration', (rita) => rita.post('/sobjects/Instep_Configuration__c', { Name: 'Mine', Active__c: true })],
  [
    'changes a configuration',
    (rita, { configuration }) =>
      rita.patch(`/sobjects/Instep_Configuration__c/${configuration}`, { Body__c: '{"events":{"mayInvite":true}}' }),
  ],
  [
    'switches a configuration off',
    (rita, { configuration }) => rita.patch(`/sobjects/Instep_Configuration__c/${configuration}`, { Active__c: false }),
  ],
  ['deletes a configuration', (rita, { configuration }) => rita.delete(`/sobjects/Instep_Configuration__c/${configuration}`)],
  [
    'changes a configuration through a collection',
    (rita, { configuration }) =>
      rita.patch('/composite/sobjects', { records: [row('Instep_Configuration__c', { id: configuration, Name: 'Mine' })] }),
  ],
  [
    'assigns a colleague',
    (rita, { configuration, ralf }) =>
      rita.post('/sobjects/Instep_Assignment__c', { Configuration__c: configuration, User__c: ralf.id, AssigneeKey__c: ralf.id }),
  ],
  ['leaves the own assignment', (rita, { assignment }) => rita.delete(`/sobjects/Instep_Assignment__c/${assignment}`)],
  [
    'moves the own assignment',
    (rita, { assignment, ralf }) => rita.patch(`/sobjects/Instep_Assignment__c/${assignment}`, { User__c: ralf.id }),
  ],
  [
    'becomes an admin',
    async (rita) => {
      const [set] = await rita.rows("SELECT Id FROM PermissionSet WHERE Name = 'Instep_Admin'");
      return rita.post('/sobjects/PermissionSetAssignment', { AssigneeId: rita.id, PermissionSetId: set?.Id });
    },
  ],
];

/** An answer 200 to a collection or a composite says nothing yet: each row has its own. */
function wasRefused({ status, body }: { readonly status: number; readonly body: unknown }): boolean {
  if (status >= 400) return true;
  const rows = Array.isArray(body) ? body : ((body as Wire).compositeResponse as readonly Wire[] | undefined);
  return rows !== undefined && rows.length > 0 && rows.every((one: Wire) => one.success === false || Number(one.httpStatusCode) >= 400);
}

/** Numbers that names count by may be used up by what was refused, as in every org. */
const rowsOf = ({ salesforce }: Org): string => {
  const { rows } = salesforce.dump() as { readonly rows: Readonly<Record<string, readonly unknown[]>> };
  return JSON.stringify(Object.entries(rows).filter(([, all]) => all.length > 0));
};

const all = [...resets, ...others, ...settings];

test.each(all)('RST1 SEC1 a rep %s: refused', async (_, make) => {
  const here = await org();
  const before = rowsOf(here);
  const answer = await make(here.rita, here);
  expect(wasRefused(answer), JSON.stringify(answer)).toBe(true);
  expect(rowsOf(here)).toBe(before);
});

test('RST1 SEC1 EXC4 what a rep may ask for shows nothing of others', async () => {
  const { rita } = await org();
  for (const object of ['Instep_Issue__c', 'Instep_Request__c', 'Instep_Shared__c', 'Instep_Day__c'])
    for (const answer of [await rita.query(`SELECT Id FROM ${object}`), await rita.queryAll(`SELECT Id FROM ${object}`)])
      expect(answer.body.records, object).toEqual([]);
  expect(await rita.rows('SELECT UserKey__c FROM Instep_Rep__c')).toMatchObject([{ UserKey__c: rita.id }]);
  expect(await rita.rows('SELECT Cause__c, COUNT(Id) n FROM Instep_Issue__c GROUP BY Cause__c')).toEqual([]);
});

test('RST1 the same is done by an admin: the list refuses the person, not the deed', async () => {
  const { ada, ralfs, configuration } = await org();
  expect((await ada.post('/sobjects/Instep_Request__c', { Rep__c: ralfs, ...reset })).status).toBe(201);
  expect((await ada.patch(`/sobjects/Instep_Configuration__c/${configuration}`, { Name: 'Ours' })).status).toBe(204);
});
