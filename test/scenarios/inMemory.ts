/** The stage in memory: meetings reach the other rep's calendar as an invitation would. */
import type { Plane } from '../../shared/adapters/memory/control';
import { createOrg } from '../../shared/adapters/memory/crm';
import type { CalendarEvent, Configuration, Contact, ItemId, Kind, Provider } from '../../shared/core/model';
import { type Crm, Failed } from '../../shared/core/ports';
import { type Desk, type MailboxByHand, type OpenStage, type Stage, startsAt } from './stage';
import type { Item, Weather } from './words';
import { RepWorld, repId, seeded, TestClock } from './world';

const colleagueId = '005000000000002AAA';
const otherProvider = (provider: Provider): Provider => (provider === 'microsoft' ? 'google' : 'microsoft');

export const inMemory: OpenStage = async (provider) => {
  const clock = new TestClock(startsAt);
  const mine = new RepWorld({
    provider,
    clock,
    address: 'mira.holm@brightwater.example',
    org: createOrg({ clock, random: seeded(5), maxEventMinutes: 20_160 }),
  });
  const theirs = new RepWorld({
    ...{ provider: otherProvider(provider), clock, org: { org: mine.org, hands: mine.crmHands }, plane: mine.plane },
    ...{ userId: colleagueId, address: 'tomas.rey@brightwater.example', device: 'device-2' },
  });
  mine.org.users.set(repId, { id: repId, name: 'Mira Holm', email: 'mira.holm@brightwater.example' });
  mine.org.users.set(colleagueId, { id: colleagueId, name: 'Tomás Rey', email: 'tomas.rey@brightwater.example' });
  const syncs = (id: ItemId): boolean => mine.plane.assignments.some((one) => one.id === id);
  mine.org.syncs = syncs;
  const unasked = new Set<'accounts' | 'people'>();
  const [rep, colleague] = [
    deskOf(mine, provider, repId, 'Mira Holm', theirs, unasked),
    deskOf(theirs, otherProvider(provider), colleagueId, 'Tomás Rey', mine, unasked),
  ];
  const stage: Stage = {
    desks: { rep, colleague },
    crm: {
      create: async (kind, fields, owner) => mine.crmHands.create(kind, { ...fields, OwnerId: owner }, { by: owner }),
      edit: async (id, fields) => mine.crmHands.edit(id, fields),
      remove: async (id) => mine.crmHands.remove(id),
      account: async (name) => mine.crmHands.account(name),
      lead: async (name, email) => mine.crmHands.lead(name, email),
    },
    now: () => clock.now(),
    pass: (ms) => clock.pass(ms),
    weather: (weather) => weatherOf(mine, unasked, weather),
    mails: () => mine.mailbox.mails.length + theirs.mailbox.mails.length,
    close: async () => {},
  };
  return stage;
};

/** Look-ups that fail while the rest of the org answers. */
function failing(crm: Crm, unasked: ReadonlySet<'accounts' | 'people'>): Crm {
  const unless = <T>(what: 'accounts' | 'people', ask: () => Promise<T>): Promise<T> =>
    unasked.has(what) ? Promise.reject(new Failed({ kind: 'down', system: 'salesforce', status: 503 })) : ask();
  return {
    ...crm,
    accounts: (names) => unless('accounts', () => crm.accounts(names)),
    people: (emails) => unless('people', () => crm.people(emails)),
    peopleById: (ids) => unless('people', () => crm.peopleById(ids)),
  };
}

function deskOf(
  own: RepWorld,
  provider: Provider,
  userId: ItemId,
  name: string,
  other: RepWorld,
  unasked: ReadonlySet<'accounts' | 'people'>,
): Desk {
  return {
    userId,
    name,
    address: own.address,
    provider,
    world: { ...own.world, crm: failing(own.world.crm, unasked) },
    hands: handsOf(own, other, name),
    configure: async (configuration) => configure(own.plane, configuration, userId),
  };
}

function configure(plane: Plane, configuration: Configuration | null, userId: ItemId): void {
  if (!configuration) {
    plane.unassign('user', userId);
    return;
  }
  plane.saveConfiguration(configuration);
  plane.assign(configuration.id, 'user', userId);
}

/** Copies of meetings travel to the other rep, under the same UID. */
function handsOf(own: RepWorld, other: RepWorld, name: string): MailboxByHand {
  const { hands } = own.mailbox;
  const copies = (event: CalendarEvent): readonly ItemId[] =>
    other.mailbox.hands
      .all('event')
      .filter(({ item }) => item.kind === 'event' && item.uid === event.uid)
      .map(({ id }) => id);
  const invited = (event: CalendarEvent): boolean => event.mine && event.attendees.some(({ email }) => email === other.address);
  const invite = (id: ItemId): void => {
    const event = hands.event(id);
    if (!event || !invited(event) || copies(event).length > 0) return;
    other.mailbox.hands.addEvent({
      ...event,
      organizer: own.address,
      organizerName: name,
      mine: false,
      response: event.attendees.find(({ email }) => email === other.address)?.response ?? 'none',
    });
  };
  return {
    add: async (item) => {
      const [id, all] = added(own, item);
      for (const one of all) invite(one);
      return id;
    },
    edit: async (kind, id, set) => {
      hands.edit(id, set);
      const event = kind === 'event' ? hands.event(id) : null;
      if (!event?.mine) return;
      const { attendees: _attendees, ...shared } = set as Partial<CalendarEvent>;
      for (const copy of copies(event)) other.mailbox.hands.edit(copy, shared);
    },
    delete: async (kind, id) => {
      const event = kind === 'event' ? hands.event(id) : null;
      hands.delete(id);
      if (event?.mine) for (const copy of copies(event)) other.mailbox.hands.edit(copy, { cancelled: true });
    },
    deleteSeries: async (id) => hands.deleteSeries(id),
    moveOut: async (id) => hands.moveOut(id),
    moveIn: async (id) => hands.moveIn(id),
    keepOut: async (_: Kind, id, on) => hands.keepOut(id, on),
  };
}

function added(own: RepWorld, item: Item): [ItemId, readonly ItemId[]] {
  const { hands } = own.mailbox;
  if (item.kind === 'contact') {
    const id = hands.addContact({ inFolder: true, ...item.set } satisfies Partial<Contact>);
    return [id, []];
  }
  if (item.kind === 'event') {
    const mine = !item.set.organizer || item.set.organizer === own.address;
    const id = hands.addEvent({ ...item.set, mine });
    return [id, [id]];
  }
  const first = Date.parse(item.set.start ?? '');
  const starts = Array.from({ length: item.count }, (_, day) => `${new Date(first + day * 86_400_000).toISOString().slice(0, 19)}Z`);
  const { seriesId, ids } = hands.addSeries(item.set, starts);
  return [seriesId, ids];
}

function weatherOf({ org, mailbox }: RepWorld, unasked: Set<'accounts' | 'people'>, weather: Weather): void {
  switch (weather) {
    case 'accounts cannot be asked':
      unasked.add('accounts');
      return;
    case 'people cannot be asked':
      unasked.add('people');
      return;
    case 'Salesforce is down':
      org.faults.chance('down', 1);
      return;
    case 'a record is locked for a while':
      org.faults.next('locked row', 1);
      return;
    case 'all records are locked':
      org.faults.chance('locked row', 1);
      return;
    case 'a record is refused':
      org.faults.next('refused row', 1);
      return;
    case 'the mailbox is busy':
      mailbox.faults.throttled = 1;
      return;
    case 'fair':
      unasked.clear();
      org.faults.off();
      mailbox.faults.heal();
  }
}
