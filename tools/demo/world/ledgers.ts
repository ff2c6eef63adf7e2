/** Each rep's ledger in this browser, one database for each company: a company that was made anew begins with an empty one. */
import type { Ledger } from '../../../shared/core/ports';
import { DexieLedger } from '../../../shared/ledger/dexie';
import { MemoryLedger } from '../../../shared/ledger/memory';

const prefix = 'instep-demo-';

export async function openLedger(company: string, rep: string): Promise<Ledger> {
  await forgetOthers(company);
  try {
    const ledger = new DexieLedger({ name: `${prefix}${company}-${rep}` });
    await ledger.meta();
    return ledger;
  } catch {
    // A private window may have no storage: the ledger then lives as long as the page.
    return new MemoryLedger();
  }
}

async function forgetOthers(company: string): Promise<void> {
  const held = (await indexedDB.databases?.().catch(() => [])) ?? [];
  for (const { name } of held) if (name?.startsWith(prefix) && !name.startsWith(prefix + company)) indexedDB.deleteDatabase(name);
}
