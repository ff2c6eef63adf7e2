/** Filters of either kind, in the order in which they are asked. */
import { contactFilters } from './contacts/filters';
import { eventFilters } from './events/filters';
import type { Filter } from './filter';
import type { Kind } from './model';

export const filtersOf: Readonly<Record<Kind, readonly Filter[]>> = { contact: contactFilters, event: eventFilters };
