/** What all chips have in common: the id on the chip itself, and never two badges for one chip. */
import { dialog, isOpen } from './dialogs';
import { byEvent, eventIdOf } from './eventId';

const button = '[role="button"]';

/**
 * What stands inside a chip and repeats its id (handle, button) is a part of it, whatever the nesting of the day. One in a closed dialog
 * ("2 more") is not shown. Without the word `eventchip` only what can be pressed is a chip.
 */
export function chipAt(candidate: Element): ReturnType<typeof byEvent> {
  if (candidate.parentElement?.closest('[data-eventid]')) return null;
  if (candidate.closest(dialog) && !isOpen(candidate)) return null;
  if (!candidate.matches(`[data-eventchip],${button}`) && !candidate.querySelector(button)) return null;
  return byEvent(candidate, eventIdOf(candidate.getAttribute('data-eventid')));
}
