/** Many items at once, for tests of scale: through the vendors' own batches, nothing drawn but what names need. */
import { Door, quietly } from '../import/door';
import { Tally } from '../import/ledger';
import * as google from '../import/writeGoogle';
import * as graph from '../import/writeGraph';
import { to18 } from '../salesforce/store/ids';
import type { Account, Vendor, VendorName, World } from '../world';
import type { Meeting } from './calendar';
import { cardFor } from './contacts';
import { type Fields, Records } from './crm';
import { crowd, type Somebody } from './customers';
import { planned } from './meetings';
import { admin, mira } from './people';

export interface LargeOrder {
  readonly contacts?: number;
  readonly events?: number;
  /** Further reps for the admin's list, each with a row. */
  readonly reps?: number;
  /** Open issues, spread over those reps. */
  readonly issues?: number;
  readonly side: 'mailbox' | 'crm' | 'both';
  /** Whose; absent: Mira Holm. */
  readonly user?: string;
}

type Vendors = Readonly<Record<VendorName, Vendor>>;

const record = ({ first, last, email, title, phone }: Somebody): Fields => ({
  FirstName: first,
  LastName: last,
  Email: email,
  Title: title,
  Phone: phone,
});

/** Twelve a day around now, half an hour each. */
const meetingsOf = (count: number): Meeting[] =>
  Array.from({ length: count }, (_, index) => ({
    subject: `Appointment ${index + 1}`,
    day: (Math.floor(index / 12) % 180) - 20,
    hour: 7 + (index % 12) + (Math.floor(index / 2160) % 4) / 4,
    length: 0.5,
  }));

const stamp = (instant: number) => new Date(instant).toISOString().replace(/\.\d+Z$/, 'Z');

async function intoMailbox(
  world: World,
  vendors: Vendors,
  account: Account,
  people: readonly Somebody[],
  meetings: readonly Meeting[],
): Promise<void> {
  const microsoft = account.mailbox === 'microsoft';
  const door = new Door(world, microsoft ? vendors.graph : vendors.google, account.id);
  const tally = new Tally();
  const cards = people.map((each) => cardFor(each));
  const plans = planned(world, account, meetings, microsoft ? 'microsoft' : 'google');
  if (microsoft) {
    await graph.writeCards(door, cards, true, tally);
    await graph.writeEvents(world, door, [account.email, ...account.aliases], plans, tally);
  } else {
    await google.writeCards(door, cards, true, tally);
    await google.writeEvents(door, plans, tally);
  }
  const trouble = tally.unreadable[0];
  if (trouble) throw new Error(`${trouble.item}: ${trouble.why}`);
}

async function intoCrm(
  world: World,
  records: Records,
  account: Account,
  people: readonly Somebody[],
  meetings: readonly Meeting[],
): Promise<void> {
  await records.insert(account.id, 'Contact', people.map(record));
  const fields = planned(world, account, meetings, 'microsoft').map((each): Fields => {
    const event = each.kind === 'single' ? each.event : each.master;
    const start = event.start.zone.toUtc(event.start.wall);
    return { Subject: event.subject, IsAllDayEvent: false, StartDateTime: stamp(start), EndDateTime: stamp(start + event.lengthMs) };
  });
  await records.insert(account.id, 'Event', fields);
}

const states = ['running', 'running', 'running', 'paused', 'sign in', 'asleep', 'stopped', 'waiting'];
const causes = ['several matches', 'validation rule', 'account not matched', 'duplicate rule', 'required field missing', 'limit reached'];

async function manyReps(world: World, records: Records, count: number, issues: number): Promise<void> {
  const names = crowd(world.random, count);
  const reps = names.map(({ first, last }, index): Account => {
    const id = to18(`0058d0001${String(index).padStart(6, '0')}`);
    const mailbox = index % 2 === 0 ? 'microsoft' : 'google';
    return {
      id,
      name: `${first} ${last}`,
      email: `rep${index}@brightwater.example`,
      role: 'rep',
      mailbox,
      aliases: [],
      timeZone: 'Europe/Berlin',
      profile: 'Sales',
    };
  });
  world.accounts.push(...reps);
  for (const [index, rep] of reps.entries()) {
    const row = await records.insertOne(rep.id, 'Instep_Rep__c', {
      ...{
        Name: rep.name,
        User__c: rep.id,
        UserKey__c: rep.id,
        Email__c: rep.email,
        Provider__c: rep.mailbox,
        State__c: states[index % states.length]!,
        LeaseNumber__c: 0,
      },
      ...{
        DeviceName__c: 'Chrome',
        DeviceVersion__c: '0.1.0',
        LastCycle__c: stamp(world.clock.now() - index * 60_000),
        ContactsPaired__c: world.random.int(900),
        SharedVersion__c: 0,
      },
      IssueCount__c: Math.ceil((issues - index) / count) > 0 ? Math.ceil((issues - index) / count) : 0,
    });
    const own = Array.from(
      { length: Math.max(0, Math.ceil((issues - index) / count)) },
      (_, each): Fields => ({
        ...{
          Rep__c: row,
          IssueKey__c: `${rep.id}:${each}`,
          Kind__c: each % 2 === 0 ? 'contact' : 'event',
          Cause__c: causes[(index + each) % causes.length]!,
        },
        ...{ Facts__c: '{}', ItemName__c: `Item ${each + 1}`, Since__c: stamp(world.clock.now() - each * 3_600_000) },
      }),
    );
    await records.insert(rep.id, 'Instep_Issue__c', own);
  }
}

/** Adds to what is there; call after `seed`. */
export async function seedLarge(world: World, vendors: Vendors, order: LargeOrder): Promise<void> {
  const account = world.account(order.user ?? mira.id);
  if (!account) throw new Error(`Nobody is called ${order.user ?? admin.name}; seed the company first.`);
  const people = crowd(world.random, order.contacts ?? 0);
  const meetings = meetingsOf(order.events ?? 0);
  const records = new Records(world, vendors.salesforce);
  await quietly(world, async () => {
    if (order.side !== 'crm') await intoMailbox(world, vendors, account, people, meetings);
    if (order.side !== 'mailbox') await intoCrm(world, records, account, people, meetings);
    if (order.reps) await manyReps(world, records, order.reps, order.issues ?? 0);
  });
}
