/** How a contact looks on the wire: only the fields that were asked for, each with its metadata (People API, "Person"). */
import type { Account } from '../../world';
import { type Json, type JsonObject, textOf } from '../json';
import type { Contact } from './store';

const time = (ms: number): string => `${new Date(ms).toISOString().slice(0, -1)}456Z`;
const numberOf = (contact: Contact): string => contact.id.replace(/^c/, '');
/** The id of the CONTACT source is the number of the resource name in hexadecimal. */
const sourceId = (contact: Contact): string => BigInt(numberOf(contact)).toString(16);

/** Etag of the contact source, the one that updates must name. Reads by list may carry another (`google.listEtags`). */
export const sourceEtag = (contact: Contact, listed = false): string =>
  `#${Buffer.from(`${listed ? 'l' : 's'}${contact.seq}`).toString('base64')}`;
const personEtag = (contact: Contact, fields: readonly string[]): string =>
  `%${Buffer.from(`p${contact.seq}.${fields.length}`).toString('base64').replace(/=+$/, '')}`;

export interface Shape {
  readonly fields: readonly string[];
  /** A sync row tells former names. */
  readonly previous?: boolean;
  readonly listEtags?: boolean;
}

export function showContact(contact: Contact, shape: Shape): JsonObject {
  const person: JsonObject = { resourceName: `people/${contact.id}`, etag: personEtag(contact, shape.fields) };
  if (contact.deleted) return { ...person, metadata: { ...metadataOf(contact, shape), deleted: true } };
  const source = { type: 'CONTACT', id: sourceId(contact) };
  for (const field of shape.fields) {
    if (field === 'metadata') person.metadata = metadataOf(contact, shape);
    else if (field === 'memberships') person.memberships = contact.groups.map((id) => membership(id, source));
    else if (field === 'photos')
      person.photos = [{ metadata: { primary: true, source }, url: 'https://lh3.googleusercontent.com/cm/default=s100', default: true }];
    else {
      const entries = contact.fields[field];
      if (entries)
        person[field] = entries.map((entry, i): Json => ({ metadata: mark(i, field, source), ...entry, ...derive(field, entry) }));
    }
  }
  return person;
}

const mark = (i: number, field: string, source: JsonObject): JsonObject => {
  if (i > 0) return { source };
  return field === 'memberships' ? { source } : { primary: true, source, sourcePrimary: true };
};

const membership = (id: string, source: JsonObject): JsonObject => ({
  metadata: { source },
  contactGroupMembership: { contactGroupId: id, contactGroupResourceName: `contactGroups/${id}` },
});

function metadataOf(contact: Contact, shape: Shape): JsonObject {
  const sources = [
    { type: 'CONTACT', id: sourceId(contact), etag: sourceEtag(contact, shape.listEtags), updateTime: time(contact.updated) },
  ];
  const previous = shape.previous && contact.previous.length > 0 ? { previousResourceNames: contact.previous } : {};
  return contact.deleted ? { objectType: 'PERSON', ...previous } : { sources, objectType: 'PERSON', ...previous };
}

const formattedTypes: Readonly<Record<string, string>> = {
  homeFax: 'Home Fax',
  workFax: 'Work Fax',
  otherFax: 'Other Fax',
  googleVoice: 'Google Voice',
};
const formatted = (type: Json | undefined): JsonObject => {
  const name = textOf(type);
  return name ? { formattedType: formattedTypes[name] ?? name.charAt(0).toUpperCase() + name.slice(1) } : {};
};

function derive(field: string, entry: JsonObject): JsonObject {
  const words = (...names: string[]) =>
    names
      .map((name) => textOf(entry[name]))
      .filter(Boolean)
      .join(' ');
  if (field === 'names') {
    const full = words('honorificPrefix', 'givenName', 'middleName', 'familyName');
    const displayName = textOf(entry.honorificSuffix) ? `${full}, ${textOf(entry.honorificSuffix)}` : full;
    const given = words('honorificPrefix', 'givenName', 'middleName');
    const family = textOf(entry.familyName);
    const displayNameLastFirst = family && given ? `${family}, ${given}` : displayName;
    return { displayName, displayNameLastFirst, unstructuredName: displayName };
  }
  if (field === 'phoneNumbers') {
    const digits = textOf(entry.value).replace(/[^\d+]/g, '');
    return { ...formatted(entry.type), ...(digits.startsWith('+') ? { canonicalForm: digits } : {}) };
  }
  if (field === 'addresses' && !entry.formattedValue) {
    const city = [words('city'), words('region', 'postalCode')].filter(Boolean).join(', ');
    const lines = [words('streetAddress'), words('extendedAddress'), city, words('country')].filter(Boolean).join('\n');
    return { ...formatted(entry.type), ...(lines ? { formattedValue: lines } : {}) };
  }
  return 'type' in entry ? formatted(entry.type) : {};
}

/** `people/me`: the user's own profile. */
export function showProfile(account: Account, profileId: string, fields: readonly string[]): JsonObject {
  const source = { type: 'PROFILE', id: profileId };
  const metadata = { primary: true, verified: true, source };
  const [givenName = '', ...family] = account.name.split(' ');
  const name = {
    displayName: account.name,
    displayNameLastFirst: `${family.join(' ')}, ${givenName}`,
    givenName,
    familyName: family.join(' '),
  };
  const all: Readonly<Record<string, Json>> = {
    names: [{ metadata, ...name, unstructuredName: account.name }],
    emailAddresses: [{ metadata, value: account.email }],
    photos: [{ metadata, url: 'https://lh3.googleusercontent.com/a/default-user=s100', default: true }],
    metadata: {
      sources: [{ ...source, etag: '#profile', profileMetadata: { objectType: 'PERSON', userTypes: ['GOOGLE_USER'] } }],
      objectType: 'PERSON',
    },
  };
  const person: JsonObject = { resourceName: `people/${profileId}`, etag: '%profile' };
  for (const field of fields) if (all[field] !== undefined) person[field] = all[field];
  return person;
}
