/** Every entry of the ledger once, in portions: mailbox items with their twins, then the records that have none. */
import type { Entry, Kind, Ref } from '../core/model';
import type { Ledger } from '../core/ports';
import { load } from './entries';

export async function* walk(ledger: Ledger, kind: Kind, size = 1000): AsyncGenerator<readonly Entry[]> {
  for await (const refs of refsOf(ledger, kind, size)) {
    // A pair is met with its mailbox item.
    yield await load(ledger, refs[0]?.side === 'mailbox' ? refs : await unpaired(ledger, refs));
  }
}

/** Those of them that belong to no pair. */
export async function unpaired(ledger: Ledger, refs: readonly Ref[]): Promise<readonly Ref[]> {
  const glances = await ledger.glance(refs);
  return refs.filter((_, index) => (glances[index]?.pairId ?? null) === null);
}

/** Refs of all rows of a kind, in portions of one side. */
export async function* refsOf(ledger: Ledger, kind: Kind, size = 2000): AsyncGenerator<readonly Ref[]> {
  for (const side of ['mailbox', 'crm'] as const) {
    for (let after: string | null = null; ; ) {
      const refs: readonly Ref[] = await ledger.refs(side, kind, after, size);
      if (refs.length === 0) break;
      after = refs[refs.length - 1]?.id ?? null;
      yield refs;
    }
  }
}
