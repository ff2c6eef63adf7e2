/** Each broken product is caught: the simulation can fail, and says why. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { mutants } from './mutants';
import { run } from './run';
import { scriptOf } from './script';
import type { Bend } from './world';

const broken = vi.hoisted(() => ({ guard: false, emptyWins: false }));

vi.mock('../../shared/core/sync/guard', async (original) => {
  const real = await original<typeof import('../../shared/core/sync/guard')>();
  return { ...real, tripsGuard: (removals: number, pairs: number) => !broken.guard && real.tripsGuard(removals, pairs) };
});

vi.mock('../../shared/core/sync/compare', async (original) => {
  const real = await original<typeof import('../../shared/core/sync/compare')>();
  const compare: typeof real.compare = (...asked) =>
    real.compare(...asked).map((field) => (broken.emptyWins && field.change === 'new' ? { ...field, change: 'mailbox' } : field));
  return { ...real, compare };
});

/** Always the same, so that a mutant is caught or not whoever looks. */
const firstSeed = 1;
const mostRuns = 5000;

async function caughtAfter(bend?: Bend): Promise<{ readonly runs: number; readonly why: string }> {
  for (let runs = 1; runs <= mostRuns; runs++) {
    const found = (await run(scriptOf(firstSeed + runs), bend ? { bend } : {})).broken[0];
    if (found) return { runs, why: found };
  }
  return { runs: mostRuns, why: '' };
}

const told = (name: string, { runs, why }: { readonly runs: number; readonly why: string }): void =>
  console.log(`mutant "${name}": caught after ${runs} runs: ${why.slice(0, 120)}`);

describe('SYN6 the simulation sees a product that', () => {
  afterEach(() => Object.assign(broken, { guard: false, emptyWins: false }));

  test.each(Object.entries(mutants))('SYN6 %s', { timeout: 600_000 }, async (name, bend) => {
    const caught = await caughtAfter(bend);
    told(name, caught);
    expect(caught.why).not.toBe('');
  });

  test('SYN4 skips the mass change guard', { timeout: 600_000 }, async () => {
    broken.guard = true;
    const caught = await caughtAfter();
    told('skips the guard', caught);
    expect(caught.why).toContain('SYN4');
  });

  test('SYN2 takes an empty field for a cleared one', { timeout: 600_000 }, async () => {
    broken.emptyWins = true;
    const caught = await caughtAfter();
    told('an empty field is a cleared one', caught);
    expect(caught.why).not.toBe('');
  });
});
