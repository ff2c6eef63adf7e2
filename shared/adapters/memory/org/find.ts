/** Look-ups across the org: twins by mark, e-mail or name, people by address, accounts by name. */
import type { AccountMatch, ItemId, Kind, Person, Seen } from '../../../core/model';
import type { PullOptions } from '../../../core/ports';
import { matchesOf } from '../../salesforce/names';
import type { Org, Stored } from './store';
import { seenOf } from './view';

export function contactsBy(
  org: Org,
  userId: ItemId,
  by: { readonly marks: readonly string[]; readonly emails: readonly string[]; readonly lastNames: readonly string[] },
  options: PullOptions,
): Seen<'crm'>[] {
  const ids = new Set<ItemId>();
  for (const mark of by.marks) addAll(ids, [org.byKey.contact.get(mark) ?? '']);
  for (const email of by.emails) addAll(ids, org.byEmail.get(email.toLowerCase()) ?? []);
  for (const name of by.lastNames) addAll(ids, org.byLastName.get(name.toLowerCase()) ?? []);
  return visible(org, userId, 'contact', ids).map((record) => stale(org, record, options.fields));
}

export function eventsBy(org: Org, userId: ItemId, marks: readonly string[], options: PullOptions): Seen<'crm'>[] {
  const ids = new Set(marks.map((mark) => org.byKey.event.get(mark) ?? ''));
  return visible(org, userId, 'event', ids).map((record) => stale(org, record, options.fields));
}

/** A replica that lags behind shows the state before. */
export function stale(org: Org, record: Stored, fields: readonly string[]): Seen<'crm'> {
  return record.before && org.faults.strikes('stale read') ? seenOf(org, record, fields, record.before) : seenOf(org, record, fields);
}

function visible(org: Org, userId: ItemId, kind: Kind, ids: Iterable<ItemId>): Stored[] {
  const found: Stored[] = [];
  for (const id of ids) {
    const record = org.records[kind].get(id);
    if (record && record.deletedAt === null && org.sees(userId, record)) found.push(record);
  }
  return found;
}

export function peopleBy(org: Org, emails: readonly string[]): Person[] {
  const wanted = new Set(emails.map((email) => email.toLowerCase()));
  const people: Person[] = [];
  for (const email of wanted) {
    for (const id of org.byEmail.get(email) ?? []) {
      const record = org.records.contact.get(id);
      if (record?.deletedAt === null) people.push({ id, type: 'Contact', name: String(record.fields.Name ?? ''), email, syncs: false });
    }
  }
  for (const lead of org.leads.values()) {
    if (wanted.has(lead.email)) people.push({ id: lead.id, type: 'Lead', name: lead.name, email: lead.email, syncs: false });
  }
  for (const user of org.users.values()) {
    if (wanted.has(user.email)) people.push({ id: user.id, type: 'User', name: user.name, email: user.email, syncs: org.syncs(user.id) });
  }
  return people;
}

export function peopleWith(org: Org, ids: readonly ItemId[]): Pick<Person, 'id' | 'name' | 'email'>[] {
  return ids.flatMap((id) => {
    const record = org.records.contact.get(id);
    if (record?.deletedAt === null) return [{ id, name: String(record.fields.Name ?? ''), email: String(record.fields.Email ?? '') }];
    const other = org.leads.get(id) ?? org.users.get(id);
    return other ? [{ id, name: other.name, email: other.email }] : [];
  });
}

export function accountsBy(org: Org, names: readonly string[]): Record<string, readonly AccountMatch[]> {
  return Object.fromEntries(names.map((name) => [name, matchesOf(name, [...org.accounts.values()])]));
}

const addAll = (set: Set<ItemId>, ids: Iterable<ItemId>): void => {
  for (const id of ids) set.add(id);
};
