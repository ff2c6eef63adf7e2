/**
 * Both sides in this process, with as little work of their own as possible: pages lie there as the text that Graph would send, records go
 * over as text and come back as text. What is left to measure is reading, mapping, pairing, planning, journal and history.
 */
import { asContact, asEvent } from '../shared/adapters/graph/account';
import { seenContact } from '../shared/adapters/graph/contact';
import { seenEvent } from '../shared/adapters/graph/event';
import { contactFields, eventFields } from '../shared/adapters/memory/org/fields';
import { baseFields } from '../shared/adapters/salesforce/fields';
import { seenOf } from '../shared/adapters/salesforce/seen';
import type { ItemOf, Kind, Seen } from '../shared/core/model';
import type { Account, Crm, Mailbox, Page, PullOptions, Write, Wrote } from '../shared/core/ports';
import { folderId, type Pages } from './pages';

const stampAt = (n: number): string => new Date(Date.UTC(2026, 2, 2, 9) + n * 1000).toISOString().replace('.000Z', 'Z');

/** What one side and kind holds, in the order of its changes: a cursor is a place in that order. */
class Shelf {
  readonly texts = new Map<string, string>();
  readonly log: string[] = [];
  put(id: string, text: string): void {
    this.texts.set(id, text);
    this.log.push(id);
  }
}

type Shelves = Readonly<Record<Kind, Shelf>>;
const shelves = (): Shelves => ({ contact: new Shelf(), event: new Shelf() });

/** A page of texts is one text on the wire. */
const page = (texts: readonly string[]): unknown[] => JSON.parse(`[${texts.join()}]`);

const pageSize: Readonly<Record<'mailbox' | 'crm', number>> = { mailbox: 1000, crm: 2000 };

function changesOf<S extends 'mailbox' | 'crm'>(side: S, shelf: Shelf, cursor: string | null, seen: (row: never) => Seen<S>): Page<S> {
  const [phase, at] = cursor === null ? ['full', 0] : [cursor.split(' ')[0], Number(cursor.split(' ')[1])];
  const ids = phase === 'full' ? [...shelf.texts.keys()] : [...new Set(shelf.log.slice(at))];
  const from = phase === 'full' ? at : 0;
  const some = phase === 'full' ? ids.slice(from, from + pageSize[side]) : ids;
  const items = page(some.map((id) => shelf.texts.get(id) ?? '')).map((row) => seen(row as never));
  const more = phase === 'full' && from + some.length < ids.length;
  const next = more ? `full ${from + some.length}` : `delta ${shelf.log.length}`;
  return { items, gone: [], unreadable: [], cursor: next, more, full: phase === 'full' };
}

const answered = (bodies: readonly unknown[], ids: readonly string[]): void => {
  JSON.parse(JSON.stringify({ allOrNone: false, records: bodies }));
  JSON.parse(JSON.stringify(ids.map((id) => ({ id, success: true, errors: [] }))));
};

export class BenchMailbox implements Mailbox {
  readonly side = 'mailbox';
  readonly #shelves = shelves();
  requests = 0;
  writes = 0;
  #version = 0;

  constructor(pages: Pages) {
    for (const kind of ['contact', 'event'] as const) for (const [id, text] of pages[kind]) this.#shelves[kind].put(id, text);
  }

  /** Somebody edits: what the engine will be told of. */
  edit(kind: Kind, offset: number, change: (row: Record<string, unknown>) => object): void {
    const shelf = this.#shelves[kind];
    [...shelf.texts].forEach(([id, text], index) => {
      if (index % 100 !== offset) return;
      const row = JSON.parse(text) as Record<string, unknown>;
      shelf.put(
        id,
        JSON.stringify({ ...row, ...change(row), changeKey: `edited-${this.#version++}`, '@odata.etag': `W/"e${this.#version}"` }),
      );
    });
  }

  changesSince: Account<'mailbox'>['changesSince'] = async (kind, cursor) => {
    this.requests++;
    return changesOf('mailbox', this.#shelves[kind], cursor, this.#seen(kind));
  };
  read: Account<'mailbox'>['read'] = async (kind, ids) => {
    this.requests++;
    const rows = page(ids.flatMap((id) => this.#shelves[kind].texts.get(id) ?? []));
    return { items: rows.map((row) => this.#seen(kind)(row as never)), gone: [] };
  };
  write = async (writes: readonly Write<'mailbox'>[]): Promise<readonly Wrote<'mailbox'>[]> => {
    this.writes += writes.length;
    this.requests += Math.ceil(writes.length / 20);
    return writes.map((write) => {
      if (write.op !== 'update') throw new Error(`the bench writes no ${write.op} into the mailbox`);
      const shelf = this.#shelves[write.kind];
      const row = JSON.parse(shelf.texts.get(write.id) ?? '{}') as Record<string, unknown>;
      const set: Readonly<Record<string, unknown>> = write.set;
      const change = {
        ...('title' in set ? { jobTitle: set.title } : {}),
        ...('location' in set ? { location: { displayName: set.location } } : {}),
      };
      shelf.put(write.id, JSON.stringify({ ...row, ...change, '@odata.etag': `W/"w${++this.#version}"` }));
      const seen = this.#seen(write.kind)(JSON.parse(shelf.texts.get(write.id) ?? '{}') as never);
      return { kind: 'done', seen, overtook: null };
    });
  };
  #seen =
    (kind: Kind) =>
    (row: never): Seen<'mailbox'> => {
      if (kind === 'contact') return seenContact(asContact(row), folderId);
      const event = asEvent(row);
      return seenEvent(event, event.iCalUId);
    };
  whoAmI = async () => ({ provider: 'microsoft' as const, mailboxId: 'bench', mailboxAddresses: ['rep@example.com'] });
  prepare = async (): Promise<void> => {};
  mistaken = async () => [];
  intoFolder = async (): Promise<void> => {};
}

export class BenchCrm implements Crm {
  readonly side = 'crm';
  readonly #shelves = shelves();
  requests = 0;
  writes = 0;
  #stamp = 0;
  #ids = 0;
  #asked: Record<Kind, readonly string[]> = { contact: [], event: [] };

  edit(kind: Kind, offset: number, change: object): void {
    const shelf = this.#shelves[kind];
    [...shelf.texts].forEach(([id, text], index) => {
      if (index % 100 === offset) this.#put(kind, id, { ...(JSON.parse(text) as object), ...change });
    });
  }

  changesSince: Account<'crm'>['changesSince'] = async (kind, cursor, options) => {
    this.requests++;
    this.#asked[kind] = this.#fields(kind, options);
    return changesOf('crm', this.#shelves[kind], cursor, this.#seen(kind));
  };
  read: Account<'crm'>['read'] = async (kind, ids) => {
    this.requests++;
    const rows = page(ids.flatMap((id) => this.#shelves[kind].texts.get(id) ?? []));
    return { items: rows.map((row) => this.#seen(kind)(row as never)), gone: [] };
  };
  write = async (writes: readonly Write<'crm'>[]): Promise<readonly Wrote<'crm'>[]> => {
    this.writes += writes.length;
    this.requests += Math.ceil(writes.length / 1000);
    const answers: Wrote<'crm'>[] = [];
    for (let at = 0; at < writes.length; at += 200) answers.push(...this.#collection(writes.slice(at, at + 200)));
    return answers;
  };
  #collection(writes: readonly Write<'crm'>[]): Wrote<'crm'>[] {
    const ids = writes.map((write) => ('id' in write ? write.id : idOf(write.kind, this.#ids++)));
    answered(
      writes.map((write) => (write.op === 'create' ? write.item.fields : write.op === 'update' ? write.set : { id: ids[0] })),
      ids,
    );
    writes.forEach((write, index) => {
      const id = ids[index] ?? '';
      const before = this.#shelves[write.kind].texts.get(id);
      const held: object = before === undefined ? blankRow(write.kind, id) : JSON.parse(before);
      const set = write.op === 'create' ? write.item.fields : write.op === 'update' ? write.set : {};
      const key = write.op === 'create' || write.op === 'mark' ? { Instep_Key__c: write.key } : {};
      this.#put(write.kind, id, {
        ...held,
        ...set,
        ...key,
        ...('AccountId' in set ? { Account: { Name: accountName(set.AccountId) } } : {}),
      });
    });
    const rows = page(writes.map((write, index) => this.#shelves[write.kind].texts.get(ids[index] ?? '') ?? ''));
    return rows.map((row, index) => ({ kind: 'done', seen: this.#seen(writes[index]?.kind ?? 'contact')(row as never), overtook: null }));
  }
  #put(kind: Kind, id: string, row: object): void {
    const stamp = stampAt(this.#stamp++);
    this.#shelves[kind].put(id, JSON.stringify({ ...row, SystemModstamp: stamp, LastModifiedDate: stamp }));
  }
  #fields = (kind: Kind, options: PullOptions): readonly string[] => [...new Set([...baseFields[kind], ...options.fields])];
  #seen =
    (kind: Kind) =>
    (row: never): Seen<'crm'> =>
      seenOf(kind, row, this.#asked[kind]);

  whoAmI = async () => ({ userId, name: 'Rep', email: 'rep@example.com', orgId: '00D000000000001AAA' });
  schema = async () => ({ contact: contactFields, event: eventFields, maxEventMinutes: 20_160, personAccounts: false });
  findContacts: Crm['findContacts'] = async () => {
    this.requests++;
    return [];
  };
  findEvents: Crm['findEvents'] = async (marks) => {
    this.requests++;
    const wanted = new Set(marks);
    return [...this.#shelves.event.texts.values()]
      .map((text) => this.#seen('event')(JSON.parse(text) as never))
      .filter(({ mark }) => wanted.has(mark));
  };
  people: Crm['people'] = async () => {
    this.requests++;
    return [];
  };
  peopleById: Crm['peopleById'] = async () => {
    this.requests++;
    return [];
  };
  accounts: Crm['accounts'] = async (names) => {
    this.requests++;
    return Object.fromEntries(names.map((name) => [name, [{ id: accountId(name), name, exact: true }]]));
  };
  recordUrl = (id: string): string => `https://org.example/${id}`;
}

export const userId = '005000000000001AAA';

/** Every company is an account: what its name says is in its id. */
const accountId = (name: string): string => `001${name.replace(/\D/g, '').padStart(12, '0')}AAA`;
const accountName = (id: unknown): string => `Company ${Number(String(id).slice(3, 15))}`;

const idOf = (kind: Kind, n: number): string => `${kind === 'contact' ? '003' : '00U'}${String(n).padStart(12, '0')}AAA`;

function blankRow(kind: Kind, id: string): ItemOf['crm']['fields'] {
  return {
    ...{ Id: id, OwnerId: userId, CreatedDate: stampAt(0), LastModifiedById: userId, IsDeleted: false },
    ...(kind === 'event' ? { IsChild: false } : {}),
  };
}
