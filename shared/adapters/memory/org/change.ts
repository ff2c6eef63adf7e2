/** The next state of a record: what a save in Salesforce does besides setting the fields (stamps, names, durations). */
import type { CrmValue, Invitee, ItemId, Kind } from '../../../core/model';
import type { Fields, Org, Stored } from './store';

const minute = 60_000;

/** Texts are trimmed and an empty one is no value, as Salesforce keeps them. */
function stored(value: CrmValue): CrmValue {
  if (typeof value !== 'string') return value;
  const text = value.trim();
  return text === '' ? null : text;
}

export function keep(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, stored(value)]));
}

const time = (value: CrmValue | undefined): number => (typeof value === 'string' ? Date.parse(value) : Number.NaN);
const iso = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;

/**
 * Start, end and duration say the same thing three times; whichever was set decides. An all-day event ends at the midnight
 * that begins its last day, and lasts a day longer than that looks.
 */
export function timesOf(fields: Fields, set: Fields): { readonly start: number; readonly end: number; readonly minutes: number } {
  const extra = fields.IsAllDayEvent === true ? 1440 : 0;
  let start = time(fields.StartDateTime);
  if ('ActivityDateTime' in set && !('StartDateTime' in set)) start = time(fields.ActivityDateTime);
  if (Number.isNaN(start) && extra > 0) start = time(fields.ActivityDate);
  const byDuration = start + (Number(fields.DurationInMinutes ?? extra) - extra) * minute;
  const told = 'DurationInMinutes' in set && !('EndDateTime' in set) ? Number.NaN : time(fields.EndDateTime);
  const end = Number.isNaN(told) ? byDuration : told;
  return { start, end, minutes: Math.round((end - start) / minute) + extra };
}

function withTimes(fields: Fields, set: Fields): Fields {
  const { start, end, minutes } = timesOf(fields, set);
  if (Number.isNaN(start)) return fields;
  return {
    ...fields,
    StartDateTime: iso(start),
    EndDateTime: iso(end),
    ActivityDateTime: iso(start),
    ActivityDate: iso(start).slice(0, 10),
    DurationInMinutes: minutes,
  };
}

const named = (fields: Fields): Fields => ({
  ...fields,
  Name: [fields.FirstName, fields.LastName].filter((part) => typeof part === 'string' && part !== '').join(' '),
});

export interface Change {
  readonly set: Fields;
  readonly by: ItemId;
  readonly invitees?: readonly Invitee[] | undefined;
}

/** A record that did not exist before. */
export function born(org: Org, kind: Kind, change: Change): Stored {
  const id = org.newId(kind === 'contact' ? '003' : '00U');
  const set = keep(change.set);
  const stamp = org.stamp();
  const standard: Fields =
    kind === 'contact'
      ? { AccountId: null, IsPersonAccount: false, LastActivityDate: null }
      : { IsAllDayEvent: false, IsPrivate: false, IsChild: false, IsGroupEvent: false, ShowAs: 'Busy', WhoId: null, WhatId: null };
  const fields = {
    ...standard,
    Instep_Key__c: null,
    OwnerId: change.by,
    CreatedById: change.by,
    CreatedDate: stamp,
    ...set,
    ...stamps(org, change.by),
    Id: id,
  };
  return {
    id,
    kind,
    fields: kind === 'contact' ? named(fields) : withTimes(fields, set),
    invitees: change.invitees ?? [],
    edition: 1,
    deletedAt: null,
    mergedInto: '',
    before: null,
  };
}

export function changed(org: Org, record: Stored, change: Change): Stored {
  const set = keep(change.set);
  const fields = { ...record.fields, ...set, ...stamps(org, change.by) };
  return {
    ...record,
    fields: record.kind === 'contact' ? named(fields) : withTimes(fields, set),
    invitees: change.invitees ?? record.invitees,
    edition: record.edition + 1,
    before: { fields: record.fields, invitees: record.invitees, edition: record.edition },
  };
}

export function removed(org: Org, record: Stored, by: ItemId, mergedInto: ItemId | '' = ''): Stored {
  return { ...changed(org, record, { set: {}, by }), deletedAt: org.clock.now(), mergedInto };
}

export function restored(org: Org, record: Stored, by: ItemId): Stored {
  return { ...changed(org, record, { set: {}, by }), deletedAt: null, mergedInto: '' };
}

function stamps(org: Org, by: ItemId): Fields {
  const stamp = org.stamp();
  return { SystemModstamp: stamp, LastModifiedDate: stamp, LastModifiedById: by };
}
