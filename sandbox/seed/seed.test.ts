/** The company is whole, is the same each time, and has the cases that syncing has to get right. */
import { beforeAll, describe, expect, test } from 'vitest';
import { Door, listOf, textIn } from '../import/door';
import { createVendors, type Vendors } from '../vendors';
import { World } from '../world';
import { seed, seedLarge } from './index';
import { admin, mira, tomas } from './people';

async function found(name: 'company' | 'empty') {
  const world = new World();
  world.clock.freeze();
  world.clock.set(Date.UTC(2026, 2, 4, 9));
  const vendors = await createVendors(world);
  await seed(world, vendors, name);
  return { world, vendors };
}
async function query(world: World, vendors: Vendors, soql: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const door = new Door(world, vendors.salesforce, admin.id);
  return listOf((await door.ask('GET', `/services/data/v67.0/query?q=${encodeURIComponent(soql)}`))['records']);
}
const outlook = async (world: World, vendors: Vendors) =>
  listOf((await new Door(world, vendors.graph, mira.id).ask('GET', '/v1.0/me/events?$top=999'))['value']);
const gmail = async (world: World, vendors: Vendors) =>
  listOf((await new Door(world, vendors.google, tomas.id).ask('GET', '/calendar/v3/calendars/primary/events?maxResults=2500'))['items']);

describe('company', () => {
  let world: World;
  let vendors: Vendors;
  beforeAll(async () => {
    ({ world, vendors } = await found('company'));
  });

  test('two reps, an admin and twelve others; nobody was mailed', () => {
    expect(world.accounts).toHaveLength(15);
    expect(new Set(world.accounts.map(({ email }) => email)).size).toBe(15);
    expect([mira.mailbox, tomas.mailbox, admin.role]).toEqual(['microsoft', 'google', 'admin']);
    expect(world.mails).toEqual([]);
  });

  test('customers, contacts and leads are in Salesforce, two of them twice by address', async () => {
    const contacts = await query(world, vendors, 'SELECT Email, AccountId FROM Contact');
    expect(await query(world, vendors, 'SELECT Id FROM Account')).toHaveLength(40);
    expect(contacts).toHaveLength(122);
    const emails = contacts.map((each) => textIn(each, 'Email'));
    expect(emails.filter((email, index) => emails.indexOf(email) !== index)).toHaveLength(2);
    expect(await query(world, vendors, 'SELECT Id FROM Lead')).toHaveLength(15);
  });

  test('the address books lie in the folder and the group, some contacts beside them', async () => {
    const graph = new Door(world, vendors.graph, mira.id);
    const [folder] = listOf((await graph.ask('GET', '/v1.0/me/contactFolders'))['value']);
    expect(textIn(folder, 'displayName')).toBe('Salesforce_Sync');
    expect(listOf((await graph.ask('GET', `/v1.0/me/contactFolders/${textIn(folder, 'id')}/contacts?$top=500`))['value'])).toHaveLength(58);
    expect(listOf((await graph.ask('GET', '/v1.0/me/contacts?$top=500'))['value'])).toHaveLength(6);
    const google = new Door(world, vendors.google, tomas.id);
    const groups = listOf((await google.ask('GET', '/v1/contactGroups'))['contactGroups']);
    expect(groups.find((group) => textIn(group, 'name') === 'Salesforce Sync')).toMatchObject({ memberCount: 58 });
  });

  test('meetings between the reps have one UID in both mailboxes, accepted by the other', async () => {
    const [hers, his] = [await outlook(world, vendors), await gmail(world, vendors)];
    const invited = hers.filter((each) => /^(Forecast|One to one)/.test(textIn(each, 'subject')) && each['isOrganizer'] === false);
    expect(invited.map((each) => textIn(each, 'subject')).sort()).toEqual([
      'Forecast with Mira',
      'Forecast workshop',
      'Forecast: joint customer call',
      'One to one',
    ]);
    const uids = new Set(his.map((each) => textIn(each, 'iCalUID')));
    for (const each of invited)
      expect([textIn(each['responseStatus'], 'response'), uids.has(textIn(each, 'iCalUId'))]).toEqual(['accepted', true]);
    const copies = his.filter((each) => textIn(each['organizer'], 'email') === mira.email && each['recurringEventId'] === undefined);
    const hersByUid = new Set(hers.map((each) => textIn(each, 'iCalUId')));
    expect(copies).toHaveLength(4);
    for (const each of copies) expect(hersByUid.has(textIn(each, 'iCalUID'))).toBe(true);
  });

  test('each calendar has the hard cases', async () => {
    const hers = await outlook(world, vendors);
    const his = await gmail(world, vendors);
    expect([hers.length, his.length].every((count) => count >= 100)).toBe(true);
    expect(Math.max(...hers.map((each) => listOf(each['attendees']).length))).toBeGreaterThan(50);
    expect(Math.max(...his.map((each) => listOf(each['attendees']).length))).toBeGreaterThan(50);
    expect(hers.filter((each) => each['isCancelled'] === true)).toHaveLength(2);
    expect(hers.filter((each) => textIn(each, 'sensitivity') === 'private').length).toBeGreaterThan(3);
    expect(his.filter((each) => textIn(each, 'visibility') === 'private').length).toBeGreaterThan(3);
    expect(hers.filter((each) => textIn(each, 'type') === 'seriesMaster').length).toBeGreaterThan(5);
    const declined = his.filter((each) =>
      listOf(each['attendees']).some((who) => who['self'] === true && who['responseStatus'] === 'declined'),
    );
    expect(declined.map((each) => textIn(each, 'summary'))).toEqual(['Newsletter breakfast', 'Vendor pitch']);
  });

  test('some events are in Salesforce already, at the same time or a little later', async () => {
    const events = await query(world, vendors, `SELECT Subject, StartDateTime, IsAllDayEvent FROM Event WHERE OwnerId = '${mira.id}'`);
    const hers = await outlook(world, vendors);
    const starts = new Map(hers.map((each) => [textIn(each, 'subject'), Date.parse(`${textIn(each['start'], 'dateTime').slice(0, 19)}Z`)]));
    const apart = events
      .filter((each) => each['IsAllDayEvent'] !== true && starts.has(textIn(each, 'Subject')))
      .map((each) => Date.parse(textIn(each, 'StartDateTime')) - starts.get(textIn(each, 'Subject'))!);
    expect(apart.filter((ms) => ms === 0).length).toBeGreaterThan(3);
    expect(apart.filter((ms) => ms === 15 * 60_000).length).toBeGreaterThan(2);
    expect(events.filter((each) => !starts.has(textIn(each, 'Subject'))).length).toBeGreaterThan(9);
  });

  test('the admin sees reps in every state, with issues, days and a request', async () => {
    const reps = await query(world, vendors, 'SELECT State__c, IssueCount__c FROM Instep_Rep__c');
    expect(reps).toHaveLength(11);
    expect(new Set(reps.map((each) => textIn(each, 'State__c')))).toEqual(new Set(['running', 'sign in', 'paused', 'stopped']));
    expect(await query(world, vendors, 'SELECT Id FROM Instep_Issue__c')).toHaveLength(9);
    expect(await query(world, vendors, 'SELECT Id FROM Instep_Request__c')).toHaveLength(1);
    expect(await query(world, vendors, 'SELECT Active__c FROM Instep_Configuration__c ORDER BY Name')).toMatchObject([
      { Active__c: false },
      { Active__c: true },
    ]);
  });

  test('the same seed of chance and the same clock give the same company', async () => {
    const again = await found('company');
    for (const vendor of ['graph', 'google', 'salesforce'] as const) {
      expect(JSON.stringify(again.vendors[vendor].dump()) === JSON.stringify(vendors[vendor].dump()), vendor).toBe(true);
    }
  });
});

test('empty: people and one active configuration for the two reps, nothing else', async () => {
  const { world, vendors } = await found('empty');
  expect(await query(world, vendors, 'SELECT Name FROM Instep_Configuration__c WHERE Active__c = true')).toHaveLength(1);
  expect(await query(world, vendors, 'SELECT AssigneeKey__c FROM Instep_Assignment__c')).toMatchObject([
    { AssigneeKey__c: mira.id },
    { AssigneeKey__c: tomas.id },
  ]);
  for (const object of ['Contact', 'Event', 'Account', 'Instep_Rep__c'])
    expect(await query(world, vendors, `SELECT Id FROM ${object}`)).toEqual([]);
  expect([await outlook(world, vendors), await gmail(world, vendors)]).toEqual([[], []]);
});

test('large: as many as asked for, on the side asked for', async () => {
  const { world, vendors } = await found('empty');
  await seedLarge(world, vendors, { contacts: 300, events: 250, side: 'both', reps: 12, issues: 20 });
  expect(await query(world, vendors, 'SELECT Id FROM Contact')).toHaveLength(300);
  expect(await query(world, vendors, 'SELECT Id FROM Event')).toHaveLength(250);
  expect(await query(world, vendors, 'SELECT Id FROM Instep_Rep__c')).toHaveLength(12);
  expect(await query(world, vendors, 'SELECT Id FROM Instep_Issue__c')).toHaveLength(20);
  expect(await outlook(world, vendors)).toHaveLength(250);
  await seedLarge(world, vendors, { contacts: 300, events: 50, side: 'mailbox', user: tomas.email });
  expect(await query(world, vendors, 'SELECT Id FROM Contact')).toHaveLength(300);
  expect(await gmail(world, vendors)).toHaveLength(50);
});

test('an unknown company is told apart', async () => {
  const world = new World();
  await expect(seed(world, await createVendors(world), 'circus')).rejects.toThrow('There is no company "circus"');
});
