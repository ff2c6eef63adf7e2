/** Calendar: an event in the month view or in the all-day row: 18 to 24 px high, clipped, so the badge is a dot at its end. SUR2. */
import { inside, type Notes, type Place } from '../place';
import { chipAt } from './chip';

export const stackedChip: Place = {
  where: 'stackedChip',
  kind: 'event',
  css: ['[data-eventchip][data-eventid][data-stacked-layout-chip-container]'],
  read: chipAt,
  dress: () => 'small chip',
  put: inside,
};

export const notes: Notes = {
  seen: ['Daybow, calendar-merger 2026; month stacking of Oct 2024; with and without a button inside'],
  samples: [
    { page: 'calendar-month.html', found: 5 },
    { page: 'calendar-week.html', found: 1 },
    { page: 'calendar-month-more.html', found: 3 },
    { page: 'calendar-wrapped.html', found: 2 },
  ],
};
