/** A person in Outlook: what they do by hand, as Graph keeps it. */
import type { Sandbox } from '../../sandbox/server';
import type { Account } from '../../sandbox/world';
import { folderName, keepOutName } from '../../shared/adapters/names';
import type { CalendarEvent, Contact, Kind, PhoneType, PostalAddress } from '../../shared/core/model';
import { clientOf, invite, isInvitation, type Json, noId, rowsOf, textOf } from './byHand';
import type { MailboxByHand } from './stage';
import type { Item } from './words';

const url = (kind: Kind, id: string): string => `/v1.0/me/${kind === 'contact' ? 'contacts' : 'events'}/${encodeURIComponent(id)}`;
const time = (text: string) => ({ dateTime: text.replace(/Z$/, '').padEnd(19, 'T00:00:00'), timeZone: 'UTC' });
const given = <T>(value: T | undefined, make: (value: T) => Json): Json => (value === undefined ? {} : make(value));

const plainNames = {
  first: 'givenName',
  last: 'surname',
  company: 'companyName',
  department: 'department',
  title: 'jobTitle',
  nickname: 'nickName',
  spouse: 'spouseName',
  assistant: 'assistantName',
  notes: 'personalNotes',
  categories: 'categories',
} as const;

const postal = ({ street, city, state, postalCode, country }: PostalAddress) => ({
  street,
  city,
  state,
  postalCode,
  countryOrRegion: country,
});

function contactBody(set: Partial<Contact>): Json {
  const plain = Object.entries(plainNames).flatMap(([ours, theirs]) => {
    const value = set[ours as keyof typeof plainNames];
    return value === undefined ? [] : [[theirs, value]];
  });
  const numbers = (type: PhoneType): string[] => (set.phones ?? []).filter((phone) => phone.type === type).map(({ number }) => number);
  return {
    ...Object.fromEntries(plain),
    ...given(set.emails, (emails) => ({ emailAddresses: emails.map((address) => ({ address })) })),
    ...given(set.phones, () => ({
      businessPhones: numbers('work'),
      homePhones: numbers('home'),
      mobilePhone: numbers('mobile')[0] ?? null,
    })),
    ...given(set.workAddress, (address) => ({ businessAddress: postal(address) })),
    ...given(set.homeAddress, (address) => ({ homeAddress: postal(address) })),
    ...given(set.birthday, (birthday) => ({ birthday: birthday === '' ? null : `${birthday}T11:59:00Z` })),
    ...given(set.private, (secret) => ({ singleValueExtendedProperties: [{ id: 'Integer 0x0036', value: secret ? '2' : '0' }] })),
  };
}

const shown = { free: 'free', busy: 'busy', tentative: 'tentative', away: 'oof', elsewhere: 'workingElsewhere' } as const;

function eventBody(set: Partial<CalendarEvent>, html?: string): Json {
  const content = html ?? set.description;
  return {
    ...given(set.subject, (subject) => ({ subject })),
    ...given(set.location, (displayName) => ({ location: { displayName } })),
    ...given(content, (text) => ({ body: { contentType: html === undefined ? 'text' : 'html', content: text } })),
    ...given(set.start, (start) => ({ start: time(start) })),
    ...given(set.end, (end) => ({ end: time(end) })),
    ...given(set.allDay, (isAllDay) => ({ isAllDay })),
    ...given(set.showAs, (showAs) => ({ showAs: shown[showAs] })),
    ...given(set.private, (secret) => ({ sensitivity: secret ? 'private' : 'normal' })),
    ...given(set.attendees, (attendees) => ({
      attendees: attendees.map(({ email, name, resource }) => ({
        emailAddress: { address: email, name: name || email },
        type: resource ? 'resource' : 'required',
      })),
    })),
  };
}

const answers = { accepted: 'accept', tentative: 'tentativelyAccept', declined: 'decline' } as const;

export function graphHands(sandbox: Sandbox, who: Account): MailboxByHand {
  const call = clientOf(sandbox, 'graph', who, { prefer: 'IdType="ImmutableId"' });
  const folder = async (name: string): Promise<string> => {
    const found = rowsOf(await call('GET', '/v1.0/me/contactFolders?$top=100'), 'value').find((row) => row.displayName === name);
    return textOf((found ?? (await call('POST', '/v1.0/me/contactFolders', { displayName: name }))).id);
  };
  const created = async (path: string, body: Json): Promise<string> => textOf((await call('POST', `/v1.0/me/${path}`, body)).id);

  async function add(item: Item): Promise<string> {
    if (item.kind === 'contact') {
      const into = item.set.inFolder === false ? 'contacts' : `contactFolders/${await folder(folderName)}/contacts`;
      return created(into, contactBody(item.set));
    }
    if (isInvitation(item, who)) {
      invite(sandbox, 'graph', who, item.set);
      const said = answers[item.set.response as keyof typeof answers];
      if (said) {
        const found = rowsOf(await call('GET', '/v1.0/me/events?$top=100'), 'value').find((row) => row.subject === item.set.subject);
        await call('POST', `${url('event', textOf(found?.id))}/${said}`, { sendResponse: false });
      }
      return noId;
    }
    if (item.kind === 'event') {
      return created('events', eventBody(item.set, item.html));
    }
    const range = { type: 'numbered', startDate: item.set.start?.slice(0, 10), numberOfOccurrences: item.count, recurrenceTimeZone: 'UTC' };
    return created('events', { ...eventBody(item.set), recurrence: { pattern: { type: 'daily', interval: 1 }, range } });
  }

  return {
    add,
    edit: async (kind, id, set) =>
      void (await call(
        'PATCH',
        url(kind, id),
        kind === 'contact' ? contactBody(set as Partial<Contact>) : eventBody(set as Partial<CalendarEvent>),
      )),
    delete: async (kind, id) => void (await call('DELETE', url(kind, id))),
    deleteSeries: async (id) => void (await call('DELETE', url('event', id))),
    moveOut: async (id) => void (await call('PATCH', url('contact', id), { parentFolderId: await folder('Elsewhere') })),
    moveIn: async (id) => void (await call('PATCH', url('contact', id), { parentFolderId: await folder(folderName) })),
    keepOut: async (kind, id, on) => void (await call('PATCH', url(kind, id), { categories: on ? ['Red', keepOutName] : ['Red'] })),
  };
}
