/**
 * Free/busy status ↔ Show Time As (LS-EF8). Salesforce knows three of our five values. The canonical value is the coarser
 * one, so tentative and elsewhere are "busy" to both sides: they are no edit, and nothing the CRM says can lose them until
 * it says something other than busy (SYN2).
 */
import { textOf } from '../../crmText';
import type { Canonical, Field } from '../../field';
import type { CrmRecord, ShowAs } from '../../model';

type Coarse = 'free' | 'busy' | 'away';

const coarse: Readonly<Record<ShowAs, Coarse>> = { free: 'free', busy: 'busy', tentative: 'busy', away: 'away', elsewhere: 'busy' };
const inCrm: Readonly<Record<Coarse, string>> = { free: 'Free', busy: 'Busy', away: 'OutOfOffice' };

const coarseOf = (value: Canonical): Coarse => (value === 'free' || value === 'away' ? value : 'busy');

/** Whatever else an org may have made of the picklist means that the rep is not free. */
function fromCrm(record: CrmRecord, crmName: string): Coarse {
  const value = textOf(record, crmName);
  return value === inCrm.free ? 'free' : value === inCrm.away ? 'away' : 'busy';
}

export const showAs: Field<'event'> = {
  name: 'showAs',
  kind: 'event',
  crmDefault: 'ShowAs',
  remappable: false,
  reads: (crmName) => [crmName],
  sets: (crmName) => [crmName],
  fromMailbox: (event) => coarse[event.showAs],
  fromCrm: (record, c) => fromCrm(record, c.crmName),
  toMailbox: (value, event) => (event !== null && coarse[event.showAs] === coarseOf(value) ? {} : { showAs: coarseOf(value) }),
  toCrm: (value, record, c) => ({
    set: record !== null && fromCrm(record, c.crmName) === coarseOf(value) ? {} : { [c.crmName]: inCrm[coarseOf(value)] },
    shortened: null,
    held: true,
  }),
};
