/** A VEVENT component to an event. */
import { all, type Component, first } from './components';
import { DAY, durationOf, stampOf, startOfDay } from './dates';
import type { Extra, ImportedEvent, Moment, Zone } from './model';
import { Unfit } from './model';
import { attendeesOf, organizerOf } from './people';
import { list, type Property, param, text } from './properties';
import { ruleOf } from './rules';
import { utc } from './zones';

export interface Place {
  readonly file: string;
  /** The zone of a TZID ('' floats). */
  zone(id: string): Zone;
  say(note: string): void;
}

/** How a message names the event. */
export const titleOfEvent = (event: Component): string =>
  (text(first(event, 'SUMMARY')) || text(first(event, 'UID'))).slice(0, 120) || `event at line ${event.at}`;

function momentOf(property: Property, what: string, place: Place, value = property.value): Moment {
  const stamp = stampOf(value, what);
  const day = stamp.day || /^DATE$/i.test(param(property, 'VALUE'));
  if (day) return { wall: startOfDay(stamp.wall), day, zone: place.zone('') };
  return { wall: stamp.wall, day, zone: stamp.utc ? utc : place.zone(param(property, 'TZID')) };
}

/** Exchange writes all-day events as midnight to midnight and says so beside it. */
function asWholeDay(event: Component, start: Moment): Moment {
  const told = /^\s*TRUE/i.test(first(event, 'X-MICROSOFT-CDO-ALLDAYEVENT')?.value ?? '');
  return told && !start.day && start.wall === startOfDay(start.wall) ? { ...start, day: true } : start;
}

function lengthOf(event: Component, start: Moment, place: Place): number {
  const shortest = start.day ? DAY : 0;
  const end = first(event, 'DTEND');
  const duration = first(event, 'DURATION');
  let length: number;
  if (end && end.value.trim() !== '') {
    const moment = momentOf(end, 'Its end (DTEND)', place);
    length = start.day || moment.day ? moment.wall - start.wall : moment.zone.toUtc(moment.wall) - start.zone.toUtc(start.wall);
  } else if (duration) {
    const told = durationOf(duration.value);
    if (told === null)
      throw new Unfit(
        `Its duration "${duration.value.slice(0, 40)}" cannot be read. Correct it in the calendar it came from and export again.`,
      );
    length = told;
  } else return shortest;
  if (length < 0) {
    place.say('It ended before it began; it was given no length.');
    return shortest;
  }
  return start.day ? Math.max(DAY, Math.ceil(length / DAY) * DAY) : length;
}

const split = (property: Property) =>
  property.value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** One broken EXDATE or RDATE does not spoil the series: it is said and left out. */
function lenient<T>(place: Place, read: () => T): T[] {
  try {
    return [read()];
  } catch (error) {
    if (!(error instanceof Unfit)) throw error;
    place.say(`${error.message} That date was left out.`);
    return [];
  }
}

function extraOf(property: Property, value: string, place: Place): Extra {
  const [from = '', to = ''] = value.split('/');
  const start = momentOf(property, 'One of its dates (RDATE)', place, from);
  if (to === '') return { start, lengthMs: null };
  const lengthMs =
    durationOf(to) ??
    momentOf(property, 'The end of a period (RDATE)', place, to).zone.toUtc(endWall(property, to, place)) - start.zone.toUtc(start.wall);
  return { start, lengthMs: Math.max(0, lengthMs) };
}
const endWall = (property: Property, to: string, place: Place) => momentOf(property, 'The end of a period (RDATE)', place, to).wall;

const busy = { FREE: 'free', BUSY: 'busy', TENTATIVE: 'tentative', OOF: 'away', WORKINGELSEWHERE: 'elsewhere' } as const;

function showAsOf(event: Component, status: ImportedEvent['status']): ImportedEvent['showAs'] {
  const told = (first(event, 'X-MICROSOFT-CDO-BUSYSTATUS')?.value ?? '').trim().toUpperCase();
  if (told in busy) return busy[told as keyof typeof busy];
  if (/^\s*TRANSPARENT/i.test(first(event, 'TRANSP')?.value ?? '')) return 'free';
  return status === 'tentative' ? 'tentative' : 'busy';
}

function statusOf(event: Component): ImportedEvent['status'] {
  const told = (first(event, 'STATUS')?.value ?? '').trim().toUpperCase();
  return told === 'CANCELLED' || told === 'CANCELED' ? 'cancelled' : told === 'TENTATIVE' ? 'tentative' : 'confirmed';
}

const looksLikeHtml = (value: string) => /<(html|body|p|br|div|span|a|ul|li|b|i|table|h[1-6])(\s[^>]*)?\/?>/i.test(value);

/** Outlook's own HTML (X-ALT-DESC), or a description that is HTML itself. */
function textsOf(event: Component): { description: string; html: string } {
  const description = all(event, 'DESCRIPTION').map(text).filter(Boolean).join('\n');
  const rich = text(all(event, 'X-ALT-DESC').find((p) => /html/i.test(param(p, 'FMTTYPE') || 'html')));
  return { description, html: rich || (looksLikeHtml(description) ? description : '') };
}

export function eventOf(event: Component, place: Place): ImportedEvent {
  const dtstart = first(event, 'DTSTART');
  if (!dtstart || dtstart.value.trim() === '')
    throw new Unfit(
      'It has no start (DTSTART), so there is no place for it in a calendar. Give it a date in the calendar it came from and export again.',
    );
  const start = asWholeDay(event, momentOf(dtstart, 'Its start (DTSTART)', place));
  const status = statusOf(event);
  const recurrenceId = first(event, 'RECURRENCE-ID');
  return {
    file: place.file,
    item: titleOfEvent(event),
    line: event.at,
    uid: text(first(event, 'UID')),
    overrides: recurrenceId ? momentOf(recurrenceId, 'The occurrence it replaces (RECURRENCE-ID)', place) : null,
    start,
    lengthMs: lengthOf(event, start, place),
    subject: text(first(event, 'SUMMARY')).replace(/\s*\n\s*/g, ' '),
    location: text(first(event, 'LOCATION')).replace(/\s*\n\s*/g, ', '),
    ...textsOf(event),
    showAs: showAsOf(event, status),
    private: /^\s*(PRIVATE|CONFIDENTIAL)/i.test(first(event, 'CLASS')?.value ?? ''),
    status,
    organizer: organizerOf(event, place.say),
    attendees: attendeesOf(event, place.say),
    categories: [...new Set(all(event, 'CATEGORIES').flatMap(list))],
    rules: recurrenceId
      ? []
      : all(event, 'RRULE')
          .filter((rule) => rule.value.trim())
          .map((rule) => ruleOf(rule.value, start)),
    exceptRules: recurrenceId
      ? []
      : all(event, 'EXRULE')
          .filter((rule) => rule.value.trim())
          .map((rule) => ruleOf(rule.value, start)),
    extras: recurrenceId
      ? []
      : all(event, 'RDATE').flatMap((p) => split(p).flatMap((value) => lenient(place, () => extraOf(p, value, place)))),
    removed: recurrenceId
      ? []
      : all(event, 'EXDATE').flatMap((p) =>
          split(p).flatMap((value) => lenient(place, () => momentOf(p, 'One of its left-out dates (EXDATE)', place, value))),
        ),
    sequence: Number.parseInt(first(event, 'SEQUENCE')?.value ?? '', 10) || 0,
  };
}
