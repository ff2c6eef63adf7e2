/** Person accounts: an account and a contact that are one person. Written through the account (CON7). */
import type { Org } from '../org';
import { Refused } from '../refused';
import type { Row, Value } from '../store/table';
import { checkUnique } from './unique';

export const fullName = (row: Readonly<Record<string, Value>>): string =>
  [row.FirstName, row.MiddleName, row.LastName, row.Suffix].filter((part) => typeof part === 'string' && part !== '').join(' ');

/** Before an account is stored: is it a person, and what is its name then? */
export function accountName(org: Org, row: Row): Record<string, Value> {
  if (!org.schema.personAccounts || (row.IsPersonAccount !== true && row.LastName === null)) return {};
  if (row.LastName === null) throw new Refused('REQUIRED_FIELD_MISSING', 'Required fields are missing: [LastName]', ['LastName']);
  return { IsPersonAccount: true, Name: fullName(row) };
}

/** After an account was stored: its contact says the same. */
export function followPerson(org: Org, account: Row): void {
  if (account.IsPersonAccount !== true) return;
  const values: Record<string, Value> = { AccountId: account.Id, OwnerId: account.OwnerId ?? null, IsPersonAccount: true };
  for (const field of org.schema.fields(org.object('Account'))) {
    const name = org.schema.contactFieldOf(field.name);
    if (name) values[name] = account[field.name] ?? null;
  }
  values.Name = fullName(values);
  const contact = org.store.get('Contact', String(account.PersonContactId ?? ''));
  checkUnique(org, org.object('Contact'), { ...values, Id: contact?.Id ?? '' }, Object.keys(values));
  const by = { LastModifiedById: account.LastModifiedById ?? null, LastModifiedDate: account.LastModifiedDate ?? null };
  const stamps = { ...by, SystemModstamp: account.SystemModstamp ?? null };
  if (contact) org.store.change('Contact', contact, { ...values, ...stamps });
  else {
    const made = org.plant('Contact', { ...values, ...stamps, CreatedById: account.CreatedById ?? null });
    org.store.change('Account', account, { PersonContactId: made.Id });
  }
}

export function refusePersonContact(contact: Row): void {
  if (contact.IsPersonAccount !== true) return;
  const message = 'The contact of a person account is changed through its account';
  throw new Refused('INSUFFICIENT_ACCESS_OR_READONLY', message);
}
