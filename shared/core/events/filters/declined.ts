/** CFG1: leave out what the rep has declined. */
import { eventOf, type Filter } from '../../filter';

export const declined: Filter = {
  name: 'declined',
  looksAt: 'mailbox',
  test: (entry, { configuration }) =>
    configuration.events.leaveOut.declined && eventOf(entry)?.response === 'declined' ? { cause: 'declined', facts: {} } : null,
};
