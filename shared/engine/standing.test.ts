/** How things stand is reckoned once for all entries, then only for those that were touched. */
import { expect, test } from 'vitest';
import { contactRow, pairOf, recordRow, rep } from '../../test/contract/ledgerItems';
import { defaults, normalise } from '../core/configuration';
import type { World } from '../core/ports';
import type { Context } from '../core/sync/verdict';
import { MemoryLedger } from '../ledger/memory';
import { AskedLookups } from './lookups';
import { standing } from './standing';

const configuration = normalise({ ...defaults, active: true });
const context = {
  ...{ rep, configuration, schema: null, now: 1, contactsFull: false },
  window: { from: '2026-01-01', to: '2026-12-31' },
  look: { person: () => undefined, account: () => undefined },
} as unknown as Context;

function counted() {
  const ledger = new MemoryLedger();
  let scans = 0;
  const scan = ledger.scan.bind(ledger);
  ledger.scan = (...args: Parameters<typeof scan>) => {
    scans++;
    return scan(...args);
  };
  const world = { ledger, clock: { now: () => 1 } } as unknown as World;
  const look = new AskedLookups(world);
  return { ledger, stands: (under = context) => standing(world, under, look), scans: () => scans };
}

test('ADM2 after the first report only what was touched is looked at, and the sums are those of a whole look', async () => {
  const { ledger, stands, scans } = counted();
  const names = ['a', 'b', 'c', 'd'];
  await ledger.commit({ rows: [...names.map((id) => contactRow(id)), recordRow('contact', 'r')] });
  const first = await stands();
  expect(first.contacts).toMatchObject({ paired: 0, notInSalesforce: 0 });
  const after = scans();

  await ledger.commit({ rows: [contactRow('a', { keptOut: true })], pairs: [pairOf('p', 'b', 'r')] });
  const second = await stands();
  expect(scans()).toBe(after);
  expect(second.contacts).toMatchObject({ paired: 1, keptOut: first.contacts.keptOut + 1 });

  await ledger.commit({ dissolve: ['p'], forget: [{ side: 'mailbox', kind: 'contact', id: 'c' }] });
  const third = await stands();
  expect(scans()).toBe(after);
  // Another day is a reason to look at all.
  const whole = await stands({ ...context, window: { from: '2026-01-02', to: '2027-01-01' } });
  expect(scans()).toBeGreaterThan(after);
  expect(third).toEqual(whole);
});

test('SEC5 of a ledger that was wiped nothing is told', async () => {
  const { ledger, stands } = counted();
  await ledger.commit({ rows: [contactRow('a'), contactRow('b', { keptOut: true })] });
  await stands();
  await ledger.wipe();
  expect((await stands()).contacts).toEqual({ paired: 0, inStep: 0, waiting: 0, keptOut: 0, needsYou: 0, failed: 0, notInSalesforce: 0 });
});
