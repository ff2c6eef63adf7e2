/** Cards, whose script comes with the first press on a badge: most pages never need it. */
import type { Target } from '../../shared/device/device';
import type { Badge, Theme } from '../../shared/ui/badge';
import { send } from './messages';
import { slot } from './slot';

export interface Cards {
  open(badge: Badge, target: Target, theme: Theme): Promise<void>;
  /** @returns whether one was open. */
  close(focusBack?: boolean): boolean;
  isCard(node: EventTarget | null): boolean;
}

export interface LoadedCards extends Cards {
  /** Where a card stands that a frame in this page asks for: beside that frame. */
  frameAnchor(): Badge | null;
}

export async function loadCards(): Promise<LoadedCards | undefined> {
  if (!slot().cards) await send('loadCard');
  return slot().cards;
}

export const cardsWhenNeeded: Cards = {
  open: async (...given) => (await loadCards())?.open(...given),
  close: (focusBack) => slot().cards?.close(focusBack) ?? false,
  isCard: (node) => slot().cards?.isCard(node) ?? false,
};
