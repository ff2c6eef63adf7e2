/** The planner: one entry in, one verdict out. Plan, preview, dry run and "why?" are all this call (STA2, STA5). */
import { fieldsOf } from '../fields';
import { type CauseCode, type Entry, type ItemId, rowsOf, type Trouble } from '../model';
import { editedSince } from './compare';
import { lookThrough } from './filters';
import { decideGone, type GoneEntry, parted } from './gone';
import { decideLone, editedAlone, type Found } from './lone';
import { permits } from './merge';
import { isOutdated } from './outdated';
import { decidePair, ofSomebodyElse, type PairedEntry } from './pair';
import { actionsFor, type Context, type Outcome, outcome, outcomeOfTrouble, type RuleLookedAt, said, type Verdict } from './verdict';

export function decide(entry: Entry, found: Found, context: Context): Verdict {
  const looked = lookThrough(entry, context);
  const deciding = looked.find((rule) => rule.result === 'decides');
  const verdict = verdictOf(entry, found, context, deciding);
  const last: RuleLookedAt = { rule: verdict.outcome.cause, facts: verdict.outcome.facts, result: 'decides' };
  return { ...verdict, looked: deciding ? looked : [...looked, last] };
}

function verdictOf(entry: Entry, found: Found, context: Context, deciding: RuleLookedAt | undefined): Verdict {
  const trouble = activeTrouble(entry, context.now);
  if (!deciding && isOutdated(entry, context.now)) return said(outcome('waiting', 'not yet synced'));
  if (isGone(entry)) {
    const verdict = decideGone(entry, deciding !== undefined, context);
    return trouble && verdict.steps.length > 0 ? said(outcomeOfTrouble(trouble)) : verdict;
  }
  if (deciding) return keptOut(entry, deciding, context);
  if (trouble) return said(held(outcomeOfTrouble(trouble), entry));
  return isPaired(entry) ? decidePair(entry, context) : decideLone(entry, found, context);
}

const held = (of: Outcome, entry: Entry): Outcome =>
  of.cause === 'edited while disconnected' && entry.pair === null ? { ...of, actions: editedAlone } : of;

const isGone = (entry: Entry): entry is GoneEntry => entry.pair !== null && !(entry.mailbox?.seen && entry.crm?.seen);

const isPaired = (entry: Entry): entry is PairedEntry => entry.pair !== null && Boolean(entry.mailbox?.seen && entry.crm?.seen);

/** Left alone, but one click away from Salesforce: said as such (STA1). */
const couldBeAdded: readonly CauseCode[] = ['not picked', 'not in the folder', 'category instead of folder'];

/** The pair rests: nothing is written on either side, and what was agreed is kept for the day it takes part again (CFG4). */
function keptOut(entry: Entry, rule: RuleLookedAt, context: Context): Verdict {
  const of = outcome(couldBeAdded.includes(rule.rule) ? 'not in salesforce' : 'kept out', rule.rule, rule.facts, actionsFor(rule.rule));
  if (rule.rule === 'cancelled' && isPaired(entry)) return cancelled(entry, of, context);
  const { pair } = entry;
  if (rule.rule !== 'kept out by you' || !pair || !asksToDelete(entry, pair.crmId)) return said(of);
  const notes = rowsOf(entry).map((row) => ({
    ref: { side: row.side, kind: row.kind, id: row.id },
    // Should the record come out of the bin, its item knows what was agreed (SYN1).
    notes: parted(row, pair, context.now).filter((note) => note.kind !== 'choice'),
  }));
  return said(of, {
    steps: [{ do: 'remove', on: 'crm', kind: entry.kind, id: pair.crmId, why: 'rep' }],
    settle: { pair: null, dissolve: [pair.id], notes, lost: [] },
  });
}

/** A cancelled meeting is a deleted one (LS-E41), unless somebody has edited the record since. */
function cancelled(entry: PairedEntry, of: Outcome, context: Context): Verdict {
  const { onDelete, direction } = context.configuration.events;
  const lenses = fieldsOf('event', context.configuration, context.rep.provider, context.schema);
  const edited = entry.pair.agreed === null || editedSince(lenses, entry.pair.agreed, 'crm', entry.crm.seen.item);
  if (onDelete.mailbox !== 'delete' || !permits(direction, 'crm') || edited || ofSomebodyElse(entry.pair, entry.crm.seen.item, context))
    return said(of);
  return said(of, {
    steps: [{ do: 'remove', on: 'crm', kind: 'event', id: entry.pair.crmId, why: 'deleted on the other side' }],
    settle: { pair: null, dissolve: [entry.pair.id], notes: [], lost: [] },
  });
}

const asksToDelete = (entry: Entry, crmId: ItemId): boolean =>
  rowsOf(entry).some(({ notes }) =>
    notes.some((note) => note.kind === 'choice' && note.choice.take === 'delete record' && note.choice.crmId === crmId),
  );

/** A trouble holds until it is due, or either item is another than the one that met it (SYN8). */
export function activeTrouble(entry: Entry, now: number): Trouble | null {
  for (const row of rowsOf(entry)) {
    const { trouble } = row;
    if (!trouble || trouble.cause === 'account not matched') continue;
    if (trouble.retryAt !== null && trouble.retryAt <= now) continue;
    if (trouble.mailboxVersion === (entry.mailbox?.seen?.version ?? '') && trouble.crmVersion === (entry.crm?.seen?.version ?? ''))
      return trouble;
  }
  return null;
}
