/** Calendar: a timed event in the day and week views. The chip is itself the button, absolutely placed, its height in its style. SUR2. */
import { inside, type Notes, type Place } from '../place';
import { chipAt } from './chip';

const high = 22;

export const timedChip: Place = {
  where: 'chip',
  kind: 'event',
  css: ['[data-eventchip][data-eventid]', ':is([role="gridcell"],[data-eventchip]) [data-eventid]'],
  read: chipAt,
  // The height that the page wrote, not the one that it drew: reading that would lay out the page once per chip. Chips of a whole day have none.
  dress: (element) => {
    const height = /(?:^|[;\s])height:\s*([\d.]+)/.exec(element.getAttribute('style') ?? '')?.[1];
    return Number(height) >= high ? 'chip' : 'small chip';
  },
  put: inside,
};

export const notes: Notes = {
  seen: [
    'captured 2019; Daybow, calendar-merger 2026 with and Quick Duplicate 2025 without the role; its class changed in 2024',
    'Event Merge 2017 to 2024; serves when the word eventchip goes',
  ],
  samples: [
    { page: 'calendar-week.html', found: 4 },
    { page: 'calendar-day.html', found: 2 },
    { page: 'calendar-week-rtl.html', found: 3 },
    { page: 'calendar-month-older.html', found: 3 },
    { page: 'calendar-wrapped.html', found: 2 },
    { page: 'calendar-edit-tabs.html', found: 1 },
    { page: 'calendar-bubble-dialog.html', found: 1 },
  ],
};
