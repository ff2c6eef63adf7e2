/** What is special about contacts: their fields, filters and matching. A new field is one line here. */
import type { Field } from '../field';
import { addressFields } from './fields/addresses';
import { birthday } from './fields/birthday';
import { company } from './fields/company';
import { email } from './fields/email';
import { phoneFields } from './fields/phones';
import { simpleFields } from './fields/simple';

export { blankContact } from './blank';
export { type AccountVerdict, accountChanges, accountFor } from './fields/company';
export { standInForLastName } from './fields/requiredName';

export const contactFields: readonly Field<'contact'>[] = [...simpleFields, email, company, ...phoneFields, ...addressFields, birthday];
