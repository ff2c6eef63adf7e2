/**
 * Messages of a content script: the form of @webext-core/messaging, which the background speaks, in the few lines that are
 * needed here; the library would be a fifth of the script.
 */
import type { Protocol } from '../channel/protocol';

type Data<K extends keyof Protocol> = Parameters<Protocol[K]>[0];
type Reply<K extends keyof Protocol> = ReturnType<Protocol[K]>;

let last = 0;

export async function send<K extends keyof Protocol>(type: K, ...[data]: Parameters<Protocol[K]>): Promise<Reply<K>> {
  const { res, err } = ((await chrome.runtime.sendMessage({ id: ++last, type, data, timestamp: 0 })) ?? {
    err: { message: 'No answer' },
  }) as {
    res?: Reply<K>;
    err?: { message?: string };
  };
  if (err) throw new Error(String(err.message));
  // The background answers by the protocol; what is drawn from it is looked at again where it is drawn.
  return res as Reply<K>;
}

type Heard = 'changed' | 'cardFor' | 'openFocused' | 'cardSays';

/** Heard is the background, and the card's own page; never a script of the tab, and nobody else (SEC3). */
const isOurs = ({ id, tab, url }: chrome.runtime.MessageSender): boolean =>
  id === chrome.runtime.id && (!tab || (url?.startsWith(chrome.runtime.getURL('card/')) ?? false));

export function hear<K extends Heard>(type: K, heard: (data: Data<K>) => Reply<K> | Promise<Reply<K>>): () => void {
  const listener = (message: unknown, sender: chrome.runtime.MessageSender, reply: (answer: unknown) => void): boolean => {
    const said = (message ?? {}) as { type?: unknown; data?: unknown };
    if (said.type !== type || !isOurs(sender)) return false;
    void Promise.resolve(heard(said.data as Data<K>)).then((res) => reply({ res }));
    return true;
  };
  chrome.runtime.onMessage.addListener(listener);
  return () => chrome.runtime.onMessage.removeListener(listener);
}
