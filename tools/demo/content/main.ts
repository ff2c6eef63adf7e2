/**
 * The extension's content scripts in a demo shell: the same adapters, the same run, the same card. Only what the browser does
 * for an extension is done otherwise: the page around hands in the port to the device, and there is no second script to load.
 */
import { calendar } from '../../../extension/content/calendar';
import { contacts } from '../../../extension/content/contacts';
import { gmail } from '../../../extension/content/gmail';
import type { Cards } from '../../../extension/content/open';
import { installGuard } from '../../../extension/content/page/guard';
import { type Page, run } from '../../../extension/content/page/run';
import { partOf } from '../../../extension/content/page/theme';
import type { Adapter } from '../../../extension/content/place';
import { timing } from '../../../extension/content/time';
import { type ContentDevice, remoteContentDevice } from '../../../shared/device/remote';
import { type Badge, themeOfPage } from '../../../shared/ui/badge';
import { showCard } from '../../../shared/ui/card/showCard';
import { speak } from '../../../shared/ui/texts/catalogue';
import { askingOver } from './channel';

/** From the demo page, once, with the port. */
export interface Begin {
  readonly instep: 'begin';
  readonly adapter: Adapter['page'];
  readonly languages: readonly string[];
  /** Ahead of the real time, as the visitor has moved it. */
  readonly aheadMs: number;
}

/** To the demo page. */
export type FromShell =
  | { readonly instep: 'page'; readonly recognised: boolean }
  | { readonly instep: 'sign in' }
  | { readonly instep: 'ready' };

const adapters: Readonly<Partial<Record<Adapter['page'], Adapter>>> = { gmail, calendar, contacts };
const tell = (message: FromShell): void => window.parent.postMessage(message, location.origin);

function cardsOver(device: ContentDevice, around: typeof timing): Cards {
  const signIn = async (): Promise<void> => tell({ instep: 'sign in' });
  const asked = { ...device, reconnect: signIn };
  let open: { readonly badge: Badge; readonly close: () => void } | null = null;
  const close = (): boolean => {
    const was = document.querySelector('instep-card') !== null;
    open?.close();
    open = null;
    return was;
  };
  return {
    close,
    isCard: (node) => node instanceof Element && node.localName === 'instep-card',
    async open(badge, target, theme) {
      const again = open?.badge === badge && document.querySelector('instep-card') !== null;
      close();
      if (again) return;
      const copy = (text: string) => navigator.clipboard.writeText(text);
      const shut = showCard(badge, target, { device: asked, timing: around, theme, look: 'google', copy, signIn });
      // A press in the card is none outside the bubble.
      document.querySelector('instep-card')?.addEventListener('pointerdown', (event) => event.stopPropagation());
      open = { badge, close: shut };
    },
  };
}

async function begin({ adapter: name, languages, aheadMs }: Begin, port: MessagePort): Promise<void> {
  const adapter = adapters[name];
  if (!adapter) return;
  await speak(languages);
  const demoTiming = { ...timing, now: () => timing.now() + aheadMs };
  const device = remoteContentDevice(askingOver(port));
  const shown = cardsOver(device, demoTiming);
  let page: Page | null = null;
  // The card is no page of its own here: its keys and presses come through the window, and the guard must let them.
  const unguard = installGuard(window, { badgeOf: (node) => page?.badgeOf(node) ?? null, isCard: () => false, closeCard: shown.close });
  page = run(window, adapter, {
    device,
    cards: shown,
    ...demoTiming,
    alive: () => true,
    report: (recognised) => tell({ instep: 'page', recognised }),
    openCard: (badge, { element, target }) => void shown.open(badge, target, themeOfPage(partOf(element))),
    onStopped: unguard,
  });
}

addEventListener('message', ({ source, origin, data, ports: [port] }: MessageEvent<Partial<Begin>>) => {
  if (source === window.parent && origin === location.origin && data.instep === 'begin' && port) void begin(data as Begin, port);
});
tell({ instep: 'ready' });
