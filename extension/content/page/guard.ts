/**
 * What happens on our nodes stays there. Installed before the page's own scripts, as the first listener of the window: a press
 * on a badge is taken here and goes no further, neither to Gmail's shortcuts nor to the bubble that closes on a press outside.
 * Only real presses count: a page that sends made-up ones does nothing (SEC4).
 */

/** What the badge under a press does. */
export interface Pressed {
  open(): void;
  /** Says anew what it says. */
  tell(): void;
}

export interface Guard {
  /** Null when the node is none of ours. */
  readonly badgeOf: (node: EventTarget | null) => Pressed | null;
  readonly isCard: (node: EventTarget | null) => boolean;
  /** False when none was open. */
  readonly closeCard: () => boolean;
}

/** No opened thread, no dragged event, no page shortcut. */
const kept = [
  'click',
  'auxclick',
  'dblclick',
  'mousedown',
  'mouseup',
  'pointerdown',
  'pointerup',
  'touchstart',
  'touchend',
  'dragstart',
  'keydown',
  'keyup',
  'keypress',
  'contextmenu',
];
/** Somebody looks at it, which the page may know. */
const looks = ['pointerover', 'focusin'];
const onBadge = [...kept, ...looks];

export function installGuard(window: Window, { badgeOf, isCard, closeCard }: Guard): () => void {
  const take = (event: Event) => {
    const badge = badgeOf(event.target);
    if (looks.includes(event.type)) return badge?.tell();
    // The card's own page hears its keys and presses by itself; what is left are those on its rim, and before its page is there.
    if (!badge && !isCard(event.target)) return;
    // Escape while the focus is still out here is meant for the card; without one for the page, whose dialog it may close.
    if (event.type === 'keydown' && (event as KeyboardEvent).key === 'Escape' && !(event.isTrusted && closeCard())) return;
    event.stopImmediatePropagation();
    if (!badge || event.type !== 'click') return;
    event.preventDefault();
    if (event.isTrusted) badge.open();
  };
  for (const type of onBadge) window.addEventListener(type, take, true);
  return () => {
    for (const type of onBadge) window.removeEventListener(type, take, true);
  };
}
