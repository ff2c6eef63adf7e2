/**
 * An item may go while it has no pair: a reset has cleared the pair, and the plan that makes it anew has not come yet. Its twin is
 * known by the mark all the same, and remembers the going, or it would be created again (SYN3).
 */
import { claimant, markKeys } from '../core/matching';
import { type Note, other, type Ref, type Row, type Seen } from '../core/model';
import type { Ledger, LedgerChange } from '../core/ports';
import { load, refName, refOfRow } from './entries';

/** @param rows as they are about to be kept; of those that are gone the ledger still has what was seen. */
export async function orphaned(ledger: Ledger, rows: readonly Row[], now: number): Promise<LedgerChange> {
  const gone = rows.filter((row) => row.seen === null);
  if (gone.length === 0) return {};
  const { rep } = await ledger.meta();
  const before = await ledger.rows(gone.map(refOfRow));
  const pairs = await ledger.pairsOf(gone.map(refOfRow));
  const changed = new Map<string, Row>();
  // The other side is read at the same time.
  const over = new Map<string, Row>();
  for (const [index, row] of gone.entries()) {
    const seen = before[index] ? claimant(before[index]) : null;
    if (!seen || pairs[index]) continue;
    for (const twin of await twinsOf(ledger, seen, markKeys(seen, rep))) {
      changed.set(refName(twin), bereft(twin, row, now));
      over.set(refName(twin), twin);
    }
  }
  const dirty = [...changed.values()].map(refOfRow);
  return { rows: [...changed.values()], over: [...over.values()], dirty, tell: dirty.map(refName) };
}

async function twinsOf(ledger: Ledger, seen: Seen, keys: readonly string[]): Promise<readonly Row[]> {
  const refs: readonly Ref[] = await ledger.lookup(other(seen.side), seen.kind, keys);
  const entries = refs.length === 0 ? [] : await load(ledger, refs);
  return entries.flatMap((entry) => {
    const row = entry.mailbox ?? entry.crm;
    return entry.pair === null && row?.seen ? [row] : [];
  });
}

/** What is left of a pair, and remembers how the other one has gone. */
export function bereft(twin: Row, gone: Row, now: number): Row {
  const deleted = gone.notes.some((note) => note.kind === 'deleted');
  const note: Note = deleted
    ? { kind: 'deleted', at: now, side: gone.side, by: 'rep', version: '' }
    : { kind: 'unlinked', at: now, because: 'moved out', twin: gone.id };
  const others = twin.notes.filter((old) => !(old.kind === note.kind && !(old.kind === 'deleted' && old.side === twin.side)));
  return { ...twin, notes: [...others, note], trouble: null };
}
