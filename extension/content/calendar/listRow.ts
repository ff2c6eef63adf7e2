/** Calendar: a row of the schedule view and of search results. The badge stands before the title. SUR2. */
import type { Notes, Place } from '../place';
import { chipAt } from './chip';

export const listRow: Place = {
  where: 'listRow',
  kind: 'event',
  css: ['[role="rowgroup"] [data-eventid]'],
  read: chipAt,
  dress: () => 'schedule',
  put(element, badge) {
    const title = element.querySelector('[role="button"]');
    if (title) title.before(badge);
    else element.prepend(badge);
  },
};

export const notes: Notes = {
  seen: ['calendar-merger, Event Merge 2026'],
  samples: [
    { page: 'calendar-schedule.html', found: 2 },
    { page: 'calendar-schedule-plain.html', found: 2 },
    { page: 'calendar-search.html', found: 1 },
    { page: 'calendar-wrapped.html', found: 1 },
  ],
};
