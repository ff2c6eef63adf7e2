/** Opens the card over a host page: in a closed shadow root at the end of the document, beside its badge (SUR1 to SUR3, SEC4). */
import { render } from 'preact';
import type { Target } from '../../device/device';
import type { Badge, Theme } from '../badge';
import type { CardDevice } from '../store';
import { cardStyles } from '../styles';
import { type Timing, TimingContext } from '../timing';
import { DeviceCard } from './DeviceCard';
import { placeCard } from './place';

export interface CardHost {
  readonly device: CardDevice;
  readonly timing: Timing;
  readonly theme: Theme;
  readonly look: 'google' | 'own' | 'fluent';
  readonly copy: (text: string) => Promise<void>;
  readonly signIn?: () => Promise<void>;
}

/** Keys stay with the card: the host page's shortcuts must not fire while the rep types into it. */
const keys = ['keydown', 'keyup', 'keypress'];

function adopt(root: ShadowRoot): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(cardStyles);
    root.adoptedStyleSheets = [sheet];
  } catch {
    const style = root.ownerDocument.createElement('style');
    style.textContent = cardStyles;
    root.prepend(style);
  }
}

/** Returns the way to close it. One card at a time is the caller's business. */
export function showCard(badge: Badge, target: Target, { device, timing, theme, look, copy, signIn }: CardHost): () => void {
  const { ownerDocument: document } = badge.element;
  const view = document.defaultView;
  if (!view) return () => undefined;
  const host = document.createElement('instep-card');
  const root = host.attachShadow({ mode: 'closed' });
  adopt(root);
  const frame = document.createElement('div');
  frame.dataset.theme = theme;
  frame.dataset.look = look;
  root.append(frame);

  const settle = () => {
    const { width, height } = host.getBoundingClientRect();
    const spot = placeCard(
      badge.rect(),
      { width, height },
      { width: view.innerWidth, height: view.innerHeight },
      view.getComputedStyle(badge.element).direction === 'rtl',
    );
    host.style.insetInlineStart = 'auto';
    host.style.position = 'fixed';
    host.style.left = `${spot.left}px`;
    host.style.top = `${spot.top}px`;
  };
  const outside = (event: Event) => {
    if (!event.composedPath().includes(host) && !event.composedPath().includes(badge.element)) close(false);
  };
  const resized = new ResizeObserver(settle);
  function close(focusBack = true) {
    document.removeEventListener('pointerdown', outside, true);
    view?.removeEventListener('resize', settle);
    resized.disconnect();
    render(null, frame);
    host.remove();
    badge.setOpen(false);
    if (focusBack && badge.element.isConnected) badge.focus();
  }
  for (const type of keys) host.addEventListener(type, (event) => event.stopPropagation());
  document.addEventListener('pointerdown', outside, true);
  view.addEventListener('resize', settle);
  document.body.append(host);
  const around = { copy, close: () => close(), ...(signIn ? { signIn } : {}) };
  render(
    <TimingContext.Provider value={timing}>
      <DeviceCard device={device} target={target} around={around} />
    </TimingContext.Provider>,
    frame,
  );
  resized.observe(host);
  settle();
  badge.setOpen(true);
  return () => close();
}
