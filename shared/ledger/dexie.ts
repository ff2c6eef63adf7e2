/** The durable ledger of a browser or task pane: see docs/decisions/ledger.md. */
import { InDexie, type Platform } from './inDexie';
import type { Limits, Notifier } from './store';
import { StoredLedger } from './stored';

export interface DexieLedgerOptions {
  /** One database for each rep and mailbox. */
  readonly name: string;
  /** How this device's contexts tell each other; without it, onChange hears only this one. */
  readonly notifier?: Notifier;
  /** Where there is no IndexedDB of the platform's own. */
  readonly platform?: Platform;
  readonly limits?: Partial<Limits>;
}

export class DexieLedger extends StoredLedger {
  constructor({ name, notifier, platform, limits }: DexieLedgerOptions) {
    super(new InDexie(name, platform), notifier, limits);
  }
}
