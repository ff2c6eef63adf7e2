/** Calendar: each guest in the bubble and on the edit page. Avatar and name repeat the address; the row counts once. SUR2. */
import { byEmail, personOf } from '../address';
import type { Notes, Place } from '../place';
import { isOpen } from './dialogs';

export const guest: Place = {
  where: 'guest',
  kind: 'contact',
  css: ['[role="treeitem"][data-email]', '[role="tree"] [data-email]', ':is(#xDetDlg, [data-is-create]) [role="listitem"][data-email]'],
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
};

export const notes: Notes = {
  seen: ['captured Jun 2026', 'guest helpers 2024 to 2026; serves when the role of the row goes', '2026; serves when the list is no tree'],
  samples: [
    { page: 'calendar-bubble.html', found: 2 },
    { page: 'calendar-edit.html', found: 2 },
    { page: 'calendar-bubble-plain.html', found: 1 },
    { page: 'calendar-bubble-list.html', found: 2 },
    { page: 'calendar-edit-tabs.html', found: 2 },
  ],
};
