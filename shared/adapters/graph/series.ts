/** A series of Graph: all occurrences that it has within the window, and the UID that all its occurrences share. */
import type { ItemId } from '../../core/model';
import { Failed } from '../../core/ports';
import { freshTrail, step } from '../loops';
import type { GraphAccount } from './account';
import { between, type Place } from './cursor';
import { eventSelect, seriesUid } from './event';
import { expandEvent } from './properties';
import type { GraphEvent, GraphRow } from './schemas';

/** Null when the series is no longer there. */
export async function seriesOf(account: GraphAccount, id: ItemId, covered: Pick<Place, 'from' | 'to'>): Promise<GraphRow[] | null> {
  const rows = new Map<ItemId, GraphRow>();
  let url: string | undefined =
    `${account.eventUrl(id)}/instances?${between(covered)}&$top=${account.pageSize}&${eventSelect}&${expandEvent}`;
  for (let trail = freshTrail; url !== undefined; ) {
    const answer = await account.page(url);
    if (answer.kind === 'gone') return null;
    if (answer.kind !== 'ok')
      throw new Failed({ kind: 'unexpected answer', system: 'microsoft', detail: `instances: answered ${answer.status}` });
    const { value } = answer.data;
    trail = step(trail, 'microsoft', 'instances', url, value.map((row) => row.id).join('\n'));
    for (const row of value) rows.set(row.id, row);
    url = answer.data['@odata.nextLink'];
  }
  return [...rows.values()];
}

/** UIDs of the series that these occurrences belong to: worked out where Exchange made them, asked for where it did not. */
export async function uidsOf(account: GraphAccount, raws: readonly GraphEvent[]): Promise<ReadonlyMap<ItemId, string>> {
  const open = new Set<ItemId>();
  for (const { seriesMasterId, iCalUId } of raws) {
    if (seriesMasterId === '' || account.uids.has(seriesMasterId)) continue;
    const known = seriesUid(iCalUId);
    if (known === null) open.add(seriesMasterId);
    else account.uids.set(seriesMasterId, known);
  }
  await Promise.all(
    [...open].map(async (id) => {
      const master = await account.event(id);
      if (master) account.uids.set(id, master.iCalUId);
    }),
  );
  return account.uids;
}
