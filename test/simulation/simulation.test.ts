/** SYN1 to SYN8, EXC, RST: everything that was ever found, then the same seeds every time. */
import { expect, test } from 'vitest';
import { regressions } from './regressions';
import { run } from './run';
import { scriptOf } from './script';

for (const regression of regressions())
  test(`SYN6 regression: ${regression.found}`, async () => {
    expect((await run(regression)).broken).toEqual([]);
  });

/** Seeds 1 to 300, so that a change of the product is what makes this fail. Fresh ones are `npm run simulate`; `INSTEP_RUNS=20000` takes as many from the clock. */
const fresh = Number(process.env.INSTEP_RUNS ?? 0);
const from = fresh > 0 ? Date.now() % 2 ** 31 : 1;
const seeds = Array.from({ length: fresh || 300 }, (_, n) => from + n);

test('SYN6 whatever happens, nothing is lost and nothing doubled', { timeout: 24 * 3_600_000 }, async () => {
  const started = performance.now();
  for (const seed of seeds) {
    const { broken } = await run(scriptOf(seed));
    expect(broken, `npm run simulate -- --seed ${seed}`).toEqual([]);
  }
  console.log(`simulation: ${seeds.length} runs, ${(seeds.length / ((performance.now() - started) / 1000)).toFixed(1)} a second`);
});
