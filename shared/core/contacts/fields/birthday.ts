/** Birthday ↔ Birthdate (LS-CF4). A birthday without a year stays in the mailbox: Salesforce has no such date. */
import { textField } from '../../crmText';

function day(text: string): string {
  const found = /^\d{4}-\d\d-\d\d/.exec(text)?.[0] ?? '';
  const time = Date.parse(`${found}T00:00:00Z`);
  // The round trip refuses 30 February, which some engines would take for 2 March.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(found) ? found : '';
}

export const birthday = textField<'contact'>({
  kind: 'contact',
  name: 'birthday',
  crm: 'Birthdate',
  limit: 0,
  shape: day,
  // Salesforce's dates run from 1700 to 4000.
  holds: (value) => value >= '1700-01-01' && value <= '4000-12-31',
  get: (contact) => contact.birthday,
  put: (value) => ({ birthday: value }),
});
