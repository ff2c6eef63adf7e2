/**
 * What happens on our nodes stays there. Installed before the page's own scripts, as the first listener of the window: a press
 * on a badge is taken here and goes no further, neither to Gmail's shortcuts nor to the bubble that closes on a press outside.
 * Only real presses count: a page that sends made-up ones does nothing (SEC4).
 */

import { kept } from '../../../shared/ui/badge';

export interface Guard {
  /** Whose press it was, or null when the node is none of ours. */
  readonly badgeOf: (node: EventTarget | null) => (() => void) | null;
  readonly isCard: (node: EventTarget | null) => boolean;
  /** False when none was open. */
  readonly closeCard: () => boolean;
}

const onBadge = [...kept, 'click', 'auxclick', 'dragstart'];

export function installGuard(window: Window, { badgeOf, isCard, closeCard }: Guard): () => void {
  const take = (event: Event) => {
    const open = badgeOf(event.target);
    // The card's own page hears its keys and presses by itself; what is left are those on its rim, and before its page is there.
    const onCard = isCard(event.target);
    if (!open && !onCard) return;
    // Escape while the focus is still out here is meant for the card; without one for the page, whose dialog it may close.
    if (event.type === 'keydown' && (event as KeyboardEvent).key === 'Escape' && !(event.isTrusted && closeCard())) return;
    event.stopImmediatePropagation();
    if (!open || event.type !== 'click') return;
    event.preventDefault();
    if (event.isTrusted) open();
  };
  for (const type of onBadge) window.addEventListener(type, take, true);
  return () => {
    for (const type of onBadge) window.removeEventListener(type, take, true);
  };
}
