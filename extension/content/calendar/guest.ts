/** Calendar: each guest in the bubble and on the edit page. Avatar and name repeat the address; the row counts once. SUR2. */
import { byEmail, personOf } from '../address';
import type { Notes, Place } from '../place';
import { isOpen } from './dialogs';

const row = '[role="treeitem"]';
const emailIn = (element: Element | null | undefined) =>
  personOf(element?.getAttribute('data-email') ?? element?.getAttribute('data-hovercard-id'));

export const guest: Place = {
  where: 'guest',
  kind: 'contact',
  css: [
    `${row}:is([data-email], [data-hovercard-id])`,
    `:is([role="tree"], ${row}) [data-email]`,
    ':is(#xDetDlg, [data-is-create]) [role="listitem"][data-email]',
  ],
  read(candidate) {
    const email = emailIn(candidate);
    // Avatar and buttons are parts of their row; the members of a group are rows of their own in it.
    const around = emailIn(candidate.parentElement?.closest(`${row},[data-email]`));
    if ((around !== null && (around === email || !candidate.matches(row))) || !isOpen(candidate)) return null;
    return byEmail(candidate, email);
  },
  dress: () => 'line',
  put(element, badge) {
    const line = [...element.querySelectorAll('[data-hovercard-id]')].findLast((part) => part.textContent?.trim());
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
    { page: 'calendar-bubble-dialog.html', found: 4 },
    { page: 'calendar-edit-tabs.html', found: 2 },
  ],
};
