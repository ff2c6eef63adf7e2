/** CFG1: leave out events that nobody from outside the company attends. Rooms are nobody. */
import { domainAmong, domainOf } from '../../domain';
import { eventOf, type Filter } from '../../filter';

export const withoutOutsiders: Filter = {
  name: 'without outsiders',
  looksAt: 'mailbox',
  test: (entry, { configuration, rep }) => {
    const event = eventOf(entry);
    if (!event || !configuration.events.leaveOut.withoutOutsiders) return null;
    const own = [...rep.ownDomains, ...[rep.email, ...rep.mailboxAddresses].map(domainOf)].map((domain) => domain.toLowerCase());
    const emails = [event.organizer, ...event.attendees.filter((attendee) => !attendee.resource).map((attendee) => attendee.email)];
    return emails.some((email) => email !== '' && domainAmong(email, own) === '') ? null : { cause: 'without outsiders', facts: {} };
  },
};
