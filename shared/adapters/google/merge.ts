/**
 * Changes of a contact merged into what Google holds. A field that is written is replaced as a whole, so everything that
 * we do not map (a second organization, a custom phone type) is carried along (CON4).
 */
import { parse } from 'valibot';
import type { Contact, Phone, PostalAddress } from '../../core/model';
import type { Groups } from './groups';
import { addressType, type Entry, labelsOf, markKey, phoneTypeOf, plainEntry, text } from './person';
import { type FieldName, type Person, personSchema } from './schemas';

export type Body = Partial<Record<FieldName, readonly Entry[]>>;
type Changes = Partial<Omit<Contact, 'kind'>>;

/** What a new contact is merged into. */
export const nobody: Person = parse(personSchema, { resourceName: '' });

const nameParts = [
  ['prefix', 'honorificPrefix'],
  ['first', 'givenName'],
  ['middle', 'middleName'],
  ['last', 'familyName'],
  ['suffix', 'honorificSuffix'],
] as const;
const organizationParts = [
  ['company', 'name'],
  ['department', 'department'],
  ['title', 'title'],
] as const;
const relations = ['assistant', 'manager', 'spouse'] as const;
const addresses = [
  ['workAddress', 'work'],
  ['homeAddress', 'home'],
  ['otherAddress', 'other'],
] as const;

export function merged(set: Changes, person: Person, groups: Groups): Body {
  const body: { -readonly [name in FieldName]?: readonly Entry[] } = {};
  if (nameParts.some(([ours]) => set[ours] !== undefined)) body.names = first(person.names, parts(set, nameParts));
  if (organizationParts.some(([ours]) => set[ours] !== undefined))
    body.organizations = first(person.organizations, parts(set, organizationParts));
  if (set.nickname !== undefined) body.nicknames = first(person.nicknames, { value: set.nickname });
  if (set.website !== undefined) body.urls = first(person.urls, { value: set.website });
  if (set.notes !== undefined) body.biographies = set.notes === '' ? [] : [{ value: set.notes, contentType: 'TEXT_PLAIN' }];
  if (set.birthday !== undefined) body.birthdays = set.birthday === '' ? [] : [{ date: dateBody(set.birthday) }];
  if (set.emails !== undefined) body.emailAddresses = emailsBody(set.emails, person.emailAddresses);
  if (set.phones !== undefined) body.phoneNumbers = phonesBody(set.phones, person.phoneNumbers);
  if (addresses.some(([ours]) => set[ours] !== undefined)) body.addresses = addressesBody(set, person.addresses);
  if (relations.some((type) => set[type] !== undefined)) body.relations = relationsBody(set, person.relations);
  if (set.keptOut !== undefined || set.inFolder !== undefined) body.memberships = membershipsBody(set, labelsOf(person), groups);
  return body;
}

export function markBody(key: string, person: Person): Body {
  const others = person.clientData.filter((entry) => text(entry, 'key') !== markKey).map(plainEntry);
  return { clientData: [...others, { key: markKey, value: key }] };
}

function parts(set: Changes, names: readonly (readonly [keyof Changes, string])[]): Entry {
  return Object.fromEntries(names.filter(([ours]) => set[ours] !== undefined).map(([ours, theirs]) => [theirs, set[ours]]));
}

/** Changes the first entry; one that has nothing left but its type is dropped. */
function first(entries: readonly Entry[], change: Entry): Entry[] {
  const [head, ...rest] = entries.map(plainEntry);
  const next = { ...head, ...change };
  const left = Object.entries(next).filter(([, value]) => value !== '' && value !== false);
  return left.every(([name]) => name === 'type' || name === 'current') ? rest : [Object.fromEntries(left), ...rest];
}

const dateBody = (date: string) => {
  const [year, month, day] = date.split('-').map(Number);
  return { year, month, day };
};

/** An address that is there keeps its entry; a new one in the place of an old one keeps the old one's type. */
function emailsBody(next: readonly string[], raw: readonly Entry[]): Entry[] {
  const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
  return next.map((value, i) => {
    const known = raw.find((entry) => same(text(entry, 'value'), value));
    if (known) return { ...plainEntry(known), value };
    const replaced = raw[i];
    const free = replaced && !next.some((other) => same(other, text(replaced, 'value')));
    return { ...(free ? plainEntry(replaced) : { type: 'work' }), value };
  });
}

const typeNames: Readonly<Record<Phone['type'], string>> = {
  work: 'work',
  home: 'home',
  mobile: 'mobile',
  other: 'other',
  'work fax': 'workFax',
  assistant: 'assistant',
  unmapped: 'other',
};

function phonesBody(next: readonly Phone[], raw: readonly Entry[]): Entry[] {
  const free = [...raw];
  return next.map(({ type, number }) => {
    const at = free.findIndex((entry) => phoneTypeOf(entry) === type && text(entry, 'value') === number);
    const [known] = at >= 0 ? free.splice(at, 1) : [];
    return known ? plainEntry(known) : { type: typeNames[type], value: number };
  });
}

function addressesBody(set: Changes, raw: readonly Entry[]): Entry[] {
  const next = raw.map(plainEntry);
  for (const [ours, type] of addresses) {
    const wanted = set[ours];
    if (wanted === undefined) continue;
    const at = next.findIndex((entry) => addressType(entry) === type);
    const entry = addressBody(wanted, at >= 0 ? next[at]! : { type });
    if (at < 0 && entry) next.push(entry);
    else if (at >= 0) next.splice(at, 1, ...(entry ? [entry] : []));
  }
  return next;
}

function addressBody({ street, city, state, postalCode, country }: PostalAddress, raw: Entry): Entry | null {
  const { extendedAddress: _, countryCode, ...rest } = raw;
  const kept = country === text(raw, 'country') && countryCode !== undefined ? { countryCode } : {};
  const next = Object.entries({ ...rest, ...kept, streetAddress: street, city, region: state, postalCode, country });
  const left = next.filter(([, value]) => value !== '');
  return left.every(([name]) => name === 'type' || name === 'countryCode') ? null : Object.fromEntries(left);
}

function relationsBody(set: Changes, raw: readonly Entry[]): Entry[] {
  const next = raw.map(plainEntry);
  for (const type of relations) {
    const person = set[type];
    if (person === undefined) continue;
    const at = next.findIndex((entry) => text(entry, 'type') === type);
    const entries = person === '' ? [] : [{ ...(at >= 0 ? next[at] : {}), type, person }];
    if (at >= 0) next.splice(at, 1, ...entries);
    else next.push(...entries);
  }
  return next;
}

const everybody = 'contactGroups/myContacts';

/** A contact must keep at least one group, else Google refuses (wire-contracts 3.3). */
function membershipsBody(set: Changes, labels: readonly string[], groups: Groups): Entry[] {
  const next = new Set(labels);
  const put = (id: string, on: boolean | undefined): void => {
    if (on === true && id !== '') next.add(id);
    if (on === false) next.delete(id);
  };
  put(groups.folder, set.inFolder);
  put(groups.keepOut, set.keptOut);
  // Members of Google's old system groups may stay, but not be written.
  const writable = [...next].filter((id) => id === everybody || id === 'contactGroups/starred' || groups.names.has(id));
  return (writable.length > 0 ? writable : [everybody]).map((contactGroupResourceName) => ({
    contactGroupMembership: { contactGroupResourceName },
  }));
}

export const newMemberships = (keptOut: boolean, groups: Groups): Entry[] =>
  membershipsBody({ inFolder: true, keptOut }, [everybody], groups);
