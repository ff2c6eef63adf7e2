/** EVT1: events outside the window do not take part. One that either side has inside does, so that a move out of it is still passed on. */
import { eventOf, type Filter, recordOf } from '../../filter';
import type { CalendarEvent, Entry } from '../../model';
import { crmTime, spanOf } from '../fields/time';
import { joinsOn, placeOf } from '../window';

type Span = Pick<CalendarEvent, 'start' | 'end'>;

function spansOf(entry: Entry): readonly Span[] {
  const event = eventOf(entry);
  const record = recordOf(entry);
  const inCrm = record ? crmTime(record) : '';
  return [...(event ? [event] : []), ...(inCrm === '' ? [] : [spanOf(inCrm)])];
}

export const outsideWindow: Filter = {
  name: 'outside the window',
  looksAt: 'either',
  test: (entry, { configuration, window }) => {
    const spans = spansOf(entry);
    const [first] = spans;
    if (!first || spans.some((span) => placeOf(span, window) === 'inside')) return null;
    const joins = placeOf(first, window) === 'after' ? joinsOn(first, configuration) : '';
    return { cause: 'outside the window', facts: { from: window.from, to: window.to, joinsOn: joins } };
  },
};
