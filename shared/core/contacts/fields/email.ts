/** The first e-mail address ↔ Email (LS-CF7). Compared without case; the others stay untouched (CON4). */
import { textField } from '../../crmText';
import { line } from '../../text';
import { putFirst } from './lists';

export const canonicalEmail = (text: string): string => line(text).toLowerCase();

/**
 * What Salesforce takes without INVALID_EMAIL_ADDRESS (wire-contracts 4.7): ASCII, a dot in the domain, no dot at either
 * end of the local part and no two in a row. What it refuses stays in the mailbox, and the contact syncs without it (SYN2).
 */
const accepted = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[a-z0-9][a-z0-9-]*\.)+[a-z0-9-]*[a-z0-9]$/;

export function salesforceTakes(email: string, limit = 80): boolean {
  return email.length <= limit && email.indexOf('@') <= 64 && !/-\.|--?@/.test(email.slice(email.indexOf('@'))) && accepted.test(email);
}

export const email = textField<'contact'>({
  kind: 'contact',
  name: 'email',
  crm: 'Email',
  remappable: false,
  limit: 80,
  shape: canonicalEmail,
  // An address cut short is another address: it is held whole or not at all.
  holds: salesforceTakes,
  get: (contact) => contact.emails.find((entry) => canonicalEmail(entry) !== '') ?? '',
  put: (value, contact) => ({
    emails: putFirst(
      contact?.emails ?? [],
      (entry) => canonicalEmail(entry) !== '',
      (entry) => canonicalEmail(entry) === value,
      value === '' ? null : () => value,
    ),
  }),
});
