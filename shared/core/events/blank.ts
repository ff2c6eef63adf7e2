/** What an event that Instep creates in the mailbox starts from. */
import type { CalendarEvent } from '../model';

/** Without attendees: nobody is invited (EVT6). */
export const blankEvent: CalendarEvent = {
  kind: 'event',
  uid: '',
  seriesId: '',
  originalStart: '',
  subject: '',
  location: '',
  description: '',
  start: '',
  end: '',
  allDay: false,
  timeZone: '',
  showAs: 'busy',
  private: false,
  cancelled: false,
  organizer: '',
  organizerName: '',
  mine: true,
  response: 'none',
  attendees: [],
  categories: [],
  keptOut: false,
};
