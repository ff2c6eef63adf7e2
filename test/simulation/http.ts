/**
 * The simulation over HTTP: the stand-in services on ports of their own, the real adapters, the ledger in IndexedDB. People act in the
 * stand-ins themselves. One request at a time, so that a seed tells the same story twice.
 */
import Dexie from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { Agent, type Dispatcher, request } from 'undici';
import type { Google } from '../../sandbox/google';
import type { Graph } from '../../sandbox/graph';
import type { Salesforce } from '../../sandbox/salesforce';
import { type Sandbox, startSandbox } from '../../sandbox/server';
import type { Account, VendorName } from '../../sandbox/world';
import { createGoogleMailbox } from '../../shared/adapters/google';
import { createGraphMailbox } from '../../shared/adapters/graph';
import { createHttp } from '../../shared/adapters/http';
import { createSalesforce } from '../../shared/adapters/salesforce';
import type { Provider } from '../../shared/core/model';
import type { Clock, Ledger } from '../../shared/core/ports';
import { DexieLedger } from '../../shared/ledger/dexie';
import { shelves } from '../../shared/ledger/store';
import type { Loan } from './dice';
import { personInGoogle } from './httpGoogle';
import { personInOutlook } from './httpGraph';
import { HttpOrg, HttpPlane, peopleAt } from './httpOrg';
import { handsOf, postOf } from './httpPerson';
import { turnFoul } from './httpWeather';
import type { Life } from './life';
import type { Open, Premises, SimClock, SimMailbox, Somebody } from './premises';

const instanceUrl = 'https://brightwater.my.salesforce.com';
const startsAt = Date.parse('2026-03-02T08:00:00Z');
const vendorOf = (provider: Provider): 'graph' | 'google' => (provider === 'google' ? 'google' : 'graph');
const person = (
  id: string,
  name: string,
  email: string,
  role: Account['role'],
  mailbox: Account['mailbox'],
  timeZone = 'UTC',
): Account => ({
  ...{ id, name, email, role, mailbox, timeZone },
  aliases: [],
  profile: role === 'admin' ? 'System Administrator' : 'Sales',
});
const zones = ['UTC', 'Europe/Berlin', 'America/Chicago', 'Pacific/Auckland'];

export interface Places {
  /** `provider` is that of the first rep; the others have what chance gives them. */
  open(provider: Provider): Open;
  readonly sandbox: Sandbox;
  close(): Promise<void>;
}

export async function startPlaces(): Promise<Places> {
  const sandbox = await startSandbox({ seed: 'empty', secure: false });
  const dispatcher = new Agent();
  return {
    open: (provider) => (loan, seed) => premises(sandbox, dispatcher, provider, loan, seed),
    sandbox,
    close: async () => {
      await dispatcher.close();
      await sandbox.close();
    },
  };
}

function premises(sandbox: Sandbox, dispatcher: Agent, first: Provider, random: Loan, seed: number): Premises {
  const { world, vendors } = sandbox;
  const salesforce = vendors.salesforce as Salesforce;
  for (const vendor of Object.values(vendors)) vendor.clear();
  world.faults.clear();
  world.log.length = 0;
  world.mails.length = 0;
  world.random.seed(seed);
  if (!world.clock.frozen) world.clock.freeze();
  world.clock.set(startsAt);
  const admin = person('005000000000900AAA', 'Ada Admin', 'admin@house.test', 'admin', 'none');
  const people = [admin, person('005000000000999AAA', 'Some Body', 'somebody@house.test', 'user', 'none')];
  world.accounts.splice(0, world.accounts.length, ...people);
  // What is so for good.
  const always = { 'salesforce.multiDayEvents': seed % 2 === 0 };
  const fair = (): void => {
    world.faults.clear();
    Object.assign(world.faults.switches, always);
  };
  fair();

  const clock: SimClock = {
    get at() {
      return world.clock.now();
    },
    set at(at: number) {
      world.clock.set(at);
    },
    now: () => world.clock.now(),
    sleep: async (ms) => world.clock.advance(ms),
  };
  const databases = new IDBFactory();
  const platform = { indexedDB: databases, IDBKeyRange };
  let count = 0;
  const names = new WeakMap<Ledger, string>();
  const named = (name = `ledger ${++count}`): Ledger => {
    const made = new DexieLedger({ name, platform });
    names.set(made, name);
    return made;
  };
  const org = new HttpOrg(salesforce);
  const connect = connection(sandbox, dispatcher, random);
  return {
    clock,
    org,
    people: peopleAt(salesforce, org, admin),
    plane: new HttpPlane(salesforce, world, admin),
    provider: (index, drawn) => (index === 0 ? first : drawn),
    mailbox: (rep, pageSize) => mailboxOf(sandbox, rep, pageSize, zones[seed % zones.length] ?? 'UTC'),
    ports: (rep, life, at) => connect(rep, life, at),
    ledger: () => named(),
    reopened: (held) => {
      const name = names.get(held) ?? '';
      (held as DexieLedger).close();
      return named(name);
    },
    copy: (held) => copied(names.get(held) ?? '', platform),
    restored: async (copy) => {
      const made = named();
      await filled(names.get(made) ?? '', platform, copy as Copy);
      return made;
    },
    turnFoul: (rep, dice, told) => turnFoul(world, vendorIn(rep), dice, told),
    turnFair: fair,
    weather: () => {
      const before = { rules: [...world.faults.rules], switches: { ...world.faults.switches } };
      fair();
      return () => {
        Object.assign(world.faults.switches, before.switches);
        for (const rule of before.rules) world.faults.add(rule);
      };
    },
    ran: async (life) => {
      // Who acted in between has not died with the device: real requests take longer than the deeds that follow.
      await life.interruption;
      delete world.faults.switches['google.calendarTokenLifeMs'];
    },
    heal: fair,
  };
}

const vendors = new WeakMap<SimMailbox, 'graph' | 'google'>();
const vendorIn = (rep: { readonly mailbox: SimMailbox }): 'graph' | 'google' => vendors.get(rep.mailbox) ?? 'graph';

function mailboxOf(
  { world, vendors: services }: Sandbox,
  { userId, address, provider }: Somebody,
  pageSize: number,
  zone: string,
): SimMailbox {
  const who = person(userId, address.split('@')[0]!.replace(/(\d)/, ' $1'), address, 'rep', provider, zone);
  world.accounts.push(who);
  const vendor = vendorOf(provider);
  const post = postOf(world, address, vendor);
  const hands =
    provider === 'google'
      ? personInGoogle(services.google as Google, world, who, post)
      : personInOutlook(services.graph as Graph, world, who, post);
  const mailbox: SimMailbox = {
    hands: handsOf(world, hands, post),
    get mails() {
      return world.mails.filter((mail) => mail.from === address);
    },
  };
  vendors.set(mailbox, vendor);
  void pageSize;
  return mailbox;
}

/** What the adapters need of `fetch`, without its streams, which took longer than the wire. Read to its end, so that the next request finds the line free. */
async function sent(dispatcher: Agent, url: string, { method, headers, body }: RequestInit): Promise<unknown> {
  const response = await request(url, {
    method: method as Dispatcher.HttpMethod,
    headers: headers as Record<string, string>,
    body: (body ?? null) as string | null,
    dispatcher,
  });
  const text = await response.body.text();
  return { status: response.statusCode, headers: new Headers(response.headers as Record<string, string>), text: async () => text };
}

/** A device's way to the services: real adapters, and a life that may end at every request. */
function connection({ world, urls }: Sandbox, dispatcher: Agent, random: Loan) {
  let line: Promise<unknown> = Promise.resolve();
  const oneAtATime = async <T>(work: () => Promise<T>): Promise<T> => {
    const before = line;
    let done = (): void => {};
    line = new Promise<void>((resolve) => {
      done = resolve;
    });
    await before;
    try {
      return await work();
    } finally {
      done();
    }
  };
  return ({ userId, provider }: Somebody, life: Life, clock: Clock) => {
    const tokens = new Map<string, string>();
    const fetch = async (input: string, init: RequestInit): Promise<unknown> => {
      await life.step();
      const answer = await oneAtATime(() => sent(dispatcher, input, init));
      await life.step();
      return answer;
    };
    const http = createHttp({
      fetch: fetch as unknown as typeof globalThis.fetch,
      clock,
      random,
      log: () => {},
      timeout: () => new AbortController().signal,
      origins: {
        [instanceUrl]: urls.salesforce,
        'https://graph.microsoft.com': urls.graph,
        'https://www.googleapis.com': urls.google,
        'https://people.googleapis.com': urls.google,
      },
      tokens: async (system, { fresh }) => {
        const vendor: VendorName = system === 'microsoft' ? 'graph' : system;
        const held = tokens.get(vendor);
        if (held && !fresh) return held;
        const token = world.tokens.issue(vendor, userId);
        tokens.set(vendor, token);
        return token;
      },
    });
    const { crm, control } = createSalesforce({ http, random, instanceUrl, provider });
    return { crm, control, mailbox: provider === 'google' ? createGoogleMailbox({ http }) : createGraphMailbox({ http }) };
  };
}

// ---------------------------------------------------------------- ledgers

type Platform = { readonly indexedDB: IDBFactory; readonly IDBKeyRange: typeof IDBKeyRange };
type Copy = readonly { readonly shelf: string; readonly keys: readonly unknown[]; readonly values: readonly unknown[] }[];

async function opened(name: string, platform: Platform): Promise<Dexie> {
  const db = new Dexie(name, { ...platform });
  db.version(1).stores(Object.fromEntries(shelves.map((shelf) => [shelf, ''])));
  return db.open();
}

async function copied(name: string, platform: Platform): Promise<Copy> {
  const db = await opened(name, platform);
  const copy = await Promise.all(
    shelves.map(async (shelf) => ({
      shelf,
      keys: await db.table(shelf).toCollection().primaryKeys(),
      values: await db.table(shelf).toArray(),
    })),
  );
  db.close();
  return structuredClone(copy);
}

async function filled(name: string, platform: Platform, copy: Copy): Promise<void> {
  const db = await opened(name, platform);
  for (const { shelf, keys, values } of copy) await db.table(shelf).bulkPut([...values], [...keys] as string[]);
  db.close();
}
