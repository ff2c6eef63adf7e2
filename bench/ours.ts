/**
 * One round of ours in a process of its own, both sides in this process: `node --expose-gc --import tsx bench/ours.ts CONTACTS EVENTS
 * [plain|lean]`. Prints one JSON line a phase, as the drivers of the rivals do.
 */
import { controlOf, Plane } from '../shared/adapters/memory/control';
import { defaults, normalise } from '../shared/core/configuration';
import type { Ledger, World } from '../shared/core/ports';
import { totalOf } from '../shared/engine/apply';
import { runCycle } from '../shared/engine/cycle';
import { AskedLookups } from '../shared/engine/lookups';
import { LeanLedger } from '../shared/ledger/lean';
import { MemoryLedger } from '../shared/ledger/memory';
import { BenchCrm, BenchMailbox, userId } from './accounts';
import { phase } from './meter';
import { pagesOf } from './pages';

const [contacts = 10_000, events = 5000] = process.argv.slice(2, 4).map(Number);
const ledgerOf = (): Ledger => (process.argv[4] === 'plain' ? new MemoryLedger() : new LeanLedger());
let now = Date.UTC(2026, 2, 15, 9);
const clock = {
  now: () => now,
  sleep: async (ms: number) => {
    now += ms;
  },
};
const random = { next: () => 0.5 };
const plane = new Plane(clock, random);
plane.saveConfiguration(
  normalise({ ...defaults, id: 'bench', name: 'Bench', active: true, contacts: { ...defaults.contacts, whose: 'all' } }),
);
plane.assign('bench', 'user', userId);
const mailbox = new BenchMailbox(pagesOf(contacts, events));
const crm = new BenchCrm();

interface Device {
  readonly world: World;
  readonly look: AskedLookups;
}

async function deviceOn(ledger: Ledger): Promise<Device> {
  await ledger.commit({ meta: { firstSyncConfirmed: true } });
  const device = { id: 'bench', name: 'Bench', version: '0' };
  const world: World = { mailbox, crm, control: controlOf(plane, { userId }), ledger, clock, random, log: () => {}, device };
  return { world, look: new AskedLookups(world) };
}

async function untilRest({ world, look }: Device): Promise<number> {
  let writes = 0;
  for (;;) {
    const result = await runCycle(world, { look, stop: () => false, progress: () => {}, calls: () => ({ crm: 0, mailbox: 0 }) });
    if (result.connection.kind !== 'running') throw new Error(`The cycle stopped: ${JSON.stringify(result.connection)}`);
    writes += result.applied ? totalOf(result.applied) : 0;
    now += 1000;
    if (!result.more) return writes;
  }
}

const device = await deviceOn(ledgerOf());
const counted = (work: () => Promise<number>) => async () => {
  const before = { mailbox: mailbox.requests, crm: crm.requests };
  const writes = await work();
  return { writes, requests: { mailbox: mailbox.requests - before.mailbox, crm: crm.requests - before.crm } };
};
const idle = counted(() => untilRest(device));
await phase(
  'initial',
  counted(() => untilRest(device)),
);
if (process.env.BENCH_ONLY === 'initial') process.exit(0);
await phase('echo', idle);
// The first few are slower: a worker that has just started is measured elsewhere.
for (let warm = 0; warm < 20; warm++) await untilRest(device);
await phase('nochange', async () => {
  for (let again = 0; again < 49; again++) await untilRest(device);
  return { ...(await idle()), cycles: 50 };
});
mailbox.edit('contact', 3, () => ({ jobTitle: 'Edited here' }));
mailbox.edit('event', 3, () => ({ location: { displayName: 'Edited here' } }));
crm.edit('contact', 57, { Title: 'Edited there' });
crm.edit('event', 57, { Location: 'Edited there' });
await phase('delta', idle);
const again = await deviceOn(ledgerOf());
await phase(
  'match',
  counted(() => untilRest(again)),
);
