/** What a person does in either mailbox: the hands of the simulation, as far as both services have them in common. */
import type { MeetingEvent, World } from '../../sandbox/world';
import type { CalendarEvent, Contact, ItemId } from '../../shared/core/model';
import type { MailboxStored, SimMailbox } from './premises';

export type Read = MailboxStored;

export interface PersonByHand {
  addContact(set: Partial<Contact>): ItemId;
  addEvent(set: Partial<CalendarEvent>): ItemId;
  addSeries(set: Partial<CalendarEvent>, starts: readonly string[]): { readonly seriesId: ItemId; readonly ids: readonly ItemId[] };
  edit(id: ItemId, set: Partial<Contact> | Partial<CalendarEvent>): void;
  delete(id: ItemId): void;
  move(id: ItemId, into: boolean): void;
  keepContactOut(id: ItemId, on: boolean): void;
  rename(id: ItemId): ItemId;
  forgetCursors(): void;
  /** The copy of a meeting in this mailbox. */
  copyOf(uid: string): ItemId | null;
  /** Moves whenever anything changes. */
  version(): string;
  read(): readonly Read[];
}

/** An organizer who has no mailbox here: what comes from there by mail. */
export interface Deliver {
  cancel(uid: string): void;
  /** Nothing, when the organizer is of the house: his own mailbox tells. */
  renew(uid: string, set: Partial<CalendarEvent>, event: CalendarEvent): void;
}

export const isoOf = (ms: number, allDay: boolean): string => {
  const text = new Date(ms).toISOString();
  return allDay ? text.slice(0, 10) : `${text.slice(0, 19)}Z`;
};

const shared = ['subject', 'location', 'description', 'start', 'end', 'allDay'] as const;
const isOfTheHouse = (world: World, email: string): boolean => world.account(email)?.role === 'rep';

export function postOf(world: World, address: string, vendor: 'graph' | 'google'): Deliver & { invite(event: CalendarEvent): void } {
  const from = (organizer: string, uid: string) =>
    // From a mailbox elsewhere: a service does not take messages from itself.
    ({ vendor: vendor === 'graph' ? ('google' as const) : ('graph' as const), from: organizer, to: address, uid });
  const organizers = new Map<string, string>();
  const request = (uid: string, event: CalendarEvent): void => {
    organizers.set(uid, event.organizer);
    world.deliver({ ...from(event.organizer, uid), method: 'request', event: meetingOf(event) });
  };
  return {
    invite: (event) => request(event.uid, event),
    renew: (uid, set, event) => {
      if (!isOfTheHouse(world, event.organizer) && shared.some((name) => set[name] !== undefined)) request(uid, event);
    },
    cancel: (uid) => world.deliver({ ...from(organizers.get(uid) ?? 'boss@guest.test', uid), method: 'cancel' }),
  };
}

function meetingOf(event: CalendarEvent): MeetingEvent {
  const at = (text: string): MeetingEvent['start'] =>
    event.allDay ? { date: text.slice(0, 10) } : { dateTime: text.replace(/Z$/, ''), timeZone: 'UTC' };
  return {
    subject: event.subject,
    text: event.description,
    location: event.location,
    start: at(event.start),
    end: at(event.end),
    recurrence: [],
    isPrivate: false,
    organizer: { name: event.organizer, email: event.organizer },
    attendees: event.attendees.map(({ email }) => ({ name: '', email, optional: false, response: 'none' })),
  };
}

/** The hands of the simulation over a person's: mails that the person sends are no concern of ours. */
export function handsOf(world: World, person: PersonByHand, post: ReturnType<typeof postOf>): SimMailbox['hands'] {
  const quietly = <T>(work: () => T): T => {
    const before = world.mails.length;
    try {
      return work();
    } finally {
      world.mails.length = before;
    }
  };
  let seen = '';
  let held: readonly Read[] = [];
  let texts = new Map<string, { readonly text: string; readonly read: Read }>();
  const all = (): readonly Read[] => {
    const now = person.version();
    if (now === seen) return held;
    seen = now;
    const next = new Map<string, { readonly text: string; readonly read: Read }>();
    held = person.read().map((read) => {
      const text = JSON.stringify(read);
      const before = texts.get(read.id);
      const kept = before?.text === text ? before : { text, read };
      next.set(read.id, kept);
      return kept.read;
    });
    texts = next;
    return held;
  };
  const one = (id: ItemId): Read | undefined => all().find((read) => read.id === id);
  const edit = (id: ItemId, set: Partial<Contact> | Partial<CalendarEvent>): void => quietly(() => person.edit(id, set));
  return {
    addContact: (set = {}) => quietly(() => person.addContact(set)),
    addEvent: (set = {}) =>
      quietly(() => {
        if (set.mine !== false) return person.addEvent(set);
        const event = set as CalendarEvent;
        if (person.copyOf(event.uid) === null) post.invite(event);
        const id = person.copyOf(event.uid) ?? '';
        if (id !== '' && event.response === 'accepted') person.edit(id, { response: 'accepted' });
        return id;
      }),
    addSeries: (set, starts) => quietly(() => person.addSeries(set, starts)),
    edit,
    // A copy may have gone with its organizer's.
    delete: (id) => quietly(() => (one(id) ? person.delete(id) : undefined)),
    deleteSeries: (id) => quietly(() => person.delete(id)),
    moveOut: (id) => person.move(id, false),
    moveIn: (id) => person.move(id, true),
    keepOut: (id, on) => quietly(() => (one(id)?.kind === 'contact' ? person.keepContactOut(id, on) : person.edit(id, { keptOut: on }))),
    rename: (id) => person.rename(id),
    forgetCursors: () => person.forgetCursors(),
    contact: (id) => {
      const item = one(id)?.item;
      return item?.kind === 'contact' ? item : null;
    },
    event: (id) => {
      const item = one(id)?.item;
      return item?.kind === 'event' ? item : null;
    },
    all: (kind) => all().filter((read) => read.kind === kind),
  };
}
