/** A person in Google Contacts and Calendar: what they do by hand, as the People and Calendar APIs keep it. */
import type { Sandbox } from '../../sandbox/server';
import type { Account } from '../../sandbox/world';
import { groupName, keepOutName } from '../../shared/adapters/names';
import type { CalendarEvent, Contact, PostalAddress } from '../../shared/core/model';
import { clientOf, invite, isInvitation, type Json, noId, rowsOf, textOf } from './byHand';
import type { MailboxByHand } from './stage';
import type { Item } from './words';

const events = '/calendar/v3/calendars/primary/events';
const fields = 'names,emailAddresses,phoneNumbers,organizations,addresses,birthdays,biographies,nicknames,relations,metadata';
const time = (text: string) => (text.length === 10 ? { date: text, dateTime: null } : { dateTime: text, timeZone: 'UTC', date: null });
const given = <T>(value: T | undefined, make: (value: T) => Json): Json => (value === undefined ? {} : make(value));

const postal = (type: string, { street, city, state, postalCode, country }: PostalAddress) => ({
  type,
  streetAddress: street,
  city,
  region: state,
  postalCode,
  country,
});

const without = (entry: Json, ...names: string[]): Json =>
  Object.fromEntries(Object.entries(entry).filter(([name]) => !names.includes(name)));
const derived = ['metadata', 'displayName', 'displayNameLastFirst', 'unstructuredName', 'formattedType', 'formattedValue'];

function personBody(set: Partial<Contact>, before: Json = {}): Json {
  const first = (name: string): Json => without(rowsOf(before, name)[0] ?? {}, ...derived);
  const named = set.first !== undefined || set.last !== undefined;
  const works = set.company !== undefined || set.title !== undefined || set.department !== undefined;
  const addresses = [
    ...(set.workAddress ? [postal('work', set.workAddress)] : []),
    ...(set.homeAddress ? [postal('home', set.homeAddress)] : []),
  ];
  return {
    ...(named
      ? {
          names: [
            {
              ...first('names'),
              ...given(set.first, (givenName) => ({ givenName })),
              ...given(set.last, (familyName) => ({ familyName })),
            },
          ],
        }
      : {}),
    ...given(set.emails, (emails) => ({ emailAddresses: emails.map((value) => ({ value })) })),
    ...given(set.phones, (phones) => ({
      phoneNumbers: phones.map(({ type, number }) => ({ type: type === 'work fax' ? 'workFax' : type, value: number })),
    })),
    ...(works
      ? {
          organizations: [
            {
              ...first('organizations'),
              ...given(set.company, (name) => ({ name })),
              ...given(set.title, (title) => ({ title })),
              ...given(set.department, (department) => ({ department })),
            },
          ],
        }
      : {}),
    ...(addresses.length > 0 ? { addresses } : {}),
    ...given(set.birthday, (birthday) => ({ birthdays: birthday === '' ? [] : [{ date: dateOf(birthday) }] })),
    ...given(set.notes, (value) => ({ biographies: [{ value, contentType: 'TEXT_PLAIN' }] })),
    ...given(set.nickname, (value) => ({ nicknames: [{ value }] })),
    ...given(set.spouse, (person) => ({ relations: [{ type: 'spouse', person }] })),
  };
}

const dateOf = (text: string) => {
  const [year, month, day] = text.split('-').map(Number);
  return { year, month, day };
};

function eventBody(set: Partial<CalendarEvent>, html?: string): Json {
  return {
    ...given(set.subject, (summary) => ({ summary })),
    ...given(set.location, (location) => ({ location })),
    ...given(html ?? set.description, (description) => ({ description })),
    ...given(set.start, (start) => ({ start: time(start) })),
    ...given(set.end, (end) => ({ end: time(end) })),
    ...given(set.showAs, (showAs) => ({ transparency: showAs === 'free' ? 'transparent' : 'opaque' })),
    ...given(set.private, (secret) => ({ visibility: secret ? 'private' : 'default' })),
    ...given(set.attendees, (attendees) => ({
      attendees: attendees.map(({ email, name, response, resource }) => ({
        email,
        displayName: name,
        resource,
        responseStatus: response === 'none' || response === 'organizer' ? 'needsAction' : response,
      })),
    })),
  };
}

export function googleHands(sandbox: Sandbox, who: Account): MailboxByHand {
  const call = clientOf(sandbox, 'google', who);
  const group = async (name: string): Promise<string> =>
    textOf(rowsOf(await call('GET', '/v1/contactGroups?pageSize=100'), 'contactGroups').find((row) => row.name === name)?.resourceName);
  const modify = async (name: string, body: Json): Promise<void> =>
    void (await call('POST', `/v1/${await group(name)}/members:modify`, body));

  async function add(item: Item): Promise<string> {
    if (item.kind === 'contact') {
      const id = textOf((await call('POST', '/v1/people:createContact', personBody(item.set))).resourceName);
      if (item.set.inFolder !== false) await modify(groupName, { resourceNamesToAdd: [id] });
      return id;
    }
    if (isInvitation(item, who)) {
      invite(sandbox, 'google', who, item.set);
      return noId;
    }
    const recurrence = item.kind === 'daily' ? { recurrence: [`RRULE:FREQ=DAILY;COUNT=${item.count}`] } : {};
    const body = { ...eventBody(item.set, item.kind === 'event' ? item.html : undefined), ...recurrence };
    return textOf((await call('POST', `${events}?sendUpdates=all`, body)).id);
  }

  async function editPerson(id: string, set: Partial<Contact>): Promise<void> {
    const person = await call('GET', `/v1/${id}?personFields=${fields}`);
    const body = personBody(set, person);
    await call('PATCH', `/v1/${id}:updateContact?updatePersonFields=${Object.keys(body).join(',')}`, {
      metadata: person.metadata,
      ...body,
    });
  }

  return {
    add,
    edit: async (kind, id, set) => {
      if (kind === 'contact') await editPerson(id, set as Partial<Contact>);
      else await call('PATCH', `${events}/${id}?sendUpdates=all`, eventBody(set as Partial<CalendarEvent>));
    },
    delete: async (kind, id) =>
      void (await call('DELETE', kind === 'contact' ? `/v1/${id}:deleteContact` : `${events}/${id}?sendUpdates=all`)),
    deleteSeries: async (id) => void (await call('DELETE', `${events}/${id}`)),
    moveOut: async (id) => modify(groupName, { resourceNamesToRemove: [id] }),
    moveIn: async (id) => modify(groupName, { resourceNamesToAdd: [id] }),
    keepOut: async (kind, id, on) => {
      if (kind === 'contact') return modify(keepOutName, on ? { resourceNamesToAdd: [id] } : { resourceNamesToRemove: [id] });
      await call('PATCH', `${events}/${id}`, { extendedProperties: { private: { instepKeepOut: on ? '1' : null } } });
    },
  };
}
