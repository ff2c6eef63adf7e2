/** The first script in a host page, before any of the page's own: the guard at once, the badges as soon as there is a page. */
import { remoteContentDevice } from '../../shared/device/remote';
import { themeOfPage } from '../../shared/ui/badge';
import { speak } from '../../shared/ui/texts/catalogue';
import { askingChannel, isBackground } from '../channel/asking';
import { onMessage, sendMessage } from '../channel/protocol';
import { calendar } from './calendar';
import { contacts } from './contacts';
import { hovercard } from './contacts/hovercard';
import { gmail } from './gmail';
import { around } from './hovercardAround';
import { cards } from './open';
import { installGuard } from './page/guard';
import { type Page, run } from './page/run';
import type { Adapter } from './place';
import { slot } from './slot';
import { timing } from './time';

function adapterFor({ hostname, pathname }: Location): Adapter | null {
  switch (hostname) {
    case 'mail.google.com':
      return gmail;
    case 'calendar.google.com':
      return calendar;
    case 'contacts.google.com':
      return pathname.startsWith('/widget/hovercard/') ? hovercard : contacts;
    default:
      return null;
  }
}

/** After an update or removal the old script lives on, cut off; it must end itself. */
const alive = (): boolean => globalThis.chrome?.runtime?.id !== undefined;

function begin(adapter: Adapter): void {
  slot().stop?.();
  const device = remoteContentDevice(askingChannel());
  const shown = cards(device);
  let page: Page | null = null;
  const unguard = installGuard(window, { badgeOf: (node) => page?.badgeOf(node) ?? null, isCard: shown.isCard });
  const start = async () => {
    await speak(navigator.languages);
    page = run(window, adapter, {
      device,
      cards: shown,
      now: timing.now,
      after: timing.after,
      alive,
      report: (recognised) => void sendMessage('page', { page: adapter.page, recognised }).catch(() => undefined),
      openCard: (badge, { element, target }) => void openCard(badge, element, target).catch(() => alive() || page?.stop()),
      onStopped: unguard,
    });
  };
  const openCard = async (...[badge, element, target]: [Parameters<typeof shown.open>[0], Element, Parameters<typeof shown.open>[1]]) => {
    // A frame of the hovercard's size cannot hold a card: the page around it shows it, where that page is one of ours.
    if (adapter === hovercard && (await sendMessage('cardAround', target).catch(() => false))) return;
    await shown.open(badge, target, themeOfPage(element));
  };
  onMessage('openFocused', ({ sender }) => {
    if (isBackground(sender)) page?.openFocused();
  });
  onMessage('cardFor', async ({ data, sender }) => {
    const anchor = isBackground(sender) ? around(document) : null;
    if (!anchor) return false;
    await shown.open(anchor, data, themeOfPage(anchor.element));
    return true;
  });
  slot().stop = () => page?.stop();
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => void start(), { once: true });
  else void start();
}

const adapter = adapterFor(window.location);
if (adapter) begin(adapter);
