/** Every entry of the ledger once, in portions: mailbox items with their twins, then the records that have none. */
import type { Entry, Kind, Ref } from '../core/model';
import type { Ledger } from '../core/ports';
import { load, refOfRow } from './entries';

export async function* walk(ledger: Ledger, kind: Kind, size = 1000): AsyncGenerator<readonly Entry[]> {
  for (const side of ['mailbox', 'crm'] as const) {
    for (let after: string | null = null; ; ) {
      const rows = await ledger.scan(side, kind, after, size);
      if (rows.length === 0) break;
      after = rows[rows.length - 1]?.id ?? null;
      const entries = await load(ledger, rows.map(refOfRow));
      // A pair was met with its mailbox item already.
      yield side === 'mailbox' ? entries : entries.filter((entry) => entry.pair === null);
    }
  }
}

/** Refs of all rows of a kind, in portions. */
export async function* refsOf(ledger: Ledger, kind: Kind, size = 2000): AsyncGenerator<readonly Ref[]> {
  for (const side of ['mailbox', 'crm'] as const) {
    for (let after: string | null = null; ; ) {
      const rows = await ledger.scan(side, kind, after, size);
      if (rows.length === 0) break;
      after = rows[rows.length - 1]?.id ?? null;
      yield rows.map(refOfRow);
    }
  }
}
