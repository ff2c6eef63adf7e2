/** What every host page's script does: the guard at once, before the page's own scripts; the badges as soon as there is a page. */
import type { Target } from '../../shared/device/device';
import type { BadgeDevice } from '../../shared/device/remote';
import { type Badge, themeOfPage } from '../../shared/ui/badge';
import { speak } from '../../shared/ui/texts/catalogue';
import { hear, send } from './messages';
import { cardsWhenNeeded, loadCards } from './open';
import { installGuard } from './page/guard';
import { type Page, run } from './page/run';
import { partOf } from './page/theme';
import type { Adapter } from './place';
import { slot } from './slot';
import { timing } from './time';

/** After an update or removal the old script lives on, cut off; it must end itself. */
const alive = (): boolean => globalThis.chrome?.runtime?.id !== undefined;

interface Ways {
  /** Somebody else may show the card; false when nobody did. */
  readonly openElsewhere?: (target: Target) => Promise<boolean>;
}

export function begin(adapter: Adapter, { openElsewhere }: Ways = {}): void {
  slot().stop?.();
  // The one method of a device that scripts in host pages are allowed; the library's remote would bring the names of all others.
  const device: BadgeDevice = {
    badges: (targets) => send('device', { call: 'badges', with: [targets] }) as ReturnType<BadgeDevice['badges']>,
    onChange: (listener) => hear('changed', ({ changed }) => listener(changed)),
  };
  let page: Page | null = null;
  const unguard = installGuard(window, {
    badgeOf: (node) => page?.badgeOf(node) ?? null,
    isCard: cardsWhenNeeded.isCard,
    closeCard: () => cardsWhenNeeded.close(),
  });

  /** Words and shapes, once, when the first badge is about to be drawn: a page without badges needs none. */
  let words: Promise<void> | null = null;
  const ready = () => {
    words ??= send('loadWords').then(() => speak(navigator.languages));
    return words;
  };
  const openCard = async (badge: Badge, element: Element, target: Target) => {
    if (await openElsewhere?.(target).catch(() => false)) return;
    await cardsWhenNeeded.open(badge, target, themeOfPage(partOf(element)));
  };
  const start = () => {
    page = run(window, adapter, {
      device,
      cards: cardsWhenNeeded,
      ready,
      now: timing.now,
      after: timing.after,
      alive,
      report: (recognised) => void send('page', { page: adapter.page, recognised }).catch(() => undefined),
      openCard: (badge, { element, target }) => void openCard(badge, element, target).catch(() => alive() || page?.stop()),
      onStopped: unguard,
    });
  };
  hear('openFocused', () => page?.openFocused());
  hear('cardFor', async (target) => {
    const cards = await loadCards();
    const anchor = cards?.frameAnchor();
    if (anchor) await cards?.open(anchor, target, themeOfPage(partOf(anchor.element)));
    return anchor != null;
  });
  slot().stop = () => page?.stop();
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start, { once: true });
  else start();
}
