/** Brightwater Instruments as a whole: customers in Salesforce, two reps with full mailboxes, an admin, and colleagues. */
import { Door } from '../import/door';
import { Tally } from '../import/ledger';
import * as google from '../import/writeGoogle';
import * as graph from '../import/writeGraph';
import type { Account, Vendor, VendorName, World } from '../world';
import { calendarOf, type Meeting } from './calendar';
import { makePeople, type Owner, type People } from './contacts';
import { seedControl } from './control';
import { type Fields, Records } from './crm';
import { answerFellow, intoGoogle, intoGraph, timesOf } from './meetings';
import { admin, mira, tomas } from './people';

type Vendors = Readonly<Record<VendorName, Vendor>>;
const reps: Readonly<Record<Owner, Account>> = { mira, tomas };
const EVENTS_EACH = 100;

/** By address, in lower case: who is who in Salesforce. */
type Known = ReadonlyMap<string, string>;

async function seedPeople(records: Records, people: People): Promise<Known> {
  const accounts = await records.insert(admin.id, 'Account', people.accounts);
  const known = new Map<string, string>();
  for (const owner of ['mira', 'tomas'] as const) {
    const rows = people.records.filter((each) => each.owner === owner);
    const fields = rows.map(
      ({ account, fields: row }): Fields => ({ ...row, AccountId: account === null ? null : (accounts[account] ?? null) }),
    );
    const ids = await records.insert(reps[owner].id, 'Contact', fields);
    for (const [index, id] of ids.entries()) known.set(String(fields[index]?.Email ?? '').toLowerCase(), id);
  }
  const half = Math.ceil(people.leads.length / 2);
  for (const [rep, leads] of [[mira, people.leads.slice(0, half)] as const, [tomas, people.leads.slice(half)] as const]) {
    const ids = await records.insert(rep.id, 'Lead', leads);
    for (const [index, id] of ids.entries()) known.set(String(leads[index]?.Email ?? '').toLowerCase(), id);
  }
  return known;
}

const stamp = (instant: number) => new Date(instant).toISOString().replace(/\.\d+Z$/, 'Z');
const MINUTE = 60_000;

function eventFields(world: World, rep: Account, meeting: Meeting, known: Known): Fields {
  const { allDay, start, end } = timesOf(world, rep, meeting);
  const later = typeof meeting.inCrm === 'number' ? meeting.inCrm * MINUTE : 0;
  const who = (meeting.guests ?? []).map(({ email }) => known.get(email)).find(Boolean);
  return {
    Subject: meeting.subject,
    Location: meeting.location ?? null,
    Description: meeting.text ?? null,
    IsAllDayEvent: allDay,
    StartDateTime: stamp(start + later),
    // Salesforce counts the last day of an all-day event in.
    EndDateTime: stamp(allDay ? end - 1440 * MINUTE : end + later),
    ...(who ? { WhoId: who } : {}),
  };
}

/** What only Salesforce knows: appointments that a rep typed in there. */
const crmOnly = (people: People, owner: Owner): Meeting[] =>
  people.met[owner].slice(20, 32).map((who, index) => ({
    subject: `Telephone call ${who.customer.name}`,
    day: index * 4 - 9,
    hour: 9 + (index % 7),
    length: 0.5,
    guests: [{ email: who.email, name: who.last, response: 'none' }],
    inCrm: 'same',
  }));

async function seedEvents(world: World, records: Records, rep: Account, meetings: readonly Meeting[], known: Known): Promise<void> {
  const fields = meetings.filter(({ inCrm }) => inCrm !== undefined).map((meeting) => eventFields(world, rep, meeting, known));
  await records.insert(rep.id, 'Event', fields);
}

function check(tally: Tally): void {
  const trouble = tally.unreadable[0];
  if (trouble) throw new Error(`the company's address book: ${trouble.item}: ${trouble.why}`);
}

export async function seedCompany(world: World, vendors: Vendors): Promise<void> {
  const records = new Records(world, vendors.salesforce);
  const people = makePeople(world.random);
  const known = await seedPeople(records, people);
  const outlook = new Door(world, vendors.graph, mira.id);
  const gmail = new Door(world, vendors.google, tomas.id);
  const tally = new Tally();
  await graph.writeCards(outlook, people.cards.mira, true, tally);
  await graph.writeCards(outlook, people.apart.mira, false, tally);
  await google.writeCards(gmail, people.cards.tomas, true, tally);
  await google.writeCards(gmail, people.apart.tomas, false, tally);
  check(tally);
  const hers = calendarOf(world.random, people.met.mira, tomas, 'Pipeline', EVENTS_EACH);
  const his = calendarOf(world.random, people.met.tomas, mira, 'Forecast', EVENTS_EACH);
  await intoGraph(world, outlook, mira, hers);
  await intoGoogle(gmail, world, tomas, his);
  await answerFellow(outlook, mira, tomas);
  await answerFellow(gmail, tomas, mira);
  await seedEvents(world, records, mira, [...hers, ...crmOnly(people, 'mira')], known);
  await seedEvents(world, records, tomas, [...his, ...crmOnly(people, 'tomas')], known);
  await seedControl(world, records);
}
