/** CFG1 private events (LS-E33): off keeps them out; "time only" and "all" let them through, see `mask.ts`. */
import { eventOf, type Filter, recordOf } from '../../filter';

export const privateEvent: Filter = {
  name: 'private',
  looksAt: 'either',
  test: (entry, { configuration }) => {
    if (configuration.events.private !== 'off') return null;
    return eventOf(entry)?.private || recordOf(entry)?.fields.IsPrivate === true ? { cause: 'private', facts: {} } : null;
  },
};
