/** An imported meeting of somebody else, as the message that would have brought it into the mailbox. */
import type { MeetingEvent, World } from '../world';
import { dayText, wallText } from './dates';
import type { ImportedEvent, Shortened } from './model';
import type { Occurrence } from './occurrences';
import { plainText } from './plainText';
import { type PlannedSeries, type PlannedSingle, spanIn } from './plan';
import { cut } from './slots';
import { ruleLine } from './toGoogle';

export interface Receiver {
  readonly user: string;
  readonly uid: string;
  readonly zone: string;
  /** The service that the message seems to come from: any but the mailbox's own. */
  readonly by: 'google' | 'graph';
}

function meetingOf(planned: PlannedSingle | PlannedSeries, shortened: Shortened[]): MeetingEvent {
  const event = planned.kind === 'single' ? planned.event : planned.master;
  const span = spanIn(event, planned.zone);
  const time = (wall: number) => (span.allDay ? { date: dayText(wall) } : { dateTime: wallText(wall), timeZone: planned.zone });
  return {
    subject: cut(shortened, event.item, 'subject', event.subject, 255),
    text: event.description && event.description !== event.html ? event.description : plainText(event.html),
    location: cut(shortened, event.item, 'location', event.location, 255),
    start: time(span.start),
    end: time(span.end),
    recurrence: planned.kind === 'series' ? planned.master.rules.map((rule) => ruleLine('RRULE', rule, planned.master)) : [],
    isPrivate: event.private,
    organizer: { name: event.organizer?.name || event.organizer?.email || '', email: event.organizer?.email ?? '' },
    attendees: event.attendees.map(({ email, name, optional, response }) => ({ email, name: name || email, optional, response })),
  };
}

const originalOf = (event: ImportedEvent, { wall, utc }: Occurrence) => (event.start.day ? new Date(wall) : new Date(utc)).toISOString();

export function invite(
  world: World,
  to: Receiver,
  planned: PlannedSingle | PlannedSeries,
  shortened: Shortened[],
  occurrence?: Occurrence,
): void {
  const event = planned.kind === 'single' ? planned.event : planned.master;
  const original = occurrence ? { originalStart: originalOf(event, occurrence) } : {};
  const meeting = meetingOf(planned, shortened);
  world.deliver({
    method: 'request',
    vendor: to.by,
    from: meeting.organizer.email,
    to: to.user,
    uid: to.uid,
    event: meeting,
    ...original,
  });
}

export function withdraw(world: World, to: Receiver, event: ImportedEvent, occurrence?: Occurrence): void {
  const original = occurrence ? { originalStart: originalOf(event, occurrence) } : {};
  world.deliver({ method: 'cancel', vendor: to.by, from: event.organizer?.email ?? '', to: to.user, uid: to.uid, ...original });
}
