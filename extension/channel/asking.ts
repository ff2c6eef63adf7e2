/** The asking end, for the extension's own pages; content scripts have a smaller one. */
import type { AskingChannel, Told } from '../../shared/device/messages';
import { onMessage, sendMessage } from './messenger';

/** Only the background tells of changes: it is no tab, and it is of this extension (SEC3). */
const isBackground = (sender: chrome.runtime.MessageSender): boolean => sender.id === chrome.runtime.id && sender.tab === undefined;

/** A page asks again after any of these, and takes nothing from them: their form is all that matters. */
const isTold = (data: unknown): data is Told => {
  const { changed } = (data ?? {}) as Partial<Record<keyof Told, unknown>>;
  return changed === 'all' || Array.isArray(changed);
};

export function askingChannel(): AskingChannel {
  const listeners = new Set<(told: Told) => void>();
  let hearing = false;
  return {
    ask: (question) => sendMessage('device', question),
    listen(heard) {
      listeners.add(heard);
      // The library takes one listener per name.
      if (!hearing) {
        hearing = true;
        onMessage('changed', ({ data, sender }) => {
          if (isBackground(sender) && isTold(data)) for (const listener of listeners) listener(data);
        });
      }
      return () => listeners.delete(heard);
    },
  };
}
