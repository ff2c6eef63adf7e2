/** Calendar: each guest in the bubble and on the edit page. Avatar and name repeat the address; the row counts once. SUR2. */
import { byEmail, personOf } from '../address';
import type { Place } from '../place';
import { isOpen } from './dialogs';

export const guest: Place = {
  where: 'guest',
  kind: 'contact',
  selectors: [
    { css: '[role="treeitem"][data-email]', seen: 'captured Jun 2026' },
    { css: '[role="tree"] [data-email]', seen: 'guest helpers 2024 to 2026; serves when the role of the row goes' },
  ],
  read(candidate) {
    if (candidate.parentElement?.closest('[data-email]') || !isOpen(candidate)) return null;
    return byEmail(candidate, personOf(candidate.getAttribute('data-email')));
  },
  dress: () => 'line',
  put(element, badge) {
    const named = [...element.querySelectorAll('[data-hovercard-id]')].filter((part) => part.textContent?.trim());
    const line = named.at(-1);
    // The name's own line, where the name has one; a wrapped organizer line stays below.
    (line?.querySelector('span') ?? line?.lastElementChild ?? line ?? element).append(badge);
  },
  samples: [
    { page: 'calendar-bubble.html', found: 2 },
    { page: 'calendar-edit.html', found: 2 },
  ],
};
