/** How many whole simulated lives of a company this machine plays in a second: the tests' own yardstick. */
import { run } from '../test/simulation/run';
import { scriptOf } from '../test/simulation/script';

export async function simulations(count: number): Promise<number> {
  const started = performance.now();
  for (let seed = 1; seed <= count; seed++) await run(scriptOf(seed));
  return Math.round((count / ((performance.now() - started) / 1000)) * 10) / 10;
}
