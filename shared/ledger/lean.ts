/** A large ledger without IndexedDB: packed as the durable one is, for a runner that starts from nothing each time. */
import { InMemory } from './inMemory';
import type { Limits, Notifier } from './store';
import { StoredLedger } from './stored';

export class LeanLedger extends StoredLedger {
  constructor(place = new InMemory(), limits: Partial<Limits> = {}, notifier?: Notifier) {
    super(place, notifier, limits);
  }
}
