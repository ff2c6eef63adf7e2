/** Runs in a page of a real browser: opens ledgers there and hands calls on to them. */
import type { Ref } from '../../shared/core/model';
import { DexieLedger } from '../../shared/ledger/dexie';
import type { Limits, Notifier } from '../../shared/ledger/store';

/** The browser's own channel, which reaches all contexts but the one that speaks. */
function channel(name: string): Notifier {
  const all = new BroadcastChannel(name);
  return {
    tell: (touched) => all.postMessage(touched),
    listen: (hear) => {
      const on = (event: MessageEvent<readonly Ref[]>): void => hear(event.data);
      all.addEventListener('message', on);
      return () => {
        all.removeEventListener('message', on);
        all.close();
      };
    },
  };
}

let ledger: DexieLedger | null = null;

const page = {
  open(name: string, limits: Partial<Limits>): void {
    ledger = new DexieLedger({ name, notifier: channel(name), limits });
    ledger.onChange((touched) => (globalThis as unknown as { told: (touched: readonly Ref[]) => void }).told(touched));
  },

  call(method: string, args: readonly unknown[]): Promise<unknown> {
    const methods = ledger as unknown as Readonly<Record<string, (...args: readonly unknown[]) => Promise<unknown>>>;
    const called = methods[method];
    if (!called) throw new Error(`a ledger has no ${method}`);
    return called.apply(ledger, [...args]);
  },

  /** The head is what a commit puts last: it fails after all else was written. */
  breakNextPut(): void {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = (): IDBRequest<IDBValidKey> => {
      IDBObjectStore.prototype.put = put;
      throw new DOMException('the disk is full', 'QuotaExceededError');
    };
  },
};

export type LedgerPage = typeof page;

(globalThis as unknown as { ledgerPage: LedgerPage }).ledgerPage = page;
