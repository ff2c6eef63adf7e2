/** What a new twin is made of. The key comes from the source, so that a repeat makes no second one (SYN6). */
import { blankContact } from '../contacts/blank';
import { accountChanges } from '../contacts/fields/company';
import { standInForLastName } from '../contacts/fields/requiredName';
import { blankEvent } from '../events/blank';
import { invitations } from '../events/invitations';
import { maskPrivate } from '../events/mask';
import { relationsOf } from '../events/organizer';
import { putIntoCrm, putIntoMailbox } from '../field';
import { fieldsOf } from '../fields';
import { markOfMailboxItem, nextMark } from '../keys';
import type { CrmChanges, CrmRecord, Invitee, Note, Remark, Row } from '../model';
import { accountFor } from './account';
import { type Context, type Outcome, outcome, type Step } from './verdict';

export type Creation =
  | { readonly kind: 'step'; readonly step: Step; readonly remarks: readonly Remark[] }
  | { readonly kind: 'not now'; readonly outcome: Outcome };

export function createInCrm(row: Row<'mailbox'>, context: Context): Creation {
  const item = row.seen?.item;
  if (!item) return { kind: 'not now', outcome: outcome('kept out', 'deleted and remembered') };
  const mark = markOfMailboxItem(context.rep, row.id, item);
  // The record that is not the same may still carry the mark: a key of its own keeps this one from overwriting it (RST7, RST8).
  const key = row.notes.some(setsApart) ? nextMark(mark) : mark;
  const lenses = fieldsOf(row.kind, context.configuration, context.rep.provider, context.schema).filter((lens) => lens.mayWrite('create'));
  const put = putIntoCrm(
    null,
    lenses.map((lens) => ({ lens, value: lens.read.mailbox(item) })).filter(({ value }) => value !== ''),
  );
  const more = item.kind === 'contact' ? contactExtras(row, context) : eventExtras(row, context);
  const fields: CrmChanges = { ...put.set, ...more.set };
  const remarks: Remark[] = put.shortened.map((cut) => ({
    cause: 'text shortened',
    facts: { field: cut.field, from: cut.from, to: cut.to },
  }));
  return {
    kind: 'step',
    remarks,
    step: {
      do: 'create',
      on: 'crm',
      kind: row.kind,
      from: { side: 'mailbox', kind: row.kind, id: row.id },
      key,
      mark: key,
      item: { kind: row.kind, fields, invitees: more.invitees },
      invitees: more.invitees,
      why: 'new on the other side',
    },
  };
}

/** The rep wants a record of its own, whatever another one carries. */
const setsApart = (note: Note): boolean => note.kind === 'apart' || (note.kind === 'choice' && note.choice.take === 'create');

function contactExtras(row: Row<'mailbox'>, context: Context): { readonly set: CrmChanges; readonly invitees: readonly Invitee[] } {
  const item = row.seen?.item;
  if (item?.kind !== 'contact') return { set: {}, invitees: [] };
  const standIn = standInForLastName(item);
  const found = item.company === '' ? null : accountFor(item.company, row.notes, context);
  return {
    set: { ...(standIn === '' ? {} : { LastName: standIn }), ...(found?.kind === 'account' ? accountChanges(found.id) : {}) },
    invitees: [],
  };
}

function eventExtras(row: Row<'mailbox'>, context: Context): { readonly set: CrmChanges; readonly invitees: readonly Invitee[] } {
  const item = row.seen?.item;
  if (item?.kind !== 'event') return { set: {}, invitees: [] };
  const relations = relationsOf(maskPrivate(item, context.configuration), context.rep, context.look.person);
  return { set: relations.whoId === '' ? {} : { WhoId: relations.whoId }, invitees: relations.invitees };
}

export function createInMailbox(row: Row<'crm'>, context: Context, key: string): Creation {
  const record: CrmRecord | undefined = row.seen?.item;
  if (!record) return { kind: 'not now', outcome: outcome('kept out', 'deleted and remembered') };
  const lenses = fieldsOf(row.kind, context.configuration, context.rep.provider, context.schema);
  const writes = lenses.filter((lens) => lens.takesPart(record)).map((lens) => ({ lens, value: lens.read.crm(record) }));
  const { item } = putIntoMailbox<import('../model').Contact | import('../model').CalendarEvent>(
    row.kind === 'contact' ? blankContact : blankEvent,
    writes.filter(({ value }) => value !== ''),
  );
  const attendees = item.kind === 'event' ? invitations(record, item, { ...context, addressOf: context.look.personById }) : [];
  if (attendees === null) return { kind: 'not now', outcome: outcome('waiting', 'not yet synced') };
  return {
    kind: 'step',
    remarks: [],
    step: {
      do: 'create',
      on: 'mailbox',
      kind: row.kind,
      from: { side: 'crm', kind: row.kind, id: row.id },
      key,
      mark: key,
      item: item.kind === 'event' && attendees.length > 0 ? { ...item, attendees } : item,
      invitees: [],
      why: 'new on the other side',
    },
  };
}
