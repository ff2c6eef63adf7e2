/** Ours through the real adapters over HTTP: requests and writes as they go out, with the time that the wire's code takes. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Seen } from '../shared/core/model';
import { totalOf } from '../shared/engine/apply';
import { type CycleResult, runCycle } from '../shared/engine/cycle';
import { AskedLookups } from '../shared/engine/lookups';
import { MemoryLedger } from '../shared/ledger/memory';
import { type Connected, connect } from '../tools/start/connect';
import { demoRep } from '../tools/start/once';
import type { StandIns } from '../tools/start/standIns';
import type { Size } from './phases';

export interface Phase {
  readonly phase: 'initial' | 'no change' | '1 % on each side' | 'ledger lost';
  /** Seconds of this process, user and system. */
  readonly cpu: number;
  readonly wall: number;
  readonly peakMb: number;
  readonly requests: { readonly salesforce: number; readonly microsoft: number };
  readonly writes: number;
}

async function measured(phase: Phase['phase'], { requests }: Connected, work: () => Promise<number>): Promise<Phase> {
  globalThis.gc?.();
  const before = { ...requests };
  let peak = process.memoryUsage().rss;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 20);
  const [started, used] = [performance.now(), process.cpuUsage()];
  const writes = await work();
  const { user, system } = process.cpuUsage(used);
  clearInterval(watch);
  return {
    phase,
    cpu: (user + system) / 1e6,
    wall: (performance.now() - started) / 1000,
    peakMb: Math.round(Math.max(peak, process.memoryUsage().rss) / 1e6),
    requests: { salesforce: requests.salesforce - before.salesforce, microsoft: requests.microsoft - before.microsoft },
    writes,
  };
}

async function untilRest(connected: Connected, look: AskedLookups): Promise<number> {
  let writes = 0;
  let result: CycleResult;
  do {
    result = await runCycle(connected.world, { look, stop: () => false, progress: () => {}, calls: () => ({ crm: 0, mailbox: 0 }) });
    if (result.connection.kind !== 'running') throw new Error(`The cycle stopped: ${JSON.stringify(result.connection)}`);
    writes += result.applied ? totalOf(result.applied) : 0;
  } while (result.more);
  return writes;
}

/** Other people's edits: one in a hundred on each side, not the same ones. */
async function edit({ world }: Connected, { contacts, events }: Size): Promise<void> {
  const touched = async (side: 'mailbox' | 'crm', offset: number): Promise<readonly Seen[]> => {
    const rows = [...(await world.ledger.scan(side, 'contact', null, contacts)), ...(await world.ledger.scan(side, 'event', null, events))];
    return rows.flatMap((row, index) => (index % 100 === offset && row.seen ? [row.seen] : []));
  };
  const common = ({ kind, id, version, item }: Seen) => ({ op: 'update', kind, id, ifVersion: version, base: item }) as const;
  const inMailbox = (await touched('mailbox', 3)) as readonly Seen<'mailbox'>[];
  await world.mailbox.write(
    inMailbox.map((seen) => ({
      ...common(seen),
      base: seen.item,
      set: seen.kind === 'contact' ? { title: 'Edited here' } : { location: 'Edited here' },
    })),
  );
  const inCrm = (await touched('crm', 57)) as readonly Seen<'crm'>[];
  await world.crm.write(
    inCrm.map((seen) => ({
      ...common(seen),
      base: seen.item,
      set: seen.kind === 'contact' ? { Title: 'Edited there' } : { Location: 'Edited there' },
    })),
  );
}

/** Once: what it costs through the real adapters, with stand-ins in a process of their own. */
export async function overHttp({ contacts, events }: Size): Promise<Phase[]> {
  const child = fork(fileURLToPath(new URL('./standIns.ts', import.meta.url)), [JSON.stringify({ contacts, events, side: 'mailbox' })], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const standIns = await new Promise<Pick<StandIns, 'urls' | 'graphCa'>>((resolve) =>
    child.once('message', (told) => resolve(told as StandIns)),
  );
  const user = await demoRep(standIns, 'microsoft');
  const start = async (): Promise<readonly [Connected, AskedLookups]> => {
    const connected = await connect(standIns, user, 'microsoft', new MemoryLedger(), () => {});
    await connected.world.ledger.commit({ meta: { firstSyncConfirmed: true } });
    return [connected, new AskedLookups(connected.world)];
  };
  const [connected, look] = await start();
  const phases = [await measured('initial', connected, () => untilRest(connected, look))];
  await untilRest(connected, look);
  phases.push(await measured('no change', connected, () => untilRest(connected, look)));
  await edit(connected, { contacts, events });
  phases.push(await measured('1 % on each side', connected, () => untilRest(connected, look)));
  const [again, lookAgain] = await start();
  phases.push(await measured('ledger lost', again, () => untilRest(again, lookAgain)));
  child.send('end');
  return phases;
}
