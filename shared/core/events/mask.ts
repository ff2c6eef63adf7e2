/**
 * Private events in the mode "time only": the CRM learns when the rep is busy, and nothing else ever leaves (EXC4). The
 * masked fields read as masked and are not written back, see `fields/texts.ts`; names, attendees and match keys
 * of such an event go through `maskPrivate`.
 */
import type { CalendarEvent, Configuration } from '../model';

export const maskedSubject = 'Busy';

export const isMasked = (event: Pick<CalendarEvent, 'private'>, configuration: Configuration): boolean =>
  event.private && configuration.events.private === 'time only';

/** What may be said about an event outside the mailbox. */
export function maskPrivate(event: CalendarEvent, configuration: Configuration): CalendarEvent {
  if (!isMasked(event, configuration)) return event;
  return {
    ...event,
    subject: maskedSubject,
    location: '',
    description: '',
    categories: [],
    attendees: [],
    organizerName: event.mine ? event.organizerName : '',
    organizer: event.mine ? event.organizer : '',
  };
}
