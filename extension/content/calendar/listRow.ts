/** Calendar: a row of the schedule view and of search results. The badge stands before the title. SUR2. */
import { inside, type Notes, type Place } from '../place';
import { chipAt } from './chip';

export const listRow: Place = {
  where: 'listRow',
  kind: 'event',
  css: ['[role="rowgroup"] [data-eventchip][data-eventid]'],
  read: chipAt,
  dress: () => 'schedule',
  put(element, badge) {
    const title = element.querySelector('[role="button"]');
    if (title?.parentElement) title.before(badge);
    else inside(element, badge);
  },
};

export const notes: Notes = {
  seen: ['calendar-merger, Event Merge 2026'],
  samples: [
    { page: 'calendar-schedule.html', found: 2 },
    { page: 'calendar-search.html', found: 1 },
    { page: 'calendar-wrapped.html', found: 1 },
  ],
};
