/** Private ↔ IsPrivate (LS-EF7). */
import type { Canonical, Field } from '../../field';

const canonical = (isPrivate: boolean): Canonical => (isPrivate ? 'private' : '');

export const privateField: Field<'event'> = {
  name: 'private',
  kind: 'event',
  crmDefault: 'IsPrivate',
  remappable: false,
  reads: (crmName) => [crmName],
  sets: (crmName) => [crmName],
  fromMailbox: (event) => canonical(event.private),
  fromCrm: (record, c) => canonical(record.fields[c.crmName] === true),
  toMailbox: (value, event) => ((event?.private ?? false) === (value !== '') ? {} : { private: value !== '' }),
  toCrm: (value, record, c) => ({
    set: (record?.fields[c.crmName] === true) === (value !== '') ? {} : { [c.crmName]: value !== '' },
    shortened: null,
    held: true,
  }),
};
