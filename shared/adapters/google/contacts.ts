/** All contacts of the account, with who is in the group `Salesforce Sync` (decision 6). */
import * as v from 'valibot';
import type { ItemId, Seen } from '../../core/model';
import type { Cursor, Found, Gone, Page, Unreadable } from '../../core/ports';
import { readable } from '../http';
import { freshTrail, step } from '../loops';
import { expectOk, type GoogleAccount } from './account';
import { groupsAt, type Place, placeOf, resync, tokenLifeMs } from './cursor';
import type { Groups } from './groups';
import { labelsOf, seenPerson } from './person';
import { connectionsSchema, type Person, type PersonResponse, personFields, personResponse, personSchema } from './schemas';

/** Only what the rep's own contact holds, not what a colleague's profile adds: nothing else could be written. */
export const onlyContacts = 'sources=READ_SOURCE_TYPE_CONTACT';
const chunk = 200;

export async function contactChanges(account: GoogleAccount, cursor: Cursor | null): Promise<Page<'mailbox'>> {
  const place = await placeFor(account, cursor);
  const data = await ask(account, place);
  const rows = data.connections.map((row) => ({ id: row.resourceName, read: readable(personSchema, row) }));
  const persons = rows.flatMap(({ read }) => ('item' in read ? [read.item] : []));
  const unreadable: Unreadable[] = rows.flatMap(({ id, read }) => ('why' in read ? [{ id, why: read.why }] : []));
  const groups = await groupsFor(account, place, persons);
  const more = data.nextPageToken !== undefined;
  if (!more && data.nextSyncToken === undefined) throw resync('contact');
  const trail = step(place.trail, 'google', 'list', place.page, rows.map(({ id, read }) => `${id} ${JSON.stringify(read)}`).join('\n'));
  const next: Place = more
    ? { ...place, page: data.nextPageToken!, groups: [...groups.names], trail }
    : { ...place, phase: 'delta', page: '', sync: data.nextSyncToken!, groups: [...groups.names], trail: freshTrail };
  return { ...told(persons, groups), unreadable, cursor: JSON.stringify(next), more, full: place.phase === 'full' };
}

export async function readContacts(account: GoogleAccount, ids: readonly ItemId[]): Promise<Found<'mailbox'>> {
  if (ids.length === 0) return { items: [], gone: [] };
  const found = await getPersons(account, ids);
  const persons = [...found.values()];
  const groups = await groupsKnowing(account, await account.groups(), persons);
  const items = persons.map((person) => seenPerson(person, groups));
  const renamed = [...found].flatMap(([from, { resourceName: to }]) => (from === to ? [] : [{ from, to }]));
  return { items, gone: ids.filter((id) => !found.has(id)).map((id) => ({ id, how: 'deleted' })), renamed };
}

/** By the names that were asked for, which lead to what has another by now (`requestedResourceName`); missing: not there. */
export async function getPersons(account: GoogleAccount, ids: readonly ItemId[]): Promise<Map<ItemId, Person>> {
  const found = new Map<ItemId, Person>();
  const chunks = Array.from({ length: Math.ceil(ids.length / chunk) }, (_, i) => ids.slice(i * chunk, (i + 1) * chunk));
  await Promise.all(
    chunks.map(async (some) => {
      const names = some.map((id) => `resourceNames=${encodeURIComponent(id)}`).join('&');
      const schema = v.object({ responses: v.nullish(v.array(personResponse), []) });
      const { responses } = await account.people(`/people:batchGet?${names}&personFields=${personFields}&${onlyContacts}`, schema);
      for (const response of responses) keep(response, found);
    }),
  );
  return found;
}

function keep({ person, requestedResourceName, httpStatusCode }: PersonResponse, found: Map<ItemId, Person>): void {
  if (person && httpStatusCode === 200 && !person.metadata.deleted) found.set(requestedResourceName || person.resourceName, person);
}

/** A token lives seven days only, and is renewed before it dies. */
async function placeFor(account: GoogleAccount, cursor: Cursor | null): Promise<Place> {
  const place = cursor === null ? null : placeOf(cursor, 'contact');
  const now = account.http.clock.now();
  if (place && (place.phase === 'full' || place.page !== '' || now - place.listedAt < tokenLifeMs)) {
    account.knowGroups(groupsAt(place));
    return place;
  }
  await account.freshGroups();
  const groups = await account.groups();
  const names = [...groups.names];
  return { v: 1, kind: 'contact', phase: 'full', page: '', sync: '', from: 0, to: 0, listedAt: now, groups: names, trail: freshTrail };
}

async function ask(account: GoogleAccount, place: Place): Promise<v.InferOutput<typeof connectionsSchema>> {
  const tokens = [
    ...(place.sync === '' ? [] : [`syncToken=${encodeURIComponent(place.sync)}`]),
    ...(place.page === '' ? [] : [`pageToken=${encodeURIComponent(place.page)}`]),
  ];
  const same = `personFields=${personFields}&${onlyContacts}&pageSize=${account.pageSizes.contacts}&requestSyncToken=true`;
  const answer = await account.askPeople(`/people/me/connections?${[same, ...tokens].join('&')}`, { schema: connectionsSchema });
  if (answer.kind === 'resync') throw resync('contact');
  return expectOk(answer);
}

/**
 * Groups are asked for again when a contact names one that we do not know, or is not in ours: the whole group may have
 * been deleted, which must not look as if every contact had been taken out of it.
 */
async function groupsFor(account: GoogleAccount, place: Place, persons: readonly Person[]): Promise<Groups> {
  const groups = groupsAt(place);
  const left = place.phase === 'delta' && persons.some((person) => !person.metadata.deleted && !labelsOf(person).includes(groups.folder));
  if (left) {
    await account.freshGroups();
    return account.groups();
  }
  return groupsKnowing(account, groups, persons);
}

async function groupsKnowing(account: GoogleAccount, groups: Groups, persons: readonly Person[]): Promise<Groups> {
  const own = /^contactGroups\/[0-9a-f]+$/;
  const unknown = persons.some((person) => labelsOf(person).some((id) => own.test(id) && !groups.names.has(id)));
  if (!unknown) return groups;
  await account.freshGroups();
  return account.groups();
}

function told(persons: readonly Person[], groups: Groups): Pick<Page<'mailbox'>, 'items' | 'gone' | 'renamed'> {
  const items = new Map<ItemId, Seen<'mailbox'>>();
  const gone = new Map<ItemId, Gone>();
  const renamed: { from: ItemId; to: ItemId }[] = [];
  for (const person of persons) {
    const { resourceName: id, metadata } = person;
    items.delete(id);
    gone.delete(id);
    if (metadata.deleted) gone.set(id, { id, how: 'deleted' });
    else items.set(id, seenPerson(person, groups));
    if (!metadata.deleted) for (const from of metadata.previousResourceNames) if (from !== id) renamed.push({ from, to: id });
  }
  // The old name of a renamed contact is no deleted contact.
  for (const { from } of renamed) gone.delete(from);
  return { items: [...items.values()], gone: [...gone.values()], ...(renamed.length > 0 ? { renamed } : {}) };
}
