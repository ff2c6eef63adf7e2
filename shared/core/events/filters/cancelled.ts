/** A meeting that its organizer has called off, still lying in the calendar. */
import { eventOf, type Filter } from '../../filter';

export const cancelled: Filter = {
  name: 'cancelled',
  looksAt: 'mailbox',
  test: (entry) => (eventOf(entry)?.cancelled ? { cause: 'cancelled', facts: {} } : null),
};
