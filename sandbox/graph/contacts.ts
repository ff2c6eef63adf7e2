/** Contacts and their folders (wire-contracts 1.2). The default folder is not in the list of folders. */

import type { Call } from './call';
import { contactFields, contactJson, isContactProperty, withNames } from './contactShape';
import { deltaPage } from './delta';
import { mergedExtensions, mergedProperties } from './extended';
import { badRequest, GraphError, notFound } from './failure';
import type { ContactItem, Folder } from './items';
import { type Json, textOf } from './json';
import { expanded, expansionOf, option, pageOf, selector } from './query';
import type { Routes } from './routes';
import { stampText } from './times';

const folderOf = (call: Call, id: string): Folder => {
  const folder = call.box.folders.get(id);
  if (!folder) throw new GraphError(404, 'ErrorItemNotFound', 'The specified folder could not be found in the store.');
  return folder;
};

function contactOf(call: Call, id: string, folder?: string): ContactItem {
  const item = call.box.contact(id);
  if (!item || (folder !== undefined && item.folder !== folder)) throw notFound();
  return item;
}

export function checkMatch(call: Call, changeKey: string): void {
  const { ifMatch } = call;
  if (ifMatch === null || ifMatch === '*' || ifMatch.replace(/^W\//, '').replaceAll('"', '') === changeKey) return;
  throw new GraphError(
    412,
    'ErrorIrresolvableConflict',
    'The send or update operation could not be performed because the change key passed in the request does not match the current change key for the item.',
  );
}

/** As `$select` and `$expand` want it. */
function shown(call: Call): (item: ContactItem) => Json {
  const expansion = expansionOf(option(call, 'expand'));
  const select = selector(option(call, 'select'), isContactProperty);
  return (item) => select({ ...contactJson(item, call), ...expanded(item, expansion) });
}

/** Lean: a filter may look at every contact of the mailbox. */
const filterJson = (item: ContactItem): Json => ({
  ...item.fields,
  id: item.id,
  changeKey: item.changeKey,
  createdDateTime: stampText(item.created),
  lastModifiedDateTime: stampText(item.modified),
  singleValueExtendedProperties: item.extended,
});

function list(call: Call, folder: string): Json {
  return pageOf(call, {
    name: `contacts ${folder}`,
    context: `users('${call.account.id}')/contacts`,
    items: () => [...call.box.contacts.values()].filter((item) => item.folder === folder),
    toJson: shown(call),
    toFilter: filterJson,
    modified: (item) => item.modified,
    defaultSize: 10,
  });
}

function create(call: Call, folder: string, body: Json): Json {
  const { box } = call;
  const item: ContactItem = {
    ...box.born(),
    folder,
    fields: withNames({ ...contactFields(body), parentFolderId: folder }),
    extended: mergedProperties([], body),
    extensions: mergedExtensions({}, body),
  };
  box.putContact(item);
  return shown(call)(item);
}

/** A contact moves when its `parentFolderId` is written; switch `graph.moveByPatch: false` ignores that. */
function update(call: Call, item: ContactItem, body: Json): Json {
  checkMatch(call, item.changeKey);
  const { box } = call;
  const fields = contactFields(body);
  const target = textOf(fields.parentFolderId);
  const extended = mergedProperties(item.extended, body);
  if (target && target !== item.folder && call.world.faults.switches['graph.moveByPatch'] !== false)
    box.moveContact(item, folderOf(call, target).id);
  item.fields = { ...item.fields, ...fields, parentFolderId: item.folder };
  item.extended = extended;
  item.extensions = mergedExtensions(item.extensions, body);
  box.stamp(item);
  box.putContact(item);
  return shown(call)(item);
}

function remove(call: Call, item: ContactItem): void {
  checkMatch(call, item.changeKey);
  call.box.dropContact(item);
}

function delta(call: Call, folder: string): Json {
  const { box, prefer } = call;
  const select = option(call, 'select');
  return deltaPage(call, {
    kind: `contacts ${folder}`,
    context: 'Collection(contact)',
    changes: box.contactChanges,
    baked: { select: select ?? null },
    restart: select === undefined ? '' : `$select=${encodeURIComponent(select)}`,
    rows: (entry, baked, first) => {
      const item = box.contacts.get(entry.key);
      if (!entry.gone)
        return item?.folder === folder ? [selector(textOf(baked.select) || undefined, isContactProperty)(contactJson(item, call))] : [];
      if (first || entry.gone.folder !== folder || (prefer.immutable && item?.folder === folder)) return [];
      return [{ id: prefer.immutable ? entry.key : entry.gone.id, '@removed': { reason: 'deleted' } }];
    },
  });
}

const folderJson = (folder: Folder): Json => ({ id: folder.id, parentFolderId: folder.parentFolderId, displayName: folder.displayName });

function listFolders(call: Call, parent: string): Json {
  return pageOf(call, {
    name: `folders ${parent}`,
    context: `users('${call.account.id}')/contactFolders`,
    items: () =>
      [...call.box.folders.values()].filter(
        (folder) =>
          folder.id !== call.box.defaultFolder &&
          (parent === folder.parentFolderId || (parent === call.box.defaultFolder && folder.parentFolderId === parent)),
      ),
    toJson: folderJson,
    defaultSize: 10,
  });
}

function nameFor(call: Call, body: Json, parent: string, self?: Folder): string {
  const name = textOf(body.displayName);
  if (!name) throw badRequest('The display name of a folder must not be empty.', 'ErrorInvalidRequest');
  const taken = [...call.box.folders.values()].some(
    (folder) => folder !== self && folder.parentFolderId === parent && folder.displayName.toLowerCase() === name.toLowerCase(),
  );
  if (taken) throw new GraphError(409, 'ErrorFolderExists', 'A folder with the specified name already exists.');
  return name;
}

function createFolder(call: Call, parent: string, body: Json): Json {
  const { box } = call;
  const folder: Folder = { id: box.newFolderId(), displayName: nameFor(call, body, parent), parentFolderId: parent };
  box.folders.set(folder.id, folder);
  box.folderChanges.touch(folder.id, box.now);
  return folderJson(folder);
}

function removeFolder(call: Call, folder: Folder): void {
  const { box } = call;
  if (folder.id === box.defaultFolder)
    throw new GraphError(403, 'ErrorDeleteDistinguishedFolder', 'Distinguished folders cannot be deleted.');
  for (const child of [...box.folders.values()]) if (child.parentFolderId === folder.id) removeFolder(call, child);
  for (const item of [...box.contacts.values()]) if (item.folder === folder.id) box.dropContact(item);
  box.folders.delete(folder.id);
  box.folderChanges.left(folder.id, box.now, { id: folder.id }, true);
}

const foldersDelta = (call: Call): Json =>
  deltaPage(call, {
    kind: 'folders',
    context: 'Collection(contactFolder)',
    changes: call.box.folderChanges,
    baked: {},
    restart: '',
    rows: (entry, _, first) => {
      const folder = call.box.folders.get(entry.key);
      if (!entry.gone) return folder ? [folderJson(folder)] : [];
      return first ? [] : [{ id: entry.key, '@removed': { reason: 'deleted' } }];
    },
  });

const noId = () => {
  throw new GraphError(
    405,
    'ErrorInvalidRequest',
    "Method 'PATCH/MERGE' not allowed for 'Microsoft.OData.UriParser.NavigationPropertySegment'.",
  );
};

export function contactRoutes({ on }: Routes): void {
  on('GET', '/me/contacts', (call) => list(call, call.box.defaultFolder));
  on('POST', '/me/contacts', (call, _, body) => create(call, call.box.defaultFolder, body), 201);
  on('PATCH', '/me/contacts/', noId);
  on('PATCH', '/me/contacts', noId);
  on('GET', '/me/contacts/delta', (call) => delta(call, call.box.defaultFolder));
  on('GET', '/me/contacts/:id', (call, { id }) => shown(call)(contactOf(call, id!)));
  on('PATCH', '/me/contacts/:id', (call, { id }, body) => update(call, contactOf(call, id!), body));
  on('DELETE', '/me/contacts/:id', (call, { id }) => remove(call, contactOf(call, id!)), 204);

  on('GET', '/me/contactFolders', (call) => listFolders(call, call.box.rootFolder));
  on('POST', '/me/contactFolders', (call, _, body) => createFolder(call, call.box.rootFolder, body), 201);
  on('GET', '/me/contactFolders/delta', foldersDelta);
  on('GET', '/me/contactFolders/:folder', (call, { folder }) => folderJson(folderOf(call, folder!)));
  on('PATCH', '/me/contactFolders/:folder', (call, { folder: id }, body) => {
    const folder = folderOf(call, id!);
    folder.displayName = nameFor(call, body, folder.parentFolderId, folder);
    call.box.folderChanges.touch(folder.id, call.box.now);
    return folderJson(folder);
  });
  on('DELETE', '/me/contactFolders/:folder', (call, { folder }) => removeFolder(call, folderOf(call, folder!)), 204);
  on('GET', '/me/contactFolders/:folder/childFolders', (call, { folder }) => listFolders(call, folderOf(call, folder!).id));
  on(
    'POST',
    '/me/contactFolders/:folder/childFolders',
    (call, { folder }, body) => createFolder(call, folderOf(call, folder!).id, body),
    201,
  );
  on('GET', '/me/contactFolders/:folder/contacts', (call, { folder }) => list(call, folderOf(call, folder!).id));
  on('POST', '/me/contactFolders/:folder/contacts', (call, { folder }, body) => create(call, folderOf(call, folder!).id, body), 201);
  on('GET', '/me/contactFolders/:folder/contacts/delta', (call, { folder }) => delta(call, folderOf(call, folder!).id));
  on('GET', '/me/contactFolders/:folder/contacts/:id', (call, { folder, id }) => shown(call)(contactOf(call, id!, folder)));
  on('PATCH', '/me/contactFolders/:folder/contacts/:id', (call, { folder, id }, body) => update(call, contactOf(call, id!, folder), body));
  on('DELETE', '/me/contactFolders/:folder/contacts/:id', (call, { folder, id }) => remove(call, contactOf(call, id!, folder)), 204);
}
