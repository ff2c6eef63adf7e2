/** The address at which each rebuilt page stands. */
import ids from './ids.json' with { type: 'json' };

const addresses: Readonly<Record<string, string>> = {
  'gmail-conversation.html': 'https://mail.google.com/mail/u/0/#inbox/FMfcgz',
  'gmail-list.html': 'https://mail.google.com/mail/u/0/#inbox',
  'gmail-compose.html': 'https://mail.google.com/mail/u/0/#inbox?compose=new',
  'calendar-week.html': 'https://calendar.google.com/calendar/u/0/r/week/2026/11/20',
  'calendar-day.html': 'https://calendar.google.com/calendar/u/0/r/day/2026/11/20',
  'calendar-month.html': 'https://calendar.google.com/calendar/u/0/r/month/2026/11/20',
  'calendar-schedule.html': 'https://calendar.google.com/calendar/u/0/r/agenda/2026/11/20',
  'calendar-search.html': 'https://calendar.google.com/calendar/u/0/r/search?q=found',
  'calendar-bubble.html': 'https://calendar.google.com/calendar/u/0/r/week/2026/11/21',
  'calendar-edit.html': `https://calendar.google.com/calendar/u/0/r/eventedit/${ids.edit}`,
  'contacts-list.html': 'https://contacts.google.com/',
  'contacts-list-older.html': 'https://contacts.google.com/u/1/',
  'contacts-person.html': 'https://contacts.google.com/person/c1001',
  'contacts-person-without-address.html': 'https://contacts.google.com/person/c1002',
  'hovercard.html': 'https://contacts.google.com/widget/hovercard/v/2?origin=https%3A%2F%2Fmail.google.com',
};

export function addressOfPage(page: string): string {
  const address = addresses[page];
  if (address === undefined) throw new Error(`${page} has no address`);
  return address;
}
