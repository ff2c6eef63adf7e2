/** The fields of a person: which there are, which may be written, and what a client wrote of them (People API, "Person"). */
import { peopleError } from '../answers';
import { isObject, type Json, type JsonObject, listOf, objectOf, textOf } from '../json';
import type { Book } from './store';

const writable = [
  ...['addresses', 'biographies', 'birthdays', 'calendarUrls', 'clientData', 'emailAddresses', 'events', 'externalIds', 'genders'],
  ...['imClients', 'interests', 'locales', 'locations', 'memberships', 'miscKeywords', 'names', 'nicknames', 'occupations'],
  ...['organizations', 'phoneNumbers', 'relations', 'sipAddresses', 'urls', 'userDefined'],
];
const readable = [...writable, 'ageRanges', 'coverPhotos', 'metadata', 'photos', 'skills'];
const singletons = ['biographies', 'birthdays', 'genders', 'names'];
/** Top level of a Person in the discovery document beside the readable fields. */
const others = [
  ...[
    'resourceName',
    'etag',
    'ageRange',
    'braggingRights',
    'fileAses',
    'relationshipInterests',
    'relationshipStatuses',
    'residences',
    'taglines',
  ],
];
const where = (method: string) => `Valid paths are documented at https://developers.google.com/people/api/rest/v1/${method}.`;

function readMask(name: string, text: string | null, allowed: readonly string[], method: string): string[] {
  const paths = (text ?? '')
    .split(',')
    .map((path) => path.trim())
    .filter(Boolean);
  if (paths.length === 0) throw peopleError(400, `${name} mask is required. Please specify one or more valid paths. ${where(method)}`);
  const wrong = paths.find((path) => !allowed.includes(path));
  if (wrong) throw peopleError(400, `Invalid ${name} mask path: "${wrong}". ${where(method)}`);
  return [...new Set(paths)];
}

export const personFields = (text: string | null, method: string): string[] => readMask('personFields', text, readable, method);
export const readMaskOf = (text: string | null, method: string): string[] => readMask('readMask', text, readable, method);
export const updateMask = (name: string, text: string | null): string[] => readMask(name, text, writable, 'people/updateContact');

/** The optional mask of writing methods: everything a contact can carry when absent. */
export const answerFields = (text: string | null, method: string): string[] =>
  text ? personFields(text, method) : [...writable.filter((field) => field !== 'clientData'), 'metadata', 'photos'];

/** What a client sent as a person, checked: unknown names, lists, singletons. Metadata of fields is Google's own and dropped. */
export function readPerson(person: JsonObject, at: string): { fields: { [field: string]: JsonObject[] }; memberships: Json | undefined } {
  const fields: { [field: string]: JsonObject[] } = {};
  for (const [name, value] of Object.entries(person)) {
    if (!readable.includes(name) && !others.includes(name)) throw unknownName(name, at);
    if (!writable.includes(name) || value === null || value === undefined) continue;
    if (!Array.isArray(value) || !value.every(isObject)) throw unknownName(name, at);
    if (name === 'memberships') continue;
    if (singletons.includes(name) && value.length > 1) {
      throw peopleError(400, `Contact person resource has more than one ${name}. Only one ${name} field is allowed.`);
    }
    const entries = value.map(cleaned).filter((entry) => Object.keys(entry).length > 0);
    if (entries.length > 0) fields[name] = name === 'names' ? entries.map(split) : entries;
  }
  return { fields, memberships: person.memberships };
}

function unknownName(name: string, at: string) {
  const description = `Invalid JSON payload received. Unknown name "${name}" at '${at}': Cannot find field.`;
  const details = [{ '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations: [{ field: at, description }] }];
  return peopleError(400, description, { details });
}

/** Output-only parts of entries: worked out anew when shown. */
const derived = new Set([
  'formattedType',
  'canonicalForm',
  'displayName',
  'displayNameLastFirst',
  'metadata',
  'formattedProtocol',
  'countryCodeDerived',
]);

function cleaned(entry: JsonObject): JsonObject {
  const kept: JsonObject = {};
  for (const [name, value] of Object.entries(entry)) {
    // A display name of an e-mail address is the client's own, that of a name is not.
    if (
      value === null ||
      value === undefined ||
      value === '' ||
      (derived.has(name) && !(name === 'displayName' && entry.value !== undefined))
    )
      continue;
    kept[name] = value;
  }
  return kept;
}

/** "names": given alone, `unstructuredName` is taken apart by Google. */
function split(name: JsonObject): JsonObject {
  const { unstructuredName, ...rest } = name;
  if (Object.keys(rest).length > 0 || !textOf(unstructuredName)) return rest;
  const words = textOf(unstructuredName).trim().split(/\s+/);
  const family = words.length > 1 ? words.pop() : undefined;
  return { givenName: words.join(' '), ...(family ? { familyName: family } : {}) };
}

/** Group ids of `memberships`, checked against the groups there are. */
export function readMemberships(book: Book, value: Json | undefined): string[] {
  const ids = listOf(value).map((membership) => {
    const { contactGroupId, contactGroupResourceName } = objectOf(objectOf(membership).contactGroupMembership);
    return textOf(contactGroupResourceName).replace(/^contactGroups\//, '') || textOf(contactGroupId);
  });
  for (const id of ids) {
    const group = book.groups.get(id);
    if (!group || group.deleted) throw peopleError(400, `Invalid contact group: contactGroups/${id}.`);
    if (group.system && id !== 'myContacts' && id !== 'starred')
      throw peopleError(400, 'Cannot add contacts to a deprecated system contact group.');
  }
  return [...new Set(ids.filter(Boolean))];
}
