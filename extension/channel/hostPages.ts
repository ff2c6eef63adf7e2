/** What the background does for scripts in host pages besides answering about items. Each message's sender is checked. */
import * as v from 'valibot';
import { hostPages, scriptOf } from '../../manifests/extension/manifest';
import { target } from '../../shared/device/schemas';
import { timing } from '../content/time';
import { onMessage, sendMessage } from './messenger';
import type { PageReport } from './protocol';
import { isHovercard, kindOf, type Sender } from './senders';
import { tickets } from './tickets';
import { wordFiles } from './wordFiles';

const cardFile = 'content/card/main.js';
const report = v.strictObject({ page: v.picklist(['gmail', 'calendar', 'contacts', 'hovercard']), recognised: v.boolean() });

/** Throws unless the message comes from one of our scripts in a host page. */
function inHostPage(sender: Sender): { readonly tabId: number } {
  if (kindOf(sender) !== 'host page' || sender.tab?.id === undefined) throw new Error('Refused: not a host page');
  return { tabId: sender.tab.id };
}

/** Tabs that were open before the extension was installed or updated: their old scripts are cut off, or there are none. */
async function enterOpenTabs(): Promise<void> {
  const tabs = await chrome.tabs.query({ url: [...hostPages] });
  await Promise.allSettled(
    tabs.map(({ id, url = '' }) => {
      const script = scriptOf(url);
      return id === undefined || script === null ? undefined : chrome.scripting.executeScript({ target: { tabId: id }, files: [script] });
    }),
  );
}

const opening = v.strictObject({
  target,
  theme: v.picklist(['light', 'dark']),
  room: v.pipe(v.number(), v.minValue(0), v.maxValue(10_000)),
});

interface Needs {
  /** For the overview: which pages look as expected (SUR7). */
  readonly onPage: (report: PageReport) => void;
}

/** Call it while the background starts, before anything is awaited. */
export function serveHostPages({ onPage }: Needs): void {
  const cards = tickets(timing.now, () => crypto.randomUUID());
  const put = async (files: readonly string[], sender: Sender): Promise<void> => {
    const { tabId } = inHostPage(sender);
    await chrome.scripting.executeScript({ target: { tabId, frameIds: [sender.frameId ?? 0] }, files: [...files] });
  };
  onMessage('loadWords', ({ sender }) => put(wordFiles(navigator.languages), sender));
  onMessage('loadCard', ({ sender }) => put([cardFile], sender));
  onMessage('openCard', ({ data, sender }) => {
    inHostPage(sender);
    return cards.give(v.parse(opening, data), sender);
  });
  onMessage('redeem', ({ data, sender }) => {
    if (kindOf(sender) !== 'card') throw new Error('Refused: not a card');
    return cards.redeem(v.parse(v.string(), data), sender);
  });
  onMessage('page', ({ data, sender }) => {
    inHostPage(sender);
    onPage(v.parse(report, data));
  });
  onMessage('cardAround', async ({ data, sender }) => {
    const { tabId } = inHostPage(sender);
    if (!isHovercard(sender)) return false;
    return (await sendMessage('cardFor', v.parse(target, data), { tabId, frameId: 0 })) === true;
  });
  chrome.runtime.onInstalled.addListener(() => void enterOpenTabs());
  chrome.commands?.onCommand.addListener((_, tab) => {
    if (tab?.id !== undefined) sendMessage('openFocused', undefined, { tabId: tab.id, frameId: 0 }).catch(() => undefined);
  });
}
