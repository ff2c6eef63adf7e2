/** History from the pages (SYN5): by pair, item or cycle through the buckets; else the latest pages first, until there is enough. */
import type { HistoryEntry } from '../core/model';
import { sharedName } from './names';
import type { Thing } from './page';
import { answers, type HistoryQuery } from './past';
import type { Reading } from './reading';

export type { HistoryQuery } from './past';

/** The name that narrows most; the rest of the query is judged entry by entry. */
function nameOfQuery(query: HistoryQuery): number | null {
  if (query.itemId !== undefined) return sharedName('history', 'item', query.itemId);
  if (query.pairId !== undefined) return sharedName('history', 'pair', query.pairId);
  if (query.cycle !== undefined) return sharedName('history', 'cycle', query.cycle);
  return null;
}

export async function pastIn(reading: Reading, query: HistoryQuery): Promise<readonly HistoryEntry[]> {
  const name = nameOfQuery(query);
  const things = name === null ? await latest(reading, query) : (await reading.find([name])).flat();
  const found: HistoryEntry[] = [];
  for (const thing of inOrder(things)) {
    if (found.length >= query.limit) break;
    const entry = reading.book.packer('history').toEntry(thing.text);
    if (answers(entry, query)) found.push(entry);
  }
  return found;
}

/** Latest first; of one moment, in the order they were written. */
const inOrder = (things: readonly Thing[]): Thing[] => [...things].sort((a, b) => b.value - a.value || a.no - b.no);

async function latest(reading: Reading, { limit, before = Number.POSITIVE_INFINITY }: HistoryQuery): Promise<Thing[]> {
  const { book } = reading;
  const leaves = book.leavesOf('history').filter((leaf) => leaf.from < before);
  const wanted = (things: readonly Thing[]): Thing[] => things.filter((thing) => thing.value < before);
  const found = wanted(book.inTail('history'));
  for (const leaf of leaves.sort((a, b) => b.to - a.to)) {
    if (found.length >= limit && (inOrder(found)[limit - 1]?.value ?? 0) > leaf.to) break;
    found.push(...wanted(await reading.on([leaf])));
  }
  return found;
}
