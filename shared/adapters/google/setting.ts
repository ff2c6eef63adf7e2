/** What must be there before the first cycle: the group, our label; and contacts with a label of nearly that name (CON1, EXC2). */
import * as v from 'valibot';
import type { ItemId, Rep } from '../../core/model';
import { groupName, keepOutName } from '../names';
import { expectOk, type GoogleAccount } from './account';
import { getPersons } from './contacts';
import { contactOf } from './person';
import { groupSchema } from './schemas';

const membersAtOnce = 1_000;

/** The primary calendar's id is the account's address; no further right is asked for. */
export async function whoAmI(account: GoogleAccount): Promise<Pick<Rep, 'mailboxAddresses' | 'mailboxId' | 'provider'>> {
  const { id } = await account.calendar('/users/me/calendarList/primary', v.object({ id: v.string() }));
  return { provider: 'google', mailboxId: id.toLowerCase(), mailboxAddresses: [id.toLowerCase()] };
}

export async function prepare(account: GoogleAccount): Promise<void> {
  const groups = await account.freshGroups();
  const missing = [...(groups.folder === '' ? [groupName] : []), ...(groups.keepOut === '' ? [keepOutName] : [])];
  for (const name of missing) {
    // "Already created": another device of the rep was faster.
    await account.askPeople('/contactGroups', { method: 'POST', body: { contactGroup: { name } }, schema: groupSchema });
  }
  if (missing.length > 0) await account.freshGroups();
}

/** `Salesforce_Sync` or `salesforce sync` are labels of their own to Google. */
export async function mistaken(account: GoogleAccount): Promise<readonly { readonly id: ItemId; readonly name: string }[]> {
  const groups = await account.groups();
  const alike = (name: string): boolean => name.toLowerCase().replace(/[\s_-]+/g, ' ') === groupName.toLowerCase();
  const others = [...groups.names].filter(([id, name]) => id !== groups.folder && alike(name)).map(([id]) => id);
  const schema = v.object({ memberResourceNames: v.nullish(v.array(v.string()), []) });
  const members = await Promise.all(others.map((id) => account.people(`/${id}?maxMembers=${membersAtOnce}`, schema)));
  const ids = [...new Set(members.flatMap(({ memberResourceNames }) => memberResourceNames))];
  const contacts = [...(await getPersons(account, ids))].map(([id, person]) => ({ id, ...contactOf(person, groups) }));
  return contacts
    .filter(({ inFolder }) => !inFolder)
    .map(({ id, first, last, company }) => ({ id, name: `${first} ${last}`.trim() || company }));
}

export async function intoFolder(account: GoogleAccount, ids: readonly ItemId[]): Promise<void> {
  const { folder } = await account.groups();
  for (let i = 0; i < ids.length; i += membersAtOnce) {
    const body = { resourceNamesToAdd: ids.slice(i, i + membersAtOnce) };
    expectOk(await account.askPeople(`/${folder}/members:modify`, { method: 'POST', body, schema: v.unknown(), repeatable: true }));
  }
}
