/** What is special about events: their fields, filters, matching and organizer. A new field is one line here. */
import type { Field } from '../field';
import { privateField } from './fields/private';
import { showAs } from './fields/showAs';
import { textFields } from './fields/texts';
import { time } from './fields/time';

export { blankEvent } from './blank';
export { isMasked, maskPrivate } from './mask';

export const eventFields: readonly Field<'event'>[] = [...textFields, time, showAs, privateField];
