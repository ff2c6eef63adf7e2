/** Rows, pairs and history entries for whoever tests a ledger. */
import { blankContact } from '../../shared/core/contacts/blank';
import { blankEvent } from '../../shared/core/events/blank';
import type { CalendarEvent, Contact, CrmValue, HistoryEntry, Kind, Pair, Ref, Rep, Row, Side, Trouble } from '../../shared/core/model';

export const rep: Rep = {
  userId: '005000000000001AAA',
  name: 'Rep',
  email: 'rep@example.com',
  mailboxAddresses: ['rep@example.com'],
  provider: 'microsoft',
  mailboxId: 'mailbox-1',
  orgId: '00D000000000001AAA',
  ownDomains: ['example.com'],
};

export const refTo = (side: Side, kind: Kind, id: string): Ref => ({ side, kind, id });

type Around = Partial<Pick<Row, 'notes' | 'trouble'>> & { readonly version?: string; readonly mark?: string };

const around = ({ notes = [], trouble = null }: Around) => ({ notes, trouble });

export function contactRow(id: string, set: Partial<Contact> = {}, more: Around = {}): Row {
  const item = { ...blankContact, ...set };
  const seen = { side: 'mailbox', kind: 'contact', id, version: more.version ?? '1', modifiedAt: 1, mark: more.mark ?? '', item } as const;
  return { side: 'mailbox', kind: 'contact', id, seen, ...around(more) };
}

export function eventRow(id: string, set: Partial<CalendarEvent> = {}, more: Around = {}): Row {
  const item = { ...blankEvent, start: '2026-03-02T09:00:00Z', end: '2026-03-02T10:00:00Z', ...set };
  const seen = { side: 'mailbox', kind: 'event', id, version: more.version ?? '1', modifiedAt: 1, mark: more.mark ?? '', item } as const;
  return { side: 'mailbox', kind: 'event', id, seen, ...around(more) };
}

export function recordRow(kind: Kind, id: string, set: Readonly<Record<string, CrmValue>> = {}, more: Around = {}): Row {
  const item = { kind, fields: { Id: id, SystemModstamp: '2026-03-01T00:00:00Z', ...set }, invitees: [] };
  const seen = { side: 'crm', kind, id, version: more.version ?? '1', modifiedAt: 1, mark: more.mark ?? '', item } as const;
  return { side: 'crm', kind, id, seen, ...around(more) };
}

/** Only remembered. */
export const goneRow = (side: Side, kind: Kind, id: string, more: Around = {}): Row => ({ side, kind, id, seen: null, ...around(more) });

export const troubleOf = (retryAt: number | null, set: Partial<Trouble> = {}): Trouble => ({
  cause: 'record locked',
  facts: {},
  since: 1,
  attempts: 1,
  retryAt,
  mailboxVersion: '1',
  crmVersion: '',
  ...set,
});

export const pairOf = (id: string, mailboxId: string, crmId: string, set: Partial<Pair> = {}): Pair => ({
  id,
  kind: 'contact',
  mailboxId,
  crmId,
  by: 'mark',
  since: 1,
  agreed: { email: [8_123_456_789_012_345, 4_503_599_627_370_497] },
  mailboxVersion: '1',
  crmVersion: '1',
  agreedAt: 1,
  ...set,
});

export const entryOf = (id: string, at: number, set: Partial<HistoryEntry> = {}): HistoryEntry => ({
  id,
  cycle: 'cycle-1',
  at,
  kind: 'contact',
  pairId: 'pair-1',
  side: 'crm',
  itemId: 'item-1',
  name: 'Ada Lovelace',
  what: 'updated',
  fields: [{ field: 'email', before: 'a@old.example', after: 'a@new.example' }],
  removed: null,
  why: 'edited on the other side',
  undone: false,
  ...set,
});
