/** The info bar on an Outlook item (SUR5): one sentence of at most 150 characters, only where somebody is needed or something stays out. */
import type { Instant, ItemStatus, Kind } from '../../core/model';
import { headlineOf } from '../card/words';
import { repScreenSays } from '../texts/rep';

/** What Outlook takes. */
const most = 150;

/** @param button the bar has one that opens the pane, so that the sentence need not ask for it. */
export function infoBarText(status: ItemStatus, kind: Kind, now: Instant, button = false): string {
  if (status.kind !== 'needs you' && status.kind !== 'failed' && status.kind !== 'sign in' && status.kind !== 'kept out') return '';
  const headline = headlineOf(status, kind, now);
  const say = (words: string): string => repScreenSays(button ? 'info bar button' : 'info bar', { headline: words });
  const text = say(headline);
  return text.length <= most ? text : say(`${headline.slice(0, most - (text.length - headline.length) - 1)}…`);
}
