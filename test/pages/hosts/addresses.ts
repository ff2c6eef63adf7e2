/** The address at which each rebuilt page stands. */
import ids from './ids.json' with { type: 'json' };

const addresses: Readonly<Record<string, string>> = {
  'gmail-conversation.html': 'https://mail.google.com/mail/u/0/#inbox/FMfcgz',
  'gmail-list.html': 'https://mail.google.com/mail/u/0/#inbox',
  'gmail-compose.html': 'https://mail.google.com/mail/u/0/#inbox?compose=new',
  'gmail-split-rtl.html': 'https://mail.google.com/mail/u/1/?hl=ar#search/from%3Ajonas/FMfcgz',
  'gmail-popout.html': 'https://mail.google.com/mail/u/0/popout?ver=1&search=inbox&th=%23thread-f%3A18&cvid=1',
  'gmail-folded-again.html': 'https://mail.google.com/mail/u/0/#inbox/FMfcgx',
  'gmail-hovercard-ids.html': 'https://mail.google.com/mail/u/0/#inbox/FMfcgv',
  'gmail-other-classes.html': 'https://mail.google.com/mail/u/2/#label/Kunden/FMfcgz',
  'calendar-week.html': 'https://calendar.google.com/calendar/u/0/r/week/2026/11/20',
  'calendar-day.html': 'https://calendar.google.com/calendar/u/0/r/day/2026/11/20',
  'calendar-month.html': 'https://calendar.google.com/calendar/u/0/r/month/2026/11/20',
  'calendar-schedule.html': 'https://calendar.google.com/calendar/u/0/r/agenda/2026/11/20',
  'calendar-search.html': 'https://calendar.google.com/calendar/u/0/r/search?q=found',
  'calendar-bubble.html': 'https://calendar.google.com/calendar/u/0/r/week/2026/11/21',
  'calendar-edit.html': `https://calendar.google.com/calendar/u/0/r/eventedit/${ids.edit}`,
  'calendar-week-rtl.html': 'https://calendar.google.com/calendar/u/1/r/customday/2026/11/20?hl=he',
  'calendar-month-more.html': 'https://calendar.google.com/calendar/b/2/r/month/2026/11/20',
  'calendar-month-older.html': 'https://calendar.google.com/calendar/u/0/r/month',
  'calendar-bubble-plain.html': 'https://calendar.google.com/calendar/r/day',
  'calendar-wrapped.html': 'https://calendar.google.com/calendar/u/0/r/week',
  'calendar-bubble-list.html': 'https://calendar.google.com/calendar/u/1/r/year/2026/1/1',
  'calendar-bubble-task.html': 'https://calendar.google.com/calendar/u/0/r/4day',
  'calendar-bubble-holiday.html': 'https://calendar.google.com/calendar/u/0/r/month/2026/12/1',
  'calendar-bubble-blanked.html': 'https://calendar.google.com/calendar/u/0/r/month/2026/11/1',
  'calendar-bubble-dialog.html': 'https://calendar.google.com/calendar/u/0/r/week/2026/11/22',
  'calendar-schedule-plain.html': 'https://calendar.google.com/calendar/u/3/r/agenda',
  'calendar-edit-tabs.html': `https://calendar.google.com/calendar/u/0/r/eventedit/${ids.edit}?sf=true`,
  'calendar-edit-plain.html': `https://calendar.google.com/calendar/r/eventedit/${ids.edit}`,
  'calendar-edit-new.html': `https://calendar.google.com/calendar/u/0/r/eventedit/duplicate/${ids.edit}`,
  'contacts-list.html': 'https://contacts.google.com/',
  'contacts-list-older.html': 'https://contacts.google.com/u/1/',
  'contacts-person.html': 'https://contacts.google.com/person/c1001',
  'contacts-person-without-address.html': 'https://contacts.google.com/person/c1002',
  'contacts-label-rtl.html': 'https://contacts.google.com/u/2/label/5b2c1?hl=he',
  'contacts-person-directory.html': 'https://contacts.google.com/u/0/person/110022003300440055',
  'contacts-list-plain.html': 'https://contacts.google.com/frequent',
  'contacts-trash.html': 'https://contacts.google.com/u/0/trash',
  'contacts-person-panel.html': 'https://contacts.google.com/person/c1003',
  'contacts-person-marked.html': 'https://contacts.google.com/b/5/person/c1004',
  'hovercard-picture.html': 'https://contacts.google.com/widget/hovercard/v/2?origin=https%3A%2F%2Fdocs.google.com',
  'hovercard-link.html': 'https://contacts.google.com/widget/hovercard/v/2?origin=https%3A%2F%2Fcalendar.google.com&hl=ja',
  'hovercard-group.html': 'https://contacts.google.com/u/1/widget/hovercard/v/2?origin=https%3A%2F%2Fmail.google.com&hl=fr',
  'hovercard.html': 'https://contacts.google.com/widget/hovercard/v/2?origin=https%3A%2F%2Fmail.google.com',
};

export function addressOfPage(page: string): string {
  const address = addresses[page];
  if (address === undefined) throw new Error(`${page} has no address`);
  return address;
}
