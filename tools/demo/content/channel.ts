/**
 * The extension's messages over a port between the demo page and a shell's frame. In the extension the browser carries them
 * and vouches for the sender; here the page that made the port does.
 */
import type { AnsweringChannel, AskingChannel, Told } from '../../../shared/device/messages';

type Message =
  | { readonly ask: number; readonly question: unknown }
  | { readonly answer: number; readonly value?: unknown; readonly failed?: string }
  | { readonly told: Told };

/** The asking end, in the frame. */
export function askingOver(port: MessagePort): AskingChannel {
  const waiting = new Map<number, { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void }>();
  const listeners = new Set<(told: Told) => void>();
  let asked = 0;
  port.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    if ('told' in data) for (const listener of listeners) listener(data.told);
    if (!('answer' in data)) return;
    const who = waiting.get(data.answer);
    waiting.delete(data.answer);
    if (data.failed === undefined) who?.resolve(data.value);
    else who?.reject(new Error(data.failed));
  });
  port.start();
  return {
    ask: (question) =>
      new Promise((resolve, reject) => {
        waiting.set(++asked, { resolve, reject });
        port.postMessage({ ask: asked, question });
      }),
    listen(heard) {
      listeners.add(heard);
      return () => listeners.delete(heard);
    },
  };
}

/** The answering end, in the demo page. */
export function answeringOver(port: MessagePort): AnsweringChannel<'shell'> {
  return {
    answer(handler) {
      const heard = ({ data }: MessageEvent<Message>): void => {
        if (!('ask' in data)) return;
        const { ask } = data;
        handler(data.question, 'shell').then(
          (value) => port.postMessage({ answer: ask, value }),
          (error: unknown) => port.postMessage({ answer: ask, failed: error instanceof Error ? error.message : 'failed' }),
        );
      };
      port.addEventListener('message', heard);
      port.start();
      return () => port.removeEventListener('message', heard);
    },
    tell: (told) => port.postMessage({ told }),
  };
}
