/** The stage over HTTP: the same people before the stand-in services, through the real adapters. Started once for a file. */
import { Agent, fetch as undiciFetch } from 'undici';
import type { Salesforce as StandIn } from '../../sandbox/salesforce';
import { reseed } from '../../sandbox/seeding';
import { type Sandbox, startSandbox } from '../../sandbox/server';
import type { Account } from '../../sandbox/world';
import { seeded } from '../../shared/adapters/clock';
import { createGoogleMailbox } from '../../shared/adapters/google';
import { createGraphMailbox } from '../../shared/adapters/graph';
import { createHttp, type Http } from '../../shared/adapters/http';
import { createSalesforce } from '../../shared/adapters/salesforce';
import { configurationRow } from '../../shared/adapters/salesforce/configuration';
import type { Configuration, ItemId, Provider } from '../../shared/core/model';
import type { Clock } from '../../shared/core/ports';
import type { Admin } from '../../shared/device/admin';
import { MemoryLedger } from '../../shared/ledger/memory';
import { googleHands } from './googleHands';
import { graphHands } from './graphHands';
import { type Desk, type Stage, startsAt } from './stage';
import type { Weather } from './words';

const org = 'https://brightwater.my.salesforce.com';
let started: Promise<Sandbox> | null = null;

export async function closeHttp(): Promise<void> {
  await (await started)?.close();
  started = null;
}

/** What the stage over HTTP offers besides: the admin's own door to Salesforce, and everything that the services hold. */
export interface SandboxStage extends Stage {
  readonly sandbox: Sandbox;
  readonly admin: Admin;
  /** The admin's port under another user's rights. */
  adminAs(userId: ItemId): Admin;
  /** Contacts, events and accounts of the org with every field and stamp, and both mailboxes: equal texts, nothing was written. */
  contents(): string;
  /** Changes a field as the org's own admin can, such as the mark. */
  setField(id: ItemId, fields: Readonly<Record<string, string | null>>): void;
}

export const overHttp = async (provider: Provider): Promise<SandboxStage> => {
  started ??= startSandbox({ seed: 'empty' });
  const sandbox = await started;
  const { world, vendors } = sandbox;
  world.faults.clear();
  if (!world.clock.frozen) world.clock.freeze();
  world.clock.set(startsAt);
  await reseed(world, vendors, 'empty', 7);
  const salesforce = vendors.salesforce as StandIn;
  const admin = world.accounts.find(({ role }) => role === 'admin') as Account;
  const people = world.accounts.filter(({ role }) => role === 'rep').slice(0, 2);
  const own = people.find(({ mailbox }) => mailbox === provider) as Account;
  const colleague = people.find(({ mailbox }) => mailbox !== provider) as Account;
  const stage: SandboxStage = {
    sandbox,
    admin: adminOf(sandbox, admin),
    adminAs: (userId) => adminOf(sandbox, world.accounts.find(({ id }) => id === userId) as Account),
    contents: () => JSON.stringify([contentOf(salesforce), vendors.graph.dump(), vendors.google.dump()]),
    setField: (id, fields) => void salesforce.update(objectOf(id), id, fields, admin.id),
    desks: { rep: deskOf(sandbox, own, admin), colleague: deskOf(sandbox, colleague, admin) },
    crm: {
      create: async (kind, fields, owner) =>
        salesforce.insert(kind === 'contact' ? 'Contact' : 'Event', { ...fields, OwnerId: owner }, admin.id).Id,
      edit: async (id, fields) => void salesforce.update(objectOf(id), id, fields, admin.id),
      remove: async (id) => salesforce.delete(objectOf(id), id, admin.id),
      account: async (name) => salesforce.insert('Account', { Name: name }, admin.id).Id,
      lead: async (name, email) => {
        const [FirstName, LastName] = name.split(' ');
        return salesforce.insert('Lead', { FirstName, LastName, Email: email, Company: 'Prospect' }, admin.id).Id;
      },
    },
    now: () => world.clock.now(),
    pass: (ms) => world.clock.advance(ms),
    weather: (weather) => weatherOf(sandbox, provider, weather),
    mails: () => world.mails.length,
    close: async () => {},
  };
  return stage;
};

const contentOf = (salesforce: StandIn): unknown =>
  (['Contact', 'Event', 'EventRelation', 'Account', 'Lead'] as const).map((name) => salesforce.rows(name));

const objectOf = (id: string): string => (id.startsWith('003') ? 'Contact' : 'Event');

function httpOf({ world, urls, graphCa }: Sandbox, who: Account): Http {
  const clock: Clock = { now: () => world.clock.now(), sleep: async (ms) => world.clock.advance(ms) };
  const dispatcher = new Agent({ connect: { ca: graphCa } });
  return createHttp({
    fetch: ((input: string, init: object) => undiciFetch(input, { ...init, dispatcher })) as unknown as typeof fetch,
    clock,
    random: seeded(1),
    log: () => {},
    origins: {
      [org]: urls.salesforce,
      'https://graph.microsoft.com': urls.graph,
      'https://www.googleapis.com': urls.google,
      'https://people.googleapis.com': urls.google,
    },
    tokens: async (system) => world.tokens.issue(system === 'microsoft' ? 'graph' : system, who.id),
  });
}

const adminOf = (sandbox: Sandbox, who: Account): Admin =>
  createSalesforce({ http: httpOf(sandbox, who), random: seeded(4), instanceUrl: org }).admin;

function deskOf(sandbox: Sandbox, who: Account, admin: Account): Desk {
  const provider = who.mailbox === 'google' ? 'google' : 'microsoft';
  const http = httpOf(sandbox, who);
  const { clock } = http;
  const { crm, control } = createSalesforce({ http, random: seeded(2), instanceUrl: org, provider });
  const mailbox = provider === 'google' ? createGoogleMailbox({ http }) : createGraphMailbox({ http });
  const device = { id: `device of ${who.name}`, name: 'Test device', version: '0' };
  return {
    userId: who.id,
    name: who.name,
    address: who.email,
    provider,
    world: { mailbox, crm, control, ledger: new MemoryLedger(), clock, random: seeded(3), log: () => {}, device },
    hands: provider === 'google' ? googleHands(sandbox, who) : graphHands(sandbox, who),
    configure: async (configuration) => assign(sandbox.vendors.salesforce as StandIn, admin, who, configuration),
  };
}

/** One configuration for all; who is not assigned does not sync. */
function assign(salesforce: StandIn, admin: Account, who: Account, configuration: Configuration | null): void {
  const assignment = salesforce.rows('Instep_Assignment__c').find((row) => row.User__c === who.id && row.IsDeleted !== true);
  const standard = salesforce.rows('Instep_Configuration__c').find((row) => row.IsDeleted !== true);
  if (!configuration) {
    if (assignment) salesforce.delete('Instep_Assignment__c', assignment.Id, admin.id);
    return;
  }
  if (standard) salesforce.update('Instep_Configuration__c', standard.Id, configurationRow(configuration), admin.id);
  if (!assignment)
    salesforce.insert(
      'Instep_Assignment__c',
      { Configuration__c: standard?.Id ?? null, User__c: who.id, AssigneeKey__c: who.id, AssigneeName__c: who.name },
      admin.id,
    );
}

let rules = 0;

function weatherOf({ world }: Sandbox, provider: string, weather: Weather): void {
  const down = (path: string) => world.faults.add({ id: `down ${rules++}`, vendor: 'salesforce', path, kind: 'answer', status: 503 });
  switch (weather) {
    case 'accounts cannot be asked':
      down('FROM(%20|\\+| )Account(%20|\\+| )');
      return;
    case 'people cannot be asked':
      down('FROM(%20|\\+| )Lead(%20|\\+| )');
      return;
    case 'Salesforce is down':
      down('.');
      return;
    case 'a record is locked for a while':
      world.faults.switches['salesforce.lockNext'] = 1;
      return;
    case 'all records are locked':
      world.faults.switches['salesforce.lockNext'] = 1000;
      return;
    case 'a record is refused':
      world.faults.switches['salesforce.countries'] = ['Denmark'];
      return;
    case 'the mailbox is busy':
      world.faults.add({
        id: `busy ${rules++}`,
        vendor: provider === 'google' ? 'google' : 'graph',
        path: '.',
        kind: 'answer',
        status: 429,
        headers: { 'Retry-After': '30' },
        times: 5,
      });
      return;
    case 'fair':
      world.faults.clear();
  }
}
