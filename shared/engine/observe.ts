/** A page as the ledger keeps it: what is new, what changed, what is gone. Nothing is concluded here about the twin. */
import { markOfMailboxItem } from '../core/keys';
import type { Instant, Kind, Note, Pair, Ref, Row, Seen, Side } from '../core/model';
import type { Found, Gone, Ledger, LedgerChange, Page } from '../core/ports';
import { saysTheSame } from '../core/same';
import { refName } from './entries';
import { orphaned } from './orphans';

export async function observe(ledger: Ledger, side: Side, kind: Kind, page: Page, now: Instant): Promise<LedgerChange> {
  const ref = (id: string): Ref => ({ side, kind, id });
  const gone = await widened(ledger, page, ref);
  const items = lastOfEach(page.items);
  const formerly = formerNames(page);
  const known = await knownAs(ledger, items, formerly, ref);
  const knownGone = await ledger.rows(gone.map(({ id }) => ref(id)));
  const rep = gone.some(({ marked }) => marked) ? (await ledger.meta()).rep : null;

  const rows: Row[] = [];
  const dirty: Ref[] = [];
  const tell: string[] = [];
  items.forEach((item, index) => {
    const row = seenAgain(item, known[index] ?? null);
    if (!row) return;
    // Nearly all of a listing: nothing need be kept, nor looked at again by whoever is told what was touched.
    if (isAsItWas(row, known[index] ?? null)) return;
    const names = formerly.get(item.id) ?? [];
    // What is remembered of it was told under the name that it had; or could not be told, as what is not there has none.
    const isNamedAnew = names.length > 0 || known[index]?.seen === null;
    if (isNamedAnew && side === 'mailbox' && row.notes.length > 0) tell.push(refName(row));
    rows.push(names.length === 0 ? row : { ...row, notes: names.reduce((notes, from) => withName(notes, from, now), row.notes) });
    if (known[index]?.seen?.version !== item.version || known[index]?.id !== item.id) dirty.push(ref(item.id));
  });
  gone.forEach((one, index) => {
    const row = knownGone[index];
    if (!row && one.marked && one.marked.ownerId === rep?.userId && one.into === undefined)
      rows.push(unheardOf(ref(one.id), one.marked.mark, now));
    if (!row?.seen || one.into !== undefined) return;
    const moved = one.now ? seenAgain(one.now, row) : null;
    if (one.now && (!moved || one.now.version === row.seen.version)) return;
    rows.push(moved ?? goneRow(row, one, now));
    dirty.push(ref(one.id));
  });
  const orphans = await orphaned(ledger, rows, now);
  const over = [...known, ...knownGone].filter((row) => row !== null);
  return merge(merge({ rows, over, dirty, tell }, orphans), await moves(ledger, side, kind, page, gone));
}

/** What was found by ids or keys is kept like a page of changes; it continues nothing. */
export async function learn(ledger: Ledger, side: Side, kind: Kind, found: Partial<Found>, now: Instant): Promise<LedgerChange> {
  const page: Page = { items: [], gone: [], unreadable: [], cursor: '', more: false, full: false, ...found };
  const change = await observe(ledger, side, kind, page, now);
  await ledger.commit(change);
  return change;
}

function formerNames(page: Page): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const { from, to } of page.renamed ?? []) names.set(to, [...(names.get(to) ?? []), from]);
  return names;
}

/**
 * Under its own id, or under one that it had before: the vendor tells all of them, for a long time. Where nothing is remembered under its own,
 * it was listed by it before anybody knew whose it was.
 */
async function knownAs(
  ledger: Ledger,
  items: readonly Seen[],
  formerly: ReadonlyMap<string, readonly string[]>,
  ref: (id: string) => Ref,
): Promise<readonly (Row | null)[]> {
  const known = await ledger.rows(items.map((item) => ref(item.id)));
  if (formerly.size === 0) return known;
  return Promise.all(
    items.map(async (item, index) => {
      const names = formerly.get(item.id) ?? [];
      const own = known[index] ?? null;
      if (names.length === 0 || (own && own.notes.length > 0)) return own;
      return (await ledger.rows(names.map(ref))).findLast((row) => row !== null) ?? own;
    }),
  );
}

/** The same item may stand on a page twice: the last one is the newest (wire-contracts 1.3). */
function lastOfEach(items: readonly Seen[]): readonly Seen[] {
  const last = new Map<string, Seen>();
  for (const item of items) last.set(item.id, item);
  return [...last.values()];
}

/** Null for a stale showing: of an item that is known to be deleted in that very state (SYN3), or older than what is known. */
function seenAgain(item: Seen, known: Row | null): Row | null {
  const deleted = known?.notes.find(
    (note): note is Extract<Note, { kind: 'deleted' }> => note.kind === 'deleted' && note.side === item.side,
  );
  // Under another name it is there: what was gone was the name that it had, unless Instep itself has removed it.
  const isStale = known?.id === item.id || deleted?.by === 'instep';
  if (deleted && isStale && known?.seen === null && deleted.version === item.version) return null;
  // A list that lags behind shows what was before our last look; an old value must not pass for an edit (SYN6).
  if (known?.seen && item.modifiedAt > 0 && item.modifiedAt < known.seen.modifiedAt) return null;
  // A replayed change or a read from a copy that lags behind: no later listing would correct it (wire-contracts 1.3).
  if (known?.seen && item.version !== known.seen.version && item.modifiedAt < known.seen.modifiedAt) return null;
  // It is back by somebody's hand: what was remembered of its own going is over.
  const notes = (known?.notes ?? []).filter((note) => known?.seen !== null || !isOwnGoing(note, item.side));
  return { side: item.side, kind: item.kind, id: item.id, seen: item, notes, trouble: known?.trouble ?? null };
}

const isAsItWas = (row: Row, known: Row | null): boolean =>
  known !== null && row.id === known.id && row.notes.length === known.notes.length && saysTheSame(row.seen, known.seen);

/** Its record still carries the mark of the old id, and is known by it until it has the new one (SYN6). */
const withName = (notes: readonly Note[], from: string, at: Instant): readonly Note[] =>
  notes.some((note) => note.kind === 'renamed' && note.from === from) ? notes : [...notes, { kind: 'renamed', at, from }];

const isOwnGoing = (note: Note, side: Side): boolean =>
  (note.kind === 'deleted' && note.side === side) || (note.kind === 'unlinked' && note.because === 'moved out');

function goneRow(row: Row, gone: Gone, now: Instant): Row {
  const note: Note =
    gone.how === 'deleted'
      ? { kind: 'deleted', at: now, side: row.side, by: 'rep', version: row.seen?.version ?? '' }
      : { kind: 'unlinked', at: now, because: 'moved out', twin: '' };
  return { ...row, seen: null, notes: [...row.notes.filter((old) => !isOwnGoing(old, row.side)), note], trouble: null };
}

/** Made by a device that could tell nobody, and deleted before this one had read it: its item finds it by the mark (SYN3). */
const unheardOf = (ref: Ref, mark: string, at: Instant): Row => ({
  ...ref,
  seen: null,
  notes: [{ kind: 'deleted', at, side: ref.side, by: 'rep', version: '', mark }],
  trouble: null,
});

/** A series that is gone takes its occurrences along; one that was listed whole lacks those that were deleted (EVT3). */
async function widened(ledger: Ledger, page: Page, ref: (id: string) => Ref): Promise<readonly Gone[]> {
  const gone: Gone[] = [...page.gone];
  for (const one of page.gone) {
    for (const occurrence of await ledger.ofSeries(one.id)) gone.push({ id: ref(occurrence.id).id, how: one.how });
  }
  return gone;
}

interface Moves {
  readonly forget: Ref[];
  readonly pairs: Pair[];
  readonly dissolve: string[];
  readonly dirty: Ref[];
  readonly tell: string[];
}

/** Renamed items keep their pair, under the name that the new id gives it on every device; merged records hand theirs to the survivor, unless that one is paired already. */
async function moves(ledger: Ledger, side: Side, kind: Kind, page: Page, gone: readonly Gone[]): Promise<LedgerChange> {
  const change: Moves = { forget: [], pairs: [], dissolve: [], dirty: [], tell: [] };
  const { rep } = await ledger.meta();
  const into = gone.flatMap((one) => (one.into === undefined ? [] : [{ from: one.id, to: one.into }]));
  for (const { from, to } of [...(page.renamed ?? []), ...into]) {
    const [old, target] = await ledger.pairsOf([
      { side, kind, id: from },
      { side, kind, id: to },
    ]);
    change.forget.push({ side, kind, id: from });
    if (!old) continue;
    change.dirty.push(side === 'crm' ? { side: 'mailbox', kind, id: old.mailboxId } : { side: 'crm', kind, id: old.crmId });
    if (target) continue;
    const item = page.items.find((seen) => seen.id === to)?.item;
    const id = rep && side === 'mailbox' && item && !('fields' in item) ? markOfMailboxItem(rep, to, item) : old.id;
    const moved: Pair = { ...(into.some((one) => one.from === from) ? withSurvivor(old) : old), id };
    change.pairs.push(side === 'crm' ? { ...moved, crmId: to, crmVersion: '' } : { ...moved, mailboxId: to, mailboxVersion: '' });
    if (id !== old.id) change.dissolve.push(old.id);
    change.tell.push(old.id, id);
    change.dirty.push({ side, kind, id: to });
    if (side === 'mailbox') change.tell.push(refName({ side, kind, id: to }));
  }
  return change;
}

/** What was agreed, or on its way, with a record that was merged away says nothing about the one that stayed (SYN2). */
function withSurvivor({ asOf: _then, intends: _toTheOther, before: _former, again: _same, ...pair }: Pair): Pair {
  return { ...pair, agreed: null };
}

function merge(a: LedgerChange, b: LedgerChange): LedgerChange {
  return {
    ...a,
    ...b,
    tell: [...(a.tell ?? []), ...(b.tell ?? [])],
    rows: [...(a.rows ?? []), ...(b.rows ?? [])],
    over: [...(a.over ?? []), ...(b.over ?? [])],
    dirty: [...(a.dirty ?? []), ...(b.dirty ?? [])],
  };
}
