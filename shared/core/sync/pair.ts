/** What a pair needs while both its items are there: the merge of SYN1, and what may not be written. */
import { maskPrivate } from '../events/mask';
import { putIntoCrm, putIntoMailbox } from '../field';
import { fieldsOf } from '../fields';
import { areOfOne, markOfRecord } from '../keys';
import type {
  Agreed,
  CalendarEvent,
  CauseCode,
  Contact,
  CrmChanges,
  CrmRecord,
  Entry,
  HistoryEntry,
  Note,
  Pair,
  Remark,
  Row,
  Seen,
  Side,
} from '../model';
import { type AccountSettled, settleAccount } from './account';
import { agreedWithArrived, agreeOn, type Compared, compare } from './compare';
import { editedWhileDisconnected } from './held';
import { type Copy, lostValues, type MergeRules, merge, permits, rulesFor } from './merge';
import { asOfSeen } from './outdated';
import { type Related, relate } from './relations';
import { actionsFor, type Context, type Outcome, outcome, type Step, said, type Verdict } from './verdict';

export interface PairedEntry extends Entry {
  readonly pair: Pair;
  readonly mailbox: Row<'mailbox'> & { readonly seen: NonNullable<Row<'mailbox'>['seen']> };
  readonly crm: Row<'crm'> & { readonly seen: NonNullable<Row<'crm'>['seen']> };
}

export function decidePair(given: PairedEntry, context: Context): Verdict {
  const lenses = fieldsOf(given.pair.kind, context.configuration, context.rep.provider, context.schema);
  const shown = { mailbox: given.mailbox.seen.item, crm: given.crm.seen.item };
  const known = agreedWithArrived(given.pair, lenses, shown);
  const entry: PairedEntry = known === given.pair.agreed ? given : { ...given, pair: { ...given.pair, agreed: known } };
  const { pair } = entry;
  const seen = entry.mailbox.seen.item;
  const item = seen.kind === 'event' ? maskPrivate(seen, context.configuration) : seen;
  const record = entry.crm.seen.item;
  if (ofSomebodyElse(pair, record, context)) return followed(entry);

  const taken = takenSide(entry);
  const edited = editedWhileDisconnected(entry.mailbox, entry.crm);
  if (edited.length > 0 && !taken)
    return said(outcome('needs you', 'edited while disconnected', { fields: edited.join(', ') }, actionsFor('edited while disconnected')));

  const compared = compare(lenses, pair, seen, record);
  const merged = merge(compared, mergeRules(entry, context, taken));
  const account = settleAccount(merged, entry, context);
  const related = relate(item, record, pair, context, picked(entry));
  const toCrm = crmUpdate(entry, record, account, related);
  const toMailbox = mailboxUpdate(entry, entry.mailbox.seen.item, account.copies);
  const refused = account.copies.filter((copy) => copy.to === 'crm' && !copy.compared.lens.mayWrite('update'));
  const content = [toCrm.step, toMailbox].filter((step): step is Step => step !== null);
  const mark = content.length === 0 ? markStep(entry, context) : null;
  const steps = mark ? [mark] : content;

  const agreed = agreeOn(withBlocked(pair, merged.blocked), [...merged.equal, ...toCrm.held, ...account.agreed, ...related.agreed]);
  const remarks = [
    ...pickedRemarks(pair),
    ...shortenedRemarks(compared, account.copies, record, context, pair.kind),
    ...related.remarks,
    ...directionRemarks(merged.blocked),
  ];
  const of = outcomeOf(content, merged.blocked, refused, account.outcome);
  return {
    outcome: of,
    remarks,
    steps,
    agreed,
    looked: [],
    settle: {
      pair: nextPair(entry, agreed, steps.length === 0, context.now),
      dissolve: [],
      notes: usedUp(entry),
      lost: lostValues([...account.copies, ...(account.took ? [account.took] : [])]),
    },
  };
}

/**
 * A pair that was matched carries no mark yet (CON2). It goes on the record; where another rep's pair has that place, on the
 * mailbox item, unless the vendor would mail its attendees for it.
 */
function markStep(entry: PairedEntry, context: Context): Step | null {
  return missingMark(entry.pair, entry.mailbox, entry.crm, context);
}

interface Held<S extends Side> {
  readonly id: string;
  readonly seen: Seen<S>;
}

export function missingMark(pair: Pair, mailbox: Held<'mailbox'>, crm: Held<'crm'>, context: Context): Step | null {
  const ours = areOfOne(mailbox.seen.mark, markOfRecord(context.rep, crm.id));
  // Where nobody else attends, the sign on the calendar event is enough; it costs no write to the record.
  if (areOfOne(crm.seen.mark, pair.id) || (ours && isAlone(mailbox.seen.item))) return null;
  if (crm.seen.mark === '') return { do: 'mark', on: 'crm', kind: pair.kind, id: crm.id, key: pair.id };
  if (ours || closedMailbox(mailbox.seen.item, context) !== null) return null;
  return { do: 'mark', on: 'mailbox', kind: pair.kind, id: mailbox.id, key: markOfRecord(context.rep, crm.id) };
}

/** EVT1: what the record shows shortened is said as long as it is so, not only while it is written. */
function shortenedRemarks(
  compared: readonly Compared[],
  copies: readonly Copy[],
  record: CrmRecord,
  context: Context,
  kind: Pair['kind'],
): Remark[] {
  if (!permits(rulesFor(context.configuration, kind).direction, 'crm')) return [];
  const differing = compared.filter(({ mailbox, crm }) => mailbox !== crm && mailbox !== '');
  if (differing.length === 0) return [];
  const goesTo = new Map(copies.map((copy) => [copy.compared.name, copy.to]));
  return differing.flatMap(({ name, lens, mailbox }) => {
    if (goesTo.get(name) === 'mailbox') return [];
    const { set, shortened } = lens.toCrm(mailbox, record);
    const shows = goesTo.get(name) === 'crm' || Object.keys(set).length === 0;
    return shortened && shows ? [{ cause: 'text shortened', facts: { field: name, from: shortened.from, to: shortened.to } }] : [];
  });
}

const isAlone = (item: Contact | CalendarEvent): boolean => item.kind === 'contact' || item.attendees.length === 0;

const pickedRemarks = (pair: Pair): Remark[] => (pair.pickedFrom ? [{ cause: 'picked from several', facts: { n: pair.pickedFrom } }] : []);

/** EVT4: the record of a meeting belongs to its organizer, or was given to somebody else: this rep's device writes nothing there. */
export const ofSomebodyElse = (pair: Pair, record: CrmRecord | null, context: Context): boolean =>
  pair.kind === 'event' && (record ? record.fields.OwnerId !== context.rep.userId : pair.by === 'organizer');

/** The organizer's device does the syncing; this one only knows where the record is (EVT4). */
function followed(entry: PairedEntry): Verdict {
  const organizer =
    entry.mailbox.seen.item.kind === 'event' ? entry.mailbox.seen.item.organizerName || entry.mailbox.seen.item.organizer : '';
  const pair: Pair = { ...entry.pair, mailboxVersion: entry.mailbox.seen.version, crmVersion: entry.crm.seen.version };
  return said(outcome('in step', 'organizer syncs instead', { organizer }, actionsFor('in step')), {
    agreed: entry.pair.agreed,
    settle: { pair, dissolve: [], notes: [], lost: [] },
  });
}

function mergeRules(entry: PairedEntry, context: Context, taken: MergeRules['taken']): MergeRules {
  const rules = rulesFor(context.configuration, entry.pair.kind);
  return {
    direction: rules.direction,
    winner: rules.winner,
    modifiedAt: { mailbox: entry.mailbox.seen.modifiedAt, crm: entry.crm.seen.modifiedAt },
    closed: { mailbox: closedMailbox(entry.mailbox.seen.item, context), crm: null },
    taken,
  };
}

/** EVT6 and the organizer's rights: why the mailbox's event may not be written. */
export function closedMailbox(item: Contact | CalendarEvent, context: Context): CauseCode | null {
  if (item.kind === 'contact') return null;
  if (!item.mine) return 'not the organizer';
  const invited = item.attendees.some((attendee) => !context.rep.mailboxAddresses.includes(attendee.email));
  if (invited && context.rep.provider === 'microsoft' && !context.configuration.events.mayInvite) return 'would mail attendees';
  return null;
}

function crmUpdate(entry: PairedEntry, record: CrmRecord, account: AccountSettled, related: Related) {
  const { copies, took } = account;
  const writes = copies
    .filter((copy) => copy.to === 'crm' && copy.compared.lens.mayWrite('update'))
    .map(({ compared }) => ({ lens: compared.lens, value: compared.mailbox }));
  const put = putIntoCrm(record, writes);
  const set: CrmChanges = { ...put.set, ...account.set, ...related.set };
  const changed = Object.keys(set).length > 0 || related.invitees !== null;
  const written = [...copies, ...(took ? [took] : [])]
    .filter((copy) => copy.to === 'crm' && !put.unheld.includes(copy.compared.name))
    .map(({ compared }) => ({ field: compared.name, before: compared.crm, after: compared.mailbox }));
  const step: Step | null = changed
    ? {
        do: 'update',
        on: 'crm',
        kind: entry.pair.kind,
        id: entry.pair.crmId,
        set,
        invitees: related.invitees,
        written,
        why: why([...copies, ...(took ? [took] : [])], 'crm'),
      }
    : null;
  // What the CRM shows already in its own way, or cannot hold at all, is agreed as it stands (SYN2).
  const held = copies
    .filter((copy) => copy.to === 'crm' && (!changed || put.unheld.includes(copy.compared.name)))
    .map((copy) => copy.compared);
  return { step, held };
}

function mailboxUpdate(entry: PairedEntry, item: Contact | CalendarEvent, copies: readonly Copy[]): Step | null {
  const mine = copies.filter((copy) => copy.to === 'mailbox');
  const { set } = putIntoMailbox(
    item,
    mine.map(({ compared }) => ({ lens: compared.lens, value: compared.crm })),
  );
  if (Object.keys(set).length === 0) return null;
  const written = mine.map(({ compared }) => ({ field: compared.name, before: compared.mailbox, after: compared.crm }));
  return {
    do: 'update',
    on: 'mailbox',
    kind: entry.pair.kind,
    id: entry.pair.mailboxId,
    set,
    invitees: null,
    written,
    why: why(copies, 'mailbox'),
  };
}

const why = (copies: readonly Copy[], to: Side): HistoryEntry['why'] =>
  copies.some((copy) => copy.to === to && copy.loses) ? 'changed on both sides' : 'edited on the other side';

function outcomeOf(
  steps: readonly Step[],
  blocked: readonly { readonly compared: Compared; readonly because: CauseCode }[],
  refused: readonly Copy[],
  account: Outcome | null,
): Outcome {
  const stuck = blocked.find((entry) => entry.because !== 'direction');
  if (stuck)
    return outcome(
      'needs you',
      stuck.because,
      { field: stuck.compared.name, mailbox: stuck.compared.mailbox, crm: stuck.compared.crm },
      actionsFor(stuck.because),
    );
  if (steps.length > 0) return outcome('waiting', 'not yet synced');
  const locked = refused[0];
  if (locked) return outcome('failed', 'field not writable', { field: locked.compared.name }, actionsFor('field not writable'));
  return account ?? outcome('in step', 'in step', {}, actionsFor('in step'));
}

function directionRemarks(blocked: readonly { readonly compared: Compared; readonly to: Side; readonly because: CauseCode }[]): Remark[] {
  return blocked
    .filter((entry) => entry.because === 'direction')
    .map(({ compared, to }) => ({ cause: 'direction', facts: { field: compared.name, side: to } }));
}

/**
 * Matched again with the same record, what may not be written now is still agreed as it was: it would not be known for an edit, should
 * the other item be deleted (SYN3).
 */
function withBlocked({ agreed, before, again }: Pair, blocked: readonly { readonly compared: Compared }[]): Agreed | null {
  if (!before || !again) return agreed;
  const still = blocked.flatMap(({ compared: { name } }) => (before[name] && !agreed?.[name] ? [[name, before[name]] as const] : []));
  return still.length === 0 ? agreed : { ...agreed, ...Object.fromEntries(still) };
}

function nextPair(entry: PairedEntry, agreed: Pair['agreed'], settled: boolean, now: number): Pair {
  const { intends: _arrivedOrNot, ...held } = entry.pair;
  const open: Pair = { ...held, asOf: asOfSeen(entry.mailbox.seen, entry.crm.seen) };
  if (!settled) return { ...open, agreed };
  const { before: _usedUp, again: _too, ...pair } = open;
  return { ...pair, agreed, mailboxVersion: entry.mailbox.seen.version, crmVersion: entry.crm.seen.version, agreedAt: now };
}

function takenSide(entry: PairedEntry): MergeRules['taken'] {
  for (const note of [...entry.mailbox.notes, ...entry.crm.notes]) {
    if (note.kind === 'choice' && note.choice.take === 'side') return { side: note.choice.side, fields: note.choice.fields };
  }
  return null;
}

function picked(entry: PairedEntry): { readonly personId: string; readonly whatId: string } | null {
  for (const note of [...entry.mailbox.notes, ...entry.crm.notes]) {
    if (note.kind === 'choice' && note.choice.take === 'relate') return note.choice;
  }
  return null;
}

const passing: ReadonlySet<Note['kind']> = new Set(['choice', 'reset', 'deleted', 'unlinked']);

/** A choice is for this once, and so is the memory of how the item looked at the reset. What both sides show again is not gone. */
function usedUp(entry: PairedEntry): Verdict['settle']['notes'] {
  return [entry.mailbox, entry.crm].flatMap((row) => {
    const notes: readonly Note[] = row.notes.filter((note) => !passing.has(note.kind));
    return notes.length === row.notes.length ? [] : [{ ref: { side: row.side, kind: row.kind, id: row.id }, notes }];
  });
}
