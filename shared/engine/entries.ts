/** Refs from the ledger as entries: a pair with both its rows, or one row alone; each once. */
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
  const mailbox = await ledger.rows(both.map((pair) => ({ side: 'mailbox', kind: pair.kind, id: pair.mailboxId })));
  const crm = await ledger.rows(both.map((pair) => ({ side: 'crm', kind: pair.kind, id: pair.crmId })));
  const entries: Entry[] = both.map((pair, index) => ({
    kind: pair.kind,
    pair,
    mailbox: (mailbox[index] ?? null) as Row<'mailbox'> | null,
    crm: (crm[index] ?? null) as Row<'crm'> | null,
  }));
  const rows = await ledger.rows(alone);
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

/** Those whose both sides are there. The others wait for a plan that passes a deletion on, and must not be forgotten (SYN3). */
export async function wholeOf(ledger: Ledger, pairs: readonly Pair[]): Promise<ReadonlySet<string>> {
  const mailbox = await ledger.rows(pairs.map((pair) => ({ side: 'mailbox', kind: pair.kind, id: pair.mailboxId })));
  const crm = await ledger.rows(pairs.map((pair) => ({ side: 'crm', kind: pair.kind, id: pair.crmId })));
  return new Set(pairs.filter((_, index) => mailbox[index]?.seen && crm[index]?.seen).map((pair) => pair.id));
}
