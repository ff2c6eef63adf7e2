/**
 * `npm run bench [-- --json] [--contacts N] [--events N] [--rounds N]`: what Instep costs on this machine, phase by phase, through the real
 * adapters over HTTP against stand-ins in a process of their own, with the floor beside it. Counts apart from times.
 */
import { fork } from 'node:child_process';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Seen } from '../shared/core/model';
import { totalOf } from '../shared/engine/apply';
import { type CycleResult, runCycle } from '../shared/engine/cycle';
import { AskedLookups } from '../shared/engine/lookups';
import { MemoryLedger } from '../shared/ledger/memory';
import { type Connected, connect } from '../tools/start/connect';
import { demoRep } from '../tools/start/once';
import type { StandIns } from '../tools/start/standIns';
import { floorPass, pagesOf } from './floor';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    contacts: { type: 'string', default: '10000' },
    events: { type: 'string', default: '5000' },
    rounds: { type: 'string', default: '5' },
  },
});
const contacts = Number(values.contacts);
const events = Number(values.events);
const rounds = Number(values.rounds);

interface Phase {
  readonly phase: 'initial' | 'no change' | '1 % on each side' | 'ledger lost';
  /** Seconds of this process, user and system. */
  readonly cpu: number;
  readonly wall: number;
  readonly peakMb: number;
  readonly requests: { readonly salesforce: number; readonly microsoft: number };
  readonly writes: number;
}

const say = (text: string): void => void process.stderr.write(`${text}\n`);
const median = (list: readonly number[]): number => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;

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
async function edit({ world }: Connected): Promise<void> {
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

async function round(): Promise<Phase[]> {
  const child = fork(fileURLToPath(new URL('./large.ts', import.meta.url)), [JSON.stringify({ contacts, events, side: 'mailbox' })], {
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
  await edit(connected);
  phases.push(await measured('1 % on each side', connected, () => untilRest(connected, look)));
  const [again, lookAgain] = await start();
  phases.push(await measured('ledger lost', again, () => untilRest(again, lookAgain)));
  child.send('end');
  return phases;
}

function floor(): number {
  const pages = pagesOf(contacts, events);
  const used = process.cpuUsage();
  floorPass(pages);
  const { user, system } = process.cpuUsage(used);
  return (user + system) / 1e6;
}

/** The fewest requests that the vendors allow: pages of 1,000 and 2,000, writes of 200, five collections a call. */
const fewest = {
  microsoft: Math.max(Math.ceil(contacts / 1000), Math.ceil(events / 1000)),
  salesforce: Math.ceil((Math.ceil(contacts / 200) + Math.ceil(events / 200)) / 5) + 1,
};

const all: Phase[][] = [];
const floors: number[] = [];
for (let n = 1; n <= rounds; n++) {
  floors.push(floor());
  all.push(await round());
  say(`Round ${n} of ${rounds} done.`);
}
const names = (all[0] ?? []).map(({ phase }) => phase);
const of = (phase: string, pick: (one: Phase) => number): number =>
  median(all.map((one) => pick(one.find((each) => each.phase === phase) as Phase)));
const result = {
  machine: `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`,
  contacts,
  events,
  rounds,
  floor: { cpu: median(floors), requests: fewest },
  phases: names.map((phase) => ({
    phase,
    cpu: of(phase, (one) => one.cpu),
    wall: of(phase, (one) => one.wall),
    peakMb: of(phase, (one) => one.peakMb),
    requests: { salesforce: of(phase, (one) => one.requests.salesforce), microsoft: of(phase, (one) => one.requests.microsoft) },
    writes: of(phase, (one) => one.writes),
    toFloor: median(all.map((one, index) => (one.find((each) => each.phase === phase) as Phase).cpu / (floors[index] ?? 1))),
  })),
  notRun: ['rivals (vdirsyncer, Unison, RxDB, PouchDB)', 'Chromium'],
};

if (values.json) process.stdout.write(`${JSON.stringify(result)}\n`);
else {
  const line = (cells: readonly string[]): string =>
    cells.map((cell, index) => (index === 0 ? cell.padEnd(18) : cell.padStart(12))).join('');
  const rows = result.phases.map((one) =>
    line([
      one.phase,
      one.cpu.toFixed(2),
      one.toFloor.toFixed(1),
      one.wall.toFixed(2),
      String(one.peakMb),
      String(one.requests.salesforce),
      String(one.requests.microsoft),
      String(one.writes),
    ]),
  );
  process.stdout.write(
    [
      `${contacts} contacts and ${events} events, ${rounds} rounds, medians. ${result.machine}.`,
      line(['phase', 'CPU s', '× floor', 'wall s', 'peak MB', 'Salesforce', 'Graph', 'writes']),
      ...rows,
      `Floor: ${result.floor.cpu.toFixed(3)} s CPU; fewest requests of an initial sync: ${fewest.salesforce} Salesforce, ${fewest.microsoft} Graph.`,
      `Not run: ${result.notRun.join('; ')}.`,
      '',
    ].join('\n'),
  );
}
