/** History from the pages (SYN5): by pair, item or cycle through the buckets; else the latest pages first, until there is enough. */
import type { HistoryEntry } from '../core/model';
import { sharedName } from './names';
import type { Spot } from './page';
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
  const spots = name === null ? await latest(reading, query) : (await reading.find([name])).flat();
  const found: HistoryEntry[] = [];
  for (const { page, at } of latestFirst(spots)) {
    if (found.length >= query.limit) break;
    const entry = reading.book.packer('history').toEntry(page.textAt(at));
    if (answers(entry, query)) found.push(entry);
  }
  return found;
}

const timeOf = ({ page, at }: Spot): number => page.valueAt(at);

/** Of one moment, in the order they were written. */
const latestFirst = (spots: readonly Spot[]): Spot[] =>
  [...spots].sort((a, b) => timeOf(b) - timeOf(a) || a.page.noAt(a.at) - b.page.noAt(b.at));

async function latest(reading: Reading, { limit, before = Number.POSITIVE_INFINITY }: HistoryQuery): Promise<Spot[]> {
  const { book } = reading;
  const leaves = book.leavesOf('history').filter((leaf) => leaf.from < before);
  const wanted = (spots: readonly Spot[]): Spot[] => spots.filter((spot) => timeOf(spot) < before);
  const found = wanted(book.tail.ofFamily('history'));
  for (const leaf of leaves.sort((a, b) => b.to - a.to)) {
    const last = found.length >= limit ? latestFirst(found)[limit - 1] : undefined;
    if (last && timeOf(last) > leaf.to) break;
    found.push(...wanted(await reading.on([leaf])));
  }
  return found;
}
