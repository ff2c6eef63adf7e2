/** A person in Outlook, before the stand-in itself and past our adapters; and how the simulator reads what lies there. */
import type { Graph } from '../../sandbox/graph';
import { preferOf } from '../../sandbox/graph/call';
import { contactFields, withNames } from '../../sandbox/graph/contactShape';
import { create, find, remove, respond, update } from '../../sandbox/graph/events';
import { mergedProperties } from '../../sandbox/graph/extended';
import { GraphError } from '../../sandbox/graph/failure';
import { occurrenceId } from '../../sandbox/graph/ids';
import type { ContactItem, EventItem } from '../../sandbox/graph/items';
import { objectsOf, textOf } from '../../sandbox/graph/json';
import { occurrencesOf } from '../../sandbox/graph/occurrences';
import type { Account, World } from '../../sandbox/world';
import { folderName, keepOutName } from '../../shared/adapters/names';
import { blankContact } from '../../shared/core/contacts/blank';
import { blankEvent } from '../../shared/core/events/blank';
import type { CalendarEvent, Contact, PostalAddress } from '../../shared/core/model';
import { type Deliver, isoOf, type PersonByHand, type Read } from './httpPerson';

type Json = Readonly<Record<string, unknown>>;
type Call = Parameters<typeof find>[0];

const plain = {
  first: 'givenName',
  last: 'surname',
  company: 'companyName',
  department: 'department',
  title: 'jobTitle',
  assistant: 'assistantName',
  notes: 'personalNotes',
} as const;
const sensitivity = 'Integer 0x0036';
const shown = { free: 'free', busy: 'busy', tentative: 'tentative', away: 'oof', elsewhere: 'workingElsewhere' } as const;
const answers = { accepted: 'accept', tentative: 'tentativelyAccept', declined: 'decline' } as const;
const given = <T>(value: T | undefined, make: (value: T) => Json): Json => (value === undefined ? {} : make(value));

function contactBody(set: Partial<Contact>): Json {
  const texts = Object.entries(plain).flatMap(([ours, theirs]) => {
    const value = set[ours as keyof typeof plain];
    return value === undefined ? [] : [[theirs, value === '' ? null : value]];
  });
  const numbers = (type: string): string[] => (set.phones ?? []).filter((phone) => phone.type === type).map(({ number }) => number);
  return {
    ...Object.fromEntries(texts),
    ...given(set.emails, (emails) => ({ emailAddresses: emails.map((address) => ({ address })) })),
    ...given(set.phones, () => ({ businessPhones: numbers('work'), mobilePhone: numbers('mobile')[0] ?? null })),
    ...given(set.workAddress, ({ street, city, state, postalCode, country }) => ({
      businessAddress: { street, city, state, postalCode, countryOrRegion: country },
    })),
    ...given(set.private, (secret) => ({ singleValueExtendedProperties: [{ id: sensitivity, value: secret ? '2' : '0' }] })),
  };
}

const time = (text: string) => ({ dateTime: text.length === 10 ? `${text}T00:00:00` : text.replace(/Z$/, ''), timeZone: 'UTC' });

function eventBody(set: Partial<CalendarEvent>): Json {
  return {
    ...given(set.subject, (subject) => ({ subject })),
    ...given(set.location, (displayName) => ({ location: { displayName } })),
    ...given(set.description, (content) => ({ body: { contentType: 'text', content } })),
    ...given(set.start, (start) => ({ start: time(start) })),
    ...given(set.end, (end) => ({ end: time(end) })),
    ...given(set.allDay, (isAllDay) => ({ isAllDay })),
    ...given(set.showAs, (showAs) => ({ showAs: shown[showAs] })),
    ...given(set.private, (secret) => ({ sensitivity: secret ? 'private' : 'normal' })),
    ...given(set.attendees, (attendees) => ({
      attendees: attendees.map(({ email, name }) => ({ emailAddress: { address: email, name: name || email }, type: 'required' })),
    })),
  };
}

export function personInOutlook(graph: Graph, world: World, who: Account, deliver: Deliver): PersonByHand {
  const box = () => graph.mailboxOf(who.id);
  const call = (): Call => ({
    world,
    account: who,
    box: box(),
    prefer: preferOf('IdType="ImmutableId"'),
    query: new URLSearchParams(),
    url: new URL('https://outlook.example/'),
    ifMatch: null,
  });
  const folder = (name: string): string => {
    const { folders, rootFolder, folderChanges, now } = box();
    const known = [...folders.values()].find((one) => one.displayName === name);
    if (known) return known.id;
    const id = box().newFolderId();
    folders.set(id, { id, displayName: name, parentFolderId: rootFolder });
    folderChanges.touch(id, now);
    return id;
  };
  const editContact = (item: ContactItem, set: Json): void => {
    item.fields = { ...item.fields, ...contactFields(set) };
    item.extended = mergedProperties(item.extended, set);
    box().stamp(item);
    box().putContact(item);
  };
  const categories = (held: unknown, on: boolean): string[] => [
    ...(Array.isArray(held) ? held.map(String) : []).filter((name) => name !== keepOutName),
    ...(on ? [keepOutName] : []),
  ];
  const make = (set: Partial<CalendarEvent>, more: Json = {}): string => {
    const { attendees = [], uid = '', ...rest } = set;
    const id = textOf(create(call(), box().defaultCalendar, { ...eventBody(rest), ...more }, graph.meetings).id);
    const item = box().event(id)!;
    if (uid !== '') {
      item.uid = uid;
      box().putEvent(item);
    }
    if (attendees.length > 0) update(call(), { item, occurrence: null }, eventBody({ attendees }), graph.meetings);
    return id;
  };

  /** What Outlook does not let a person do has not been done: an occurrence cannot be moved past its neighbours. */
  const allowed = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      if (!(error instanceof GraphError) || error.code !== 'ErrorOccurrenceCrossingBoundary') throw error;
    }
  };

  return {
    addContact(set) {
      const into = set.inFolder === false ? box().defaultFolder : folder(folderName);
      const body = contactBody(set);
      const item: ContactItem = {
        ...box().born(),
        folder: into,
        fields: withNames({ ...contactFields(body), parentFolderId: into }),
        extended: mergedProperties([], body),
        extensions: {},
      };
      box().putContact(item);
      return item.key;
    },
    addEvent: (set) => make(set),
    addSeries(set, starts) {
      const range = { type: 'numbered', startDate: starts[0]!.slice(0, 10), numberOfOccurrences: starts.length, recurrenceTimeZone: 'UTC' };
      const day = new Date(starts[0]!).toLocaleDateString('en-US', { weekday: 'long', timeZone: 'UTC' }).toLowerCase();
      const seriesId = make(set, { recurrence: { pattern: { type: 'weekly', interval: 1, daysOfWeek: [day] }, range } });
      return { seriesId, ids: starts.map((start) => occurrenceId(seriesId, start.slice(0, 10))) };
    },
    edit(id, set) {
      const contact = box().contact(id);
      if (contact) {
        editContact(contact, contactBody(set as Partial<Contact>));
        return;
      }
      const { cancelled, response, keptOut, ...rest } = set as Partial<CalendarEvent>;
      const found = find(call(), id);
      if (keptOut !== undefined) {
        const held = found.occurrence?.exception?.fields.categories ?? found.item.fields.categories;
        update(call(), found, { categories: categories(held, keptOut) }, graph.meetings);
      }
      const mine = found.item.organizer.address.toLowerCase() === who.email;
      if (cancelled === true) deliver.cancel(found.item.uid);
      else if (response !== undefined && !mine)
        respond(call(), found, answers[response as keyof typeof answers], { sendResponse: false }, graph.meetings);
      const own = mine ? rest : ownOf(rest);
      if (!mine) deliver.renew(found.item.uid, rest, { ...readEvent(found.item, who), ...rest });
      if (Object.keys(own).length > 0) allowed(() => void update(call(), find(call(), id), eventBody(own), graph.meetings));
    },
    delete(id) {
      const contact = box().contact(id);
      if (contact) box().dropContact(contact);
      else remove(call(), find(call(), id), graph.meetings);
    },
    move(id, into) {
      const contact = box().contact(id)!;
      box().moveContact(contact, into ? folder(folderName) : folder('Elsewhere'));
      contact.fields = { ...contact.fields, parentFolderId: contact.folder };
      box().stamp(contact);
      box().putContact(contact);
    },
    keepContactOut(id, on) {
      const contact = box().contact(id)!;
      editContact(contact, { categories: categories(contact.fields.categories, on) });
    },
    rename: (id) => id,
    forgetCursors: () => {
      world.faults.switches['graph.deltaTokensDeadBefore'] = world.clock.now() + 1;
    },
    copyOf: (uid) => box().uids.get(uid) ?? null,
    version: () => `${box().contactChanges.seq} ${box().eventChanges.seq} ${box().folderChanges.seq}`,
    read: () => readAll(graph, who),
  };
}

/** What an attendee's copy has of its own. */
const ownOf = ({ showAs, private: secret }: Partial<CalendarEvent>): Partial<CalendarEvent> => ({
  ...(showAs === undefined ? {} : { showAs }),
  ...(secret === undefined ? {} : { private: secret }),
});

const horizon = [Date.parse('2024-01-01'), Date.parse('2030-01-01')] as const;

function readAll(graph: Graph, who: Account): Read[] {
  const box = graph.mailboxOf(who.id);
  const folder = [...box.folders.values()].find((one) => one.displayName === folderName)?.id ?? '';
  return [
    ...[...box.contacts.values()].map((item): Read => ({ kind: 'contact', id: item.key, mark: '', item: readContact(item, folder) })),
    ...[...box.events.values()].flatMap((item): Read[] => {
      if (!item.series) return [{ kind: 'event', id: item.key, mark: '', item: readEvent(item, who) }];
      return occurrencesOf(item, ...horizon).map(({ date, times, exception }) => ({
        kind: 'event',
        id: occurrenceId(item.key, date),
        mark: '',
        item: {
          ...readEvent({ ...item, fields: { ...item.fields, ...exception?.fields }, times }, who),
          seriesId: item.key,
          originalStart: date,
        },
      }));
    }),
  ];
}

function readContact({ fields, extended, folder: where }: ContactItem, folder: string): Contact {
  const lines = (name: string): string[] => (Array.isArray(fields[name]) ? (fields[name] as unknown[]).map(String) : []);
  const phones = [
    ...lines('businessPhones').map((number) => ({ type: 'work' as const, number })),
    ...[textOf(fields.mobilePhone)].filter(Boolean).map((number) => ({ type: 'mobile' as const, number })),
  ];
  const address = (fields.businessAddress ?? {}) as Record<string, unknown>;
  const workAddress: PostalAddress = {
    street: textOf(address.street),
    city: textOf(address.city),
    state: textOf(address.state),
    postalCode: textOf(address.postalCode),
    country: textOf(address.countryOrRegion),
  };
  const texts = Object.fromEntries(Object.entries(plain).map(([ours, theirs]) => [ours, textOf(fields[theirs])]));
  return {
    ...blankContact,
    ...texts,
    emails: objectsOf(fields.emailAddresses).map(({ address: email }) => textOf(email)),
    phones,
    workAddress,
    categories: lines('categories'),
    private: extended.some(({ id, value }) => id === sensitivity && value === '2'),
    inFolder: where === folder,
    keptOut: lines('categories').includes(keepOutName),
  };
}

const responses: Readonly<Record<string, CalendarEvent['response']>> = {
  accepted: 'accepted',
  declined: 'declined',
  tentativelyAccepted: 'tentative',
};
const showAsOf = Object.fromEntries(Object.entries(shown).map(([ours, theirs]) => [theirs, ours]));

function readEvent({ fields, times, uid, organizer }: EventItem, who: Account): CalendarEvent {
  const body = (fields.body ?? {}) as Record<string, unknown>;
  const categories = Array.isArray(fields.categories) ? fields.categories.map(String) : [];
  const mine = organizer.address.toLowerCase() === who.email;
  const attendees = objectsOf(fields.attendees).map(({ emailAddress }) => ({
    email: textOf((emailAddress as Record<string, unknown>).address),
    name: '',
    response: 'none' as const,
    optional: false,
    resource: false,
  }));
  return {
    ...blankEvent,
    uid,
    subject: textOf(fields.subject).replace(/^Canceled: /, ''),
    location: textOf(((fields.location ?? {}) as Record<string, unknown>).displayName),
    description: textOf(body.content).trimEnd(),
    start: isoOf(times.start, times.allDay),
    end: isoOf(times.end, times.allDay),
    allDay: times.allDay,
    showAs: (showAsOf[textOf(fields.showAs)] ?? 'busy') as CalendarEvent['showAs'],
    private: textOf(fields.sensitivity) === 'private',
    cancelled: fields.isCancelled === true,
    organizer: organizer.address,
    mine,
    response: mine ? 'organizer' : (responses[textOf((fields.responseStatus as Record<string, unknown> | undefined)?.response)] ?? 'none'),
    attendees,
    categories,
    keptOut: categories.includes(keepOutName),
  };
}
