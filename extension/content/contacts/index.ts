/** Google Contacts: one address per row, all of them on the person's page. Nobody has a captured page: it does nothing where it sees nothing. */
import { type Adapter, editable } from '../place';
import { personAddress, personIn } from './personAddress';
import { personName } from './personName';
import { row } from './row';

/** The view before stays in the page, closed. */
const views = ':is(c-wiz, main, [role="main"])';

export const contacts: Adapter = {
  page: 'contacts',
  places: [row, personAddress, personName],
  never: `${views}:is([hidden],[aria-hidden="true"],[style*="display: none"],[style*="display:none"]),${editable}`,
  attributes: ['data-email', 'href', 'data-href', 'aria-describedby'],
  texts: true,
  shells: views,
  expects: (document, address) => personIn(address) !== null || document.querySelectorAll('main [role="row"] [role="gridcell"]').length > 0,
};
