/**
 * SYN6: no mailbox knows a key for a new contact. Two devices that both believe that they hold the lease, or one whose create was
 * not answered and not listed yet, make two from one record. Both carry its mark; the one that is not paired is the double.
 */
import { markKey, markOfRecord } from '../core/keys';
import { pickContact } from '../core/match';
import type { Configuration, ItemId, Pair, Ref, Row } from '../core/model';
import type { Ledger } from '../core/ports';
import type { Context } from '../core/sync/verdict';
import { leaseMs } from './lease';

export interface Double {
  readonly row: Row;
  readonly crmId: ItemId;
  /** As they were made, at about the same time: not a copy that somebody has made by hand. */
  readonly surely: boolean;
}

/** @param lone contacts of the mailbox without a pair. */
export async function doublesAmong(ledger: Ledger, lone: readonly Row[], { rep, configuration }: Context): Promise<readonly Double[]> {
  const marked = lone.filter((row) => row.side === 'mailbox' && row.kind === 'contact' && row.seen && row.seen.mark !== '');
  if (marked.length === 0) return [];
  const refs = await ledger.lookup('crm', 'contact', [...new Set(marked.map((row) => markKey(row.seen?.mark ?? '')))]);
  const records = await ledger.rows(refs);
  const pairs = await ledger.pairsOf(refs);
  const items = await ledger.rows(pairs.map((pair): Ref => ({ side: 'mailbox', kind: 'contact', id: pair?.mailboxId ?? '' })));
  const made = new Map<string, { readonly record: Row; readonly pair: Pair; readonly item: Row }>();
  records.forEach((record, index) => {
    const [pair, item] = [pairs[index], items[index]];
    if (!record?.seen || !pair || !item?.seen) return;
    made.set(markKey(markOfRecord(rep, record.id)), { record, pair, item });
  });
  return marked.flatMap((row) => {
    const first = made.get(markKey(row.seen?.mark ?? ''));
    if (!first || first.item.id === row.id || first.item.seen?.mark !== row.seen?.mark || isApart(row, first.record.id)) return [];
    const surely = untouched(row, first.item);
    return surely || agrees(row, first.record, rep, configuration) ? [{ row, crmId: first.record.id, surely }] : [];
  });
}

const isApart = (row: Row, crmId: ItemId): boolean => row.notes.some((note) => note.kind === 'apart' && note.from === crmId);

const untouched = ({ seen: a }: Row, { seen: b }: Row): boolean =>
  a !== null && b !== null && Math.abs(a.modifiedAt - b.modifiedAt) <= 2 * leaseMs && JSON.stringify(a.item) === JSON.stringify(b.item);

/** A copy that was made into somebody else shares nothing with the record any more. */
const agrees = ({ seen }: Row, record: Row, rep: Context['rep'], { contacts }: Configuration): boolean =>
  seen !== null && record.seen !== null && pickContact(seen, [record.seen], contacts.pick, { rep, taken: new Set() }).agrees;
