/** Calls the open pane to work, if there is one: over a channel that only our own pages hear. Classic Windows has no such channel. */
import { hubName } from '../taskpane/hubName';

interface Heard {
  readonly say?: string;
  readonly to?: string;
}

const patience = 1500;

/** @returns whether a pane is open; `done` resolves when its cycle is over. */
export function wakePane(): Promise<{ readonly open: boolean; readonly done: Promise<void> }> {
  if (typeof BroadcastChannel === 'undefined') return Promise.resolve({ open: false, done: Promise.resolve() });
  const channel = new BroadcastChannel(hubName);
  const from = `${Math.random()}`;
  let over: () => void = () => undefined;
  const done = new Promise<void>((resolve) => {
    over = resolve;
  });
  return new Promise((resolve) => {
    setTimeout(() => resolve({ open: false, done: Promise.resolve() }), patience);
    channel.onmessage = ({ data }: MessageEvent<Heard | null>) => {
      if (!data || data.to !== from) return;
      if (data.say === 'awake') resolve({ open: true, done });
      if (data.say === 'done') {
        channel.close();
        over();
      }
    };
    channel.postMessage({ say: 'wake', from });
  });
}
