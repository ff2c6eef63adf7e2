import { expect, test } from 'vitest';
import type { Page, World } from '../core/ports';
import { MemoryLedger } from '../ledger/memory';
import { survivorsOf } from './concerns';

const page = (into: string): Page<'crm'> => ({
  items: [],
  gone: [{ id: 'own', how: 'deleted', into }],
  unreadable: [],
  cursor: '',
  more: false,
  full: false,
});

async function paired(...ids: readonly string[]): Promise<World> {
  const ledger = new MemoryLedger();
  await ledger.commit({
    pairs: ids.map((crmId) => ({
      id: `pair of ${crmId}`,
      kind: 'contact',
      mailboxId: `contact of ${crmId}`,
      crmId,
      by: 'mark',
      mailboxVersion: '1',
      crmVersion: '1',
      agreed: null,
      agreedAt: 0,
      since: 0,
    })),
  });
  return { ledger } as unknown as World;
}

test('SYN6 the survivor of a merge that nobody has shown is asked for', async () => {
  expect(await survivorsOf(await paired('own'), 'contact', page('survivor'))).toEqual(['survivor']);
});

test('SYN6 merges of other people’s records are not followed', async () => {
  expect(await survivorsOf(await paired('another'), 'contact', page('survivor'))).toEqual([]);
});
