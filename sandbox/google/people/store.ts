/** One user's contacts and groups, with the order of changes that the sync feed is read from. */
import type { Account } from '../../world';
import type { JsonObject } from '../json';

export interface Contact {
  /** Behind `people/`; may change (`previousResourceNames`). */
  id: string;
  /** Names of the CONTACT source, by field: entries as the client wrote them. */
  fields: { [field: string]: JsonObject[] };
  groups: string[];
  readonly created: number;
  updated: number;
  seq: number;
  deleted: boolean;
  previous: string[];
}

export interface Group {
  readonly id: string;
  name: string;
  readonly system: boolean;
  clientData: JsonObject[];
  updated: number;
  seq: number;
  deleted: boolean;
}

const systemGroups = ['myContacts', 'starred', 'friends', 'family', 'coworkers', 'blocked', 'chatBuddies', 'all'];

export class Book {
  readonly contacts = new Map<string, Contact>();
  /** Former names, and the present one of each. */
  readonly #names = new Map<string, string>();
  readonly groups = new Map<string, Group>();
  #log: { seq: number; contact: Contact }[] = [];
  #count = 0;
  seq = 0;
  groupSeq = 0;
  /** The last change that the warmed-up search knows. */
  warmedTo: number | null = null;
  /** A mutation is under way: a second one fails (`google.parallelWritesFail`). */
  writing = false;

  constructor(readonly account: Account) {
    for (const id of systemGroups) this.groups.set(id, { id, name: id, system: true, clientData: [], updated: 0, seq: 0, deleted: false });
  }

  newId(): string {
    return (BigInt(hash(this.account.id)) * 1_000_000_007n + BigInt(++this.#count)).toString();
  }

  touch(contact: Contact, now: number): void {
    contact.seq = ++this.seq;
    contact.updated = now;
    this.contacts.set(contact.id, contact);
    this.#log.push({ seq: contact.seq, contact });
    if (this.#log.length > 2 * this.contacts.size + 64) this.#log = this.#log.filter(({ seq, contact: each }) => each.seq === seq);
  }

  touchGroup(group: Group, now: number): void {
    group.seq = ++this.groupSeq;
    group.updated = now;
    this.groups.set(group.id, group);
  }

  live(id: string): Contact | null {
    const contact = this.contacts.get(id);
    return contact && !contact.deleted ? contact : null;
  }

  /** By its name, or by one that it had: readings alone follow those (`requestedResourceName`). */
  found(id: string): Contact | null {
    return this.live(id) ?? this.live(this.#names.get(id) ?? '');
  }

  /** A contact gets another resource name; by the old one it is found, but not written. */
  rename(contact: Contact): void {
    this.contacts.delete(contact.id);
    contact.previous.push(`people/${contact.id}`);
    contact.id = `c${this.newId()}`;
    for (const name of contact.previous) this.#names.set(name.replace(/^people\//, ''), contact.id);
    this.contacts.set(contact.id, contact);
  }

  /** Contacts by last change, ascending, after the sequence number: at most `size`, and whether more follow. */
  after(seq: number, wanted: (contact: Contact) => boolean, size: number): { rows: Contact[]; more: boolean } {
    let low = 0;
    let high = this.#log.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#log[middle]!.seq <= seq) low = middle + 1;
      else high = middle;
    }
    const rows: Contact[] = [];
    for (let i = low; i < this.#log.length; i++) {
      const entry = this.#log[i]!;
      if (entry.contact.seq !== entry.seq || !wanted(entry.contact)) continue;
      if (rows.length === size) return { rows, more: true };
      rows.push(entry.contact);
    }
    return { rows, more: false };
  }

  /** The last change that a delayed feed shows already. */
  visibleSeq(before: number): number {
    for (let i = this.#log.length - 1; i >= 0; i--) {
      const entry = this.#log[i]!;
      if (entry.contact.seq === entry.seq && entry.contact.updated <= before) return entry.seq;
    }
    return this.#log.length === 0 ? this.seq : 0;
  }

  groupByName(name: string): Group | undefined {
    const wanted = name.trim().toLowerCase();
    return [...this.groups.values()].find((group) => !group.deleted && group.name.toLowerCase() === wanted);
  }

  members(groupId: string): Contact[] {
    return [...this.contacts.values()].filter((contact) => !contact.deleted && contact.groups.includes(groupId));
  }

  dump(): JsonObject {
    const plain = (value: unknown) => structuredClone(value) as JsonObject[];
    return {
      account: this.account.id,
      seq: this.seq,
      groupSeq: this.groupSeq,
      count: this.#count,
      contacts: plain([...this.contacts.values()]),
      groups: plain([...this.groups.values()]),
    };
  }

  static load(account: Account, dump: { seq: number; groupSeq: number; count: number; contacts: Contact[]; groups: Group[] }): Book {
    const book = new Book(account);
    for (const contact of structuredClone(dump.contacts)) book.contacts.set(contact.id, contact);
    for (const group of structuredClone(dump.groups)) book.groups.set(group.id, group);
    book.#log = [...book.contacts.values()].map((contact) => ({ seq: contact.seq, contact })).sort((a, b) => a.seq - b.seq);
    book.#count = dump.count;
    book.seq = dump.seq;
    book.groupSeq = dump.groupSeq;
    return book;
  }
}

/** Ids of different users must differ; any small stable number does. */
function hash(text: string): number {
  let value = 7;
  for (const char of text) value = (value * 31 + char.charCodeAt(0)) % 2_147_483_647;
  return value;
}
