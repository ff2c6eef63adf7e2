/** A contact on the wire: which properties it has, what Outlook's slots hold, and how a stored one is answered (1.2). */

import type { Call } from './call';
import { checked, type Kind } from './extended';
import { GraphError } from './failure';
import type { ContactItem } from './items';
import { isObject, type Json, listOf, objectsOf, textOf } from './json';
import { stampText } from './times';

const TEXTS = [
  'assistantName',
  'businessHomePage',
  'companyName',
  'department',
  'displayName',
  'fileAs',
  'generation',
  'givenName',
  'initials',
  'jobTitle',
  'manager',
  'middleName',
  'mobilePhone',
  'nickName',
  'officeLocation',
  'parentFolderId',
  'personalNotes',
  'profession',
  'spouseName',
  'surname',
  'title',
  'yomiCompanyName',
  'yomiGivenName',
  'yomiSurname',
] as const;
const LISTS = ['businessPhones', 'categories', 'children', 'homePhones', 'imAddresses'] as const;
const ADDRESSES = ['businessAddress', 'homeAddress', 'otherAddress'] as const;
const SLOTS = ['primaryEmailAddress', 'secondaryEmailAddress', 'tertiaryEmailAddress'] as const;

const FIELDS: Readonly<Record<string, Kind>> = {
  ...Object.fromEntries(TEXTS.map((name) => [name, 'text' as const])),
  ...Object.fromEntries(LISTS.map((name) => [name, 'texts' as const])),
  ...Object.fromEntries(ADDRESSES.map((name) => [name, 'object' as const])),
  birthday: 'time',
  emailAddresses: 'objects',
};
/** What a client may send back without meaning it. */
const IGNORED = ['id', 'changeKey', 'createdDateTime', 'lastModifiedDateTime', 'singleValueExtendedProperties', 'extensions', ...SLOTS];
const PARTS = ['street', 'city', 'state', 'countryOrRegion', 'postalCode'];
const MOST: Readonly<Record<string, number>> = { emailAddresses: 3, businessPhones: 2, homePhones: 2 };

export const isContactProperty = (name: string): boolean => name in FIELDS || IGNORED.includes(name);

/** @returns the fields to set. Slots are bounded: three addresses, two business and two home phones. */
export function contactFields(body: Json): Json {
  const set: Record<string, unknown> = { ...checked(body, FIELDS, IGNORED, 'contact') };
  for (const [name, most] of Object.entries(MOST)) {
    if (listOf(set[name]).length > most)
      throw new GraphError(400, 'ErrorInvalidArgument', `The property '${name}' takes ${most} values at most.`);
  }
  if (set.emailAddresses !== undefined) {
    set.emailAddresses = objectsOf(set.emailAddresses).map(({ address, name }) => ({
      name: textOf(name) || textOf(address),
      address: textOf(address),
    }));
  }
  for (const name of ADDRESSES) {
    const address = set[name];
    if (isObject(address)) set[name] = Object.fromEntries(PARTS.flatMap((part) => (textOf(address[part]) ? [[part, address[part]]] : [])));
    else if (address === null) set[name] = {};
  }
  if (typeof set.birthday === 'string') set.birthday = stampText(Date.parse(set.birthday));
  return set;
}

/** Outlook makes a display name and a file-as where the client gave none. */
export function withNames(fields: Json): Json {
  const [given, surname] = [textOf(fields.givenName), textOf(fields.surname)];
  const displayName = textOf(fields.displayName) || [given, textOf(fields.middleName), surname].filter(Boolean).join(' ') || null;
  return { ...fields, displayName, fileAs: textOf(fields.fileAs) || [surname, given].filter(Boolean).join(', ') };
}

const EMPTY: Json = {
  ...Object.fromEntries(TEXTS.filter((name) => name !== 'parentFolderId').map((name) => [name, null])),
  ...Object.fromEntries(LISTS.map((name) => [name, []])),
  ...Object.fromEntries(ADDRESSES.map((name) => [name, {}])),
  birthday: null,
  emailAddresses: [],
};

export function contactJson(item: ContactItem, call: Pick<Call, 'prefer'>): Json {
  const emails = objectsOf(item.fields.emailAddresses);
  return {
    '@odata.etag': `W/"${item.changeKey}"`,
    id: call.prefer.immutable ? item.key : item.id,
    createdDateTime: stampText(item.created),
    lastModifiedDateTime: stampText(item.modified),
    changeKey: item.changeKey,
    parentFolderId: item.folder,
    ...EMPTY,
    ...item.fields,
    ...Object.fromEntries(SLOTS.map((slot, i) => [slot, emails[i] ?? null])),
  };
}
