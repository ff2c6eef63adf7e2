/** What must be there before the first cycle: the folder, our category; and contacts that were put in the wrong place (CON1, EXC2). */
import * as v from 'valibot';
import type { ItemId, Rep } from '../../core/model';
import { Failed } from '../../core/ports';
import { folderName, keepOutName } from '../names';
import type { GraphAccount } from './account';
import { knownCategories } from './categories';
import { contactSchema } from './schemas';

const text = v.nullish(v.string(), '');
const meSchema = v.object({ id: v.string(), mail: text, userPrincipalName: text, proxyAddresses: v.nullish(v.array(v.string()), []) });

export async function whoAmI(account: GraphAccount): Promise<Pick<Rep, 'mailboxAddresses' | 'mailboxId' | 'provider'>> {
  const me = await account.get('/me?$select=id,mail,userPrincipalName,proxyAddresses', meSchema);
  const aliases = me.proxyAddresses.filter((address) => /^smtp:/i.test(address)).map((address) => address.slice('smtp:'.length));
  const addresses = [me.mail, me.userPrincipalName, ...aliases].filter((address) => address !== '').map((address) => address.toLowerCase());
  return { provider: 'microsoft', mailboxId: me.id, mailboxAddresses: [...new Set(addresses)] };
}

/** Both side by side: what is missing of either is created in one batch. */
export async function prepare(account: GraphAccount): Promise<void> {
  const folder = async () => (await account.findFolder()) ?? (await createFolder(account));
  await Promise.all([folder(), knownCategories(account, account.http, { [keepOutName]: 'preset0' })]);
}

/** Contacts of the default folder with a category of the folder's name (LS-C5). */
export async function mistaken(account: GraphAccount): Promise<readonly { readonly id: ItemId; readonly name: string }[]> {
  const filter = encodeURIComponent(`categories/any(a:a eq '${folderName}')`);
  const schema = v.object({ value: v.array(v.object({ id: v.string(), displayName: text, parentFolderId: text })) });
  const { value } = await account.get(`/me/contacts?$filter=${filter}&$select=displayName,parentFolderId&$top=100`, schema);
  const folder = await account.folder();
  return value.filter(({ parentFolderId }) => parentFolderId !== folder).map(({ id, displayName }) => ({ id, name: displayName }));
}

export async function intoFolder(account: GraphAccount, ids: readonly ItemId[]): Promise<void> {
  const parentFolderId = await account.folder();
  await Promise.all(
    ids.map(async (id) => {
      const answer = await account.ask({
        method: 'PATCH',
        url: account.contactUrl(id),
        body: { parentFolderId },
        schema: contactSchema,
        repeatable: true,
      });
      if (answer.kind === 'ok' && answer.data.parentFolderId !== parentFolderId)
        throw new Failed({ kind: 'unexpected answer', system: 'microsoft', detail: 'contact: was not moved' });
    }),
  );
}

async function createFolder(account: GraphAccount): Promise<void> {
  const answer = await account.ask({
    method: 'POST',
    url: '/me/contactFolders',
    body: { displayName: folderName },
    schema: v.object({ id: v.string() }),
  });
  // Another device of the rep was faster.
  if (answer.kind === 'ok') account.knowFolder(answer.data.id);
  else if ((await account.findFolder()) === null) throw new Failed({ kind: 'folder missing' });
}
