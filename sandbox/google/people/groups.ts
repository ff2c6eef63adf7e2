/** Contact groups, which users call labels (People API, "Contact groups"). */
import { peopleError, personNotFound } from '../answers';
import type { Call } from '../call';
import { isObject, type JsonObject, listOf, objectOf, seal, textOf, unseal } from '../json';
import { expiredToken, sizeOf } from './feed';
import type { Book, Group } from './store';

const SEVEN_DAYS = 7 * 86_400_000;
const groupFieldNames = ['clientData', 'groupType', 'memberCount', 'metadata', 'name'];
const normalFields = ['groupType', 'memberCount', 'metadata', 'name'];
/** The only system groups that take members. */
const open = ['myContacts', 'starred'];

const etagOf = (group: Group): string => Buffer.from(`g${group.seq}`).toString('base64');

function fieldsOf(text: string | null): readonly string[] {
  const fields = (text ?? '')
    .split(',')
    .map((field) => field.trim())
    .filter(Boolean);
  const wrong = fields.find((field) => !groupFieldNames.includes(field));
  if (wrong) throw peopleError(400, `Invalid groupFields mask path: "${wrong}".`);
  return fields.length > 0 ? fields : normalFields;
}

function show(book: Book, group: Group, fields: readonly string[], count?: ReadonlyMap<string, number>): JsonObject {
  const shown: JsonObject = { resourceName: `contactGroups/${group.id}`, etag: etagOf(group) };
  if (group.deleted) return { ...shown, metadata: { deleted: true } };
  if (fields.includes('metadata') && !group.system) shown.metadata = { updateTime: new Date(group.updated).toISOString() };
  if (fields.includes('groupType')) shown.groupType = group.system ? 'SYSTEM_CONTACT_GROUP' : 'USER_CONTACT_GROUP';
  if (fields.includes('name')) Object.assign(shown, { name: group.name, formattedName: group.name });
  if (fields.includes('clientData') && group.clientData.length > 0) shown.clientData = group.clientData;
  const members = fields.includes('memberCount') ? (count?.get(group.id) ?? (count ? 0 : book.members(group.id).length)) : 0;
  if (members > 0) shown.memberCount = members;
  return shown;
}

export function listGroups(call: Call, book: Book): JsonObject {
  const { query, now, account } = call;
  const fields = fieldsOf(query.get('groupFields'));
  const size = sizeOf(call, 1000, 30);
  const sealed = readToken(call, query.get('pageToken') ?? query.get('syncToken'));
  const since = Number(sealed?.s ?? 0);
  const incremental = sealed?.k === 'groups sync' || sealed?.i === true;
  const all = [...book.groups.values()].filter((group) => (incremental ? group.seq > since : !group.deleted)).sort((a, b) => a.seq - b.seq);
  const offset = Number(sealed?.o ?? 0);
  const rows = all.slice(offset, offset + size);
  const count = new Map<string, number>();
  for (const { groups } of book.contacts.values()) for (const id of groups) count.set(id, (count.get(id) ?? 0) + 1);
  const answer: JsonObject = {};
  if (rows.length > 0) answer.contactGroups = rows.map((group) => show(book, group, fields, count));
  if (!incremental) answer.totalItems = all.length;
  const token = { u: account.id, f: Number(sealed?.f ?? now) };
  if (offset + size < all.length)
    answer.nextPageToken = seal({ ...token, k: 'groups page', s: since, o: offset + size, i: incremental, m: sealed?.m ?? book.groupSeq });
  else answer.nextSyncToken = seal({ ...token, k: 'groups sync', s: sealed?.k === 'groups page' ? (sealed.m ?? 0) : book.groupSeq });
  return answer;
}

function readToken(call: Call, token: string | null): JsonObject | null {
  if (!token) return null;
  const sealed = unseal(token);
  const wanted = call.query.has('pageToken') ? 'groups page' : 'groups sync';
  if (sealed?.k !== wanted || sealed.u !== call.account.id) throw peopleError(400, 'Invalid token.');
  if (call.now - Number(sealed.f) > SEVEN_DAYS) throw expiredToken();
  return sealed;
}

export function getGroup(call: Call, book: Book, id: string): JsonObject {
  const group = liveGroup(book, id);
  return { ...show(book, group, fieldsOf(call.query.get('groupFields'))), ...membersUpTo(call, book, group) };
}

export function batchGetGroups(call: Call, book: Book): JsonObject {
  const names = call.query.getAll('resourceNames');
  if (names.length === 0 || names.length > 200) throw peopleError(400, 'Between 1 and 200 resource names must be given.');
  const fields = fieldsOf(call.query.get('groupFields'));
  const responses = names.map((name): JsonObject => {
    const group = book.groups.get(name.replace(/^contactGroups\//, ''));
    if (!group || group.deleted) return { requestedResourceName: name, status: { code: 5, message: 'Requested entity was not found.' } };
    return { requestedResourceName: name, contactGroup: { ...show(book, group, fields), ...membersUpTo(call, book, group) } };
  });
  return { responses };
}

function membersUpTo(call: Call, book: Book, group: Group): JsonObject {
  const most = Number(call.query.get('maxMembers') ?? 0);
  const names = most > 0 ? book.members(group.id).slice(0, most) : [];
  return names.length > 0 ? { memberResourceNames: names.map((contact) => `people/${contact.id}`) } : {};
}

export function createGroup(call: Call, book: Book): JsonObject {
  const wanted = objectOf(call.body.contactGroup);
  const name = freeName(book, wanted.name, null);
  const id = BigInt(book.newId()).toString(16);
  const group: Group = {
    id,
    name,
    system: false,
    clientData: listOf(wanted.clientData).filter(isObject),
    updated: 0,
    seq: 0,
    deleted: false,
  };
  book.touchGroup(group, call.now);
  return show(book, group, fieldsOf(textOf(call.body.readGroupFields)));
}

export function updateGroup(call: Call, book: Book, id: string): JsonObject {
  const group = liveGroup(book, id);
  if (group.system) throw peopleError(400, 'System contact groups cannot be updated.');
  const wanted = objectOf(call.body.contactGroup);
  if (textOf(wanted.etag) && textOf(wanted.etag) !== etagOf(group)) {
    throw peopleError(400, 'Request contactGroup.etag is different than the current etag.', {
      status: 'FAILED_PRECONDITION',
      reason: 'failedPrecondition',
    });
  }
  const mask = textOf(call.body.updateGroupFields).split(',').filter(Boolean);
  if (mask.length === 0 || mask.includes('name')) group.name = freeName(book, wanted.name, group);
  if (mask.includes('clientData')) group.clientData = listOf(wanted.clientData).filter(isObject);
  book.touchGroup(group, call.now);
  return show(book, group, fieldsOf(textOf(call.body.readGroupFields)));
}

function freeName(book: Book, value: unknown, own: Group | null): string {
  const name = textOf(value).trim();
  if (!name) throw peopleError(400, 'Contact group name must not be empty.');
  const taken = book.groupByName(name);
  if (taken && taken !== own) throw peopleError(409, 'Contact group name already exists.');
  return name;
}

export function deleteGroup(call: Call, book: Book, id: string): JsonObject {
  const group = liveGroup(book, id);
  if (group.system) throw peopleError(400, 'System contact groups cannot be deleted.');
  for (const contact of book.members(id)) {
    contact.groups = contact.groups.filter((each) => each !== id);
    if (call.query.get('deleteContacts') === 'true') Object.assign(contact, { deleted: true, fields: {}, groups: [] });
    else if (contact.groups.length === 0) contact.groups = ['myContacts'];
    book.touch(contact, call.now);
  }
  group.deleted = true;
  book.touchGroup(group, call.now);
  return {};
}

/** "members.modify": 1000 names at most, adding and removing together. */
export function modifyMembers(call: Call, book: Book, id: string): JsonObject {
  const group = liveGroup(book, id);
  const adds = listOf(call.body.resourceNamesToAdd).map(textOf);
  const removes = listOf(call.body.resourceNamesToRemove).map(textOf);
  if (adds.length + removes.length > 1000) throw peopleError(400, 'At most 1000 resource names can be modified in one request.');
  if (adds.length > 0 && group.system && !open.includes(id))
    throw peopleError(400, 'Cannot add contacts to a deprecated system contact group.');
  const notFound: string[] = [];
  const last: string[] = [];
  const change = (name: string, next: (groups: string[]) => string[]) => {
    const contact = book.live(name.replace(/^people\//, ''));
    if (!contact) return void notFound.push(name);
    const groups = next(contact.groups);
    if (groups.length === 0) return void last.push(name);
    if (groups.length === contact.groups.length) return;
    contact.groups = groups;
    book.touch(contact, call.now);
  };
  for (const name of adds) change(name, (groups) => (groups.includes(id) ? groups : [...groups, id]));
  for (const name of removes) change(name, (groups) => groups.filter((each) => each !== id));
  book.touchGroup(group, call.now);
  return {
    ...(notFound.length > 0 ? { notFoundResourceNames: notFound } : {}),
    ...(last.length > 0 ? { canNotRemoveLastContactGroupResourceNames: last } : {}),
  };
}

function liveGroup(book: Book, id: string): Group {
  const group = book.groups.get(id);
  if (!group || group.deleted) throw personNotFound();
  return group;
}
