/**
 * What the device says about the keys on this page. Remembered, so that a redraw asks nothing; asked again, in one message,
 * when the device tells of a change and somebody is looking. A key that the device knows nothing true about has null: no badge.
 */
import type { StatusKind } from '../../../shared/core/model';
import type { BadgeState, Target } from '../../../shared/device/device';
import { mostTargets } from '../../../shared/device/most';
import type { BadgeDevice } from '../../../shared/device/remote';
import { toneOf } from '../../../shared/ui/status';

export interface Statuses {
  /** Undefined while nobody has said anything yet. */
  get(key: string): BadgeState | null | undefined;
  /** Asks for what is not known yet. */
  want(targets: ReadonlyMap<string, Target>): void;
  stop(): void;
}

interface Needs {
  readonly device: Pick<BadgeDevice, 'badges' | 'onChange'>;
  /** The keys that are on the page now. */
  readonly live: () => ReadonlyMap<string, Target>;
  /** Whatever a badge needs to be drawn is there. */
  readonly ready: () => Promise<void>;
  readonly changed: (keys: readonly string[]) => void;
  /** The background is gone for good: this script was left behind by an update. */
  readonly lost: () => void;
  readonly after: (ms: number, then: () => void) => () => void;
  readonly hidden: () => boolean;
  /** Calls when the page comes into sight again. */
  readonly onShown: (then: () => void) => () => void;
}

/** Changes come in bursts; they show within a second (STA3). */
const gather = 150;
/** From our own background, and still looked at before it is drawn (SEC3). */
const isState = (answer: unknown): answer is BadgeState => {
  const { stamp, name, kind, status } = (answer ?? {}) as Partial<Record<keyof BadgeState, unknown>>;
  const { kind: shown, facts } = (status ?? {}) as { kind?: unknown; facts?: unknown };
  return (
    typeof stamp === 'string' &&
    typeof name === 'string' &&
    (kind === 'contact' || kind === 'event') &&
    typeof toneOf(shown as StatusKind) === 'string' &&
    typeof facts === 'object'
  );
};

export function statuses({ device, live, ready, changed, lost, after, hidden, onShown }: Needs): Statuses {
  const known = new Map<string, BadgeState | null>();
  const asked = new Set<string>();
  let planned: (() => void) | null = null;
  let stale = false;
  let stopped = false;

  const take = (keys: readonly string[], answer: unknown) => {
    const fresh: string[] = [];
    keys.forEach((key, at) => {
      const said: unknown = Array.isArray(answer) ? answer[at] : null;
      const state = isState(said) ? said : null;
      asked.delete(key);
      const before = known.get(key);
      known.set(key, state);
      if (before === undefined || before?.stamp !== state?.stamp || before?.status.at !== state?.status.at) fresh.push(key);
    });
    if (fresh.length > 0) changed(fresh);
  };
  const ask = async (targets: ReadonlyMap<string, Target>) => {
    const keys = [...targets.keys()];
    for (let at = 0; at < keys.length && !stopped; at += mostTargets) {
      const some = keys.slice(at, at + mostTargets);
      for (const key of some) asked.add(key);
      try {
        const answer: unknown = await device.badges(some.map((key) => targets.get(key)).filter((target) => target !== undefined));
        if (Array.isArray(answer) && answer.some(isState)) await ready();
        if (!stopped) take(some, answer);
      } catch {
        // Nobody answered: asked again when the device next tells of a change, or when the key comes up anew.
        for (const key of some) asked.delete(key);
        lost();
      }
    }
  };
  const renew = () => {
    planned = null;
    if (stopped) return;
    if (hidden()) {
      stale = true;
      return;
    }
    stale = false;
    const now = live();
    // What is no longer on the page is asked for when it comes back.
    for (const key of known.keys()) if (!now.has(key)) known.delete(key);
    if (now.size > 0) void ask(now);
  };
  const silence = device.onChange(() => {
    planned ??= after(gather, renew);
  });
  const unshow = onShown(() => {
    if (stale) renew();
  });
  return {
    get: (key) => known.get(key),
    want(targets) {
      const unknown = new Map([...targets].filter(([key]) => !known.has(key) && !asked.has(key)));
      if (unknown.size > 0) void ask(unknown);
    },
    stop() {
      stopped = true;
      planned?.();
      silence();
      unshow();
    },
  };
}
