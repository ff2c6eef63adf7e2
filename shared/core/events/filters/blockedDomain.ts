/** CFG1 blocked domains: one attendee or the organizer is enough. */
import { domainAmong } from '../../domain';
import { eventOf, type Filter } from '../../filter';

export const blockedDomain: Filter = {
  name: 'blocked domain',
  looksAt: 'mailbox',
  test: (entry, { configuration }) => {
    if (configuration.blockedDomains.length === 0) return null;
    const event = eventOf(entry);
    if (!event) return null;
    const emails = [event.organizer, ...event.attendees.map((attendee) => attendee.email)];
    const domain = emails.map((email) => domainAmong(email, configuration.blockedDomains)).find((found) => found !== '');
    return domain === undefined ? null : { cause: 'blocked domain', facts: { domain } };
  },
};
