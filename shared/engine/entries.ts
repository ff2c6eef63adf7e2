/** Refs from the ledger as entries: a pair with both its rows, or one row alone; each once. */
import { mayBeTwins } from '../core/match';
import { claimant } from '../core/matching';
import type { Entry, Pair, Ref, Row } from '../core/model';
import type { Ledger } from '../core/ports';

export const refName = (ref: Ref): string => `${ref.side}:${ref.kind}:${ref.id}`;

export const refOfRow = (row: Row): Ref => ({ side: row.side, kind: row.kind, id: row.id });

export async function load(ledger: Ledger, refs: readonly Ref[]): Promise<Entry[]> {
  const pairs = await ledger.pairsOf(refs);
  const paired = new Map<string, Pair>();
  const alone: Ref[] = [];
  refs.forEach((ref, index) => {
    const pair = pairs[index];
    if (pair) paired.set(pair.id, pair);
    else alone.push(ref);
  });
  const both = [...paired.values()];
  const [mailbox, crm, rows] = await Promise.all([
    ledger.rows(both.map((pair) => ({ side: 'mailbox', kind: pair.kind, id: pair.mailboxId }))),
    ledger.rows(both.map((pair) => ({ side: 'crm', kind: pair.kind, id: pair.crmId }))),
    ledger.rows(alone),
  ]);
  const entries: Entry[] = both.map((pair, index) => ({
    kind: pair.kind,
    pair,
    mailbox: (mailbox[index] ?? null) as Row<'mailbox'> | null,
    crm: (crm[index] ?? null) as Row<'crm'> | null,
  }));
  for (const row of rows) if (row) entries.push(entryOfRow(row));
  return entries;
}

export function entryOfRow(row: Row): Entry {
  return row.side === 'mailbox'
    ? { kind: row.kind, pair: null, mailbox: row as Row<'mailbox'>, crm: null }
    : { kind: row.kind, pair: null, mailbox: null, crm: row as Row<'crm'> };
}

export const refsOfPair = (pair: Pair): Ref[] => [
  { side: 'mailbox', kind: pair.kind, id: pair.mailboxId },
  { side: 'crm', kind: pair.kind, id: pair.crmId },
];

/** The refs that an entry stands for. */
export function refsOfEntry(entry: Entry): Ref[] {
  if (entry.pair) return refsOfPair(entry.pair);
  return [entry.mailbox, entry.crm].flatMap((row) => (row ? [refOfRow(row)] : []));
}

/** Which of an entry's refs names it in lists and troubles: the mailbox item where there is one. */
export const nameRef = (entry: Entry): Ref => refsOfEntry(entry)[0] ?? { side: 'mailbox', kind: entry.kind, id: '' };

/**
 * Those that a reset may clear. Where a side is missing, a plan passes a deletion on, and it must not be forgotten (SYN3). And what rests since
 * it was matched may be marked nowhere: once somebody has edited it out of all likeness, nothing would find it again (RST2).
 */
export async function clearable(ledger: Ledger, pairs: readonly Pair[]): Promise<ReadonlySet<string>> {
  const { rep } = await ledger.meta();
  const rows = await ledger.rows(pairs.flatMap(refsOfPair));
  const isFoundAgain = (_: Pair, index: number): boolean => {
    const [item, record] = [rows[2 * index], rows[2 * index + 1]].map((row) => (row ? claimant(row) : null));
    return Boolean(item && record && rep && mayBeTwins(item, record, rep));
  };
  return new Set(pairs.filter(isFoundAgain).map((pair) => pair.id));
}
