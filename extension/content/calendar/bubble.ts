/**
 * Calendar: the bubble of an event. One element, used again for each event, and redrawn for a second after its first opening
 * (750 changes, foreign nodes are dropped; Auxilio 2026): the renderer puts the badge back a few times. SUR2.
 */
import type { Notes, Place } from '../place';
import { dialog, isOpen, written } from './dialogs';
import { byEvent, type EventId, eventIdInLog, eventIdOf, isBlank } from './eventId';

const id = 'data-eventid';
/** What a dialog that shows one event has none of: further dialogs, chips. */
const others = `${dialog},[data-eventchip],[role="gridcell"]`;

/** Where the bubble's own id has gone: what its dialog and its parts (menu, buttons) say, if all say the same. What an organizer wrote is no part. */
function repeated(bubble: Element): EventId | null {
  const around = bubble.closest(dialog) ?? bubble;
  const parts = [around, ...around.querySelectorAll(`[${id}]`)].filter((part) => !part.closest(written));
  const said = new Set(parts.map((part) => part.getAttribute(id)).filter((raw) => !isBlank(raw)));
  return said.size === 1 ? eventIdOf([...said][0]) : null;
}

export const bubble: Place = {
  where: 'bubble',
  kind: 'event',
  css: ['#xDetDlg', dialog],
  read(candidate) {
    const bubble = candidate.querySelector('#xDetDlg') ?? candidate;
    if (!isOpen(bubble)) return null;
    // Without its name only a dialog that has a title, and nothing else that could be an event.
    if (bubble.id !== 'xDetDlg' && (bubble.querySelector(others) || !bubble.querySelector('[role="heading"]'))) return null;
    const raw = bubble.getAttribute(id);
    return byEvent(bubble, isBlank(raw) ? (eventIdInLog(bubble.getAttribute('jslog')) ?? repeated(bubble)) : eventIdOf(raw));
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
    { page: 'calendar-bubble-dialog.html', found: 2 },
    { page: 'calendar-bubble-task.html', found: 0 },
    { page: 'calendar-bubble-holiday.html', found: 0 },
  ],
};
