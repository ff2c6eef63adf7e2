/** After the writes: what both sides now agree on, what became of each entry, and the history of it (SYN1, SYN5). */

import { maskPrivate } from '../core/events/mask';
import { relationsOf } from '../core/events/organizer';
import { fieldsOf } from '../core/fields';
import { hash53, markOfMailboxItem } from '../core/keys';
import {
  type Agreed,
  type CalendarEvent,
  type Contact,
  type CrmRecord,
  type Entry,
  type HistoryEntry,
  type Note,
  other,
  type Pair,
  type Ref,
  type Row,
  type Seen,
  type Side,
} from '../core/model';
import type { LedgerChange, Wrote } from '../core/ports';
import { agreeOn, type Compared, compare } from '../core/sync/compare';
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
  if (removed)
    return withNotes(carried, { rows: [...rows.values()], dissolve: carried.verdict.settle.dissolve, history, tell: tellOf(carried) });
  const pair = created ? newPair(carried, created.step, rows, cycle.context) : agreedPair(carried, rows, cycle.context);
  if (!pair) {
    // Made without a twin, by an undo: it is planned like any other item, and so finds the twin that it has (SYN5).
    const alone = created?.wrote.seen ? [{ side: created.step.on, kind: created.step.kind, id: created.wrote.seen.id }] : [];
    const tell = [...tellOf(carried), ...alone.map((ref) => refName(ref))];
    return withNotes(carried, { rows: [...rows.values()], dissolve: carried.verdict.settle.dissolve, history, dirty: alone, tell });
  }
  // Made from a record, or matched and brought into line: the mark comes next, so that every device finds the pair (SYN6, EVT4).
  const marked = carried.done.some(({ step }) => step.do === 'mark');
  const unmarked = !marked && !carried.open && lacksMark(pair, rows, cycle.context);
  const compared = comparedOf(pair, rows, cycle.context);
  const dirty =
    unmarked ||
    // A company that no account matches is asked about in the next plan (CON3).
    (pair.kind === 'contact' && pair.agreed?.company === undefined) ||
    (created !== undefined && compared.some((field) => pair.agreed?.[field.name] === undefined)) ||
    carried.verdict.outcome.kind === 'needs you' ||
    leftToDo(compared)
      ? [{ side: 'mailbox', kind: pair.kind, id: pair.mailboxId } as const]
      : [];
  const dissolve = carried.verdict.settle.dissolve.filter((id) => id !== pair.id);
  return withNotes(carried, { rows: [...rows.values()], pairs: [pair], dissolve, history, dirty, tell: [...tellOf(carried), pair.id] });
}

function lacksMark(pair: Pair, rows: ReadonlyMap<string, Row>, context: Context): boolean {
  const mailbox = rows.get(key('mailbox', pair.mailboxId))?.seen as Seen<'mailbox'> | null | undefined;
  const crm = rows.get(key('crm', pair.crmId))?.seen as Seen<'crm'> | null | undefined;
  if (!mailbox || !crm || pair.by === 'organizer') return false;
  return missingMark(pair, { id: mailbox.id, seen: mailbox }, { id: crm.id, seen: crm }, context) !== null;
}

const key = (side: Side, id: string): string => `${side}:${id}`;

const rowsOf = ({ mailbox, crm }: Entry): ReadonlyMap<string, Row> =>
  new Map([mailbox, crm].flatMap((row) => (row ? [[key(row.side, row.id), row] as const] : [])));

function rowsAfter(carried: Carried, cycle: Cycle): Map<string, Row> {
  const rows = new Map<string, Row>();
  for (const [name, row] of rowsOf(carried.entry)) rows.set(name, { ...row, trouble: null });
  for (const { step, wrote } of carried.done) {
    if (step.do === 'remove') {
      const row = rows.get(key(step.on, step.id));
      if (row) rows.set(key(step.on, step.id), tombstone(row, cycle.context.now));
    } else if (wrote.seen) {
      const held = rows.get(key(step.on, wrote.seen.id));
      rows.set(key(step.on, wrote.seen.id), {
        side: step.on,
        kind: step.kind,
        id: wrote.seen.id,
        seen: wrote.seen,
        notes: held?.notes ?? (step.do === 'create' ? (step.notes ?? []) : []),
        trouble: null,
      });
    }
  }
  return rows;
}

function tombstone(row: Row, now: number): Row {
  const note: Note = { kind: 'deleted', at: now, side: row.side, by: 'instep', version: row.seen?.version ?? '' };
  return { ...row, seen: null, notes: [...row.notes.filter((old) => old.kind !== 'choice'), note], trouble: null };
}

function newPair(carried: Carried, step: Step, rows: ReadonlyMap<string, Row>, context: Context): Pair | null {
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
    agreedAt: context.now,
  };
  return { ...base, agreed: agreedAsTheyStand(base, rows, context) };
}

/**
 * A new twin was made from this item: what it shows is the agreement, also where Salesforce shows it in its own way. What it shows
 * differently was there already, under the same key, and is merged by the next plan.
 */
function agreedAsTheyStand(pair: Pair, rows: ReadonlyMap<string, Row>, context: Context): Agreed {
  const found = comparedOf(pair, rows, context);
  // A company that no account matches yet is agreed upon by nobody (CON3).
  return agreeOn(null, [
    ...found.filter((field) => (field.name === 'company' ? field.mailbox === field.crm || field.mailbox === '' : field.alike)),
    ...attendees(pair, rows, context),
  ]);
}

function agreedPair(carried: Carried, rows: ReadonlyMap<string, Row>, context: Context): Pair | null {
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
  return carried.open && carried.entry.pair?.agreed === null ? { ...settled, ...halfAgreed(pair, agreed) } : { ...settled, agreed };
}

/**
 * Two that were just found, and only one half was written: nothing is agreed before all of it has been, or what only one of them holds
 * would be deleted with the other (SYN3). What is in line already is remembered for the next plan.
 */
const halfAgreed = ({ before, again }: Pair, agreed: Agreed): Pick<Pair, 'agreed' | 'before' | 'again'> =>
  before && !again ? { agreed: null } : { agreed: null, before: { ...before, ...agreed }, again: true };

function versions(pair: Pair, rows: ReadonlyMap<string, Row>, open: boolean): Partial<Pair> {
  if (open) return {};
  return {
    mailboxVersion: rows.get(key('mailbox', pair.mailboxId))?.seen?.version ?? pair.mailboxVersion,
    crmVersion: rows.get(key('crm', pair.crmId))?.seen?.version ?? pair.crmVersion,
  };
}

function comparedOf(pair: Pair, rows: ReadonlyMap<string, Row>, context: Context): Compared[] {
  const item = rows.get(key('mailbox', pair.mailboxId))?.seen?.item as Contact | CalendarEvent | undefined;
  const record = rows.get(key('crm', pair.crmId))?.seen?.item as CrmRecord | undefined;
  if (!item || !record) return [];
  return compare(fieldsOf(pair.kind, context.configuration, context.rep.provider, context.schema), pair, item, record);
}

function attendees(pair: Pair, rows: ReadonlyMap<string, Row>, context: Context): { name: string; mailbox: string; crm: string }[] {
  const item = rows.get(key('mailbox', pair.mailboxId))?.seen?.item;
  const record = rows.get(key('crm', pair.crmId))?.seen?.item;
  if (item?.kind !== 'event' || 'fields' in item || !record || !('fields' in record)) return [];
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
    const used = row.notes.filter((note) => note.kind !== 'choice');
    if (!noted) return { ...row, notes: used };
    const own = used.filter((note) => note.kind === 'deleted' && note.by === 'instep');
    return {
      ...row,
      notes: [...noted.notes.filter((note) => note.kind !== 'choice'), ...own.filter((note) => !noted.notes.includes(note))],
    };
  });
  return { ...change, rows: rows.filter((row) => !isAsItWas(row, carried.entry)) };
}

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
  const base = (side: Side, ref: Ref): Omit<HistoryEntry, 'what' | 'fields' | 'why' | 'removed'> => ({
    id: cycle.next(),
    cycle: cycle.id,
    at,
    kind: entry.kind,
    pairId: entry.pair?.id ?? '',
    side,
    itemId: ref.id,
    name,
    undone: false,
  });
  const entries: HistoryEntry[] = [];
  for (const { step, wrote } of carried.done) {
    const id = wrote.seen?.id ?? ('id' in step ? step.id : '');
    const ref: Ref = { side: step.on, kind: step.kind, id };
    if (step.do === 'create') entries.push({ ...base(step.on, ref), what: 'created', fields: [], removed: null, why: step.why });
    if (step.do === 'remove')
      entries.push({
        ...base(step.on, ref),
        what: 'removed',
        fields: [],
        removed: removedItem(entry, step.on),
        ...twinOf(entry, step.on),
        why: step.why,
      });
    if (step.do === 'update') {
      entries.push({ ...base(step.on, ref), what: 'updated', fields: step.written, removed: null, why: step.why });
      entries.push(...overtaken(step, wrote, base(step.on, ref), cycle));
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
function overtaken(
  step: Extract<Step, { do: 'update' }>,
  wrote: Done,
  base: Omit<HistoryEntry, 'what' | 'fields' | 'why' | 'removed'>,
  cycle: Cycle,
): HistoryEntry[] {
  if (!wrote.overtook) return [];
  const { context } = cycle;
  const lenses = fieldsOf(step.kind, context.configuration, context.rep.provider, context.schema);
  const fields = step.written.flatMap((one) => {
    const lens = lenses.find((candidate) => candidate.name === one.field);
    if (!lens || !wrote.overtook) return [];
    const held = 'fields' in wrote.overtook ? lens.read.crm(wrote.overtook) : lens.read.mailbox(wrote.overtook);
    return held === one.before || held === one.after ? [] : [{ field: one.field, before: held, after: one.after }];
  });
  return fields.length === 0
    ? []
    : [{ ...base, id: cycle.next(), what: 'lost value', fields, removed: null, why: 'changed on both sides' }];
}
