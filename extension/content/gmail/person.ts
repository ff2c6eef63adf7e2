/** Gmail: who an element names. `email` since 2014 or earlier; beside it, since 2019, the address that its hovercard is asked for. */
import { byEmail, personOf } from '../address';
import type { Named } from '../place';

export const named = ':is([email], [data-hovercard-id])';

export const byPerson = (element: Element): Named | null =>
  byEmail(element, personOf(element.getAttribute('email') ?? element.getAttribute('data-hovercard-id')));
