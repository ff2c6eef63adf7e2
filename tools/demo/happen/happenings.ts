/**
 * What the visitor can let happen: changes as a person would make them in the mailbox or in Salesforce (over the vendors' own
 * APIs, past Instep), and accidents. Each tells the log what it did.
 */
import { demoSays } from '../../../shared/ui/texts/demo';
import type { RepHome } from '../world/repHome';
import { control, vendorCall } from '../world/standIns';
import type { DemoWorld } from '../world/world';
import { nextMeeting, someContact } from './find';

const minute = 60_000;
const api = '/services/data/v66.0/sobjects';

export interface Happening {
  readonly key:
    | 'move meeting'
    | 'move record'
    | 'edit contact'
    | 'edit record'
    | 'new contact'
    | 'new record'
    | 'delete contact'
    | 'delete record'
    | 'throttle'
    | 'expire'
    | 'down'
    | 'kill'
    | 'lose ledger'
    | 'mend';
  readonly side?: 'mailbox' | 'salesforce';
  /** Nothing of it makes sense before the first sync has made pairs. */
  readonly needsPairs: boolean;
  run(world: DemoWorld, home: RepHome): Promise<void>;
}

const later = (iso: string, ms: number): string => new Date(Date.parse(iso) + ms).toISOString().replace('.000', '');

async function inMailbox(
  world: DemoWorld,
  home: RepHome,
  path: { readonly google: string; readonly microsoft: string },
  init: { method: string; google?: unknown; microsoft?: unknown },
): Promise<unknown> {
  const vendor = home.provider === 'google' ? 'google' : 'graph';
  return vendorCall(world.told, vendor, home.account.email, path[home.provider], { method: init.method, body: init[home.provider] });
}

const inSalesforce = (world: DemoWorld, home: RepHome, path: string, method: string, body?: unknown): Promise<unknown> =>
  vendorCall(world.told, 'salesforce', home.account.email, `${api}${path}`, { method, body });

const nothing = (world: DemoWorld, home: RepHome): void => world.diary.write(demoSays('log nothing to touch', { name: home.firstName }));
const told = (world: DemoWorld, text: string): void => world.diary.write(text);

async function moveMeeting(world: DemoWorld, home: RepHome): Promise<void> {
  const found = await nextMeeting(home, world.time.now());
  if (!found) return nothing(world, home);
  const { start, end, subject } = found.item;
  const times = { start: later(start, 30 * minute), end: later(end, 30 * minute) };
  await inMailbox(
    world,
    home,
    { google: `/calendar/v3/calendars/primary/events/${found.id}?sendUpdates=none`, microsoft: `/v1.0/me/events/${found.id}` },
    {
      method: 'PATCH',
      google: { start: { dateTime: times.start }, end: { dateTime: times.end } },
      microsoft: {
        start: { dateTime: times.start.replace('Z', ''), timeZone: 'UTC' },
        end: { dateTime: times.end.replace('Z', ''), timeZone: 'UTC' },
      },
    },
  );
  told(world, demoSays('did move meeting', { name: home.firstName, subject }));
}

async function moveRecord(world: DemoWorld, home: RepHome): Promise<void> {
  const found = await nextMeeting(home, world.time.now());
  if (!found) return nothing(world, home);
  const { start, end, subject } = found.item;
  await inSalesforce(world, home, `/Event/${found.crmId}`, 'PATCH', {
    StartDateTime: later(start, 60 * minute),
    EndDateTime: later(end, 60 * minute),
  });
  told(world, demoSays('did move record', { name: home.firstName, subject }));
}

const titles = ['Head of laboratory', 'Purchasing lead', 'Plant manager', 'Quality engineer', 'Managing director'];
const another = (now: string): string => titles[(titles.indexOf(now) + 1) % titles.length] ?? '';
const nameOf = (item: { first: string; last: string }): string => `${item.first} ${item.last}`.trim();

interface RawPerson {
  readonly etag: string;
  readonly metadata: object;
  readonly organizations?: readonly object[];
}

async function editContact(world: DemoWorld, home: RepHome): Promise<void> {
  const found = await someContact(home);
  if (!found) return nothing(world, home);
  const title = another(found.item.title);
  if (home.provider === 'google') {
    const raw = await vendorCall<RawPerson>(
      world.told,
      'google',
      home.account.email,
      `/v1/${found.id}?personFields=organizations,metadata`,
    );
    const [work = {}, ...rest] = raw.organizations ?? [];
    const body = { etag: raw.etag, metadata: raw.metadata, organizations: [{ ...work, title }, ...rest] };
    await vendorCall(world.told, 'google', home.account.email, `/v1/${found.id}:updateContact?updatePersonFields=organizations`, {
      method: 'PATCH',
      body,
    });
  } else
    await vendorCall(world.told, 'graph', home.account.email, `/v1.0/me/contacts/${found.id}`, {
      method: 'PATCH',
      body: { jobTitle: title },
    });
  told(world, demoSays('did edit contact', { name: home.firstName, contact: nameOf(found.item), title }));
}

async function editRecord(world: DemoWorld, home: RepHome): Promise<void> {
  const found = await someContact(home, 1);
  if (!found) return nothing(world, home);
  const title = another(found.item.title);
  await inSalesforce(world, home, `/Contact/${found.crmId}`, 'PATCH', { Title: title });
  told(world, demoSays('did edit record', { name: home.firstName, contact: nameOf(found.item), title }));
}

const newcomers = ['Noor Haddad', 'Emil Sand', 'Lucia Ferro', 'Owen Pryce', 'Hana Mori'];

function newcomer(world: DemoWorld) {
  const name = newcomers[Math.floor(world.time.now() / 1000) % newcomers.length] ?? '';
  const [first = '', last = ''] = name.split(' ');
  const email = `${first}.${last}.${Math.floor(world.time.now() / 1000) % 10_000}@kestrel-labs.example`.toLowerCase();
  return { name, first, last, email };
}

async function newContact(world: DemoWorld, home: RepHome): Promise<void> {
  const { name, first, last, email } = newcomer(world);
  const who = home.account.email;
  if (home.provider === 'google') {
    const { contactGroups = [] } = await vendorCall<{ contactGroups?: readonly { resourceName: string; name: string }[] }>(
      world.told,
      'google',
      who,
      '/v1/contactGroups?pageSize=200',
    );
    const group = contactGroups.find((one) => one.name === 'Salesforce Sync')?.resourceName;
    const body = {
      names: [{ givenName: first, familyName: last }],
      emailAddresses: [{ value: email }],
      ...(group ? { memberships: [{ contactGroupMembership: { contactGroupResourceName: group } }] } : {}),
    };
    await vendorCall(world.told, 'google', who, '/v1/people:createContact', { method: 'POST', body });
  } else {
    const { value } = await vendorCall<{ value: readonly { id: string; displayName: string }[] }>(
      world.told,
      'graph',
      who,
      '/v1.0/me/contactFolders?$top=100',
    );
    const folder = value.find((one) => one.displayName === 'Salesforce_Sync')?.id;
    const body = { givenName: first, surname: last, emailAddresses: [{ address: email, name }] };
    await vendorCall(world.told, 'graph', who, folder ? `/v1.0/me/contactFolders/${folder}/contacts` : '/v1.0/me/contacts', {
      method: 'POST',
      body,
    });
  }
  told(world, demoSays('did new contact', { name: home.firstName, contact: name }));
}

async function newRecord(world: DemoWorld, home: RepHome): Promise<void> {
  const { name, first, last, email } = newcomer(world);
  await inSalesforce(world, home, '/Contact', 'POST', { FirstName: first, LastName: last, Email: email });
  told(world, demoSays('did new record', { name: home.firstName, contact: name }));
}

async function deleteContact(world: DemoWorld, home: RepHome): Promise<void> {
  const found = await someContact(home, 3);
  if (!found) return nothing(world, home);
  await inMailbox(
    world,
    home,
    { google: `/v1/${found.id}:deleteContact`, microsoft: `/v1.0/me/contacts/${found.id}` },
    { method: 'DELETE' },
  );
  told(world, demoSays('did delete contact', { name: home.firstName, contact: nameOf(found.item) }));
}

async function deleteRecord(world: DemoWorld, home: RepHome): Promise<void> {
  const found = await someContact(home, 4);
  if (!found) return nothing(world, home);
  await inSalesforce(world, home, `/Contact/${found.crmId}`, 'DELETE');
  told(world, demoSays('did delete record', { name: home.firstName, contact: nameOf(found.item) }));
}

const spoiled = '^(GET|POST|PATCH|DELETE) /services/data';

/** Twice in the middle of something that takes long enough to be stopped in. */
async function kill(world: DemoWorld, home: RepHome): Promise<void> {
  await editContact(world, home);
  const running = home.engine.wake();
  void running.catch(() => undefined);
  await world.time.sleep(60);
  home.kill();
  told(world, demoSays('did kill', { name: home.firstName }));
  await world.time.sleep(1500);
  home.revive();
  told(world, demoSays('did revive', { name: home.firstName }));
}

export const happenings: readonly Happening[] = [
  { key: 'move meeting', side: 'mailbox', needsPairs: true, run: moveMeeting },
  { key: 'move record', side: 'salesforce', needsPairs: true, run: moveRecord },
  { key: 'edit contact', side: 'mailbox', needsPairs: true, run: editContact },
  { key: 'edit record', side: 'salesforce', needsPairs: true, run: editRecord },
  { key: 'new contact', side: 'mailbox', needsPairs: true, run: newContact },
  { key: 'new record', side: 'salesforce', needsPairs: true, run: newRecord },
  { key: 'delete contact', side: 'mailbox', needsPairs: true, run: deleteContact },
  { key: 'delete record', side: 'salesforce', needsPairs: true, run: deleteRecord },
];

export const accidents: readonly Happening[] = [
  {
    key: 'throttle',
    needsPairs: true,
    async run(world) {
      await control.fault({ vendor: 'salesforce', path: spoiled, kind: 'answer', status: 429, headers: { 'Retry-After': '30' } });
      told(world, demoSays('did throttle'));
    },
  },
  {
    key: 'down',
    needsPairs: true,
    async run(world) {
      await control.fault({ vendor: 'salesforce', path: spoiled, kind: 'answer', status: 503 });
      told(world, demoSays('did down'));
    },
  },
  {
    key: 'expire',
    needsPairs: true,
    async run(world, home) {
      await control.fault({ expireTokens: { vendor: 'salesforce', user: home.account.email, refresh: true } });
      home.signIns.end('salesforce');
      told(world, demoSays('did expire', { name: home.firstName }));
    },
  },
  { key: 'kill', needsPairs: true, run: kill },
  {
    key: 'lose ledger',
    needsPairs: true,
    async run(world, home) {
      await home.loseLedger();
      told(world, demoSays('did lose ledger', { name: home.firstName }));
    },
  },
  {
    key: 'mend',
    needsPairs: false,
    async run(world, home) {
      await control.fault({ clear: true });
      for (const system of ['salesforce', 'microsoft', 'google'] as const) home.signIns.signIn(system);
      await home.ledger.commit({ meta: { connection: null } });
      told(world, demoSays('did mend'));
    },
  },
];
