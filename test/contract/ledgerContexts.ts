/** Contexts of one device in one process, each with a ledger of its own over the same database, and news between them. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type { Ref } from '../../shared/core/model';
import { DexieLedger } from '../../shared/ledger/dexie';
import type { Limits, Notifier } from '../../shared/ledger/store';

/** Nobody hears himself; everybody else does, a moment later. */
export class Channel {
  readonly #ears = new Set<(touched: readonly Ref[]) => void>();

  join(): Notifier {
    let mine: (touched: readonly Ref[]) => void = () => {};
    return {
      tell: (touched) => {
        for (const hear of this.#ears) if (hear !== mine) queueMicrotask(() => hear(touched));
      },
      listen: (hear) => {
        mine = hear;
        this.#ears.add(hear);
        return () => this.#ears.delete(hear);
      },
    };
  }
}

export class Contexts {
  readonly indexedDB = new IDBFactory();
  readonly #channel = new Channel();
  readonly #open: DexieLedger[] = [];

  constructor(private readonly limits: Partial<Limits> = {}) {}

  open(limits: Partial<Limits> = this.limits): DexieLedger {
    const platform = { indexedDB: this.indexedDB, IDBKeyRange };
    const ledger = new DexieLedger({ name: 'ledger', notifier: this.#channel.join(), platform, limits });
    this.#open.push(ledger);
    return ledger;
  }

  close(): void {
    for (const ledger of this.#open) ledger.close();
  }
}
