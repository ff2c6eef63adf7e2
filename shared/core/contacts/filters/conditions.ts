/** CFG1 contact filter, field conditions (LS-C10): all must hold, on the record or on what the record would hold. */

import { putIntoCrm } from '../../field';
import { fieldsOf } from '../../fields';
import { contactOf, type Filter, type FilterContext, recordOf } from '../../filter';
import type { Condition, Contact, CrmRecord, CrmValue, Entry } from '../../model';
import { fold } from '../../text';
import { standInForLastName } from '../fields/requiredName';

type Values = Readonly<Record<string, CrmValue>>;

/** Without case and white space, as Salesforce's own list filters compare. Several values: any of them. */
export function holds(condition: Condition, value: CrmValue | undefined): boolean {
  const held = value === null || value === undefined ? '' : fold(String(value));
  const any = (test: (wanted: string) => boolean) => condition.values.some((wanted) => test(fold(wanted)));
  switch (condition.operator) {
    case 'equals':
    case 'in':
      return any((wanted) => held === wanted);
    case 'not equals':
      return !any((wanted) => held === wanted);
    case 'contains':
      return any((wanted) => held.includes(wanted));
    case 'starts with':
      return any((wanted) => held.startsWith(wanted));
    case 'is empty':
      return held === '';
  }
}

function valuesOf(entry: Entry, c: FilterContext): Values {
  const record: CrmRecord | null = recordOf(entry);
  if (record) return record.fields;
  const contact = contactOf(entry);
  return contact ? wouldHold(contact, c) : {};
}

function wouldHold(contact: Contact, { configuration, rep, schema }: FilterContext): Values {
  const lenses = fieldsOf('contact', configuration, rep.provider, schema);
  const { set } = putIntoCrm(
    null,
    lenses.map((lens) => ({ lens, value: lens.read.mailbox(contact) })),
  );
  const standIn = standInForLastName(contact);
  return { OwnerId: rep.userId, 'Account.Name': contact.company, ...(standIn === '' ? {} : { LastName: standIn }), ...set };
}

export const conditions: Filter = {
  name: 'field condition',
  looksAt: 'either',
  test: (entry, c) => {
    const wanted = c.configuration.contacts.conditions;
    if (wanted.length === 0) return null;
    const values = valuesOf(entry, c);
    const failed = wanted.find((condition) => !holds(condition, values[condition.field]));
    if (!failed) return null;
    return { cause: 'field condition', facts: { field: failed.field, operator: failed.operator, value: failed.values.join(', ') } };
  },
};
