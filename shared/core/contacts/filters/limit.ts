/** CON6, LS-C30: 50,000 contacts of one rep. Asked by the planner with its own count, of new ones only. */
import type { KeptOut } from '../../filter';

export const maxContacts = 50_000;

export const beyondLimit = (paired: number): KeptOut | null =>
  paired < maxContacts ? null : { cause: 'limit reached', facts: { limit: maxContacts } };
