/** The page around a hovercard shows the card for it, beside the frame. */
import type { Badge } from '../../../shared/ui/badge';

const frames = 'iframe[src^="https://contacts.google.com/"][src*="/widget/hovercard/"]';

/** The frame that is in sight, as something that a card can stand at. */
export function frameAnchor(): Badge | null {
  const shown = [...document.querySelectorAll<HTMLElement>(frames)].find(
    (frame) => frame.checkVisibility?.({ visibilityProperty: true }) ?? true,
  );
  if (!shown) return null;
  const nothing = () => undefined;
  return {
    element: shown,
    update: nothing,
    tell: nothing,
    setTheme: nothing,
    setOpen: nothing,
    setTabStop: nothing,
    rect: () => shown.getBoundingClientRect(),
    focus: () => shown.focus(),
  };
}
