/** Who is related to an event besides its WhoId: EventRelation rows, added, changed and taken away as they differ (EVT4, EVT5). */
import type { Invitee, ItemId } from '../../../core/model';
import type { Write, Wrote } from '../../../core/ports';
import { chunks, collectionSize, idsPerQuery, longId } from '../api';
import type { Asking } from '../asking';
import { collection, deletion, isOk, type Part } from '../composite';
import { errorCode, errorMessage, type Row, rowsOf, text } from '../query';
import { soql } from '../soql';
import type { Outcome } from './jobs';
import { readBack } from './readback';

/** LS-E12, and the limit of Salesforce. */
const mostInvitees = 50;

interface Relation {
  readonly eventId: ItemId;
  readonly relationId: ItemId;
  readonly status: Invitee['status'];
}

export interface Difference {
  readonly add: readonly Relation[];
  readonly change: readonly { readonly id: ItemId; readonly status: Invitee['status'] }[];
  readonly remove: readonly ItemId[];
}

/** The owner is no invitee of the own event. */
export function difference(eventId: ItemId, ownerId: ItemId, wanted: readonly Invitee[], current: readonly Row[]): Difference {
  const want = new Map(wanted.filter((one) => one.id !== ownerId).map((one) => [longId(one.id), one.status]));
  const held = current.filter((row) => text(row.Status) !== '');
  const there = new Map(held.map((row) => [longId(text(row.RelationId)), row]));
  const kept = held.filter((row) => want.has(longId(text(row.RelationId))));
  const added = [...want].filter(([id]) => !there.has(id)).slice(0, Math.max(0, mostInvitees - kept.length));
  return {
    add: added.map(([relationId, status]) => ({ eventId, relationId, status })),
    change: kept.flatMap((row) => {
      const status = want.get(longId(text(row.RelationId)))!;
      return status === row.Status ? [] : [{ id: longId(text(row.Id)), status }];
    }),
    remove: held.filter((row) => !want.has(longId(text(row.RelationId)))).map((row) => longId(text(row.Id))),
  };
}

interface Wanted {
  readonly index: number;
  readonly eventId: ItemId;
  readonly ownerId: ItemId;
  readonly invitees: readonly Invitee[];
}

/** The writes that went well and say who is invited. */
function wantedOf(writes: readonly Write<'crm'>[], outcomes: readonly Outcome[]): Wanted[] {
  return outcomes.flatMap(([index, wrote]) => {
    const write = writes[index];
    if (wrote.kind !== 'done' || !wrote.seen || write?.kind !== 'event') return [];
    const invitees = write.op === 'create' ? write.item.invitees : write.op === 'update' ? write.invitees : undefined;
    if (!invitees || same(invitees, wrote.seen.item.invitees)) return [];
    return [{ index, eventId: wrote.seen.id, ownerId: String(wrote.seen.item.fields.OwnerId ?? ''), invitees }];
  });
}

const same = (a: readonly Invitee[], b: readonly Invitee[]): boolean => {
  const names = (list: readonly Invitee[]): string => JSON.stringify(list.map((one) => `${one.id} ${one.status}`).sort());
  return names(a) === names(b);
};

/** @returns the outcomes, with the events as they are now. Who cannot be invited does not hold up the event (SYN8). */
export async function withInvitees(
  asking: Asking,
  writes: readonly Write<'crm'>[],
  outcomes: readonly Outcome[],
): Promise<readonly Outcome[]> {
  const wanted = wantedOf(writes, outcomes);
  if (wanted.length === 0) return outcomes;
  const ids = wanted.map((one) => one.eventId);
  const rows = await Promise.all(
    chunks(ids, idsPerQuery).map((some) =>
      rowsOf(asking.composite, soql`SELECT Id,EventId,RelationId,Status FROM EventRelation WHERE EventId IN ${some}`),
    ),
  );
  const current = new Map<ItemId, Row[]>();
  for (const row of rows.flat()) {
    const eventId = longId(text(row.EventId));
    current.set(eventId, [...(current.get(eventId) ?? []), row]);
  }
  await carryOut(
    asking,
    wanted.map((one) => difference(one.eventId, one.ownerId, one.invitees, current.get(one.eventId) ?? [])),
  );
  const seen = await readBack(asking, 'event', ids);
  const byIndex = new Map(wanted.map((one) => [one.index, seen.get(one.eventId) ?? null]));
  return outcomes.map(([index, wrote]): Outcome => {
    const now = byIndex.get(index);
    return wrote.kind === 'done' && now ? [index, { ...wrote, seen: now } satisfies Wrote<'crm'>] : [index, wrote];
  });
}

async function carryOut(asking: Asking, differences: readonly Difference[]): Promise<void> {
  const add = differences.flatMap((one) => one.add);
  const change = differences.flatMap((one) => one.change);
  const remove = differences.flatMap((one) => one.remove);
  const parts: Part[] = [
    ...chunks(remove, collectionSize).map(deletion),
    ...chunks(change, collectionSize).map((some) =>
      collection(
        'PATCH',
        '',
        some.map((one) => ({ attributes: { type: 'EventRelation' }, id: one.id, Status: one.status })),
      ),
    ),
    ...chunks(add, collectionSize).map((some) =>
      collection(
        'POST',
        '',
        some.map((one) => ({
          attributes: { type: 'EventRelation' },
          EventId: one.eventId,
          RelationId: one.relationId,
          Status: one.status,
        })),
      ),
    ),
  ];
  const answers = await Promise.all(parts.map((part) => asking.composite.one(part)));
  for (const answer of answers.filter((one) => !isOk(one))) {
    asking.http.log('info', 'invitees were refused', { code: errorCode(answer.body), message: errorMessage(answer.body) });
  }
}
