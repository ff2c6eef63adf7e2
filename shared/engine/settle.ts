/** After the writes: what both sides now agree on, what became of each entry, and the history of it (SYN1, SYN5). */

import { maskPrivate } from '../core/events/mask';
import { relationsOf } from '../core/events/organizer';
import { fieldsOf } from '../core/fields';
import { hash53, markOfMailboxItem } from '../core/keys';
import {
  type Agreed,
  type Entry,
  type HistoryEntry,
  type Note,
  other,
  type Pair,
  type Row,
  rowsOf,
  type Seen,
  type Side,
} from '../core/model';
import type { LedgerChange, Wrote } from '../core/ports';
import { agreeOn, type Compared, compare } from '../core/sync/compare';
import { asOfSeen } from '../core/sync/outdated';
import { missingMark } from '../core/sync/pair';
import { attendeesText, relationText } from '../core/sync/relations';
import type { Context, Step, Verdict } from '../core/sync/verdict';
import { refName } from './entries';
import { nameOf } from './names';

type Done = Extract<Wrote, { kind: 'done' }>;

export interface Carried {
  readonly entry: Entry;
  readonly verdict: Verdict;
  readonly done: readonly { readonly step: Step; readonly wrote: Done }[];
  /** Steps that failed or were overtaken: the entry is not settled yet. */
  readonly open: boolean;
}

export interface Cycle {
  readonly id: string;
  readonly context: Context;
  /** Makes ids of history entries. */
  readonly next: () => string;
}

/** What the ledger must hold after these steps were carried out. */
export function settle(carried: Carried, cycle: Cycle): LedgerChange {
  const rows = rowsAfter(carried, cycle);
  const removed = carried.done.some(({ step }) => step.do === 'remove');
  const created = carried.done.find(({ step }) => step.do === 'create');
  const history = historyOf(carried, cycle);
  if (removed) return withNotes(carried, { rows, dissolve: carried.verdict.settle.dissolve, history, tell: tellOf(carried) });
  const settled = created ? newPair(carried, created.step, rows, cycle.context) : agreedPair(carried, rows, cycle.context);
  if (!settled) {
    // Made without a twin, by an undo: it is planned like any other item, and so finds the twin that it has (SYN5).
    const alone = created?.wrote.seen ? [{ side: created.step.on, kind: created.step.kind, id: created.wrote.seen.id }] : [];
    const tell = [...tellOf(carried), ...alone.map((ref) => refName(ref))];
    return withNotes(carried, { rows, dissolve: carried.verdict.settle.dissolve, history, dirty: alone, tell });
  }
  const { pair, isWhole } = settled;
  // Made from a record, or matched and brought into line: the mark comes next, so that every device finds the pair (SYN6, EVT4).
  const marked = carried.done.some(({ step }) => step.do === 'mark');
  const unmarked = !marked && !carried.open && lacksMark(pair, rows, cycle.context);
  const dirty =
    unmarked ||
    // A company that no account matches is asked about in the next plan (CON3).
    (pair.kind === 'contact' && pair.agreed?.company === undefined) ||
    carried.verdict.outcome.kind === 'needs you' ||
    !isWhole
      ? [{ side: 'mailbox', kind: pair.kind, id: pair.mailboxId } as const]
      : [];
  const dissolve = carried.verdict.settle.dissolve.filter((id) => id !== pair.id);
  return withNotes(carried, { rows, pairs: [pair], dissolve, history, dirty, tell: [...tellOf(carried), pair.id] });
}

function lacksMark(pair: Pair, rows: readonly Row[], context: Context): boolean {
  const mailbox = seenIn(rows, 'mailbox', pair.mailboxId);
  const crm = seenIn(rows, 'crm', pair.crmId);
  if (!mailbox || !crm || pair.by === 'organizer') return false;
  return missingMark(pair, { id: mailbox.id, seen: mailbox }, { id: crm.id, seen: crm }, context) !== null;
}

/** Few enough to be looked through: an entry's items, and what was made. */
const rowIn = (rows: readonly Row[], side: Side, id: string): Row | undefined => rows.find((row) => row.side === side && row.id === id);

const seenIn = <S extends Side>(rows: readonly Row[], side: S, id: string): Seen<S> | null =>
  (rowIn(rows, side, id)?.seen ?? null) as Seen<S> | null;

function rowsAfter(carried: Carried, cycle: Cycle): readonly Row[] {
  const rows = rowsOf(carried.entry).map((row) => (row.trouble ? { ...row, trouble: null } : row));
  const put = (row: Row): void => {
    const at = rows.findIndex((held) => held.side === row.side && held.id === row.id);
    if (at < 0) rows.push(row);
    else rows[at] = row;
  };
  for (const { step, wrote } of carried.done) {
    if (step.do === 'remove') {
      const row = rowIn(rows, step.on, step.id);
      if (row) put(tombstone(row, cycle.context.now));
    } else if (wrote.seen) {
      const held = rowIn(rows, step.on, wrote.seen.id);
      const notes = held?.notes ?? (step.do === 'create' ? (step.notes ?? []) : []);
      put({ side: step.on, kind: step.kind, id: wrote.seen.id, seen: wrote.seen, notes, trouble: null });
    }
  }
  return rows;
}

function tombstone(row: Row, now: number): Row {
  const note: Note = { kind: 'deleted', at: now, side: row.side, by: 'instep', version: row.seen?.version ?? '' };
  return { ...row, seen: null, notes: [...row.notes.filter((old) => old.kind !== 'choice'), note], trouble: null };
}

/** A pair as it is after the writes; `isWhole`: nothing is left to do about any of its fields. */
interface Settled {
  readonly pair: Pair;
  readonly isWhole: boolean;
}

function newPair(carried: Carried, step: Step, rows: readonly Row[], context: Context): Settled | null {
  const created = carried.done.find(({ step: one }) => one === step)?.wrote.seen;
  const source = step.on === 'crm' ? carried.entry.mailbox?.seen : carried.entry.crm?.seen;
  if (!created || !source) return null;
  const mailbox = (step.on === 'mailbox' ? created : source) as Seen<'mailbox'>;
  const crm = (step.on === 'crm' ? created : source) as Seen<'crm'>;
  const base: Pair = {
    id: markOfMailboxItem(context.rep, mailbox.id, mailbox.item),
    kind: step.kind,
    mailboxId: mailbox.id,
    crmId: crm.id,
    by: 'created',
    since: context.now,
    agreed: null,
    mailboxVersion: mailbox.version,
    crmVersion: crm.version,
    asOf: asOfSeen(mailbox, crm),
    agreedAt: context.now,
  };
  const found = comparedOf(base, rows, context);
  const agreed = agreedAsTheyStand(found, base, rows, context);
  return { pair: { ...base, agreed }, isWhole: found.every(({ name }) => agreed[name] !== undefined) };
}

/**
 * A new twin was made from this item: what it shows is the agreement, also where Salesforce shows it in its own way. What it shows
 * differently was there already, under the same key, and is merged by the next plan.
 */
function agreedAsTheyStand(found: readonly Compared[], pair: Pair, rows: readonly Row[], context: Context): Agreed {
  // A company that no account matches yet is agreed upon by nobody (CON3).
  return agreeOn(null, [
    ...found.filter((field) => (field.name === 'company' ? field.mailbox === field.crm || field.mailbox === '' : field.alike)),
    ...attendees(pair, rows, context),
  ]);
}

function agreedPair(carried: Carried, rows: readonly Row[], context: Context): Settled | null {
  const { pair } = carried.verdict.settle;
  if (!pair) return null;
  const written = new Map(
    carried.done.flatMap(({ step }) => (step.do === 'update' ? step.written.map((one) => [one.field, step.on] as const) : [])),
  );
  const planned = new Map(comparedOf(pair, rowsOf(carried.entry), context).map((field) => [field.name, field]));
  // An account of another name than the company had is taken over by the mailbox in the next plan (CON3).
  const now = comparedOf(pair, rows, context)
    .filter((field) => written.has(field.name) && (field.name !== 'company' || field.mailbox === field.crm))
    .map((field) => {
      // Written was what the other side held when it was planned: what it shows since is somebody's edit (SYN1).
      const from = other(written.get(field.name) ?? 'crm');
      return { ...field, [from]: planned.get(field.name)?.[from] ?? field[from] };
    });
  const invited = carried.done.some(
    ({ step }) => step.do === 'update' && step.on === 'crm' && (step.invitees !== null || 'WhoId' in step.set),
  )
    ? attendees(pair, rows, context)
    : [];
  const agreed = agreeOn(pair.agreed, [...now, ...invited]);
  const settled = { ...pair, ...versions(pair, rows, carried.open), agreedAt: context.now };
  const next = carried.open && carried.entry.pair?.agreed === null ? { ...settled, ...halfAgreed(pair, agreed) } : { ...settled, agreed };
  return { pair: next, isWhole: !leftToDo(comparedOf(next, rows, context)) };
}

/**
 * Two that were just found, and only one half was written: nothing is agreed before all of it has been, or what only one of them holds
 * would be deleted with the other (SYN3). What is in line already is remembered for the next plan.
 */
const halfAgreed = ({ before, again }: Pair, agreed: Agreed): Pick<Pair, 'agreed' | 'before' | 'again'> =>
  before && !again ? { agreed: null } : { agreed: null, before: { ...before, ...agreed }, again: true };

function versions(pair: Pair, rows: readonly Row[], open: boolean): Partial<Pair> {
  const mailbox = seenIn(rows, 'mailbox', pair.mailboxId);
  const crm = seenIn(rows, 'crm', pair.crmId);
  // What is agreed of one half is agreed as of now, though the other half is not done yet.
  const asOf = mailbox && crm ? { asOf: asOfSeen(mailbox, crm) } : {};
  if (open) return asOf;
  return { ...asOf, mailboxVersion: mailbox?.version ?? pair.mailboxVersion, crmVersion: crm?.version ?? pair.crmVersion };
}

function comparedOf(pair: Pair, rows: readonly Row[], context: Context): Compared[] {
  const item = seenIn(rows, 'mailbox', pair.mailboxId)?.item;
  const record = seenIn(rows, 'crm', pair.crmId)?.item;
  if (!item || !record) return [];
  return compare(fieldsOf(pair.kind, context.configuration, context.rep.provider, context.schema), pair, item, record);
}

function attendees(pair: Pair, rows: readonly Row[], context: Context): { name: string; mailbox: string; crm: string }[] {
  const item = seenIn(rows, 'mailbox', pair.mailboxId)?.item;
  const record = seenIn(rows, 'crm', pair.crmId)?.item;
  if (item?.kind !== 'event' || !record) return [];
  const asked = relationsOf(maskPrivate(item, context.configuration), context.rep, context.look.person).complete;
  return asked ? [{ name: 'attendees', mailbox: attendeesText(item), crm: relationText(record) }] : [];
}

/** Somebody edited between the plan and the write: there is more to do. */
const leftToDo = (compared: readonly Compared[]): boolean =>
  compared.some((field) => field.change !== 'same' && field.change !== 'new' && !field.alike);

function withNotes(carried: Carried, change: LedgerChange): LedgerChange {
  if (carried.open) return change;
  const rows = (change.rows ?? []).map((row) => {
    const noted = carried.verdict.settle.notes.find(({ ref }) => ref.side === row.side && ref.id === row.id);
    if (!noted && !row.notes.some(isUsedUp)) return row;
    const used = row.notes.filter((note) => !isUsedUp(note));
    if (!noted) return { ...row, notes: used };
    const own = used.filter((note) => note.kind === 'deleted' && note.by === 'instep');
    return {
      ...row,
      notes: [...noted.notes.filter((note) => !isUsedUp(note)), ...own.filter((note) => !noted.notes.includes(note))],
    };
  });
  return { ...change, rows: rows.filter((row) => !isAsItWas(row, carried.entry)) };
}

/** What the rep chose has been carried out, and so has the first plan after a reset (RST7). */
const isUsedUp = (note: Note): boolean => note.kind === 'choice' || note.kind === 'reset';

/** What is kept already need not be worked out again. */
function isAsItWas(row: Row, { mailbox, crm }: Entry): boolean {
  const was = row.side === 'mailbox' ? mailbox : crm;
  return was?.seen === row.seen && was.trouble === null && same(was.notes, row.notes);
}

const same = (a: readonly Note[], b: readonly Note[]): boolean => a.length === b.length && a.every((note, index) => note === b[index]);

const tellOf = (carried: Carried): string[] => [
  ...carried.verdict.settle.dissolve,
  ...carried.verdict.settle.notes.map(({ ref }) => refName(ref)),
];

function historyOf(carried: Carried, cycle: Cycle): HistoryEntry[] {
  const { entry } = carried;
  const at = cycle.context.now;
  const name = nameOf(entry, cycle.context.configuration);
  type Told = Pick<HistoryEntry, 'what' | 'fields' | 'removed' | 'why'>;
  const entryOf = (step: Step, itemId: string, { what, fields, removed, why }: Told): HistoryEntry => ({
    id: cycle.next(),
    cycle: cycle.id,
    at,
    kind: entry.kind,
    pairId: entry.pair?.id ?? '',
    side: step.on,
    itemId,
    name,
    what,
    fields,
    removed,
    why,
    undone: false,
  });
  const entries: HistoryEntry[] = [];
  for (const { step, wrote } of carried.done) {
    const id = wrote.seen?.id ?? ('id' in step ? step.id : '');
    if (step.do === 'create') entries.push(entryOf(step, id, { what: 'created', fields: [], removed: null, why: step.why }));
    if (step.do === 'remove') {
      const removed = removedItem(entry, step.on);
      entries.push({ ...entryOf(step, id, { what: 'removed', fields: [], removed, why: step.why }), ...twinOf(entry, step.on) });
    }
    if (step.do === 'update') {
      entries.push(entryOf(step, id, { what: 'updated', fields: step.written, removed: null, why: step.why }));
      const fields = overtakenFields(step, wrote, cycle.context);
      if (fields.length > 0) entries.push(entryOf(step, id, { what: 'lost value', fields, removed: null, why: 'changed on both sides' }));
    }
  }
  return entries;
}

/**
 * The losing values of a conflict, as they must stand in the history before the winning ones are written: a device that dies
 * between the two must not have overwritten what nobody kept (SYN1, SYN6). Planned again, they are the same entries.
 */
export function lostBefore(entry: Entry, verdict: Verdict, cycle: Cycle): HistoryEntry[] {
  return verdict.settle.lost.map((lost) => {
    const itemId = (lost.side === 'mailbox' ? entry.pair?.mailboxId : entry.pair?.crmId) ?? '';
    const pairId = entry.pair?.id ?? '';
    return {
      id: `lost-${hash53([pairId, lost.side, lost.field, lost.lost, lost.kept].join('|')).toString(36)}`,
      cycle: cycle.id,
      at: cycle.context.now,
      kind: entry.kind,
      pairId,
      side: lost.side,
      itemId,
      name: nameOf(entry, cycle.context.configuration),
      what: 'lost value',
      fields: [{ field: lost.field, before: lost.lost, after: lost.kept }],
      removed: null,
      why: 'changed on both sides',
      undone: false,
    };
  });
}

function twinOf({ pair }: Entry, side: Side): Pick<HistoryEntry, 'twinId'> {
  return pair ? { twinId: side === 'mailbox' ? pair.crmId : pair.mailboxId } : {};
}

const removedItem = (entry: Entry, side: Side): HistoryEntry['removed'] =>
  (side === 'mailbox' ? entry.mailbox?.seen?.item : entry.crm?.seen?.item) ?? null;

/** Somebody wrote between our reading and our writing: their value lost by being earlier, and is kept here (SYN1). */
function overtakenFields(step: Extract<Step, { do: 'update' }>, wrote: Done, context: Context): HistoryEntry['fields'] {
  const { overtook } = wrote;
  if (!overtook) return [];
  const lenses = fieldsOf(step.kind, context.configuration, context.rep.provider, context.schema);
  return step.written.flatMap((one) => {
    const lens = lenses.find((candidate) => candidate.name === one.field);
    if (!lens) return [];
    const held = 'fields' in overtook ? lens.read.crm(overtook) : lens.read.mailbox(overtook);
    return held === one.before || held === one.after ? [] : [{ field: one.field, before: held, after: one.after }];
  });
}
