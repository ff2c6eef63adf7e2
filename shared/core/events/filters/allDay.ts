/** CFG1: leave out all-day events. */
import { eventOf, type Filter, recordOf } from '../../filter';

export const allDay: Filter = {
  name: 'all-day',
  looksAt: 'either',
  test: (entry, { configuration }) => {
    if (!configuration.events.leaveOut.allDay) return null;
    const event = eventOf(entry);
    const isAllDay = event ? event.allDay : recordOf(entry)?.fields.IsAllDayEvent === true;
    return isAllDay ? { cause: 'all-day', facts: {} } : null;
  },
};
