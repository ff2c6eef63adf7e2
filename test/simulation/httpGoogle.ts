/** A person in Google Contacts and Calendar, before the stand-in itself and past our adapters; and how the simulator reads what lies there. */
import type { Google } from '../../sandbox/google';
import { allRows, resolve } from '../../sandbox/google/calendar/read';
import { effective, idOf } from '../../sandbox/google/calendar/show';
import { type When, whenOf } from '../../sandbox/google/calendar/time';
import { Writing } from '../../sandbox/google/calendar/write';
import { isObject, type JsonObject, listOf, objectOf, textOf } from '../../sandbox/google/json';
import type { Contact as Kept } from '../../sandbox/google/people/store';
import type { Account, World } from '../../sandbox/world';
import { groupName, keepOutName } from '../../shared/adapters/names';
import { blankContact } from '../../shared/core/contacts/blank';
import { blankEvent } from '../../shared/core/events/blank';
import type { CalendarEvent, Contact } from '../../shared/core/model';
import { type Deliver, isoOf, type PersonByHand, type Read } from './httpPerson';

const given = <T>(value: T | undefined, make: (value: T) => JsonObject): JsonObject => (value === undefined ? {} : make(value));
const time = (text: string): JsonObject =>
  text.length === 10 ? { date: text, dateTime: null, timeZone: null } : { dateTime: text, timeZone: 'UTC', date: null };

function eventBody(set: Partial<CalendarEvent>): JsonObject {
  return {
    ...given(set.subject, (summary) => ({ summary })),
    ...given(set.location, (location) => ({ location })),
    ...given(set.description, (description) => ({ description })),
    ...given(set.start, (start) => ({ start: time(start) })),
    ...given(set.end, (end) => ({ end: time(end) })),
    ...given(set.showAs, (showAs) => ({ transparency: showAs === 'free' ? 'transparent' : 'opaque' })),
    ...given(set.private, (secret) => ({ visibility: secret ? 'private' : 'default' })),
    ...given(set.keptOut, (on) => ({ extendedProperties: { private: { instepKeepOut: on ? '1' : null } } })),
    ...given(set.attendees, (attendees) => ({ attendees: attendees.map(({ email }) => ({ email, responseStatus: 'needsAction' })) })),
  };
}

/** Lists of a person, with what else is in them left alone. */
function fieldsWith(held: Kept['fields'], set: Partial<Contact>): Kept['fields'] {
  const next: Kept['fields'] = { ...held };
  const put = (name: string, list: readonly JsonObject[]): void => {
    if (list.length > 0) next[name] = [...list];
    else delete next[name];
  };
  const cleaned = (entry: JsonObject): JsonObject => Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== ''));
  const first = (name: string, change: JsonObject): void => {
    const entry = cleaned({ ...held[name]?.[0], ...change });
    put(name, Object.keys(entry).length > 0 ? [entry, ...(held[name] ?? []).slice(1)] : []);
  };
  const { first: givenName, last, company, title, department, emails, phones, workAddress, assistant, notes } = set;
  const names = { ...(givenName === undefined ? {} : { givenName }), ...(last === undefined ? {} : { familyName: last }) };
  if (Object.keys(names).length > 0) first('names', names);
  const works = {
    ...(company === undefined ? {} : { name: company }),
    ...(title === undefined ? {} : { title }),
    ...(department === undefined ? {} : { department }),
  };
  if (Object.keys(works).length > 0) first('organizations', works);
  if (emails)
    put(
      'emailAddresses',
      emails.map((value) => ({ value })),
    );
  if (phones)
    put(
      'phoneNumbers',
      phones.map(({ type, number }) => ({ type, value: number })),
    );
  if (notes !== undefined) put('biographies', notes === '' ? [] : [{ value: notes, contentType: 'TEXT_PLAIN' }]);
  if (assistant !== undefined) {
    const others = (held.relations ?? []).filter((one) => one.type !== 'assistant');
    put('relations', assistant === '' ? others : [...others, { type: 'assistant', person: assistant }]);
  }
  if (workAddress) {
    const { street, city, state, postalCode, country } = workAddress;
    const entry = cleaned({ streetAddress: street, city, region: state, postalCode, country });
    const others = (held.addresses ?? []).filter((one) => one.type !== 'work');
    put('addresses', Object.keys(entry).length > 0 ? [{ type: 'work', ...entry }, ...others] : others);
  }
  return next;
}

export function personInGoogle(google: Google, world: World, who: Account, deliver: Deliver): PersonByHand {
  const book = () => google.books.of(who);
  const calendar = () => google.calendars.primary(who);
  const now = (): number => world.clock.now();
  const contactOf = (id: string) => book().live(id.replace(/^people\//, ''));
  const writing = (body: JsonObject = {}): Writing =>
    new Writing(
      {
        world,
        account: who,
        method: 'POST',
        path: [],
        query: new URLSearchParams({ sendUpdates: 'all' }),
        headers: new Headers(),
        body,
        now: now(),
        quotas: google.quotas,
      },
      google.calendars,
      google.copies,
      calendar(),
    );
  const group = (name: string): string => {
    const known = book().groupByName(name);
    if (known) return known.id;
    const id = `a${book().newId()}`.replace(/[^0-9a-f]/g, '0');
    book().touchGroup({ id, name, system: false, clientData: [], updated: now(), seq: 0, deleted: false }, now());
    return id;
  };
  const label = (contact: Kept, name: string, on: boolean): void => {
    const id = group(name);
    contact.groups = [...contact.groups.filter((one) => one !== id), ...(on ? [id] : [])];
    book().touch(contact, now());
  };
  const make = (set: Partial<CalendarEvent>, more: JsonObject = {}): string =>
    writing({ ...eventBody(set), ...(set.uid ? { iCalUID: set.uid } : {}), ...more }).insert().stored.id;

  return {
    addContact(set) {
      const contact: Kept = {
        id: `c${book().newId()}`,
        fields: fieldsWith({}, set),
        groups: ['myContacts'],
        created: now(),
        updated: now(),
        seq: 0,
        deleted: false,
        previous: [],
      };
      book().touch(contact, now());
      if (set.inFolder !== false) label(contact, groupName, true);
      return `people/${contact.id}`;
    },
    addEvent: (set) => make(set),
    addSeries(set, starts) {
      const seriesId = make(set, { recurrence: [`RRULE:FREQ=WEEKLY;COUNT=${starts.length}`] });
      return { seriesId, ids: starts.map((start) => `${seriesId}_${start.replace(/[-:]/g, '')}`) };
    },
    edit(id, set) {
      const contact = contactOf(id);
      if (contact) {
        contact.fields = fieldsWith(contact.fields, set as Partial<Contact>);
        book().touch(contact, now());
        return;
      }
      const { cancelled, response, ...rest } = set as Partial<CalendarEvent>;
      const row = resolve(calendar(), id);
      const { uid, organizer } = row.stored;
      if (organizer.email.toLowerCase() === who.email) {
        if (Object.keys(rest).length > 0) writing(eventBody(rest)).patch(id);
        return;
      }
      const fields = effective(calendar(), row);
      if (cancelled === true) return deliver.cancel(uid);
      if (response !== undefined) {
        const attendees = listOf(fields.attendees)
          .filter(isObject)
          .map((one) => (textOf(one.email) === who.email ? { ...one, responseStatus: response } : one));
        writing({ attendees }).patch(id);
      }
      deliver.renew(uid, rest, { ...readEvent(fields, row.stored, who), ...rest });
      const { showAs, private: secret, keptOut } = rest;
      const own = {
        ...(showAs && { showAs }),
        ...(secret !== undefined && { private: secret }),
        ...(keptOut !== undefined && { keptOut }),
      };
      if (Object.keys(own).length > 0) writing(eventBody(own)).patch(id);
    },
    delete(id) {
      const contact = contactOf(id);
      if (contact) {
        Object.assign(contact, { deleted: true, fields: {}, groups: [] });
        book().touch(contact, now());
      } else if (!resolve(calendar(), id).cancelled) writing().delete(id);
    },
    move: (id, into) => label(contactOf(id)!, groupName, into),
    keepContactOut: (id, on) => label(contactOf(id)!, keepOutName, on),
    rename(id) {
      const contact = contactOf(id)!;
      book().rename(contact);
      book().touch(contact, now());
      return `people/${contact.id}`;
    },
    forgetCursors: () => {
      world.faults.switches['google.calendarTokenLifeMs'] = 1;
    },
    copyOf: (uid) =>
      calendar()
        .withUid(uid)
        .find((one) => !one.cancelled)?.id ?? null,
    version: () => `${book().seq} ${book().groupSeq} ${calendar().seq}`,
    read: () => readAll(google, who, now()),
  };
}

function readAll(google: Google, who: Account, now: number): Read[] {
  const book = google.books.of(who);
  const calendar = google.calendars.primary(who);
  const folder = book.groupByName(groupName)?.id ?? '';
  const keepOut = book.groupByName(keepOutName)?.id ?? '';
  const rows = allRows(calendar, { min: null, max: null }, true, now).filter((row) => !row.cancelled);
  return [
    ...[...book.contacts.values()]
      .filter((contact) => !contact.deleted)
      .map((contact): Read => ({ kind: 'contact', id: `people/${contact.id}`, mark: '', item: readContact(contact, folder, keepOut) })),
    ...rows.map((row): Read => {
      const original = row.original ?? row.stored.original;
      const event = readEvent(effective(calendar, row), row.stored, who);
      const of = original ? { seriesId: row.stored.masterId || row.stored.id, originalStart: textAt(original) } : {};
      return { kind: 'event', id: idOf(row), mark: '', item: { ...event, ...of } };
    }),
  ];
}

function readContact({ fields, groups }: Kept, folder: string, keepOut: string): Contact {
  const entry = (name: string): JsonObject => fields[name]?.[0] ?? {};
  const work = (fields.addresses ?? []).find((one) => one.type === 'work') ?? {};
  return {
    ...blankContact,
    first: textOf(entry('names').givenName),
    last: textOf(entry('names').familyName),
    company: textOf(entry('organizations').name),
    title: textOf(entry('organizations').title),
    department: textOf(entry('organizations').department),
    emails: (fields.emailAddresses ?? []).map((one) => textOf(one.value)),
    phones: (fields.phoneNumbers ?? []).map((one) => ({ type: textOf(one.type) as 'work', number: textOf(one.value) })),
    workAddress: {
      street: textOf(work.streetAddress),
      city: textOf(work.city),
      state: textOf(work.region),
      postalCode: textOf(work.postalCode),
      country: textOf(work.country),
    },
    assistant: textOf((fields.relations ?? []).find((one) => one.type === 'assistant')?.person),
    notes: textOf(entry('biographies').value),
    inFolder: folder !== '' && groups.includes(folder),
    keptOut: keepOut !== '' && groups.includes(keepOut),
  };
}

const textAt = (when: When | null): string => (when === null ? '' : 'date' in when ? when.date : isoOf(when.at, false));

function readEvent(fields: JsonObject, stored: ReturnType<typeof resolve>['stored'], who: Account): CalendarEvent {
  const attendees = listOf(fields.attendees).filter(isObject);
  const start = whenOf(fields.start);
  const mine = stored.organizer.email.toLowerCase() === who.email;
  const own = attendees.find((one) => textOf(one.email).toLowerCase() === who.email);
  const response = textOf(own?.responseStatus) as CalendarEvent['response'] | 'needsAction' | '';
  return {
    ...blankEvent,
    uid: stored.uid,
    subject: textOf(fields.summary),
    location: textOf(fields.location),
    description: textOf(fields.description).replace(/<br\s*\/?>/g, '\n'),
    start: textAt(start),
    end: textAt(whenOf(fields.end)),
    allDay: start !== null && 'date' in start,
    showAs: fields.transparency === 'transparent' ? 'free' : 'busy',
    private: fields.visibility === 'private',
    cancelled: false,
    organizer: stored.organizer.email,
    mine,
    response: mine ? 'organizer' : response === 'needsAction' || response === '' ? 'none' : response,
    attendees: attendees.map((one) => ({ email: textOf(one.email), name: '', response: 'none', optional: false, resource: false })),
    keptOut: objectOf(objectOf(fields.extendedProperties).private).instepKeepOut === '1',
  };
}
