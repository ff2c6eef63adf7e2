/**
 * EVT7, LS-E5: "only those the rep picks" is about calendar events on their way to Salesforce. What came from Salesforce
 * (its calendar event carries the record's mark) was never up to picking.
 */
import { eventOf, type Filter } from '../../filter';

export const notPicked: Filter = {
  name: 'not picked',
  looksAt: 'mailbox',
  test: (entry, { configuration }) => {
    if (configuration.events.which === 'all' || !eventOf(entry)) return null;
    const picked = [entry.mailbox, entry.crm].some((row) => row?.notes.some((note) => note.kind === 'picked'));
    const fromCrm = entry.mailbox?.seen?.mark !== '';
    return picked || fromCrm || entry.pair?.by === 'rep' ? null : { cause: 'not picked', facts: {} };
  },
};
