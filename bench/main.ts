/**
 * `npm run bench [-- --json | --markdown] [--rivals] [--contacts N] [--events N] [--rounds N] [--picture] [--save FILE]`: what Instep costs on this
 * machine, in figures and beside its goals (`--save`: everything as JSON into a file, besides what is shown). Ours, the
 * floor and (on request) the rivals go in turn in each round; what is compared is the median of the rounds' ratios, so that a busy machine
 * does not matter. Times apart from counts; what could not be run is said.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildProduct, withStub } from '../test/pages/extension/build';
import { browserPath, inChromium } from './chromium/run';
import { type Round, ratiosOf, type Timed } from './figures';
import { goals, markdownOf } from './goals';
import { hostPages } from './hostPages';
import { overHttp } from './overHttp';
import { pictureOf } from './picture';
import { fileRival } from './rivals/files';
import { installPackages, installPrograms } from './rivals/install';
import { simulations } from './simulations';
import { sizes } from './sizes';
import { type Result, tableOf } from './table';
import { wake } from './worker';

const flag = { type: 'boolean', default: false } as const;
const number = (value: string) => ({ type: 'string', default: value }) as const;
const { values } = parseArgs({
  options: {
    json: flag,
    markdown: flag,
    rivals: flag,
    picture: flag,
    contacts: number('10000'),
    events: number('5000'),
    rounds: number('5'),
    'page-rounds': number('1'),
    save: { type: 'string' },
    growth: number('1000,50000'),
  },
});
const size = { contacts: Number(values.contacts), events: Number(values.events) };
const rounds = Number(values.rounds);
const notRun: string[] = [];
/** The result alone goes out; what builders say of their progress goes where ours does. */
const tell = process.stdout.write.bind(process.stdout);
process.stdout.write = process.stderr.write.bind(process.stderr);
const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** Each in a process of its own: a line a phase. */
function child(file: string, ...args: readonly (string | number)[]): Timed[] {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const told = execFileSync(process.execPath, ['--expose-gc', '--import', 'tsx', path, ...args.map(String)], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return told
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Timed);
}

const { contacts, events } = size;
const runs: Record<string, () => Timed[] | Promise<Timed[]>> = {
  floor: () => child('./floorRun.ts', contacts, events),
  instep: () => child('./ours.ts', contacts, events),
  'instep, plain ledger': () => child('./ours.ts', contacts, events, 'plain'),
};
const pageRuns: typeof runs = {};
if (browserPath) pageRuns.instep = () => inChromium('instep', size);
else notRun.push('Chromium: there is none');

if (values.rivals) {
  const missing = installPackages();
  if (missing === '')
    for (const who of ['rxdb', 'pouchdb'] as const) {
      runs[who] = () => child('./rivals/node.ts', who, contacts, events);
      if (browserPath) pageRuns[who] = () => inChromium(who, size);
    }
  else notRun.push(`RxDB and PouchDB: ${missing}`);
  for (const [who, why] of Object.entries(installPrograms()) as ['vdirsyncer' | 'unison', string][]) {
    if (why === '') runs[who] = () => fileRival(who, size);
    else notRun.push(`${who}: ${why}`);
  }
} else notRun.push('rivals: asked for with --rivals');

async function inTurn(of: typeof runs, times: number, where: string): Promise<Round[]> {
  const all: Round[] = [];
  const failed = new Set<string>();
  for (let n = 1; n <= times; n++) {
    const round: Record<string, Timed[]> = {};
    for (const [who, run] of Object.entries(of)) {
      if (failed.has(who)) continue;
      try {
        round[who] = await run();
      } catch (error) {
        failed.add(who);
        notRun.push(`${who} ${where}: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
      }
    }
    all.push(round);
    say(`Round ${n} of ${times} ${where} done.`);
  }
  return all;
}

let built: Promise<string> | null = null;
const product = (): Promise<string> => {
  built ??= buildProduct('chrome');
  return built;
};

async function ofBrowser<T>(what: string, run: () => Promise<T>): Promise<T | null> {
  if (!browserPath) return null;
  try {
    const told = await run();
    say(`${what} done.`);
    return told;
  } catch (error) {
    notRun.push(`${what}: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
    return null;
  }
}

const inNode = await inTurn(runs, rounds, 'in Node');
const inPage = await inTurn(pageRuns, Number(values['page-rounds']), 'in Chromium');
const grown = values.growth
  .split(',')
  .map(Number)
  .map((n) => ({ n, phases: child('./ours.ts', n, Math.round(n / 5)) }));
say('Growth done.');
const wire = await overHttp({ contacts: Math.min(contacts, 4000), events: Math.min(events, 2000) });
const gzip = sizes(await product());
const pages = await ofBrowser('chips and changes', async () => hostPages(await withStub(await product()), rounds));
const waking = await ofBrowser('stopped worker', async () => wake(await product(), 3 * rounds));

const result: Result = {
  machine: `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`,
  ...size,
  rounds,
  node: ratiosOf(inNode),
  chromium: ratiosOf(inPage),
  growth: grown,
  overHttp: wire,
  simulationsPerSecond: await simulations(20),
  gzip,
  pages,
  wake: waking,
  notRun,
};
const told = JSON.stringify({ ...result, goals: goals(result) });
if (values.save) writeFileSync(values.save, told);
if (values.picture) writeFileSync(new URL('../docs/images/bench.svg', import.meta.url), pictureOf(result));
tell(values.json ? `${told}\n` : values.markdown ? markdownOf(result) : tableOf(result));
process.exit(0);
