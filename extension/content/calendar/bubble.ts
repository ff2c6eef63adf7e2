/**
 * Calendar: the bubble of an event. One element, used again for each event, and redrawn for a second after its first opening
 * (750 changes, foreign nodes are dropped; Auxilio 2026): the renderer puts the badge back a few times. SUR2.
 */
import type { Notes, Place } from '../place';
import { isOpen, written } from './dialogs';
import { byEvent, type EventId, eventIdInLog, eventIdOf, isBlank } from './eventId';

/** Where the bubble's own id has gone: what its parts (menu, buttons) repeat, if all of them say the same. What an organizer wrote is no part. */
function repeated(bubble: Element): EventId | null {
  const parts = [...bubble.querySelectorAll('[data-eventid]')].filter((part) => !part.closest(written));
  const said = parts.map((part) => part.getAttribute('data-eventid'));
  return new Set(said).size === 1 ? eventIdOf(said[0]) : null;
}

export const bubble: Place = {
  where: 'bubble',
  kind: 'event',
  css: ['#xDetDlg', '[data-chips-dialog="true"] [data-eventid]'],
  read(candidate) {
    if (!isOpen(candidate)) return null;
    const raw = candidate.getAttribute('data-eventid');
    if (candidate.id === 'xDetDlg')
      return byEvent(candidate, isBlank(raw) ? (eventIdInLog(candidate.getAttribute('jslog')) ?? repeated(candidate)) : eventIdOf(raw));
    // A menu inside the bubble repeats the id: what holds the title is the bubble.
    if (candidate.closest('#xDetDlg') || candidate.querySelector('#xDetDlg')) return null;
    return candidate.querySelector('[role="heading"]') ? byEvent(candidate, eventIdOf(raw)) : null;
  },
  dress: () => 'bubble',
  put(element, badge) {
    const title = element.querySelector('[role="heading"]');
    const lines = title?.closest('#xDetDlgWhen > *');
    if (lines) lines.append(badge);
    else if (title) title.after(badge);
    else element.append(badge);
  },
};

export const notes: Notes = {
  seen: ['captured Jun 2026; Quick Duplicate 2023, Auxilio 2026', 'Toggl 2025; serves when the id goes'],
  samples: [
    { page: 'calendar-bubble.html', found: 1 },
    { page: 'calendar-bubble-plain.html', found: 1 },
    { page: 'calendar-bubble-list.html', found: 1 },
    { page: 'calendar-bubble-blanked.html', found: 1 },
    { page: 'calendar-bubble-task.html', found: 0 },
    { page: 'calendar-bubble-holiday.html', found: 0 },
  ],
};
