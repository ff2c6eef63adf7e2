/** SYN1 to SYN8, EXC, RST: everything that was ever found, then fresh seeds as many as fit into a minute. */
import { expect, test } from 'vitest';
import { regressions } from './regressions';
import { run } from './run';
import { scriptOf } from './script';

for (const regression of regressions())
  test(`SYN6 regression: ${regression.found}`, async () => {
    expect((await run(regression)).broken).toEqual([]);
  });

/** `INSTEP_RUNS=20000` for a long night. */
const most = Number(process.env.INSTEP_RUNS ?? 3000);
const budgetMs = process.env.INSTEP_RUNS === undefined ? 60_000 : Number.POSITIVE_INFINITY;

test('SYN6 whatever happens, nothing is lost and nothing doubled: fresh seeds', { timeout: 24 * 3_600_000 }, async () => {
  const first = Date.now() % 2 ** 31;
  const started = performance.now();
  let runs = 0;
  for (; runs < most && performance.now() - started < budgetMs; runs++) {
    const { broken } = await run(scriptOf(first + runs));
    expect(broken, `npm run simulate -- --seed ${first + runs}`).toEqual([]);
  }
  const seconds = (performance.now() - started) / 1000;
  console.log(`simulation: ${runs} runs from seed ${first}, ${(runs / seconds).toFixed(1)} a second`);
  expect(runs).toBeGreaterThan(0);
});
