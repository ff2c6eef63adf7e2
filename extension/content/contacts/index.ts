/** Google Contacts: one address per row, all of them on the person's page. Nobody has a captured page: it does nothing where it sees nothing. */
import { type Adapter, editable } from '../place';
import { personAddress, personIn } from './personAddress';
import { personName } from './personName';
import { row } from './row';

export const contacts: Adapter = {
  page: 'contacts',
  places: [row, personAddress, personName],
  never: editable,
  attributes: ['data-email', 'href', 'data-href', 'aria-describedby'],
  texts: true,
  expects: (document, address) => personIn(address) !== null || document.querySelectorAll('main [role="row"] [role="gridcell"]').length > 0,
};
