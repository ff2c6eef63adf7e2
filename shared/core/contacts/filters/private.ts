/** A contact that the rep has marked private in Outlook never leaves the mailbox. */
import { contactOf, type Filter } from '../../filter';

export const privateContact: Filter = {
  name: 'private',
  looksAt: 'mailbox',
  test: (entry) => (contactOf(entry)?.private ? { cause: 'private', facts: {} } : null),
};
