/** SYN5: undo is a planned change like any other, refused with a reason when somebody has edited since. */
import type { Canonical } from '../field';
import { putIntoCrm, putIntoMailbox } from '../field';
import { fieldsOf } from '../fields';
import { markOfRecord } from '../keys';
import type { CalendarEvent, CauseCode, Contact, CrmRecord, Entry, HistoryEntry, ItemOf, Note, Row, Side } from '../model';
import { other } from '../model';
import { parted } from './gone';
import { closedMailbox } from './pair';
import type { Context, Step, Verdict } from './verdict';
import { outcome, said } from './verdict';

export type Undo = { readonly kind: 'do'; readonly verdict: Verdict } | { readonly kind: 'refused'; readonly cause: CauseCode };

/** @param entry the item as it stands now, with its twin. */
export function undo(past: HistoryEntry, entry: Entry, context: Context): Undo {
  if (past.undone) return { kind: 'refused', cause: 'changed meanwhile' };
  switch (past.what) {
    case 'updated':
    case 'lost value':
      return putBack(past, entry, context);
    case 'created':
      return removeAgain(past, entry);
    case 'removed':
      return createAgain(past, context);
    default:
      return { kind: 'refused', cause: 'changed meanwhile' };
  }
}

/** Each field goes back to what it was, as long as it still holds what was written then. */
function putBack(past: HistoryEntry, entry: Entry, context: Context): Undo {
  const row = past.side === 'mailbox' ? entry.mailbox : entry.crm;
  if (!row?.seen) return { kind: 'refused', cause: 'deleted and remembered' };
  const lenses = fieldsOf(past.kind, context.configuration, context.rep.provider, context.schema);
  const writes = past.fields.flatMap(({ field, before, after }) => {
    const lens = lenses.find((one) => one.name === field);
    // An account is found by look-up, and never taken away (CON3): what it was before, nobody knows.
    return lens && !(past.side === 'crm' && field === 'company') ? [{ lens, before, after }] : [];
  });
  const now = (lens: (typeof writes)[number]['lens']): Canonical =>
    past.side === 'crm' ? lens.read.crm(row.seen?.item as CrmRecord) : lens.read.mailbox(row.seen?.item as Contact | CalendarEvent);
  if (writes.length === 0 || writes.some(({ lens, after }) => now(lens) !== after)) return { kind: 'refused', cause: 'changed meanwhile' };
  if (past.side === 'mailbox') {
    const closed = closedMailbox(row.seen.item as Contact | CalendarEvent, context);
    if (closed) return { kind: 'refused', cause: closed };
  }
  const values = writes.map(({ lens, before }) => ({ lens, value: before }));
  const set =
    past.side === 'crm'
      ? putIntoCrm(row.seen.item as CrmRecord, values).set
      : putIntoMailbox(row.seen.item as Contact | CalendarEvent, values).set;
  const step: Step = {
    do: 'update',
    on: past.side,
    kind: past.kind,
    id: row.id,
    set,
    invitees: null,
    written: writes.map(({ lens, before, after }) => ({ field: lens.name, before: after, after: before })),
    why: 'rep',
  };
  return { kind: 'do', verdict: said(outcome('waiting', 'not yet synced'), { steps: [step] }) };
}

/** What Instep created goes again, unless somebody has worked on it; its source stays, and is remembered as unwanted there. */
function removeAgain(past: HistoryEntry, entry: Entry): Undo {
  const row = past.side === 'mailbox' ? entry.mailbox : entry.crm;
  if (!row?.seen || !entry.pair) return { kind: 'refused', cause: 'deleted and remembered' };
  const known = past.side === 'mailbox' ? entry.pair.mailboxVersion : entry.pair.crmVersion;
  if (row.seen.version !== known) return { kind: 'refused', cause: 'changed meanwhile' };
  const survivor: Row | null = past.side === 'mailbox' ? entry.crm : entry.mailbox;
  const note: Note = { kind: 'deleted', at: past.at, side: past.side, by: 'rep', version: '' };
  // Should the record come out of the bin, its item knows what was agreed (SYN1).
  const notes = survivor
    ? [{ ref: { side: survivor.side, kind: survivor.kind, id: survivor.id }, notes: [...parted(survivor, entry.pair, past.at), note] }]
    : [];
  return {
    kind: 'do',
    verdict: said(outcome('waiting', 'not yet synced'), {
      steps: [{ do: 'remove', on: past.side, kind: past.kind, id: row.id, why: 'rep' }],
      settle: { pair: null, dissolve: [entry.pair.id], notes, lost: [] },
    }),
  };
}

/**
 * What Instep removed is made anew from the whole item that the history kept. The twin whose deletion it had followed stays deleted,
 * and is remembered as such (SYN3).
 */
function createAgain(past: HistoryEntry, context: Context): Undo {
  if (!past.removed) return { kind: 'refused', cause: 'deleted and remembered' };
  // The other of the two that were made from one record is there, and would be doubled (SYN6).
  if (past.why === 'matched') return { kind: 'refused', cause: 'doubtful' };
  // Its record is there still, and knows it by this mark; an event's first id stays taken (wire-contracts 2.2).
  const record = past.side === 'mailbox' && past.why === 'rep' ? past.twinId : undefined;
  // And so is its mailbox item, which may have been edited out of all likeness since (SYN6).
  const item = past.side === 'crm' && past.why === 'rep' ? past.pairId : '';
  const from = record ?? past.itemId;
  const fresh = item || markOfRecord(context.rep, past.itemId, 9);
  const key = record ? markOfRecord(context.rep, record, past.kind === 'event' ? 1 : 0) : fresh;
  const step: Step = {
    do: 'create',
    on: past.side,
    kind: past.kind,
    from: { side: other(past.side), kind: past.kind, id: from },
    key,
    mark: key,
    item: creatable(past.side, past.removed),
    invitees: [],
    why: 'rep',
    notes:
      past.why === 'deleted on the other side' ? [{ kind: 'deleted', at: past.at, side: other(past.side), by: 'rep', version: '' }] : [],
  };
  return { kind: 'do', verdict: said(outcome('waiting', 'not yet synced'), { steps: [step] }) };
}

const systemFields = new Set([
  'Id',
  'SystemModstamp',
  'LastModifiedDate',
  'LastModifiedById',
  'CreatedDate',
  'CreatedById',
  'Instep_Key__c',
  'IsDeleted',
  'IsPersonAccount',
  'LastActivityDate',
  'IsChild',
  'IsGroupEvent',
  'ActivityDateTime',
  'OwnerId',
]);

/** A record's own values, without what only Salesforce writes and what belongs to related records. */
function creatable(side: Side, item: ItemOf[Side]): ItemOf[Side] {
  if (side === 'mailbox' || !('fields' in item)) return item.kind === 'event' && 'attendees' in item ? { ...item, attendees: [] } : item;
  const fields = Object.fromEntries(
    Object.entries(item.fields).filter(([name, value]) => !systemFields.has(name) && !name.includes('.') && value !== null),
  );
  return { ...item, fields };
}
