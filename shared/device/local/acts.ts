/**
 * What the rep does on a card. Choices are notes in the ledger that the next plan uses up; keeping out goes onto the item
 * itself, where the rep sees it in the native client (EXC2).
 */
import { blankContact } from '../../core/contacts/blank';
import { domainOf } from '../../core/domain';
import { hash53 } from '../../core/keys';
import {
  type Choice,
  type Entry,
  type HistoryEntry,
  type ItemStatus,
  type Note,
  type Ref,
  type Row,
  rowsOf,
  type Seen,
} from '../../core/model';
import { Failed } from '../../core/ports';
import { load, nameRef, refOfRow } from '../../engine/entries';
import { nameOf } from '../../engine/names';
import { learn } from '../../engine/observe';
import type { Act, ActResult, Reach, Target } from '../device';
import { domainOfEntry, hasDomain } from './card';
import type { Here } from './here';

const done = (touched: number, undo = ''): ActResult => ({ ok: true, undo, touched, cause: '', facts: {} });
const refused = (cause: ItemStatus['cause'], facts: ActResult['facts'] = {}): ActResult => ({
  ok: false,
  undo: '',
  touched: 0,
  cause,
  facts,
});

export async function act(here: Here, target: Target, what: Act): Promise<ActResult> {
  try {
    return await carryOut(here, target, what);
  } catch (error) {
    if (!(error instanceof Failed)) throw error;
    return refused(error.failure.kind === 'signed out' ? 'signed out' : error.failure.kind === 'offline' ? 'offline' : 'service down', {});
  }
}

async function carryOut(here: Here, target: Target, what: Act): Promise<ActResult> {
  if (what.do === 'add') return add(here, target);
  const ref = await here.find(target);
  const entry = ref && (await here.entry(ref));
  if (!entry) return refused('deleted and remembered');
  switch (what.do) {
    case 'keep out':
      return keepOut(here, entry, what.reach, what.record === 'delete');
    case 'bring back':
      return bringBack(here, entry, what.reach);
    case 'pick':
      return note(here, entry, { kind: 'picked', at: here.now() });
    case 'pair':
      return choose(here, entry, { take: 'pair', crmId: what.crmId });
    case 'create':
      return choose(here, entry, { take: 'create' });
    case 'take':
      return choose(here, entry, { take: 'side', side: what.side, fields: [] });
    case 'same':
      return answerDoubt(here, entry, (item, crmId) => choose(here, item, { take: 'pair', crmId }));
    case 'not the same':
      return answerDoubt(here, entry, (item, crmId) => note(here, item, { kind: 'apart', at: here.now(), from: crmId }));
    case 'account':
      return note(here, entry, { kind: 'account', at: here.now(), company: companyOf(entry), accountId: what.accountId });
    case 'relate':
      return choose(here, entry, { take: 'relate', personId: what.personId, whatId: what.whatId });
    case 'restore':
      return choose(here, entry, { take: 'restore' });
    case 'retry':
      return retry(here, entry);
    case 'send update':
      return refused('would mail attendees');
  }
}

const rowOf = (entry: Entry): Row | null =>
  entry.mailbox?.seen ? entry.mailbox : entry.crm?.seen ? entry.crm : (entry.mailbox ?? entry.crm);

const doubted = (entry: Entry): string => String(rowOf(entry)?.trouble?.facts.candidate ?? '');

/** Asked on either of the two; the answer is kept with the mailbox item, whose choice it is. */
async function answerDoubt(here: Here, entry: Entry, answer: (item: Entry, crmId: string) => Promise<ActResult>): Promise<ActResult> {
  if (entry.mailbox || !entry.crm) return answer(entry, doubted(entry));
  const item = await here.entry({ side: 'mailbox', kind: entry.kind, id: doubted(entry) });
  if (!item?.mailbox?.seen) return refused('changed meanwhile');
  await here.world.ledger.commit({ rows: [{ ...entry.crm, trouble: null }], over: [entry.crm], dirty: [refOfRow(entry.crm)] });
  return answer(item, entry.crm.id);
}

const companyOf = (entry: Entry): string => {
  const item = entry.mailbox?.seen?.item;
  return item?.kind === 'contact' ? item.company.trim() : '';
};

const choose = (here: Here, entry: Entry, choice: Choice): Promise<ActResult> =>
  note(here, entry, { kind: 'choice', at: here.now(), choice });

/** A choice or an answer: kept with the item, planned at once. It replaces an earlier one of its kind. */
async function note(here: Here, entry: Entry, added: Note): Promise<ActResult> {
  const row = rowOf(entry);
  if (!row) return refused('deleted and remembered');
  const notes = [
    ...row.notes.filter((old) => old.kind !== added.kind || (old.kind === 'apart' && added.kind === 'apart' && old.from !== added.from)),
    added,
  ];
  const lasting = added.kind !== 'choice' ? [`${row.side}:${row.kind}:${row.id}`] : [];
  await here.world.ledger.commit({
    rows: [...untroubled(entry, row), { ...row, notes, trouble: null }],
    over: rowsOf(entry),
    dirty: [refOfRow(row)],
    tell: lasting,
  });
  // Renamed by Google just now, it is known by another name (SYN6).
  const [kept] = await here.world.ledger.rows([refOfRow(row)]);
  if (!kept) return refused('changed meanwhile');
  wake(here);
  return done(1);
}

async function retry(here: Here, entry: Entry): Promise<ActResult> {
  const row = rowOf(entry);
  if (row)
    await here.world.ledger.commit({
      rows: [...untroubled(entry, row), { ...row, trouble: null }],
      over: rowsOf(entry),
      dirty: [refOfRow(row)],
    });
  wake(here);
  return done(1);
}

const untroubled = (entry: Entry, but: Row): Row[] =>
  [entry.mailbox, entry.crm].flatMap((row) => (row?.trouble && row.side !== but.side ? [{ ...row, trouble: null }] : []));

/** The screen has its answer at once; the cycle follows, on this device if another one had the lease. */
function wake(here: Here): void {
  void here.meta().then(({ connection }) => (connection?.kind === 'following' ? here.engine.takeOver() : here.engine.wake()));
}

// ------------------------------------------------------------ keep out, bring back

async function keepOut(here: Here, entry: Entry, reach: Reach, deletesRecord: boolean): Promise<ActResult> {
  const rows = await reached(here, entry, reach);
  return mark(here, rows, true, deletesRecord);
}

async function bringBack(here: Here, entry: Entry, reach: Reach): Promise<ActResult> {
  return mark(here, await reached(here, entry, reach), false, false);
}

/** Everything that one click means (EXC3). */
async function reached(here: Here, entry: Entry, reach: Reach): Promise<readonly Row[]> {
  const own = rowOf(entry);
  if (!own || reach === 'this') return own ? [own] : [];
  const item = own.seen?.item;
  if (reach === 'series') {
    const series = item?.kind === 'event' && 'seriesId' in item ? item.seriesId : '';
    const refs = series === '' ? [refOfRow(own)] : await here.world.ledger.ofSeries(series);
    return present(await here.world.ledger.rows(refs));
  }
  const domain = domainOfEntry(entry) || domainOf(own.id);
  const found: Row[] = [];
  for (const kind of ['contact', 'event'] as const) {
    for (let after: string | null = null; ; ) {
      const rows: readonly Row[] = await here.world.ledger.scan('mailbox', kind, after, 2000);
      if (rows.length === 0) break;
      after = rows[rows.length - 1]?.id ?? null;
      found.push(...rows.filter((row) => hasDomain(row, domain)));
    }
  }
  return found;
}

const present = (rows: readonly (Row | null)[]): Row[] => rows.filter((row): row is Row => row?.seen != null);

/** Puts the mark on the items or takes it off; a record alone is noted, since it cannot carry it. */
async function mark(here: Here, rows: readonly Row[], out: boolean, deletesRecord: boolean): Promise<ActResult> {
  const items = rows.filter((row): row is Row<'mailbox'> => row.side === 'mailbox' && row.seen !== null);
  const records = rows.filter((row) => row.side === 'crm');
  await noteRecords(here, records, out);
  const marked = await markItems(here, items, out);
  if (marked.length + records.length === 0 && rows.length > 0) return refused('changed meanwhile');
  if (out && deletesRecord) await noteDeletion(here, marked);
  const entries = await load(here.world.ledger, [...marked, ...records].map(refOfRow));
  const token = await remember(here, entries, out);
  wake(here);
  return done(marked.length + records.length, token);
}

async function noteRecords(here: Here, rows: readonly Row[], out: boolean): Promise<void> {
  if (rows.length === 0) return;
  const next = rows.map((row): Row => {
    const others = row.notes.filter((old) => old.kind !== 'kept out');
    return { ...row, trouble: null, notes: out ? [...others, { kind: 'kept out', at: here.now() }] : others };
  });
  await here.world.ledger.commit({
    rows: next,
    over: rows,
    dirty: next.map(refOfRow),
    tell: next.map((row) => `${row.side}:${row.kind}:${row.id}`),
  });
}

async function markItems(here: Here, rows: readonly Row<'mailbox'>[], out: boolean): Promise<readonly Row<'mailbox'>[]> {
  const context = await here.context();
  if (!context) return [];
  const done: Row<'mailbox'>[] = [];
  const over: Row[] = [];
  let left = rows;
  // Twice: an item that was edited meanwhile is read again first.
  for (let attempt = 0; attempt < 2 && left.length > 0; attempt++) {
    const seen = left.map((row) => row.seen as Seen<'mailbox'>);
    const wrote = await here.world.mailbox.write(
      seen.map(({ kind, id, version, item }) => ({ op: 'update', kind, id, ifVersion: version, base: item, set: { keptOut: out } })),
    );
    const again: Row<'mailbox'>[] = [];
    for (const [index, row] of left.entries()) {
      const answer = wrote[index];
      if (answer?.kind === 'done') {
        done.push({ ...row, seen: answer.seen ?? row.seen });
        over.push(row);
      } else if (answer?.kind === 'changed meanwhile') again.push(row);
      else if (answer?.kind === 'failed') throw new Failed(answer.failure);
    }
    left = await readAgain(here, again);
  }
  const next = done.map((row) => ({
    ...row,
    trouble: null,
    notes: row.notes.filter((old) => !isOver(old)),
  }));
  await here.world.ledger.commit({ rows: next, over, dirty: next.map(refOfRow) });
  return next;
}

/** What an earlier "keep out" has left: its record may be there again, and is not deleted for it now. */
const isOver = (note: Note): boolean =>
  (note.kind === 'unlinked' && note.because === 'kept out') || (note.kind === 'choice' && note.choice.take === 'delete record');

async function readAgain(here: Here, rows: readonly Row<'mailbox'>[]): Promise<readonly Row<'mailbox'>[]> {
  const context = await here.context();
  const [first] = rows;
  if (!first || !context) return [];
  const found = await here.world.mailbox.read(
    first.kind,
    rows.map((row) => row.id),
    here.readings(context)[first.kind],
  );
  await learn(here.world.ledger, 'mailbox', first.kind, found, here.now());
  const names = new Map(found.renamed?.map(({ from, to }) => [from, to]));
  return present(
    await here.world.ledger.rows(rows.map((row) => ({ ...refOfRow(row), id: names.get(row.id) ?? row.id }))),
  ) as Row<'mailbox'>[];
}

/** "Delete the record": the next plan removes it behind the mark, so that a crash between the two deletes nothing unmarked. */
async function noteDeletion(here: Here, rows: readonly Row[]): Promise<void> {
  const at = here.now();
  const pairs = await here.world.ledger.pairsOf(rows.map(refOfRow));
  const asked = rows.flatMap((row, index): Row[] => {
    const pair = pairs[index];
    return pair ? [{ ...row, notes: [...row.notes, { kind: 'choice', at, choice: { take: 'delete record', crmId: pair.crmId } }] }] : [];
  });
  await here.world.ledger.commit({ rows: asked, over: rows, dirty: rows.map(refOfRow) });
}

/** The history has it, so that it can be undone later too (EXC1). */
async function remember(here: Here, entries: readonly Entry[], out: boolean): Promise<string> {
  const context = await here.context();
  const at = here.now();
  const cycle = `act-${at.toString(36)}-${hash53(entries.map((entry) => nameRef(entry).id).join()).toString(36)}`;
  const history = entries.map((entry, index): HistoryEntry => {
    const ref: Ref = nameRef(entry);
    return {
      id: `${cycle}-${index}`,
      cycle,
      at,
      kind: entry.kind,
      pairId: entry.pair?.id ?? '',
      side: ref.side,
      itemId: ref.id,
      name: nameOf(entry, context?.configuration ?? null),
      what: 'kept out',
      fields: [{ field: 'kept out', before: out ? 'no' : 'yes', after: out ? 'yes' : 'no' }],
      removed: null,
      why: 'rep',
      undone: false,
    };
  });
  await here.world.ledger.commit({ history });
  return cycle;
}

// ------------------------------------------------------------ add

/** A person who is nowhere yet: a contact in the folder, which the next cycle takes to Salesforce. */
async function add(here: Here, target: Target): Promise<ActResult> {
  const ref = await here.find(target);
  const entry = ref && (await here.entry(ref));
  if (entry?.mailbox?.seen?.item.kind === 'contact') {
    await here.world.mailbox.intoFolder([entry.mailbox.id]);
    wake(here);
    return done(1);
  }
  if (entry?.mailbox) return note(here, entry, { kind: 'picked', at: here.now() });
  if (target.by !== 'email') return refused('deleted and remembered');
  const [first = '', ...rest] = target.email.split('@')[0]?.split(/[._]/).map(capital) ?? [];
  const item = {
    ...blankContact,
    first: rest.length > 0 ? first : '',
    last: rest.length > 0 ? rest.join(' ') : first,
    emails: [target.email],
  };
  const key = `a${hash53(target.email).toString(32).padStart(25, '0')}`.slice(0, 26);
  const [wrote] = await here.world.mailbox.write([{ op: 'create', kind: 'contact', key, item }]);
  if (wrote?.kind === 'failed') throw new Failed(wrote.failure);
  here.engine.look.forget();
  wake(here);
  return done(1);
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
