/** The control plane of the company: configurations, assignments, and reps in every state for the admin's list. */
import type { Account, World } from '../world';
import type { Fields, Records } from './crm';
import { admin, mira, others, tomas } from './people';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const VERSION = '0.1.0';

export const standard = {
  name: 'Standard, both ways',
  active: true,
  contacts: {
    direction: 'both',
    winner: 'crm',
    onDelete: { mailbox: 'unlink', crm: 'unlink' },
    whose: 'mine',
    conditions: [],
    pick: 'most recent activity',
    map: [],
  },
  events: {
    direction: 'both',
    winner: 'latest',
    onDelete: { mailbox: 'delete', crm: 'delete' },
    daysBack: 30,
    daysAhead: 180,
    private: 'off',
    which: 'all',
    leaveOut: { allDay: false, declined: true, withoutOutsiders: false },
    mayInvite: false,
    map: [],
  },
  blockedDomains: ['rivalis.example'],
  cycleMinutes: 5,
  dailyCalls: 100,
  userManagedConnection: false,
} as const;

const careful = {
  ...standard,
  name: 'Careful start (calendar only)',
  active: false,
  contacts: { ...standard.contacts, direction: 'off' },
  events: { ...standard.events, direction: 'mailbox to crm', private: 'time only' },
  userManagedConnection: true,
} as const;

type Configuration = typeof standard | typeof careful;

const configurationFields = (configuration: Configuration): Fields => ({
  Name: configuration.name,
  Active__c: configuration.active,
  ContactDirection__c: configuration.contacts.direction,
  EventDirection__c: configuration.events.direction,
  CycleMinutes__c: configuration.cycleMinutes,
  UserManagedConnection__c: configuration.userManagedConnection,
  Body__c: JSON.stringify(configuration),
});

const assign = (records: Records, configuration: string, who: Account): Promise<string> =>
  records.insertOne(admin.id, 'Instep_Assignment__c', {
    Configuration__c: configuration,
    User__c: who.id,
    AssigneeKey__c: who.id,
    AssigneeName__c: who.name,
  });

/** One active configuration and the two reps on it. */
export async function seedDefault(records: Records): Promise<string> {
  const id = await records.insertOne(admin.id, 'Instep_Configuration__c', configurationFields(standard));
  for (const rep of [mira, tomas]) await assign(records, id, rep);
  return id;
}

interface State {
  readonly state: string;
  readonly cause?: string;
  readonly lastCycle: number;
  readonly pairs: number;
  readonly needsYou?: number;
  readonly failed?: number;
  readonly waiting?: number;
}

const devices: Readonly<Record<Account['mailbox'], string>> = { microsoft: 'Outlook on Windows', google: 'Chrome on macOS', none: '' };

function repFields(world: World, who: Account, told: State): Fields {
  const now = world.clock.now();
  const at = (before: number) => new Date(now - before).toISOString().replace(/\.\d+Z$/, 'Z');
  const contacts = Math.floor(told.pairs * 0.6);
  const device = `${devices[who.mailbox]} (${who.name.split(' ')[0]}'s laptop)`;
  const needs = told.needsYou ?? 0;
  const failed = told.failed ?? 0;
  const cycles = Array.from({ length: 12 }, (_, index) => ({
    at: now - told.lastCycle - index * 5 * MINUTE,
    created: world.random.int(3),
    updated: world.random.int(6),
    removed: 0,
    failed: index === 0 ? failed : 0,
    calls: 2 + world.random.int(5),
  }));
  return {
    Name: who.name,
    User__c: who.id,
    UserKey__c: who.id,
    Email__c: who.email,
    Provider__c: who.mailbox,
    State__c: told.state,
    Cause__c: told.cause ?? null,
    ConfigurationName__c: standard.name,
    DeviceName__c: device,
    DeviceVersion__c: VERSION,
    Devices__c: JSON.stringify([{ name: device, version: VERSION, lastCycleAt: now - told.lastCycle }]),
    Cycles__c: JSON.stringify(cycles),
    LastCycle__c: at(told.lastCycle),
    LastReport__c: at(told.lastCycle),
    IssueCount__c: needs + failed,
    ContactsPaired__c: contacts,
    ContactsInStep__c: contacts - needs,
    ContactsNeedsYou__c: needs,
    ContactsWaiting__c: told.waiting ?? 0,
    ContactsKeptOut__c: world.random.int(9),
    ContactsNotInSalesforce__c: world.random.int(5),
    ContactsFailed__c: 0,
    EventsPaired__c: told.pairs - contacts,
    EventsInStep__c: told.pairs - contacts - failed,
    EventsNeedsYou__c: 0,
    EventsWaiting__c: 0,
    EventsKeptOut__c: world.random.int(30),
    EventsNotInSalesforce__c: world.random.int(12),
    EventsFailed__c: failed,
    LeaseNumber__c: 1,
    LeaseHolder__c: `device-${who.id.slice(-8)}`,
    LeaseName__c: device,
    LeaseUntil__c: at(told.lastCycle - 10 * MINUTE),
    SharedVersion__c: 0,
  };
}

const issue = (
  world: World,
  rep: string,
  who: Account,
  kind: string,
  cause: string,
  facts: object,
  name: string,
  hours: number,
): Fields => ({
  Rep__c: rep,
  IssueKey__c: `${who.id}:${kind}-${cause.replaceAll(' ', '-')}-${name.length}${hours}`,
  Kind__c: kind,
  Cause__c: cause,
  Facts__c: JSON.stringify(facts),
  ItemName__c: name,
  Since__c: new Date(world.clock.now() - hours * HOUR).toISOString().replace(/\.\d+Z$/, 'Z'),
});

async function days(world: World, records: Records, who: Account, rep: string, lastCycle: number): Promise<void> {
  const today = Math.floor(world.clock.now() / DAY);
  const awake = Array.from({ length: 14 }, (_, index) => today - index).filter((day) => day * DAY <= world.clock.now() - lastCycle);
  const fields = (day: number): Fields => {
    const text = new Date(day * DAY).toISOString().slice(0, 10);
    const cycles = [0, 6].includes(new Date(day * DAY).getUTCDay()) ? 4 + world.random.int(10) : 80 + world.random.int(40);
    return {
      ...{
        Rep__c: rep,
        DayKey__c: `${who.id}:${text}`,
        Day__c: text,
        Cycles__c: cycles,
        CrmCalls__c: cycles + world.random.int(60),
        MailboxCalls__c: cycles * 2,
      },
      ...{ Created__c: world.random.int(8), Updated__c: world.random.int(20), Removed__c: world.random.int(2), Failed__c: 0 },
    };
  };
  await records.insert(who.id, 'Instep_Day__c', awake.map(fields));
}

/** Configurations, assignments, and a row for each of the other reps. Mira and Tomás make theirs at their first cycle. */
export async function seedControl(world: World, records: Records): Promise<void> {
  const id = await seedDefault(records);
  await records.insertOne(admin.id, 'Instep_Configuration__c', configurationFields(careful));
  const place = async (who: Account, told: State): Promise<string> => {
    await assign(records, id, who);
    const rep = await records.insertOne(who.id, 'Instep_Rep__c', repFields(world, who, told));
    await days(world, records, who, rep, told.lastCycle);
    return rep;
  };
  for (const [index, who] of others.inStep.entries()) {
    const rep = await place(who, { state: 'running', lastCycle: (1 + index) * MINUTE, pairs: 240 + index * 97 });
    if (index === 1) await seedRequest(records, rep);
  }
  const [doubtful, failing] = others.issues;
  const first = await place(doubtful, { state: 'running', lastCycle: 2 * MINUTE, pairs: 318, needsYou: 4 });
  const second = await place(failing, { state: 'running', lastCycle: 4 * MINUTE, pairs: 152, failed: 3 });
  await records.insert(doubtful.id, 'Instep_Issue__c', [
    issue(
      world,
      first,
      doubtful,
      'contact',
      'several matches',
      { n: 2, email: 'piotr.kettler@lagarde-pharma.example' },
      'Piotr Kettler',
      26,
    ),
    issue(world, first, doubtful, 'contact', 'several matches', { n: 3, email: 'tove.amsel@kallio-paper.example' }, 'Tove Amsel', 31),
    issue(world, first, doubtful, 'contact', 'account not matched', { company: 'Penhallow & Sons' }, 'Yusuf Moreau', 50),
    issue(world, first, doubtful, 'contact', 'doubtful', {}, 'Giada Yildiz', 7),
  ]);
  await records.insert(failing.id, 'Instep_Issue__c', [
    issue(
      world,
      second,
      failing,
      'event',
      'validation rule',
      { field: 'Location', message: 'A visit needs a place.' },
      'Site visit — Lagarde Pharma',
      12,
    ),
    issue(
      world,
      second,
      failing,
      'event',
      'validation rule',
      { field: 'Location', message: 'A visit needs a place.' },
      'Offer — Gironde Chimie',
      36,
    ),
    issue(world, second, failing, 'event', 'required field missing', { field: 'Visit_Type__c' }, 'Trial results — Isolde Kosmetik', 60),
  ]);
  for (const [index, who] of others.asleep.entries())
    await place(who, { state: 'running', lastCycle: (6 + index * 9) * DAY, pairs: 88 + index * 40 });
  for (const who of others.signedOut) {
    const rep = await place(who, { state: 'sign in', cause: 'signed out', lastCycle: 19 * HOUR, pairs: 133 });
    await records.insert(who.id, 'Instep_Issue__c', [issue(world, rep, who, 'connection', 'signed out', { system: 'microsoft' }, '', 19)]);
  }
  for (const who of others.paused) await place(who, { state: 'paused', cause: 'paused', lastCycle: 3 * HOUR, pairs: 201 });
  for (const who of others.stopped) {
    const rep = await place(who, { state: 'stopped', cause: 'mass change guard', lastCycle: 40 * MINUTE, pairs: 420, waiting: 61 });
    await records.insert(who.id, 'Instep_Issue__c', [issue(world, rep, who, 'connection', 'mass change guard', { n: 61, m: 420 }, '', 1)]);
  }
}

const seedRequest = (records: Records, rep: string): Promise<string> =>
  records.insertOne(admin.id, 'Instep_Request__c', {
    Rep__c: rep,
    Kind__c: 'reset',
    Scope__c: 'contact',
    State__c: 'requested',
    Progress__c: 0,
    Note__c: 'Address book was imported twice.',
  });
