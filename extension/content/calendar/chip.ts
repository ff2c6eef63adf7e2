/** What all chips have in common: the id on the chip itself, and never two badges for one chip. */
import { dialog, isOpen } from './dialogs';
import { byEvent, eventIdOf } from './eventId';

const button = '[role="button"]';
const chip = '[data-eventchip][data-eventid]';
const named = '[data-eventid]';

/**
 * What stands inside a chip and repeats its id (handle, button) is a part of it, whatever the nesting of the day; so is what stands around
 * a chip and repeats it (a frame, a row). One in a closed dialog ("2 more") is not shown. Inside an `eventchip` without an id the first that has
 * one stands for it; outside only what can be pressed is a chip.
 */
export function chipAt(candidate: Element): ReturnType<typeof byEvent> {
  if (candidate.parentElement?.closest(candidate.matches(chip) ? chip : named)) return null;
  const around = candidate.closest('[data-eventchip]');
  const isPart = around
    ? around !== candidate && around.querySelector(named) !== candidate
    : candidate.querySelector(chip) || !(candidate.matches(button) || candidate.querySelector(button));
  if (isPart) return null;
  if (candidate.closest(dialog) && !isOpen(candidate)) return null;
  return byEvent(candidate, eventIdOf(candidate.getAttribute('data-eventid')));
}
