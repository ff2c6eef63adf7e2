/** Invitees of an event: a relation each, and for users a child event in their calendar (wire-contracts 4.6). */
import type { Org } from '../org';
import { Refused } from '../refused';
import type { Row, Value } from '../store/table';

const mirrored = [
  'Subject',
  'Location',
  'Description',
  'IsAllDayEvent',
  'StartDateTime',
  'EndDateTime',
  'ActivityDate',
  'ActivityDateTime',
  'EndDate',
  'DurationInMinutes',
  'WhoId',
  'WhatId',
  'AccountId',
  'IsPrivate',
];

const of = (org: Org, event: Row) =>
  org.store
    .table('EventRelation')
    .having('EventId', [event.Id])
    .filter((each) => each.IsDeleted !== true);

export function checkInvitee(org: Org, relation: Row): void {
  const event = org.store.get('Event', String(relation.EventId));
  if (!event || event.IsChild === true) {
    throw new Refused('INVALID_CROSS_REFERENCE_KEY', 'Invitees cannot be related to a child event', ['EventId']);
  }
  const others = of(org, event);
  if (others.some((each) => each.RelationId === relation.RelationId)) {
    throw new Refused('DUPLICATE_VALUE', 'This person is invited already', ['RelationId']);
  }
  if (others.length >= 50) throw new Refused('FIELD_INTEGRITY_EXCEPTION', 'An event has at most 50 invitees', ['EventId']);
}

export function invited(org: Org, relation: Row): void {
  const event = org.store.get('Event', String(relation.EventId));
  if (!event) return;
  if (String(relation.RelationId).startsWith('005')) org.plant('Event', { ...childOf(event), OwnerId: relation.RelationId ?? null });
  regroup(org, event);
}

const childOf = (event: Row): Record<string, Value> => ({
  ...Object.fromEntries(mirrored.map((name) => [name, event[name] ?? null])),
  IsChild: true,
  IsGroupEvent: true,
  GroupEventType: '1',
  ShowAs: 'Busy',
  RecurrenceActivityId: null,
  CreatedById: event.CreatedById ?? null,
  LastModifiedById: event.LastModifiedById ?? null,
  ParentEventId: event.Id,
});

function regroup(org: Org, event: Row): void {
  const any = of(org, event).length > 0;
  org.store.change('Event', event, { IsGroupEvent: any, GroupEventType: any ? '1' : '0', SystemModstamp: org.stamp() });
}

export const childrenOf = (org: Org, event: Row): Row[] =>
  org.store
    .table('Event')
    .having('ParentEventId', [event.Id])
    .filter((each) => each.IsDeleted !== true);

/** Child events repeat what happens to their parent. */
export function followParent(org: Org, event: Row): void {
  const values = Object.fromEntries(mirrored.map((name) => [name, event[name] ?? null]));
  const stamp = { SystemModstamp: org.stamp(), LastModifiedDate: org.stamp() };
  for (const child of childrenOf(org, event)) org.store.change('Event', child, { ...values, ...stamp });
}

export function uninvited(org: Org, relation: Row): Row[] {
  const event = org.store.get('Event', String(relation.EventId));
  if (!event) return [];
  regroup(org, event);
  return childrenOf(org, event).filter((each) => each.OwnerId === relation.RelationId);
}
