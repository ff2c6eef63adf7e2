/**
 * EVT5: an event in Salesforce relates to the contacts, leads and users who attend. Goes one way, mailbox to CRM; what
 * the rep or somebody else relates by hand stays.
 */
import { relationsOf } from '../events/organizer';
import { hash53 } from '../keys';
import type { CalendarEvent, Contact, CrmChanges, CrmRecord, Invitee, Pair, Remark } from '../model';
import type { Compared } from './compare';
import { permits } from './merge';
import type { Context } from './verdict';

export interface Related {
  readonly set: CrmChanges;
  /** Null: leave the invitees as they are. */
  readonly invitees: readonly Invitee[] | null;
  readonly agreed: readonly Pick<Compared, 'name' | 'mailbox' | 'crm'>[];
  readonly remarks: readonly Remark[];
}

const nothing: Related = { set: {}, invitees: null, agreed: [], remarks: [] };

/** The attendees as one text: it changes when somebody is added, goes, or answers. */
export const attendeesText = (event: CalendarEvent): string =>
  event.attendees
    .map((attendee) => `${attendee.email}=${attendee.response}`)
    .sort()
    .join(' ');

export const relationText = (record: CrmRecord): string =>
  [record.fields.WhoId ?? '', ...record.invitees.map((invitee) => `${invitee.id}=${invitee.status}`).sort()].join(' ');

/** @param picked what the rep related by hand, once. */
export function relate(
  item: Contact | CalendarEvent,
  record: CrmRecord,
  pair: Pair,
  context: Context,
  picked: { readonly personId: string; readonly whatId: string } | null,
): Related {
  if (item.kind !== 'event' || !permits(context.configuration.events.direction, 'crm')) return nothing;
  const relations = relationsOf(item, context.rep, context.look.person);
  const remarks: Remark[] =
    relations.unrelated.length > 0
      ? [{ cause: 'attendee not in salesforce', facts: { n: relations.unrelated.length, list: relations.unrelated.join(', ') } }]
      : [];
  if (picked) return { set: byHand(picked), invitees: null, agreed: [], remarks };

  const mailbox = attendeesText(item);
  const crm = relationText(record);
  const agreed = [{ name: 'attendees', mailbox, crm }];
  const known = pair.agreed?.attendees ?? pair.before?.attendees;
  // Not asked about everybody yet: nothing may be concluded (SYN2).
  if (!relations.complete) return { ...nothing, remarks };
  if (known && !changedInMailbox(known, mailbox)) return { ...nothing, agreed, remarks };

  const whoId = relations.whoId === '' ? undefined : relations.whoId;
  const keepsWho = (record.fields.WhoId ?? '') !== '' || whoId === undefined;
  const wanted = known ? relations.invitees : relations.invitees.map((invitee) => answered(invitee, record.invitees));
  const invitees = merged(record.invitees, wanted, record.fields.WhoId ?? whoId ?? '');
  const same = sameInvitees(record.invitees, invitees);
  if (keepsWho && same) return { ...nothing, agreed, remarks };
  return { set: keepsWho ? {} : { WhoId: whoId }, invitees: same ? null : invitees, agreed: [], remarks };
}

const byHand = (picked: { readonly personId: string; readonly whatId: string }): CrmChanges => ({
  ...(picked.personId === '' ? {} : { WhoId: picked.personId }),
  ...(picked.whatId === '' ? {} : { WhatId: picked.whatId }),
});

const changedInMailbox = (known: readonly [number, number], mailbox: string): boolean => hash53(mailbox) !== known[0];

/** When both sides meet for the first time, somebody who has not answered in the calendar may have answered in Salesforce. */
const answered = (invitee: Invitee, held: readonly Invitee[]): Invitee =>
  (invitee.status === 'New' && held.find(({ id }) => id === invitee.id)) || invitee;

/** Attendees who match, with their answers; people whom somebody invited in Salesforce by hand stay. */
function merged(held: readonly Invitee[], wanted: readonly Invitee[], whoId: string | number | boolean | null): readonly Invitee[] {
  const ids = new Set(wanted.map((invitee) => invitee.id));
  return [...wanted, ...held.filter((invitee) => !ids.has(invitee.id))].filter((invitee) => invitee.id !== whoId).slice(0, 50);
}

function sameInvitees(a: readonly Invitee[], b: readonly Invitee[]): boolean {
  const text = (list: readonly Invitee[]): string =>
    list
      .map((invitee) => `${invitee.id}=${invitee.status}`)
      .sort()
      .join(' ');
  return text(a) === text(b);
}
