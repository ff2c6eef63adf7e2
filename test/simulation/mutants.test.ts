/** Each broken product is caught: the simulation can fail, and says why. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { seedOf } from './dice';
import { mutants } from './mutants';
import { run } from './run';
import { type ActName, type Script, scriptOf } from './script';
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

const mostRuns = 5000;

interface Hunt {
  /** Where to begin: a seed that catches it, so that it is caught at once. Another world, and the search goes on from there. */
  readonly from: number;
  /** What matters to this mutant, more often than chance would have it. */
  readonly often?: readonly ActName[];
}

const beginning: readonly ActName[] = ['add a contact', 'add a record', 'add a contact', 'first sync', 'cycle'];

function scriptFor(seed: number, often?: readonly ActName[]): Script {
  if (!often) return scriptOf(seed);
  const acts = [...beginning, ...often, ...often, ...often];
  return { seed, acts: acts.map((name, at) => ({ do: name, seed: seedOf(seed, at) })) };
}

/** What is found with the broken product, and not with the one that there is. */
async function caught({ from, often }: Hunt, bend?: Bend): Promise<string> {
  const how = { ...broken };
  for (let runs = 0; runs < mostRuns; runs++) {
    const script = scriptFor(from + runs, often);
    const [why] = (await run(script, bend ? { bend } : {})).broken;
    if (!why) continue;
    Object.assign(broken, { guard: false, emptyWins: false });
    const honest = (await run(script)).broken;
    Object.assign(broken, how);
    if (honest.length > 0) continue;
    console.log(`seed ${from + runs}, run ${runs + 1}: ${why.slice(0, 120)}`);
    return why;
  }
  return '';
}

const rough: readonly ActName[] = ['edit a record', 'edit in the mailbox', 'rough cycle', 'edit a record', 'rough cycle'];

const hunts: Readonly<Record<string, Hunt>> = {
  'drops the mark: every create has a key of its own': { from: 81 },
  'ignores the version': { from: 175, often: rough },
  'treats what a list does not name as deleted': { from: 30 },
  'forgets a tombstone': { from: 445, often: ['delete in the mailbox', 'cycle', 'delete a record', 'cycle', 'reset', 'cycle'] },
  'trusts a stale base': { from: 3 },
  'forgets the agreed hash after a write': { from: 18 },
  'ignores what the rep keeps out': { from: 8 },
  'ignores what is private': { from: 3 },
  'ignores the attendees': { from: 62 },
  'keeps no losing values': { from: 1, often: ['edit the same field on both sides', 'cycle'] },
  'keeps the cursor without its items, once in a while': { from: 6 },
  'tells other devices nothing': { from: 8 },
  'obeys no reset': { from: 5 },
  'writes down agreements that were never made': { from: 2 },
  'forgets what it was about to plan': { from: 2 },
  'pairs with the wrong one': { from: 2 },
};

const guardHunt: Hunt = { from: 1, often: ['add a crowd', 'cycle', 'cycle', 'delete the crowd', 'cycle'] };
const emptyHunt: Hunt = { from: 1, often: ['add a contact', 'add a record', 'add a contact', 'cycle'] };

describe('SYN6 the simulation sees a product that', () => {
  afterEach(() => Object.assign(broken, { guard: false, emptyWins: false }));

  test('SYN6 has a hunt for each mutant', () => expect(Object.keys(hunts)).toEqual(Object.keys(mutants)));

  test.each(Object.entries(mutants))('SYN6 %s', { timeout: 600_000 }, async (name, bend) => {
    expect(await caught(hunts[name] ?? { from: 1 }, bend)).not.toBe('');
  });

  test('SYN4 skips the mass change guard', { timeout: 600_000 }, async () => {
    broken.guard = true;
    expect(await caught(guardHunt)).toContain('SYN4');
  });

  test('SYN2 takes an empty field for a cleared one', { timeout: 600_000 }, async () => {
    broken.emptyWins = true;
    expect(await caught(emptyHunt)).not.toBe('');
  });
});
