/** What all of the Graph adapter's parts share: the batch, the folder's id once it is known, and small askings. */
import * as v from 'valibot';
import type { ItemId } from '../../core/model';
import { Failed } from '../../core/ports';
import { type Answer, type Http, validated } from '../http';
import { folderName } from '../names';
import { Batch, type Part } from './batch';
import { contactSelect } from './contact';
import { eventSelect } from './event';
import { expandContact, expandEvent } from './properties';
import { contactSchema, eventSchema, type GraphContact, type GraphEvent, type GraphRow, pageSchema } from './schemas';

const folderSchema = v.object({ value: v.array(v.object({ id: v.string(), displayName: v.nullish(v.string(), '') })) });

export class GraphAccount {
  readonly #batch: Batch;
  #folder: string | null = null;
  /** Keys of creates whose answer was lost. */
  readonly doubtful = new Set<string>();
  /** Series' UIDs do not change: asked once. */
  readonly uids = new Map<ItemId, string>();

  constructor(
    readonly http: Http,
    readonly pageSize: number,
  ) {
    this.#batch = new Batch(http);
  }

  ask<T>(part: Part<T>): Promise<Answer<T>> {
    return this.#batch.ask(part);
  }

  /** For what cannot be gone or in conflict. */
  async get<T>(url: string, schema: v.GenericSchema<unknown, T>): Promise<T> {
    const answer = await this.ask({ url, schema });
    if (answer.kind === 'ok') return answer.data;
    throw new Failed({ kind: 'unexpected answer', system: 'microsoft', detail: `answered ${answer.status}` });
  }

  contactUrl = (id: ItemId): string => `/me/contacts/${encodeURIComponent(id)}`;
  eventUrl = (id: ItemId): string => `/me/events/${encodeURIComponent(id)}`;

  /** Null when it is not there. */
  contact(id: ItemId): Promise<GraphContact | null> {
    return this.#one(`${this.contactUrl(id)}?${contactSelect}&${expandContact}`, contactSchema);
  }
  event(id: ItemId): Promise<GraphEvent | null> {
    return this.#one(`${this.eventUrl(id)}?${eventSelect}&${expandEvent}`, eventSchema);
  }

  page(url: string): Promise<Answer<v.InferOutput<typeof pageSchema>>> {
    return this.ask({ url, schema: pageSchema, pageSize: this.pageSize });
  }

  /** The folder `Salesforce_Sync` (CON1). Null when there is none. */
  async findFolder(): Promise<string | null> {
    const filter = encodeURIComponent(`displayName eq '${folderName}'`);
    const { value } = await this.get(`/me/contactFolders?$filter=${filter}&$select=displayName`, folderSchema);
    this.#folder = value.find(({ displayName }) => displayName === folderName)?.id ?? null;
    return this.#folder;
  }
  /** @throws Failed `folder missing` */
  async folder(): Promise<string> {
    const id = this.#folder ?? (await this.findFolder());
    if (id === null) throw new Failed({ kind: 'folder missing' });
    return id;
  }
  knowFolder(id: string | null): void {
    this.#folder = id;
  }

  async #one<T>(url: string, schema: v.GenericSchema<unknown, T>): Promise<T | null> {
    const answer = await this.ask({ url, schema });
    if (answer.kind === 'ok') return answer.data;
    if (answer.kind === 'gone') return null;
    throw new Failed({ kind: 'unexpected answer', system: 'microsoft', detail: `answered ${answer.status}` });
  }
}

/** Rows that cannot be read are named, the others go on. */
export function readRows<T>(
  rows: readonly GraphRow[],
  read: (row: GraphRow) => T,
): { read: T[]; unreadable: { id: ItemId; why: string }[] } {
  const done: T[] = [];
  const unreadable: { id: ItemId; why: string }[] = [];
  for (const row of rows) {
    try {
      done.push(read(row));
    } catch (error) {
      unreadable.push({ id: row.id, why: reasonOf(error) });
    }
  }
  return { read: done, unreadable };
}

export function reasonOf(error: unknown): string {
  if (error instanceof Failed && error.failure.kind === 'unexpected answer') return error.failure.detail;
  if (error instanceof RangeError) return error.message;
  throw error;
}

export const asContact = (row: GraphRow): GraphContact => validated(contactSchema, row, 'microsoft');
export const asEvent = (row: GraphRow): GraphEvent => validated(eventSchema, row, 'microsoft');
