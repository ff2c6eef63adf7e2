/** Outlook names an item by an id that changes when the item moves; the engine knows it by the one that stays (wire-contracts 1.1). */
import * as v from 'valibot';
import type { ItemId } from '../../core/model';
import type { Http } from '../http';

const schema = v.object({ value: v.array(v.object({ sourceId: v.string(), targetId: v.nullish(v.string(), '') })) });

/** @returns '' where the mailbox does not know the id. */
export async function lastingEventId(http: Http, restId: string): Promise<ItemId> {
  const answer = await http.send({
    service: 'graph',
    method: 'POST',
    url: 'https://graph.microsoft.com/v1.0/me/translateExchangeIds',
    body: { inputIds: [restId], sourceIdType: 'restId', targetIdType: 'restImmutableEntryId' },
    schema,
    repeatable: true,
  });
  return answer.kind === 'ok' ? (answer.data.value[0]?.targetId ?? '') : '';
}
