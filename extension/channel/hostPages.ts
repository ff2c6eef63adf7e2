/** What the background does for scripts in host pages besides answering about items. Each message's sender is checked. */
import * as v from 'valibot';
import { hostPages, hovercardPages } from '../../manifests/extension/manifest';
import { target } from '../../shared/device/schemas';
import { onMessage, type PageReport, sendMessage } from './protocol';
import { isHovercard, kindOf, type Sender } from './senders';

export const contentFile = 'content/main.js';
export const cardFile = 'content/card/main.js';

const report = v.strictObject({ page: v.picklist(['gmail', 'calendar', 'contacts', 'hovercard']), recognised: v.boolean() });

function frameOf(sender: Sender): chrome.scripting.InjectionTarget {
  if (kindOf(sender) !== 'host page' || sender.tab?.id === undefined) throw new Error('Refused: not a host page');
  return { tabId: sender.tab.id, frameIds: [sender.frameId ?? 0] };
}

/** Tabs that were open before the extension was installed or updated: their old scripts are cut off, or there are none. */
async function enterOpenTabs(): Promise<void> {
  const tabs = await chrome.tabs.query({ url: [...hostPages] });
  await Promise.allSettled(
    tabs.map(({ id, url }) =>
      id === undefined || hovercardPages.some((pattern) => url?.startsWith(pattern.slice(0, -1)))
        ? undefined
        : chrome.scripting.executeScript({ target: { tabId: id }, files: [contentFile] }),
    ),
  );
}

interface Needs {
  /** For the overview: which pages look as expected (SUR7). */
  readonly onPage: (report: PageReport) => void;
}

/** Call it while the background starts, before anything is awaited. */
export function serveHostPages({ onPage }: Needs): void {
  onMessage('loadCard', async ({ sender }) => {
    await chrome.scripting.executeScript({ target: frameOf(sender), files: [cardFile] });
  });
  onMessage('openOptions', async ({ sender }) => {
    frameOf(sender);
    await chrome.runtime.openOptionsPage();
  });
  onMessage('page', ({ data, sender }) => {
    frameOf(sender);
    onPage(v.parse(report, data));
  });
  onMessage('cardAround', async ({ data, sender }) => {
    const { tabId } = frameOf(sender);
    if (!isHovercard(sender)) return false;
    return (await sendMessage('cardFor', v.parse(target, data), { tabId, frameId: 0 })) === true;
  });
  chrome.runtime.onInstalled.addListener(() => void enterOpenTabs());
  chrome.commands?.onCommand.addListener((_, tab) => {
    if (tab?.id !== undefined) sendMessage('openFocused', undefined, { tabId: tab.id, frameId: 0 }).catch(() => undefined);
  });
}
