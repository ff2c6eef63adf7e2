/** Google's person → our `Contact`. Labels (contact groups) are its folder, its categories and its mark "keep out". */
import { hash53 } from '../../core/keys';
import { type Contact, emptyAddress, type Phone, type PhoneType, type PostalAddress, type Seen } from '../../core/model';
import type { Groups } from './groups';
import { fieldNames, type Person } from './schemas';

export const markKey = 'instep';
export type Entry = Readonly<Record<string, unknown>>;

export const text = (entry: Entry | undefined, name: string): string => {
  const value = entry?.[name];
  return typeof value === 'string' ? value : '';
};

const phoneTypes: Readonly<Record<string, PhoneType>> = {
  work: 'work',
  home: 'home',
  mobile: 'mobile',
  other: 'other',
  '': 'other',
  workFax: 'work fax',
  assistant: 'assistant',
};
export const phoneTypeOf = (entry: Entry): PhoneType => phoneTypes[text(entry, 'type')] ?? 'unmapped';

export function contactOf(person: Person, groups: Groups): Contact {
  const [name] = person.names;
  const [organization] = person.organizations;
  const labels = labelsOf(person);
  const relation = (type: string): string =>
    text(
      person.relations.find((entry) => text(entry, 'type') === type),
      'person',
    );
  return {
    kind: 'contact',
    prefix: text(name, 'honorificPrefix'),
    first: text(name, 'givenName'),
    middle: text(name, 'middleName'),
    last: text(name, 'familyName'),
    suffix: text(name, 'honorificSuffix'),
    nickname: text(person.nicknames[0], 'value'),
    company: text(organization, 'name'),
    department: text(organization, 'department'),
    title: text(organization, 'title'),
    emails: person.emailAddresses.map((entry) => text(entry, 'value')).filter((email) => email !== ''),
    phones: person.phoneNumbers
      .map((entry): Phone => ({ type: phoneTypeOf(entry), number: text(entry, 'value') }))
      .filter(({ number }) => number !== ''),
    workAddress: addressOf(person, 'work'),
    homeAddress: addressOf(person, 'home'),
    otherAddress: addressOf(person, 'other'),
    birthday: birthdayOf(person.birthdays),
    assistant: relation('assistant'),
    manager: relation('manager'),
    spouse: relation('spouse'),
    website: text(person.urls[0], 'value'),
    notes: text(person.biographies[0], 'value').replace(/\r\n?/g, '\n'),
    categories: labels.map((id) => groups.names.get(id) ?? '').filter((label) => label !== ''),
    private: false,
    inFolder: labels.includes(groups.folder),
    keptOut: groups.keepOut !== '' && labels.includes(groups.keepOut),
  };
}

export const seenPerson = (person: Person, groups: Groups): Seen<'mailbox'> => ({
  side: 'mailbox',
  kind: 'contact',
  id: person.resourceName,
  version: versionOf(person),
  modifiedAt: Date.parse(contactSource(person)?.updateTime ?? '') || 0,
  mark: markOf(person),
  item: contactOf(person, groups),
});

export const markOf = (person: Person): string =>
  text(
    person.clientData.find((entry) => text(entry, 'key') === markKey),
    'value',
  );

/** What a write must name; lists may carry another etag than single reads. */
export const contactSource = (person: Person) => person.metadata.sources.find(({ type }) => type === 'CONTACT');

/** Made of the content, as the etags of lists and single reads differ, and the first lags behind (wire-contracts 3.1). */
export function versionOf(person: Person): string {
  const content = fieldNames.map((field) => (field === 'memberships' ? labelsOf(person).sort() : person[field].map(plainEntry)));
  return `h${hash53(JSON.stringify(content)).toString(36)}`;
}

export const labelsOf = (person: Person): string[] =>
  person.memberships
    .map((entry) => text(entry.contactGroupMembership as Entry | undefined, 'contactGroupResourceName'))
    .filter((name) => name !== '');

/** Worked out by Google from the rest, at its own time; not to be sent back. */
const derived = new Set([
  'metadata',
  'formattedType',
  'formattedValue',
  'displayName',
  'displayNameLastFirst',
  'unstructuredName',
  'canonicalForm',
]);

export function plainEntry(entry: Entry): Entry {
  // The display name of an e-mail address is the rep's own.
  const names = Object.keys(entry).filter((name) => !derived.has(name) || (name === 'displayName' && entry.value !== undefined));
  return Object.fromEntries(names.sort().map((name) => [name, entry[name]]));
}

/** Without a type an address is "other". */
export const addressType = (entry: Entry): string => text(entry, 'type') || 'other';

function addressOf(person: Person, type: string): PostalAddress {
  const entry = person.addresses.find((one) => addressType(one) === type);
  if (!entry) return emptyAddress;
  const street = [text(entry, 'streetAddress'), text(entry, 'extendedAddress')].filter((line) => line !== '').join('\n');
  return {
    street,
    city: text(entry, 'city'),
    state: text(entry, 'region'),
    postalCode: text(entry, 'postalCode'),
    country: text(entry, 'country'),
  };
}

function birthdayOf(entries: readonly Entry[]): string {
  const date = entries.map((entry) => entry.date).find((one): one is Record<string, unknown> => typeof one === 'object' && one !== null);
  const [year, month, day] = [date?.year, date?.month, date?.day].map((part) => (typeof part === 'number' ? part : 0));
  if (!year || !month || !day) return '';
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
