/** The messages of the extension, by name. What goes over `device` and `changed` is defined in shared/device; the rest is the host pages' business. */
import type { Target } from '../../shared/device/device';
import type { Question, Told } from '../../shared/device/messages';
import type { Theme } from '../../shared/ui/badge';
import type { Call } from './remote';

export interface PageReport {
  readonly page: 'gmail' | 'calendar' | 'contacts' | 'hovercard';
  readonly recognised: boolean;
}

export interface Opening {
  readonly target: Target;
  readonly theme: Theme;
  /** How high the card may become. */
  readonly room: number;
}

export interface Protocol {
  /** Any screen → background. */
  device(question: Question): unknown;
  /** Background → every screen. */
  changed(told: Told): void;
  /** Popup, options and admin page → background: see own.ts and admin.ts. */
  own(call: Call): unknown;
  admin(call: Call): unknown;
  /** Host page → background: the scripts with words and shapes of badges, in the rep's language, into this frame. */
  loadWords(): void;
  /** Host page → background: the script that opens cards, into this frame. */
  loadCard(): void;
  /** Host page → background: a ticket for the card of this item. */
  openCard(opening: Opening): string;
  /** Card → background: what the ticket was given for. */
  redeem(ticket: string): Opening & { readonly opener: { readonly tabId: number; readonly frameId: number } };
  /** Card → the script that opened it: its height, or null when it is to be closed. */
  cardSays(said: { readonly ticket: string; readonly height: number | null }): void;
  /** Host page → background: this page looks as expected, or not (SUR7). */
  page(report: PageReport): void;
  /** Hovercard frame → background → the page around it: a frame of that size cannot hold a card. */
  cardAround(target: Target): boolean;
  cardFor(target: Target): boolean;
  /** Background → host page: the keyboard shortcut. */
  openFocused(): void;
}
