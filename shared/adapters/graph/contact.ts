/** Graph's contact ↔ our `Contact`: Outlook has three e-mail slots, two business and two home phones, one of each other. */
import type { Contact, Phone, PhoneType, PostalAddress, Seen } from '../../core/model';
import { keepOutName } from '../names';
import { assistantPhoneProperty, faxProperty, markProperty, otherPhoneProperty, propertyOf, sensitivityProperty } from './properties';
import type { GraphContact } from './schemas';
import { categoriesFor, markOf, modifiedAtOf, textsOf, versionOf } from './stamp';

/** `$select` for contacts; the etag and the id always come. */
export const contactSelect =
  '$select=changeKey,parentFolderId,lastModifiedDateTime,categories,title,givenName,middleName,surname,generation,nickName,companyName,department,jobTitle,emailAddresses,businessPhones,homePhones,mobilePhone,businessAddress,homeAddress,otherAddress,birthday,assistantName,manager,spouseName,businessHomePage,personalNotes';

const texts = [
  ['prefix', 'title'],
  ['first', 'givenName'],
  ['middle', 'middleName'],
  ['last', 'surname'],
  ['suffix', 'generation'],
  ['nickname', 'nickName'],
  ['company', 'companyName'],
  ['department', 'department'],
  ['title', 'jobTitle'],
  ['assistant', 'assistantName'],
  ['manager', 'manager'],
  ['spouse', 'spouseName'],
  ['website', 'businessHomePage'],
  ['notes', 'personalNotes'],
] as const;

const addresses = [
  ['workAddress', 'businessAddress'],
  ['homeAddress', 'homeAddress'],
  ['otherAddress', 'otherAddress'],
] as const;

const extraPhones = [
  ['other', otherPhoneProperty],
  ['work fax', faxProperty],
  ['assistant', assistantPhoneProperty],
] as const;

export function contactOf(raw: GraphContact, folder: string): Contact {
  const categories = textsOf(raw.categories);
  return {
    kind: 'contact',
    prefix: raw.title ?? '',
    first: raw.givenName ?? '',
    middle: raw.middleName ?? '',
    last: raw.surname ?? '',
    suffix: raw.generation ?? '',
    nickname: raw.nickName ?? '',
    company: raw.companyName ?? '',
    department: raw.department ?? '',
    title: raw.jobTitle ?? '',
    assistant: raw.assistantName ?? '',
    manager: raw.manager ?? '',
    spouse: raw.spouseName ?? '',
    website: raw.businessHomePage ?? '',
    notes: (raw.personalNotes ?? '').replace(/\r\n?/g, '\n'),
    workAddress: addressOf(raw.businessAddress),
    homeAddress: addressOf(raw.homeAddress),
    otherAddress: addressOf(raw.otherAddress),
    emails: (raw.emailAddresses ?? []).map((email) => email?.address ?? '').filter((email) => email !== ''),
    phones: phonesOf(raw),
    birthday: birthdayOf(raw.birthday ?? ''),
    categories,
    private: !['', '0'].includes(propertyOf(raw, sensitivityProperty)),
    inFolder: raw.parentFolderId === folder,
    keptOut: categories.includes(keepOutName),
  };
}

export function seenContact(raw: GraphContact, folder: string): Seen<'mailbox'> {
  return {
    side: 'mailbox',
    kind: 'contact',
    id: raw.id,
    version: versionOf(raw),
    modifiedAt: modifiedAtOf(raw),
    mark: markOf(raw),
    item: contactOf(raw, folder),
  };
}

/** Body of a PATCH or POST: only what differs from `base`. */
export function contactBody(set: Partial<Omit<Contact, 'kind'>>, base: Contact): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  const properties: { id: string; value: string }[] = [];
  const next: Contact = { ...base, ...set };
  for (const [ours, theirs] of texts) if (set[ours] !== undefined && set[ours] !== base[ours]) body[theirs] = set[ours] || null;
  for (const [ours, theirs] of addresses) if (set[ours] !== undefined) body[theirs] = addressBody(set[ours]);
  if (namesOf(next) !== namesOf(base)) body.displayName = namesOf(next);
  if (set.emails !== undefined) body.emailAddresses = set.emails.slice(0, 3).map((address) => ({ address, name: address }));
  if (set.birthday !== undefined && set.birthday !== base.birthday)
    body.birthday = set.birthday === '' ? null : `${set.birthday}T11:59:00Z`;
  if (set.phones !== undefined) phonesBody(set.phones, base.phones, body, properties);
  if (set.private !== undefined && set.private !== base.private)
    properties.push({ id: sensitivityProperty, value: set.private ? '2' : '0' });
  if (set.keptOut !== undefined || set.categories !== undefined) body.categories = categoriesFor(set, base);
  if (properties.length > 0) body.singleValueExtendedProperties = properties;
  return body;
}

/** Graph answers a write without the properties: they are known from what was there and what was written. */
export function propertiesOf(contact: Contact, mark: string): { id: string; value: string }[] {
  return [
    { id: markProperty, value: mark },
    { id: sensitivityProperty, value: contact.private ? '2' : '0' },
    ...extraPhones.map(([type, id]) => ({ id, value: numbers(contact.phones, type)[0] ?? '' })),
  ];
}

function phonesOf(raw: GraphContact): Phone[] {
  const of = (type: PhoneType, found: readonly string[]): Phone[] =>
    found.filter((number) => number !== '').map((number) => ({ type, number }));
  return [
    ...of('work', textsOf(raw.businessPhones)),
    ...of('home', textsOf(raw.homePhones)),
    ...of('mobile', [raw.mobilePhone ?? '']),
    ...extraPhones.flatMap(([type, id]) => of(type, [propertyOf(raw, id)])),
  ];
}

const numbers = (phones: readonly Phone[], type: PhoneType): string[] =>
  phones.filter((phone) => phone.type === type).map(({ number }) => number);

function phonesBody(next: readonly Phone[], base: readonly Phone[], body: Record<string, unknown>, properties: object[]): void {
  const changed = (type: PhoneType): boolean => JSON.stringify(numbers(next, type)) !== JSON.stringify(numbers(base, type));
  if (changed('work')) body.businessPhones = numbers(next, 'work').slice(0, 2);
  if (changed('home')) body.homePhones = numbers(next, 'home').slice(0, 2);
  if (changed('mobile')) body.mobilePhone = numbers(next, 'mobile')[0] ?? null;
  for (const [type, id] of extraPhones) if (changed(type)) properties.push({ id, value: numbers(next, type)[0] ?? '' });
}

const namesOf = (contact: Contact): string =>
  [contact.prefix, contact.first, contact.middle, contact.last, contact.suffix].filter((part) => part !== '').join(' ');

function addressOf(raw: GraphContact['businessAddress']): PostalAddress {
  return {
    street: (raw?.street ?? '').replace(/\r\n?/g, '\n'),
    city: raw?.city ?? '',
    state: raw?.state ?? '',
    postalCode: raw?.postalCode ?? '',
    country: raw?.countryOrRegion ?? '',
  };
}

const addressBody = ({ street, city, state, postalCode, country }: PostalAddress) => ({
  street,
  city,
  state,
  postalCode,
  countryOrRegion: country,
});

/** Outlook keeps a birthday as noon or midnight of some zone: half a day on, the date is right in all of them. */
function birthdayOf(value: string): string {
  const instant = Date.parse(value);
  if (Number.isNaN(instant)) return '';
  const date = new Date(instant + 12 * 3_600_000).toISOString().slice(0, 10);
  return date.startsWith('1604') ? '' : date;
}
