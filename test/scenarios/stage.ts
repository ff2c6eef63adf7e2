/** Where a scenario is played: two reps' devices, their mailboxes and one org, in memory or over HTTP. */
import type { CalendarEvent, Configuration, Contact, CrmRecord, ItemId, Kind, Provider, Seen } from '../../shared/core/model';
import type { PullOptions, World } from '../../shared/core/ports';
import type { Fields, Item, Weather, Who } from './words';

export interface MailboxByHand {
  add(item: Item): Promise<ItemId>;
  edit(kind: Kind, id: ItemId, set: Partial<Contact> | Partial<CalendarEvent>): Promise<void>;
  delete(kind: Kind, id: ItemId): Promise<void>;
  deleteSeries(seriesId: ItemId): Promise<void>;
  moveOut(id: ItemId): Promise<void>;
  moveIn(id: ItemId): Promise<void>;
  keepOut(kind: Kind, id: ItemId, on: boolean): Promise<void>;
}

export interface CrmByHand {
  create(kind: Kind, fields: Fields, owner: ItemId): Promise<ItemId>;
  edit(id: ItemId, fields: Fields): Promise<void>;
  remove(id: ItemId): Promise<void>;
  account(name: string): Promise<ItemId>;
  lead(name: string, email: string): Promise<ItemId>;
}

/** One rep at one device. */
export interface Desk {
  readonly userId: ItemId;
  readonly name: string;
  readonly address: string;
  readonly provider: Provider;
  readonly world: World;
  readonly hands: MailboxByHand;
  /** Null takes the assignment away. */
  configure(configuration: Configuration | null): Promise<void>;
}

export interface Stage {
  readonly desks: Readonly<Record<Who, Desk>>;
  readonly crm: CrmByHand;
  now(): number;
  pass(ms: number): void;
  weather(weather: Weather): void;
  /** Mails to others so far. */
  mails(): number;
  close(): Promise<void>;
}

export type OpenStage = (provider: Provider) => Promise<Stage>;

export const startsAt = Date.parse('2026-03-02T08:00:00Z');

/** Wide enough to see everything that a scenario puts anywhere. */
const everything: PullOptions = {
  window: { from: '2025-01-01', to: '2027-12-31' },
  whose: 'all',
  fields: [
    ...['FirstName', 'LastName', 'Email', 'Title', 'Department', 'Phone', 'MobilePhone', 'HomePhone', 'OtherPhone', 'Fax', 'Birthdate'],
    ...['MailingStreet', 'MailingCity', 'MailingPostalCode', 'MailingCountry', 'OtherCity', 'AssistantName', 'AssistantPhone', 'Name'],
    ...['Description', 'Location', 'ShowAs', 'IsPrivate', 'WhoId', 'WhatId', 'Account.Name', 'AccountId'],
  ],
};

async function listed<S extends 'mailbox' | 'crm'>(world: World, side: S, kind: Kind): Promise<readonly Seen<S>[]> {
  const found = new Map<ItemId, Seen<S>>();
  const account = world[side] as unknown as {
    changesSince: (
      kind: Kind,
      cursor: string | null,
      options: PullOptions,
    ) => Promise<{ items: readonly Seen<S>[]; cursor: string; more: boolean; full: boolean }>;
  };
  for (let cursor: string | null = null; ; ) {
    const page = await account.changesSince(kind, cursor, everything);
    for (const item of page.items) found.set(item.id, item);
    if (!page.more) return [...found.values()];
    cursor = page.cursor;
  }
}

export const itemsOf = async (desk: Desk, kind: Kind): Promise<readonly Seen<'mailbox'>[]> => {
  const items = await listed(desk.world, 'mailbox', kind);
  return items.filter(({ item }) => item.kind === 'event' || item.inFolder);
};

/** Everybody's records, each once. */
export async function recordsOf(stage: Stage, kind: Kind): Promise<readonly Seen<'crm'>[]> {
  const both = [...(await listed(stage.desks.rep.world, 'crm', kind)), ...(await listed(stage.desks.colleague.world, 'crm', kind))];
  return [...new Map(both.map((seen) => [seen.id, seen])).values()];
}

export const nameOfRecord = ({ kind, fields }: CrmRecord): string =>
  kind === 'contact' ? [fields.FirstName, fields.LastName].filter(Boolean).join(' ') : String(fields.Subject ?? '');
