/** One of the two was deleted, or left the folder (SYN3, CON5). An edit outlives the deletion of the twin. */
import { fieldsOf } from '../fields';
import { markOfRecord } from '../keys';
import type { CauseCode, Entry, Note, Pair, Ref, Row, Side } from '../model';
import { other } from '../model';
import { agreedWithArrived, editedSince } from './compare';
import { createInCrm, createInMailbox } from './create';
import { permits, rulesFor } from './merge';
import { closedMailbox, ofSomebodyElse } from './pair';
import { actionsFor, type Context, outcome, said, type Verdict } from './verdict';

export interface GoneEntry extends Entry {
  readonly pair: Pair;
}

const refOf = (row: Row): Ref => ({ side: row.side, kind: row.kind, id: row.id });

/** @param filtered the survivor is kept out by a rule: nothing on it may be touched. */
export function decideGone(entry: GoneEntry, filtered: boolean, context: Context): Verdict {
  const { mailbox, crm } = entry;
  const survivor = mailbox?.seen ? mailbox : crm?.seen ? crm : null;
  if (!survivor?.seen) return said(outcome('kept out', 'deleted and remembered'), { settle: settled(entry, bothGone(entry, context)) });
  const gone = other(survivor.side);
  const goneRow = gone === 'mailbox' ? mailbox : crm;
  const deleted = goneRow?.notes.some((note) => note.kind === 'deleted' && note.side === gone) ?? false;

  if (!deleted) return unlink(entry, survivor, 'moved out', 'moved out of the folder', context);
  if (filtered) return remember(entry, survivor, gone, context);
  const edited = outlives(entry, survivor, context);
  const mayRestore = permits(rulesFor(context.configuration, entry.kind).direction, gone);
  if (choice(survivor, 'restore') || (edited && mayRestore)) return restore(entry, survivor, gone, context);
  // An edit that may not go over is no reason to delete it.
  if (edited || !mayRemove(entry, survivor, context)) return remember(entry, survivor, gone, context);
  if (survivor.side === 'mailbox' && closedMailbox(survivor.seen.item as never, context) === 'would mail attendees')
    return said(outcome('needs you', 'would mail attendees', { field: 'deletion' }, ['take mailbox', 'restore']));
  return said(outcome('waiting', 'not yet synced'), {
    steps: [{ do: 'remove', on: survivor.side, kind: entry.kind, id: survivor.id, why: 'deleted on the other side' }],
    settle: settled(entry, []),
  });
}

/** Should the item come back, as one does that was only given another name, its record was deleted all the same (SYN3). */
function bothGone({ mailbox, crm }: GoneEntry, context: Context): Verdict['settle']['notes'] {
  const isRemoved = crm?.notes.some((note) => note.kind === 'deleted' && note.side === 'crm' && note.by === 'rep');
  if (!mailbox || !isRemoved) return [];
  const note: Note = { kind: 'deleted', at: context.now, side: 'crm', by: 'rep', version: '' };
  return [{ ref: refOf(mailbox), notes: [...mailbox.notes.filter((old) => !(old.kind === 'deleted' && old.side === 'crm')), note] }];
}

function outlives(entry: GoneEntry, survivor: Row, context: Context): boolean {
  if (!entry.pair.agreed || !survivor.seen) return false;
  const lenses = fieldsOf(entry.kind, context.configuration, context.rep.provider, context.schema);
  const shown = { mailbox: entry.mailbox?.seen?.item ?? null, crm: entry.crm?.seen?.item ?? null };
  const agreed = agreedWithArrived(entry.pair, lenses, shown) ?? entry.pair.agreed;
  return editedSince(lenses, agreed, survivor.side, survivor.seen.item);
}

/** What the configuration allows, and what the rep may: a meeting of somebody else stays in the rep's calendar. */
function mayRemove(entry: GoneEntry, survivor: Row, context: Context): boolean {
  const rules = rulesFor(context.configuration, entry.kind);
  const gone = other(survivor.side);
  if (ofSomebodyElse(entry.pair, entry.crm?.seen?.item ?? null, context) || entry.pair.agreed === null) return false;
  if (rules.onDelete[gone] !== 'delete' || !permits(rules.direction, survivor.side)) return false;
  const item = survivor.seen?.item;
  return !(item?.kind === 'event' && 'mine' in item && !item.mine);
}

function restore(entry: GoneEntry, survivor: Row, gone: Side, context: Context): Verdict {
  if (!survivor.seen) return said(outcome('kept out', 'deleted and remembered'));
  const step =
    gone === 'crm'
      ? createInCrm(survivor as Row<'mailbox'>, context)
      : createInMailbox(survivor as Row<'crm'>, context, markOfRecord(context.rep, survivor.id));
  if (step.kind === 'not now') return said(step.outcome);
  return said(outcome('waiting', 'not yet synced'), { steps: [step.step], remarks: step.remarks, settle: settled(entry, []) });
}

function unlink(entry: GoneEntry, survivor: Row, because: 'moved out', cause: CauseCode, context: Context): Verdict {
  const twin = survivor.side === 'mailbox' ? entry.pair.crmId : entry.pair.mailboxId;
  const note: Note = { kind: 'unlinked', at: context.now, because, twin };
  return said(outcome('kept out', cause, {}, actionsFor(cause)), {
    settle: settled(entry, [
      { ref: refOf(survivor), notes: [...parted(survivor, entry.pair, context.now), note] },
      // Should it be moved back, it knows what was agreed (SYN1).
      ...(survivor.side === 'crm' && entry.mailbox
        ? [{ ref: refOf(entry.mailbox), notes: parted(entry.mailbox, entry.pair, context.now) }]
        : []),
    ]),
  });
}

/** A mailbox item remembers what it had agreed on, should it meet this record again, or the one that takes its place. */
export function parted(row: Row, { agreed, crmId }: Pick<Pair, 'agreed' | 'crmId'>, at: number): readonly Note[] {
  if (row.side !== 'mailbox' || !agreed) return row.notes;
  return [...row.notes.filter((note) => note.kind !== 'agreed'), { kind: 'agreed', at, agreed, twin: crmId }];
}

function remember(entry: GoneEntry, survivor: Row, gone: Side, context: Context): Verdict {
  const note = { kind: 'deleted', at: context.now, side: gone, by: 'rep', version: '' } as const;
  return said(outcome('kept out', 'deleted and remembered', { date: context.now }, actionsFor('deleted and remembered')), {
    settle: settled(entry, [{ ref: refOf(survivor), notes: [...without(parted(survivor, entry.pair, context.now), note), note] }]),
  });
}

/** It may have been noted before, by another device. */
const without = (notes: readonly Note[], note: Extract<Note, { kind: 'deleted' }>): readonly Note[] =>
  notes.filter((old) => !(old.kind === 'deleted' && old.side === note.side && old.version === ''));

const settled = (entry: GoneEntry, notes: Verdict['settle']['notes']): Verdict['settle'] => ({
  pair: null,
  dissolve: [entry.pair.id],
  notes,
  lost: [],
});

export const choice = (row: Row, take: string): boolean => row.notes.some((note) => note.kind === 'choice' && note.choice.take === take);
