/**
 * Salesforce has no contact without a last name. A mailbox contact that has none is created with a stand-in: its company,
 * else the local part of its e-mail address, else its first name. The stand-in is for the new record alone: it is agreed upon as what the
 * CRM shows for an empty last name, so that it is no edit and never reaches the mailbox.
 */
import type { Contact } from '../../model';
import { line, shorten } from '../../text';
import { canonicalEmail } from './email';

/** '' when the contact has a last name, or nothing to stand in for it ('required field missing'). */
export function standInForLastName(contact: Contact): string {
  if (line(contact.last) !== '') return '';
  const address = contact.emails.map(canonicalEmail).find((entry) => entry !== '') ?? '';
  return shorten(line(contact.company) || address.split('@')[0]! || line(contact.first) || line(contact.nickname), 80);
}
