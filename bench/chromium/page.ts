/** Runs in a page of Chromium: ours over a durable IndexedDB, or a rival over its own storage, one phase at a time. */
import { DexieLedger } from '../../shared/ledger/dexie';
import { idleCycles, ours, type Size } from '../phases';
import { type PouchParts, phasesOf, pouchdb, type RxParts, rxdb } from '../rivals/documents';

export type Who = 'instep' | 'rxdb' | 'pouchdb';

declare const rivalParts: { readonly rx: RxParts; readonly storage: () => unknown; readonly PouchDB: PouchParts };

type AnyPhase = readonly [name: string, work: () => Promise<object>];

let phases: Iterator<AnyPhase> | AsyncIterator<AnyPhase> | null = null;
let next: AnyPhase | null = null;
let ledgers = 0;

async function phasesFor(who: Who, size: Size): Promise<Iterator<AnyPhase> | AsyncIterator<AnyPhase>> {
  if (who === 'instep') return ours(size, () => new DexieLedger({ name: `bench-${ledgers++}` }));
  return phasesOf(who === 'rxdb' ? await rxdb(rivalParts.rx, rivalParts.storage) : pouchdb(rivalParts.PouchDB, 'idb'), size);
}

/** Makes everything ready for the next phase. @returns its name, or '' at the end. */
async function ready(who: Who, size: Size): Promise<string> {
  phases ??= await phasesFor(who, size);
  const step = await phases.next();
  next = step.done ? null : (step.value as AnyPhase);
  return next?.[0] ?? '';
}

/** @returns seconds of wall, a cycle. */
async function run(who: Who): Promise<number> {
  const started = performance.now();
  await next?.[1]();
  return (performance.now() - started) / 1000 / (who === 'instep' && next?.[0] === 'nochange' ? idleCycles : 1);
}

export interface PageBench {
  ready: typeof ready;
  run: typeof run;
}

(globalThis as unknown as { pageBench: PageBench }).pageBench = { ready, run };
