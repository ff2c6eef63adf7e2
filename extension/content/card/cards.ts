/**
 * From a press on a badge to its card: a page of the extension in a frame in a closed shadow root, as password managers do.
 * The host page can neither see into it nor touch it nor hear its keys, and this script, which lives in the host page, never
 * holds what the card shows and cannot do what the card does (SEC2, SEC4).
 */
import type { Badge, Theme } from '../../../shared/ui/badge';
import { placeCard } from '../../../shared/ui/card/place';
import { closedRoot } from '../../../shared/ui/closedRoot';
import { hear, send } from '../messages';
import type { Cards } from '../open';
import { timing } from '../time';

const width = 320;
/** As `--is-shadow` and `--is-line` in tokens.css. */
const shadows: Readonly<Record<Theme, string>> = {
  light: '0 0 0 1px #dce0e6, 0 1px 2px rgb(16 24 32 / 0.1), 0 6px 20px rgb(16 24 32 / 0.16)',
  dark: '0 0 0 1px #383f47, 0 1px 2px rgb(0 0 0 / 0.5), 0 6px 20px rgb(0 0 0 / 0.5)',
};
/** Until the card has said how high it is. */
const usual = 260;

interface Open {
  readonly badge: Badge;
  readonly host: HTMLElement;
  readonly ticket: string;
  height: number;
}

function frameFor(ticket: string, theme: Theme): { readonly host: HTMLElement; readonly frame: HTMLIFrameElement } {
  const { element: host, root } = closedRoot(document, 'instep-card');
  // In the top layer, and nothing that the page's own styles say about it counts: what is seen of it is what is pressed (SEC4).
  host.popover = 'manual';
  host.style.cssText = 'all:initial!important;position:fixed!important;opacity:0!important';
  const frame = document.createElement('iframe');
  frame.src = `${chrome.runtime.getURL('card/index.html')}#${ticket}`;
  frame.allow = 'clipboard-write';
  // The shadow is out here: with a rim for it inside, the frame would take the presses around the card. A frame whose scheme
  // differs from its page's would be painted on white.
  frame.style.cssText = `border:0;display:block;background:none;border-radius:12px;width:${width}px;color-scheme:${theme};box-shadow:${shadows[theme]}`;
  root.append(frame);
  return { host, frame };
}

const dress = ({ style }: HTMLElement, values: Readonly<Record<string, string>>): void => {
  for (const [name, value] of Object.entries(values)) style.setProperty(name, value, 'important');
};

export function cards(): Cards {
  // A page that moves or fades it has a press in mind that is not the rep's: there is no card then, before anything is drawn.
  const moves = new MutationObserver(() => close(false));
  let open: (Open & { readonly frame: HTMLIFrameElement }) | null = null;
  const close = (focusBack = true) => {
    if (!open) return false;
    const { badge, host } = open;
    open = null;
    removeEventListener('resize', settle);
    moves.disconnect();
    document.removeEventListener('pointerdown', outside, true);
    removeEventListener('keydown', onKey, true);
    dress(host, { opacity: '0', 'pointer-events': 'none' });
    // The key that closed it is still held down in its frame: let it come up there.
    timing.after(200, () => host.remove());
    badge.setOpen(false);
    if (focusBack && badge.element.isConnected) badge.focus();
    return true;
  };
  const isCard = (node: EventTarget | null) => open !== null && node === open.host;
  // A press on a badge does not come this far: the guard has taken it.
  const outside = () => close(false);
  /** The focus may still be on the badge: Escape is meant for the card, not for the host's dialog below it. */
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopImmediatePropagation();
    close();
  };
  function settle() {
    if (!open) return;
    const { badge, host, frame, height } = open;
    const rtl = getComputedStyle(badge.element).direction === 'rtl';
    const spot = placeCard(badge.rect(), { width, height }, { width: innerWidth, height: innerHeight }, rtl);
    frame.style.height = `${height}px`;
    dress(host, { left: `${spot.left}px`, top: `${spot.top}px` });
    // What was written here is no news.
    moves.takeRecords();
  }
  hear('cardSays', ({ ticket, height }) => {
    if (open?.ticket !== ticket) return;
    if (height === null) return void close();
    const { host, frame } = open;
    open.height = height;
    // A key that came before would have been lost in a page that is not there yet; on the badge, Escape is heard.
    if (host.style.opacity === '0') frame.focus();
    dress(host, { opacity: '1' });
    settle();
  });
  return {
    close,
    isCard,
    async open(badge, target, theme) {
      const again = open?.badge === badge;
      close(false);
      if (again) return badge.focus();
      const ticket = await send('openCard', { target, theme, room: Math.round(innerHeight * 0.7) });
      close(false);
      const { host, frame } = frameFor(ticket, theme);
      open = { badge, host, frame, ticket, height: usual };
      // Clear, but there and of some size: browsers let frames that cannot be seen rest, and it would never say how high it is.
      document.body.append(host);
      host.showPopover();
      settle();
      moves.observe(host, { attributes: true });
      // A card that does not show itself, as in a page that may not frame it, is no card.
      timing.after(4000, () => open?.ticket === ticket && open.host.style.opacity === '0' && close());
      badge.setOpen(true);
      addEventListener('resize', settle);
      document.addEventListener('pointerdown', outside, true);
      addEventListener('keydown', onKey, true);
    },
  };
}
