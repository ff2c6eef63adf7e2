/** The messages of the extension, by name. What goes over `device` and `changed` is defined in shared/device; the rest is the host pages' business. */
import { defineExtensionMessaging } from '@webext-core/messaging';
import type { Target } from '../../shared/device/device';
import type { Question, Told } from '../../shared/device/messages';

export interface PageReport {
  readonly page: 'gmail' | 'calendar' | 'contacts' | 'hovercard';
  readonly recognised: boolean;
}

export interface Protocol {
  /** Any screen → background. */
  device(question: Question): unknown;
  /** Background → every screen. */
  changed(told: Told): void;
  /** Host page → background: the script of the card, into this frame. */
  loadCard(): void;
  /** Host page → background: signing in happens on a page of ours. */
  openOptions(): void;
  /** Host page → background: this page looks as expected, or not (SUR7). */
  page(report: PageReport): void;
  /** Hovercard frame → background → the page around it: a frame of that size cannot hold a card. */
  cardAround(target: Target): boolean;
  cardFor(target: Target): boolean;
  /** Background → host page: the keyboard shortcut. */
  openFocused(): void;
}

export const { sendMessage, onMessage } = defineExtensionMessaging<{ [K in keyof Protocol]: Protocol[K] }>();
