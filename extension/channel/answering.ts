/** The answering end, for the background: questions with their senders in, changes out to every screen that is open. */

import { hostPages } from '../../manifests/extension/manifest';
import type { AnsweringChannel, Told } from '../../shared/device/messages';
import { onMessage, sendMessage } from './messenger';
import type { Sender } from './senders';

/** During a long run every commit is a change; screens hear of them a few times a second. */
const gather = 250;

/** What changed travels to our own pages; host pages hear that something did, and ask for what they show. */
async function spread(told: Told): Promise<void> {
  const tabs = await chrome.tabs.query({ url: [...hostPages] });
  await Promise.allSettled([
    sendMessage('changed', told),
    ...tabs.flatMap(({ id }) => (id === undefined ? [] : [sendMessage('changed', { changed: 'all' }, id)])),
  ]);
}

const union = (a: Told | null, b: Told): Told =>
  a === null ? b : a.changed === 'all' || b.changed === 'all' ? { changed: 'all' } : { changed: [...a.changed, ...b.changed] };

export function answeringChannel(after: (ms: number, then: () => void) => () => void): AnsweringChannel<Sender> {
  let waiting: Told | null = null;
  return {
    answer: (handler) => onMessage('device', ({ data, sender }) => handler(data, sender)),
    tell(told) {
      const planned = waiting !== null;
      waiting = union(waiting, told);
      if (planned) return;
      after(gather, () => {
        const now = waiting;
        waiting = null;
        if (now) void spread(now);
      });
    },
  };
}
