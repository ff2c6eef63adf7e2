/** CON1: only the folder or group takes part. CON5: moved out of it means unlinked, not deleted. */
import { contactOf, type Filter } from '../../filter';

export const folder: Filter = {
  name: 'not in the folder',
  looksAt: 'mailbox',
  test: (entry) => {
    if (contactOf(entry)?.inFolder !== false) return null;
    return { cause: entry.pair === null ? 'not in the folder' : 'moved out of the folder', facts: {} };
  },
};
