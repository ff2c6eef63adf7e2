/**
 * One round of ours in a process of its own, both sides in this process: `node --expose-gc --import tsx bench/ours.ts CONTACTS EVENTS
 * [lean|plain]`. Prints one JSON line a phase.
 */
import { LeanLedger } from '../shared/ledger/lean';
import { MemoryLedger } from '../shared/ledger/memory';
import { measured } from './meter';
import { idleCycles, ours } from './phases';

const [contacts = 10_000, events = 5000] = process.argv.slice(2, 4).map(Number);
const ledgerOf = () => (process.argv[4] === 'plain' ? new MemoryLedger() : new LeanLedger());
for (const [phase, work] of ours({ contacts, events }, ledgerOf)) {
  const line = await measured(work);
  const cycles = phase === 'nochange' ? idleCycles : 1;
  process.stdout.write(`${JSON.stringify({ phase, ...line, cpu: line.cpu / cycles, wall: line.wall / cycles })}\n`);
  if (process.env.BENCH_ONLY === phase) break;
}
