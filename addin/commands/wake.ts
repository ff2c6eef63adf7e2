/** Calls the open pane to work, if there is one: over a channel that only our own pages hear. Classic Windows has no such channel. */
import { hubName } from '../taskpane/hubName';

interface Heard {
  readonly say?: string;
  readonly to?: string;
  readonly well?: boolean;
}

/** An open pane answers at once; it may be busy drawing. */
const patience = 1000;

interface Pane {
  readonly open: boolean;
  /** When its cycle is over: whether it went through. */
  readonly well: Promise<boolean>;
}

const none: Pane = { open: false, well: Promise.resolve(false) };

export function wakePane(): Promise<Pane> {
  if (typeof BroadcastChannel === 'undefined') return Promise.resolve(none);
  const channel = new BroadcastChannel(hubName);
  const from = `${Math.random()}`;
  let over: (well: boolean) => void = () => undefined;
  const well = new Promise<boolean>((resolve) => {
    over = resolve;
  });
  return new Promise((resolve) => {
    setTimeout(() => resolve(none), patience);
    channel.onmessage = ({ data }: MessageEvent<Heard | null>) => {
      if (!data || data.to !== from) return;
      if (data.say === 'awake') resolve({ open: true, well });
      if (data.say === 'done') {
        channel.close();
        over(data.well === true);
      }
    };
    channel.postMessage({ say: 'wake', from });
  });
}
