/** The days whose events take part (EVT1, EVT3). Rolls with the date, in UTC; an event that reaches into it is in it. */
import type { CalendarEvent, Configuration, Instant } from '../model';
import type { Window } from '../ports';
import { addDays, dateText, instantOf } from '../time';

/** Today counts as the first of the days ahead: 30 back and 180 ahead are 210 days. */
export function windowOf(configuration: Configuration, now: Instant): Window {
  const today = dateText(now);
  return { from: addDays(today, -configuration.events.daysBack), to: addDays(today, configuration.events.daysAhead) };
}

type Span = Pick<CalendarEvent, 'start' | 'end'>;

export type Place = 'inside' | 'before' | 'after';

export function placeOf(span: Span, window: Window): Place {
  const start = instantOf(span.start);
  if (start >= instantOf(window.to)) return 'after';
  // An event without length is over when it begins, and still belongs to its day.
  return Math.max(instantOf(span.end), start + 1) > instantOf(window.from) ? 'inside' : 'before';
}

/** The date on which the window will reach an event that lies ahead of it. */
export function joinsOn(span: Span, configuration: Configuration): string {
  return addDays(span.start.slice(0, 10), 1 - configuration.events.daysAhead);
}
