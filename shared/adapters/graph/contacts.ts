/** Contacts of the folder `Salesforce_Sync`, page by page (decision 5). */
import type { ItemId } from '../../core/model';
import type { Cursor, Page } from '../../core/ports';
import { freshTrail } from '../loops';
import { asContact, type GraphAccount, readRows } from './account';
import { contactSelect, seenContact } from './contact';
import { type Place, placeOf, sight } from './cursor';
import { expandContact } from './properties';
import { changedSince, ended, isCurrent, nextOfBoth, recentSince } from './rounds';
import type { GraphContact, GraphRow } from './schemas';
import { Told } from './told';

export async function contactChanges(account: GraphAccount, cursor: Cursor | null): Promise<Page<'mailbox'>> {
  const place = cursor === null ? await start(account) : placeOf(cursor, 'contact');
  account.knowFolder(place.folder);
  return place.phase === 'full' ? listing(account, place) : changes(account, place);
}

export async function readContacts(account: GraphAccount, ids: readonly ItemId[]): Promise<Told> {
  const told = new Told();
  if (ids.length > 0) await ask(account, ids, await account.folder(), told);
  return told;
}

const contactsIn = (folder: string): string => `/me/contactFolders/${encodeURIComponent(folder)}/contacts`;

async function start(account: GraphAccount): Promise<Place> {
  const folder = await account.folder();
  return {
    v: 1,
    kind: 'contact',
    phase: 'full',
    delta: `${contactsIn(folder)}/delta?$select=id`,
    deltaDone: false,
    list: `${contactsIn(folder)}?$top=${account.pageSize}&${contactSelect}&${expandContact}`,
    odd: {},
    listed: 0,
    told: 0,
    folder,
    from: 0,
    to: 0,
    since: '',
    trail: freshTrail,
  };
}

async function listing(account: GraphAccount, from: Place): Promise<Page<'mailbox'>> {
  const { listRows, deltaRows, place } = await nextOfBoth(account, from);
  const odd = { ...place.odd };
  for (const { id } of listRows) sight(odd, id, 1);
  for (const row of deltaRows) {
    if (row['@removed'] !== undefined) odd[row.id] = 3;
    else sight(odd, row.id, 2);
  }
  const told = new Told();
  tellRows(listRows, place.folder, told);
  const more = !place.deltaDone || place.list !== null;
  if (!more) await ask(account, Object.keys(odd), place.folder, told);
  const since = told.latest(place.since);
  return told.page(more ? { ...place, odd, since } : ended({ ...place, phase: 'delta', since }), more, true);
}

async function changes(account: GraphAccount, from: Place): Promise<Page<'mailbox'>> {
  const filter = encodeURIComponent(`lastModifiedDateTime ge ${recentSince(from.since)}`);
  const recently = `${contactsIn(from.folder)}?$top=${account.pageSize}&$filter=${filter}&${contactSelect}&${expandContact}`;
  const { rows, content, place } = await changedSince(account, from, recently);
  const told = new Told();
  const open: ItemId[] = [];
  for (const row of rows.values()) {
    const listed = content.get(row.id);
    if (row['@removed'] !== undefined || !listed || !isCurrent(row, listed)) open.push(row.id);
    else tellRows([listed], place.folder, told);
  }
  await ask(account, open, place.folder, told);
  return told.page(ended({ ...place, since: told.latest(place.since) }), !place.deltaDone, false);
}

/** What the lists did not show as it is: one by one, which also tells deleted from moved out. */
function ask(account: GraphAccount, ids: readonly ItemId[], folder: string, told: Told): Promise<void> {
  return told.each(ids, async (id) => {
    const raw = await account.contact(id);
    if (raw) tell(raw, folder, told);
    else told.gone(id, 'deleted');
  });
}

function tellRows(rows: readonly GraphRow[], folder: string, told: Told): void {
  const { read, unreadable } = readRows(rows, asContact);
  for (const raw of read) tell(raw, folder, told);
  for (const one of unreadable) told.unreadable(one);
}

function tell(raw: GraphContact, folder: string, told: Told): void {
  if (raw.parentFolderId === folder) told.item(seenContact(raw, folder));
  else told.gone(raw.id, 'left');
}
