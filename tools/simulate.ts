/**
 * `npm run simulate -- --runs 1000 [--seed 417]`: many runs with fresh seeds, or from this one on; `--seed 417` alone replays one and
 * tells its story. Ends with 1 when something is broken, and prints how to see it again.
 *
 *   --http --provider google|microsoft   before the stand-in services, through the real adapters, the ledger in IndexedDB
 *   --count                              how often each deed and each fault came about (docs/faults.md)
 *   --most 5                             goes on after a finding, until so many different ones; --plain does not shorten them
 *   --trace                              every call of every device
 *   --mutants [name]                     products broken on purpose, each until it is caught, at most so many runs: each must be
 */
import { parseArgs } from 'node:util';
import { startPlaces } from '../test/simulation/http';
import { inMemoryOnly, mutants } from '../test/simulation/mutants';
import { type RunOptions, run } from '../test/simulation/run';
import { type Script, scriptOf } from '../test/simulation/script';
import { ruleOf, shrink } from '../test/simulation/shrink';
import { story } from '../test/simulation/story';

const { values, positionals } = parseArgs({
  options: {
    runs: { type: 'string' },
    seed: { type: 'string' },
    most: { type: 'string', default: '1' },
    count: { type: 'boolean', default: false },
    http: { type: 'boolean', default: false },
    provider: { type: 'string', default: 'microsoft' },
    plain: { type: 'boolean', default: false },
    trace: { type: 'boolean', default: false },
    mutants: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const places = values.http ? await startPlaces() : null;
const options: RunOptions = {
  ...(places ? { open: places.open(values.provider === 'google' ? 'google' : 'microsoft') } : {}),
  ...(values.trace ? { trace: (line: string) => console.log(line.slice(0, 600)) } : {}),
};
const first = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
const runs = values.runs === undefined ? (values.seed === undefined ? 1000 : 1) : Number(values.runs);

if (values.mutants) await hunt();
else await search();
await places?.close();

async function search(): Promise<void> {
  const started = performance.now();
  const counters: Record<string, number> = {};
  const told = new Set<string>();
  let found = 0;
  let done = 0;
  for (; done < runs && told.size < Number(values.most); done++) {
    const script = scriptOf(first + done);
    const { broken, sim } = await run(script, options);
    const deeds = script.acts.map((act): [string, number] => [`deed: ${act.do}`, 1]);
    for (const [name, count] of [...deeds, ...Object.entries(sim.counters)]) counters[name] = (counters[name] ?? 0) + count;
    const rule = ruleOf(broken[0] ?? '');
    if (broken.length > 0 && !told.has(rule)) {
      told.add(rule);
      await tell(script, broken);
    }
    if (broken.length > 0) found++;
  }
  const seconds = (performance.now() - started) / 1000;
  console.log(
    `${done} runs in ${seconds.toFixed(1)} s, ${(done / seconds).toFixed(1)} a second, ${found} with a finding (seeds from ${first})`,
  );
  if (values.count) for (const [name, count] of Object.entries(counters).sort()) console.log(`${String(count).padStart(8)}  ${name}`);
  process.exitCode = found > 0 ? 1 : 0;
}

/** What is found with the broken product, and not with the one that there is. */
async function hunt(): Promise<void> {
  const names = Object.keys(mutants).filter((name) => !(places && inMemoryOnly.has(name)) && name.includes(positionals[0] ?? ''));
  for (const name of names) {
    const why = await caught(name);
    console.log(`${why === null ? `not caught in ${runs} runs` : 'caught'}: ${name}${why ?? ''}`);
    if (why === null) process.exitCode = 1;
  }
}

async function caught(name: string): Promise<string | null> {
  const bend = mutants[name];
  for (let at = 0; bend && at < runs; at++) {
    const script = scriptOf(first + at);
    const [why] = (await run(script, { ...options, bend })).broken;
    if (why && (await run(script, options)).broken.length === 0) return `: seed ${script.seed}, run ${at + 1}: ${why.slice(0, 160)}`;
  }
  return null;
}

async function tell(script: Script, broken: readonly string[]): Promise<void> {
  console.log(`\nseed ${script.seed}: ${broken.join('\n  ')}`);
  console.log(`see it again: npm run simulate --${places ? ` --http --provider ${values.provider}` : ''} --seed ${script.seed}`);
  if (values.plain) return;
  const short = await shrink(script, ruleOf(broken[0] ?? ''), options, values.http ? 40 : 200);
  console.log(`shortened to ${short.acts.length} of ${script.acts.length}:`);
  for (const line of await story(short, options)) console.log(`  ${line}`);
  console.log(JSON.stringify(short));
}
