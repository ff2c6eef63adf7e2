/**
 * SYN3: what the marks tell of twins that this device has never seen. A mailbox item that carries the mark of a record had that record: the
 * device that made the item may have died before it told the others. So the record is asked for by the id in the mark, and an item whose
 * record is gone is remembered as such, never brought to Salesforce anew. So is one whose mark a record carried that was deleted before
 * anybody here had read it. And a record that carries the mark of a contact of this mailbox had that contact.
 */
import { isMarkOfContact, markKey, markOfMailboxItem, recordOfMark } from '../core/keys';
import { matchKeysOf } from '../core/match';
import { claimant, isMailbox, ownMarks } from '../core/matching';
import type { ItemId, Kind, Note, Ref, Row } from '../core/model';
import type { Gone, Ledger, MatchKey, World } from '../core/ports';
import type { Context } from '../core/sync/verdict';
import { refName } from './entries';
import { learn } from './observe';
import type { Readings } from './readings';

/** How the record of each of these items has gone, by name of the item. Records that are there are known from now on. */
export type Former = ReadonlyMap<string, Gone>;

export async function formerRecords(world: World, kind: Kind, lone: readonly Row[], context: Context, options: Readings): Promise<Former> {
  const asked = await namedByMarks(world, kind, lone, context, options);
  return new Map([...asked, ...(await unheardOf(world.ledger, kind, lone, context))]);
}

/** Records that were made from these items, and were gone before this device had heard of them. */
async function unheardOf(ledger: Ledger, kind: Kind, lone: readonly Row[], { rep }: Context): Promise<Former> {
  const items = lone.flatMap((row) => {
    const seen = isRemembered(row) ? null : claimant(row);
    return seen && isMailbox(seen) && !seen.item.keptOut ? [{ row, keys: ownMarks(seen, rep).map(markKey) }] : [];
  });
  const refs = await ledger.lookup(
    'crm',
    kind,
    items.flatMap(({ keys }) => keys),
  );
  const there = new Set<MatchKey>();
  const gone = new Map<MatchKey, ItemId>();
  for (const row of present(await ledger.rows(refs)))
    for (const key of matchKeysOf(row, rep)) {
      if (row.seen) there.add(key);
      else gone.set(key, row.id);
    }
  return new Map(
    items.flatMap(({ row, keys }) => {
      const [id] = keys.flatMap((key) => gone.get(key) ?? []);
      return id === undefined || keys.some((key) => there.has(key)) ? [] : [[refName(row), { id, how: 'deleted' }] as const];
    }),
  );
}

const present = (rows: readonly (Row | null)[]): readonly Row[] => rows.filter((row) => row !== null);

async function namedByMarks(world: World, kind: Kind, lone: readonly Row[], { rep }: Context, options: Readings): Promise<Former> {
  const marked = lone.flatMap((row) => {
    const id = row.side === 'mailbox' && row.seen && !isRemembered(row) ? recordOfMark(rep, row.seen.mark) : null;
    return id === null ? [] : [{ row, id }];
  });
  if (marked.length === 0) return new Map();
  const known = await world.ledger.rows(marked.map(({ id }): Ref => ({ side: 'crm', kind, id })));
  const unseen = marked.filter((_, index) => !known[index]?.seen);
  if (unseen.length === 0) return new Map();
  const found = await world.crm.read(kind, [...new Set(unseen.map(({ id }) => id))], options[kind]);
  await learn(world.ledger, 'crm', kind, { items: found.items }, world.clock.now());
  const gone = new Map<ItemId, Gone>(found.gone.map((one) => [one.id, one]));
  return new Map(
    unseen.flatMap(({ row, id }) => {
      const one = gone.get(id);
      return one && one.into === undefined ? [[refName(row), one] as const] : [];
    }),
  );
}

/**
 * What nobody can tell to be deleted is unlinked. The pair is over on every device: one that knows it still, as this one could not while the
 * item lay beyond the window, would judge otherwise (SYN7).
 */
export async function rememberFormer(world: World, lone: readonly Row[], former: Former, { rep }: Context): Promise<void> {
  const at = world.clock.now();
  const rows = lone.flatMap((row): Row[] => {
    const gone = former.get(refName(row));
    if (!gone) return [];
    const note: Note =
      gone.how === 'deleted'
        ? { kind: 'deleted', at, side: 'crm', by: 'rep', version: '' }
        : { kind: 'unlinked', at, because: 'moved out', twin: gone.id };
    return [{ ...row, notes: [...row.notes, note] }];
  });
  if (rows.length === 0) return;
  const pairs = rows.flatMap(({ id, seen }) => (seen && isMailbox(seen) ? [markOfMailboxItem(rep, id, seen.item)] : []));
  await world.ledger.commit({ rows, over: lone, tell: [...rows.map(refName), ...pairs] });
}

/** Contacts that are not here any more were deleted, or moved away, and nobody can tell which: their records are unlinked (CON5). */
export async function rememberContacts({ ledger, clock }: World, lone: readonly Row[], { rep }: Context): Promise<void> {
  const marked = lone.filter((row) => row.side === 'crm' && !isRemembered(row) && isMarkOfContact(rep, row.seen?.mark ?? ''));
  if (marked.length === 0) return;
  const key = (row: Row): string => markKey(row.seen?.mark ?? '');
  const here = await ledger.rows(await ledger.lookup('mailbox', 'contact', marked.map(key)));
  const keys = new Set(here.flatMap((row) => (row ? matchKeysOf(row, rep) : [])));
  const at = clock.now();
  const rows = marked
    .filter((row) => !keys.has(key(row)))
    .map((row): Row => ({ ...row, notes: [...row.notes, { kind: 'unlinked', at, because: 'moved out', twin: row.seen?.mark ?? '' }] }));
  if (rows.length > 0) await ledger.commit({ rows, over: marked, tell: rows.map(refName) });
}

const isRemembered = ({ notes }: Row): boolean =>
  notes.some(
    (note) =>
      note.kind === 'deleted' ||
      note.kind === 'unlinked' ||
      (note.kind === 'choice' && (note.choice.take === 'create' || note.choice.take === 'restore')),
  );
