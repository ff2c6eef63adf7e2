/** An item without a twin: created on the other side, or kept out with the rule that decided (CON2, EVT2, EVT4, EVT7). */
import { markOfRecord } from '../keys';
import type { CrmRecord, Entry, Note, Row } from '../model';
import { type Creation, createInCrm, createInMailbox } from './create';
import { editedWhileDisconnected } from './held';
import { permits, rulesFor } from './merge';
import { actionsFor, type Context, type Outcome, outcome, said, type Verdict } from './verdict';

/** What the search for a twin found. Pairs that are clear have been made before this is asked. */
export type Found =
  | { readonly kind: 'none' }
  | { readonly kind: 'several'; readonly crmIds: readonly string[] }
  /** The other one: of a mailbox item the record, of a record the mailbox item. */
  | { readonly kind: 'doubtful'; readonly id: string }
  /** Of a contact that was made from this record, which has another contact made from it: two devices were at it at once (SYN6). */
  | { readonly kind: 'twice'; readonly id: string; readonly surely: boolean }
  /** The organizer syncs, and their event is not in Salesforce yet (EVT4). */
  | { readonly kind: 'waits for organizer'; readonly organizer: string };

/** There is no other version to take. */
export const editedAlone: Outcome['actions'] = ['create', 'pair'];

export function decideLone(entry: Entry, found: Found, context: Context): Verdict {
  const row = entry.mailbox ?? entry.crm;
  if (!row?.seen) return said(outcome('kept out', 'deleted and remembered'));
  const remembered = outcomeOfNotes(row);
  if (remembered) return said(remembered);
  // Its twin cannot be told any more by subject and time: creating one could double it (RST7).
  const edited = restores(row) ? [] : editedWhileDisconnected(row);
  if (edited.length > 0) return said(outcome('needs you', 'edited while disconnected', { fields: edited.join(', ') }, editedAlone));
  if (found.kind === 'twice') return madeTwice(row, found, context);
  const asked = outcomeOfFound(found);
  if (asked) return said(asked);
  const to = row.side === 'mailbox' ? 'crm' : 'mailbox';
  const { direction } = rulesFor(context.configuration, row.kind);
  if (!permits(direction, to)) return said(outcome('kept out', 'direction', { direction }, []));
  if (row.side === 'mailbox' && row.kind === 'contact' && context.contactsFull)
    return said(outcome('failed', 'limit reached', {}, actionsFor('limit reached')));
  if (to === 'crm') return created(createInCrm(row as Row<'mailbox'>, context));
  return fromRecord(row as Row<'crm'>, context);
}

/** The second one goes, as long as nobody has touched it; else the rep is asked, and "the same" lets it go. */
function madeTwice(row: Row, { id, surely }: Extract<Found, { kind: 'twice' }>, context: Context): Verdict {
  const same = row.notes.some((note) => note.kind === 'choice' && note.choice.take === 'pair' && note.choice.crmId === id);
  if (!same && !(surely && permits(rulesFor(context.configuration, row.kind).direction, 'mailbox')))
    return said(outcome('needs you', 'doubtful', { candidate: id }, actionsFor('doubtful')));
  return said(outcome('waiting', 'not yet synced'), {
    steps: [{ do: 'remove', on: row.side, kind: row.kind, id: row.id, why: 'matched' }],
  });
}

function fromRecord(row: Row<'crm'>, context: Context): Verdict {
  const record = row.seen?.item as CrmRecord;
  if (row.kind === 'event' && record.fields.OwnerId !== context.rep.userId)
    return said(outcome('in step', 'organizer syncs instead', { organizer: '' }));
  // Its mark says that it has, or had, a calendar event; that one is not in this calendar any more (SYN3).
  if (row.kind === 'event' && row.seen?.mark !== '' && !restores(row))
    return said(outcome('kept out', 'deleted and remembered', {}, actionsFor('deleted and remembered')));
  return created(createInMailbox(row, context, markOfRecord(context.rep, row.id)));
}

const created = (creation: Creation): Verdict =>
  creation.kind === 'not now'
    ? said(creation.outcome)
    : said(outcome('waiting', 'not yet synced'), { steps: [creation.step], remarks: creation.remarks });

const restores = (row: Row): boolean =>
  row.notes.some((note) => note.kind === 'choice' && (note.choice.take === 'restore' || note.choice.take === 'create'));

/** What was remembered about the item, unless the rep has asked for it back. */
function outcomeOfNotes(row: Row): Outcome | null {
  if (restores(row)) return null;
  const has = <K extends Note['kind']>(kind: K) => row.notes.find((note): note is Extract<Note, { kind: K }> => note.kind === kind);
  const deleted = has('deleted');
  if (deleted) return outcome('kept out', 'deleted and remembered', { date: deleted.at }, actionsFor('deleted and remembered'));
  const unlinked = has('unlinked');
  if (!unlinked) return null;
  const cause = unlinked.because === 'moved out' ? 'moved out of the folder' : 'unlinked';
  return outcome('kept out', cause, { date: unlinked.at }, actionsFor(cause));
}

function outcomeOfFound(found: Exclude<Found, { kind: 'twice' }>): Outcome | null {
  switch (found.kind) {
    case 'none':
      return null;
    case 'several':
      return outcome(
        'needs you',
        'several matches',
        { n: found.crmIds.length, candidates: found.crmIds.join(',') },
        actionsFor('several matches'),
      );
    case 'doubtful':
      return outcome('needs you', 'doubtful', { candidate: found.id }, actionsFor('doubtful'));
    case 'waits for organizer':
      return outcome('waiting', 'organizer has not synced', { organizer: found.organizer });
  }
}
