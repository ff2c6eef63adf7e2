/** Who may ask what, by what the browser itself says about the sender of a message (SEC3). A page never sends one: its scripts have no way to. */
import { allMethods, cardMethods, contentMethods, type Method } from '../../shared/device/messages';

export type Sender = chrome.runtime.MessageSender;

const hosts: ReadonlySet<string> = new Set(['https://mail.google.com', 'https://calendar.google.com', 'https://contacts.google.com']);

const originOf = (url: string | undefined): string => {
  try {
    return new URL(url ?? '').origin;
  } catch {
    return '';
  }
};

export type SenderKind = 'page of ours' | 'card' | 'host page' | 'nobody';

export function kindOf(sender: Sender): SenderKind {
  if (sender.id !== chrome.runtime.id) return 'nobody';
  if (sender.url?.startsWith(chrome.runtime.getURL('card/'))) return 'card';
  if (sender.url?.startsWith(chrome.runtime.getURL(''))) return 'page of ours';
  return sender.tab !== undefined && hosts.has(originOf(sender.url)) ? 'host page' : 'nobody';
}

const allowed: Readonly<Record<SenderKind, readonly Method[]>> = {
  'page of ours': allMethods,
  card: cardMethods,
  'host page': contentMethods,
  nobody: [],
};

export const allow = (sender: Sender): readonly Method[] => allowed[kindOf(sender)];

/** The one frame that may ask the page around it for a card. */
export const isHovercard = (sender: Sender): boolean =>
  kindOf(sender) === 'host page' && /^https:\/\/contacts\.google\.com\/(?:u\/\d+\/)?widget\/hovercard\//.test(sender.url ?? '');
