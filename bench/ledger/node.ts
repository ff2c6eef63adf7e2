/** `npx tsx --expose-gc bench/ledger/node.ts memory|dexie 10000 5000`: one line of JSON with times (ms), heap and RSS (MB). */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type { Ledger } from '../../shared/core/ports';
import { DexieLedger } from '../../shared/ledger/dexie';
import { LeanLedger } from '../../shared/ledger/lean';
import { MemoryLedger } from '../../shared/ledger/memory';
import { badges, changes, firstSync, idle, type Size, walk } from './work';

const [kind = 'memory', contacts = '10000', events = '5000'] = process.argv.slice(2);
const size: Size = { contacts: Number(contacts), events: Number(events) };
const indexedDB = new IDBFactory();
const open = (): Ledger => (kind !== 'dexie' ? held : new DexieLedger({ name: 'bench', platform: { indexedDB, IDBKeyRange } }));
const held = kind === 'lean' ? new LeanLedger(undefined, JSON.parse(process.env.LIMITS ?? '{}')) : new MemoryLedger();

const mb = (bytes: number): number => Math.round(bytes / 1e5) / 10;
const heap = (): number => {
  (globalThis as { gc?: () => void }).gc?.();
  return process.memoryUsage().heapUsed;
};

const result: Record<string, number | string> = { ledger: kind, ...size };
async function timed(name: string, work: () => Promise<unknown>): Promise<void> {
  const [at, cpu] = [performance.now(), process.cpuUsage()];
  await work();
  const used = process.cpuUsage(cpu);
  result[name] = Math.round((performance.now() - at) * 10) / 10;
  result[`${name} cpu`] = Math.round((used.user + used.system) / 100) / 10;
}

const before = heap();
let ledger = open();
await timed('first sync', () => firstSync(ledger, size));
result['kept MB'] = mb(heap() - before);
result['peak RSS MB'] = mb(process.resourceUsage().maxRSS * 1024);
await timed('idle', () => idle(ledger, 2));
await timed('300 changes', () => changes(ledger, size, 300, 3));
await timed('300 changes again', () => changes(ledger, size, 300, 5));
await timed('walk', () => walk(ledger));
ledger = open();
await timed('badges cold', () => badges(ledger, size, 10));
await timed('badges warm', () => badges(ledger, size, 10));
console.log(JSON.stringify(result));
