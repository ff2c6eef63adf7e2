/** One person's mailbox: items by either id, folders, calendars, categories, and the order in which things changed. */
import type { World } from '../world';
import { Changes } from './changes';
import { base62, defaultId, folderId, immutableId, tagOf } from './ids';
import type { Calendar, Category, ContactItem, EventItem, Folder, Item } from './items';
import type { Json } from './json';

const PRESETS = ['Red', 'Orange', 'Yellow', 'Green', 'Blue', 'Purple'] as const;
const COLORS = ['preset0', 'preset1', 'preset3', 'preset4', 'preset7', 'preset8'] as const;

export class Mailbox {
  readonly tag: string;
  /** Differs after each clearing: delta tokens of before are dead. */
  epoch: number;
  settings: Json = {};
  readonly folders = new Map<string, Folder>();
  readonly calendars = new Map<string, Calendar>();
  readonly categories = new Map<string, Category>();
  readonly contacts = new Map<string, ContactItem>();
  readonly events = new Map<string, EventItem>();
  readonly contactChanges = new Changes();
  readonly eventChanges = new Changes();
  readonly folderChanges = new Changes();
  /** Default id → key. */
  readonly #keys = new Map<string, string>();
  readonly transactions = new Map<string, string>();
  readonly uids = new Map<string, string>();
  readonly rootFolder: string;
  readonly defaultFolder: string;
  readonly defaultCalendar: string;
  #count: number;
  #changeKeys: number;

  constructor(
    private readonly world: World,
    readonly user: string,
    epoch: number,
  ) {
    this.tag = tagOf(user);
    this.epoch = epoch;
    this.#count = epoch * 1_000_000;
    this.#changeKeys = epoch * 1_000_000;
    this.rootFolder = folderId(this.tag, 1);
    this.defaultFolder = folderId(this.tag, 2);
    this.defaultCalendar = folderId(this.tag, 3);
    this.folders.set(this.defaultFolder, { id: this.defaultFolder, displayName: 'Contacts', parentFolderId: this.rootFolder });
    const calendar = { id: this.defaultCalendar, name: 'Calendar', color: 'auto', changeKey: this.newChangeKey(), isDefault: true };
    this.calendars.set(calendar.id, calendar);
    for (const [i, name] of PRESETS.entries()) this.addCategory(`${name} category`, COLORS[i]!);
  }

  get now(): number {
    return this.world.clock.now();
  }
  /** Moves with every change: what was computed for another version is stale. */
  get version(): string {
    return `${this.epoch}.${this.contactChanges.seq}.${this.eventChanges.seq}.${this.folderChanges.seq}`;
  }
  newChangeKey(): string {
    return `${this.tag.slice(0, 4)}AAAA${base62(++this.#changeKeys, 8)}`;
  }
  newFolderId(): string {
    return folderId(this.tag, ++this.#count);
  }
  /** Ids and stamps of a new item. */
  born(): Omit<Item, 'fields' | 'extended' | 'extensions'> {
    const count = ++this.#count;
    return {
      key: immutableId(this.tag, count),
      id: defaultId(this.tag, count),
      changeKey: this.newChangeKey(),
      created: this.now,
      modified: this.now,
    };
  }
  addCategory(displayName: string, color: string): Category {
    const serial = (++this.#count).toString(16).padStart(12, '0');
    const category = { id: `5b2a9d34-0000-4000-8000-${serial}`, displayName, color };
    this.categories.set(category.id, category);
    return category;
  }

  contact(id: string): ContactItem | undefined {
    return this.contacts.get(this.#keys.get(id) ?? id);
  }
  /** A master or single event. */
  event(id: string): EventItem | undefined {
    return this.events.get(this.#keys.get(id) ?? id);
  }
  keyOf(id: string): string {
    return this.#keys.get(id) ?? id;
  }

  putContact(item: ContactItem): void {
    this.contacts.set(item.key, item);
    this.#keys.set(item.id, item.key);
    this.contactChanges.touch(item.key, this.now);
  }
  /** The default id dies with the move, the immutable one stays. */
  moveContact(item: ContactItem, folder: string): void {
    this.contactChanges.left(item.key, this.now, { id: item.id, folder: item.folder }, false);
    this.#keys.delete(item.id);
    item.id = defaultId(this.tag, ++this.#count);
    item.folder = folder;
  }
  dropContact(item: ContactItem): void {
    this.contacts.delete(item.key);
    this.#keys.delete(item.id);
    this.contactChanges.left(item.key, this.now, { id: item.id, folder: item.folder }, true);
  }
  putEvent(item: EventItem): void {
    this.events.set(item.key, item);
    this.#keys.set(item.id, item.key);
    this.uids.set(item.uid, item.key);
    if (item.transactionId !== null) this.transactions.set(item.transactionId, item.key);
    this.eventChanges.touch(item.key, this.now);
  }
  /** A transaction id stays taken for ever (wire-contracts 1.5: set once). */
  dropEvent(item: EventItem): void {
    this.events.delete(item.key);
    this.#keys.delete(item.id);
    this.uids.delete(item.uid);
    this.eventChanges.left(item.key, this.now, { id: item.id, ...(item.series ? { was: item } : {}) }, true);
  }
  /** Stamps an item as changed now. */
  stamp(item: Item): void {
    item.changeKey = this.newChangeKey();
    item.modified = this.now;
  }

  dump() {
    return {
      user: this.user,
      epoch: this.epoch,
      count: this.#count,
      changeKeys: this.#changeKeys,
      settings: this.settings,
      folders: [...this.folders.values()],
      calendars: [...this.calendars.values()],
      categories: [...this.categories.values()],
      contacts: [...this.contacts.values()],
      events: [...this.events.values()],
      transactions: [...this.transactions],
      changes: [this.contactChanges.dump(), this.eventChanges.dump(), this.folderChanges.dump()] as const,
    };
  }
  static from(world: World, dump: MailboxDump): Mailbox {
    const box = new Mailbox(world, dump.user, dump.epoch);
    box.settings = dump.settings;
    box.categories.clear();
    for (const folder of dump.folders) box.folders.set(folder.id, folder);
    for (const calendar of dump.calendars) box.calendars.set(calendar.id, calendar);
    for (const category of dump.categories) box.categories.set(category.id, category);
    for (const contact of dump.contacts) box.putContact(contact);
    for (const event of dump.events) box.putEvent(event);
    for (const [transaction, key] of dump.transactions) box.transactions.set(transaction, key);
    box.contactChanges.load(dump.changes[0]);
    box.eventChanges.load(dump.changes[1]);
    box.folderChanges.load(dump.changes[2]);
    box.#count = dump.count;
    box.#changeKeys = dump.changeKeys;
    return box;
  }
}

export type MailboxDump = ReturnType<Mailbox['dump']>;
