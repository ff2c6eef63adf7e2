/** From a press on a badge to its card: loads the card's script, keeps one card at a time, gives the focus back. */
import type { Target } from '../../shared/device/device';
import type { ContentDevice } from '../../shared/device/remote';
import type { Badge, Theme } from '../../shared/ui/badge';
import { sendMessage } from '../channel/protocol';
import { slot } from './slot';
import { timing } from './time';

export interface Cards {
  open(badge: Badge, target: Target, theme: Theme): Promise<void>;
  close(): void;
  isCard(node: EventTarget | null): boolean;
}

/** Signing in happens on a page of ours, never over a host's (SEC2). */
const signIn = (): Promise<void> => sendMessage('openOptions');

export function cards(device: ContentDevice): Cards {
  const asked = { ...device, reconnect: signIn };
  let open: { readonly badge: Badge; readonly close: () => void } | null = null;
  const close = () => {
    open?.close();
    open = null;
  };
  return {
    close,
    isCard: (node) => node instanceof Element && node.localName === 'instep-card',
    async open(badge, target, theme) {
      const again = open?.badge === badge && document.querySelector('instep-card') !== null;
      close();
      if (again) return;
      if (!slot().card) await sendMessage('loadCard');
      const show = slot().card;
      if (!show) return;
      const copy = (text: string) => navigator.clipboard.writeText(text);
      const shut = show(badge, target, { device: asked, timing, theme, look: 'google', copy, signIn });
      open = { badge, close: shut };
    },
  };
}
