/** Subject, location and description (LS-EF3, EF4, EF6). Of a masked private event they read as masked and are never written back. */
import { textField } from '../../crmText';
import { isMasked, maskedSubject } from '../mask';

const rows = [
  // An empty subject stays empty: inventing one would come back as an edit. Not re-mappable: matching needs it (LS-E6).
  { name: 'subject', crm: 'Subject', limit: 255, remappable: false, masked: maskedSubject },
  { name: 'location', crm: 'Location', limit: 255, masked: '' },
  { name: 'description', crm: 'Description', limit: 32_000, multiline: true, masked: '' },
] as const;

export const textFields = rows.map(({ masked, ...row }) =>
  textField<'event'>({
    kind: 'event',
    ...row,
    get: (event, c) => (isMasked(event, c.configuration) ? masked : event[row.name]),
    // A masked field shows nothing of the CRM's edit either: the rep's own text is what must not be lost.
    hides: (event, c) => isMasked(event, c.configuration),
    put: (value, event, c) => (event !== null && isMasked(event, c.configuration) ? {} : { [row.name]: value }),
  }),
);
