/** Folding: pages fill up, half-empty ones are written together, and nothing that is over stays behind. */
import { describe, expect, test } from 'vitest';
import { contactRow, entryOf, refTo } from '../../test/contract/ledgerItems';
import { InMemory, LeanLedger } from './lean';
import type { Directory } from './store';

const numbered = (n: number): string => `c${String(n).padStart(4, '0')}`;
const rows = (from: number, count: number, last = 'L') => Array.from({ length: count }, (_, i) => contactRow(numbered(from + i), { last }));

async function made() {
  const place = new InMemory();
  const ledger = new LeanLedger(place, { page: 10, bucket: 20, records: 1 });
  const directory = (): Promise<Directory> => place.read(async (store) => (await store.lists.get('directory')) as Directory);
  const pages = (): Promise<number> => place.read(async (store) => (await store.pages.behind(-1)).length);
  return { ledger, directory, pages, journal: () => place.read(async (store) => (await store.journal.behind(-1)).length) };
}

describe('folding', () => {
  test('P6 pages are full, but for the last one', async () => {
    const { ledger, directory, pages, journal } = await made();
    for (let at = 0; at < 100; at += 7) await ledger.commit({ rows: rows(at, 7) });
    const { leaves } = await directory();
    expect(leaves.reduce((sum, leaf) => sum + leaf.live, 0)).toBe(105);
    expect(leaves.length).toBeLessThanOrEqual(21);
    expect([await pages(), await journal()]).toEqual([leaves.length, 0]);
  });

  test('P6 rows that are written again and again do not make the ledger grow', async () => {
    const { ledger, directory, pages } = await made();
    for (let round = 0; round < 12; round++) for (let at = 0; at < 60; at += 12) await ledger.commit({ rows: rows(at, 12, `L${round}`) });
    const { leaves, entries } = await directory();
    expect(leaves.reduce((sum, leaf) => sum + leaf.live, 0)).toBe(60);
    expect(await pages()).toBeLessThanOrEqual(12);
    // A row has its own name and one by its last name; names that were left behind go with the page they point to.
    expect(entries).toBeLessThan(60 * 2 * 4);
  });

  test('SYN6 what was forgotten takes its pages along', async () => {
    const { ledger, directory, pages } = await made();
    await ledger.commit({ rows: rows(0, 40) });
    await ledger.commit({ forget: rows(0, 40).map(({ id }) => refTo('mailbox', 'contact', id)) });
    expect([(await directory()).leaves, await pages()]).toEqual([[], 0]);
  });

  test('SYN5 history that is over takes its pages along, and of a page in between only its part', async () => {
    const { ledger, directory } = await made();
    for (let at = 0; at < 30; at += 10)
      await ledger.commit({ history: Array.from({ length: 10 }, (_, i) => entryOf(`h${at + i}`, at + i)) });
    await ledger.trimHistory(15);
    const { leaves } = await directory();
    expect(leaves.map(({ from, to, live }) => [from, to, live])).toEqual([
      [20, 29, 10],
      [15, 19, 5],
    ]);
    expect((await ledger.history({ limit: 99 })).length).toBe(15);
  });
});
