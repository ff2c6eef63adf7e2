/** Calendar: a timed event in the day and week views. The chip is itself the button, absolutely placed, its height in its style. SUR2. */
import { inside, type Notes, type Place } from '../place';
import { byEvent, eventIdOf } from './eventId';

const high = 22;

export const timedChip: Place = {
  where: 'chip',
  kind: 'event',
  css: ['[data-eventchip][data-eventid][role="button"]', '[data-eventchip][data-eventid]'],
  read: (candidate) => byEvent(candidate, eventIdOf(candidate.getAttribute('data-eventid'))),
  // The height that the page wrote, not the one that it drew: reading that would lay out the page once per chip.
  dress: (element) => {
    const height = element instanceof HTMLElement ? Number.parseFloat(element.style.height) : Number.NaN;
    return height < high ? 'small chip' : 'chip';
  },
  put: inside,
};

export const notes: Notes = {
  seen: ['captured 2019; Daybow, calendar-merger 2026; its class changed in 2024', 'Quick Duplicate 2025; serves when the role goes'],
  samples: [
    { page: 'calendar-week.html', found: 4 },
    { page: 'calendar-day.html', found: 2 },
  ],
};
