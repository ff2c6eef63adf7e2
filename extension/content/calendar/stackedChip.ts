/** Calendar: an event in the month view or in the all-day row: 18 to 24 px high, clipped, so the badge is a dot at its end. SUR2. */
import { inside, type Notes, type Place } from '../place';
import { byEvent, eventIdOf } from './eventId';

export const stackedChip: Place = {
  where: 'stackedChip',
  kind: 'event',
  css: ['[data-eventchip][data-eventid][data-stacked-layout-chip-container]'],
  read: (candidate) => byEvent(candidate, eventIdOf(candidate.getAttribute('data-eventid'))),
  dress: () => 'small chip',
  put: inside,
};

export const notes: Notes = {
  seen: ['Daybow, calendar-merger 2026; month stacking of Oct 2024; with and without a button inside'],
  samples: [
    { page: 'calendar-month.html', found: 5 },
    { page: 'calendar-week.html', found: 1 },
  ],
};
