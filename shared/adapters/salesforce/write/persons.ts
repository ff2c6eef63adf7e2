/** Person accounts are contacts that are written through their account, whose fields have other names (CON7). */
import type { CrmChanges, CrmRecord } from '../../../core/model';

/** Named alike on both. */
const same = new Set(['FirstName', 'LastName', 'MiddleName', 'Suffix', 'Salutation', 'Phone', 'Fax', 'Description', 'OwnerId']);
/** A person has no account besides itself, and no manager. */
const none = new Set(['AccountId', 'ReportsToId']);

export const isPerson = (record: CrmRecord): boolean =>
  record.fields.IsPersonAccount === true && typeof record.fields.AccountId === 'string';

/** `Email` is `PersonEmail`, `Shoe_Size__c` is `Shoe_Size__pc`; null for what a person account does not have. */
export function personField(contactField: string): string | null {
  if (none.has(contactField)) return null;
  if (same.has(contactField)) return contactField;
  if (contactField.endsWith('__c')) return contactField.replace(/__c$/, '__pc');
  return `Person${contactField}`;
}

export function personChanges(set: CrmChanges): CrmChanges {
  const changes: Record<string, CrmChanges[string]> = {};
  for (const [name, value] of Object.entries(set)) {
    const field = personField(name);
    if (field !== null) changes[field] = value;
  }
  return changes;
}

/** A refusal speaks of the account's fields; everybody else knows the contact's. */
export function contactField(accountField: string): string {
  if (accountField.endsWith('__pc')) return accountField.replace(/__pc$/, '__c');
  return same.has(accountField) ? accountField : accountField.replace(/^Person/, '');
}
