/** Runs in a page: the same work over IndexedDB as it is in a browser. */

import { DexieLedger } from '../../shared/ledger/dexie';
import type { Limits } from '../../shared/ledger/store';
import { badges, changes, firstSync, idle, type Size, walk } from './work';

const work = {
  'first sync': (ledger: DexieLedger, size: Size) => firstSync(ledger, size),
  idle: (ledger: DexieLedger) => idle(ledger, Math.random()),
  '300 changes': (ledger: DexieLedger, size: Size) => changes(ledger, size, 300, Math.floor(Math.random() * 1e6)),
  walk: (ledger: DexieLedger, size: Size) => walk(ledger).then(() => size),
  badges: (ledger: DexieLedger, size: Size) => badges(ledger, size, 10),
} as const;

export type Work = keyof typeof work;

let ledger: DexieLedger | null = null;

/** @returns milliseconds, opening the ledger included when this context had not opened it. */
async function run(name: Work, size: Size, limits: Partial<Limits>): Promise<number> {
  const start = performance.now();
  ledger ??= new DexieLedger({ name: 'bench', limits });
  await work[name](ledger, size);
  return performance.now() - start;
}

export type LedgerBench = typeof run;

(globalThis as unknown as { ledgerBench: LedgerBench }).ledgerBench = run;
