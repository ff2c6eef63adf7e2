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

  /** @returns the keys that say something new. */
  const take = (keys: readonly string[], answer: readonly unknown[]): string[] =>
    keys.filter((key, at) => {
      const state = isState(answer[at]) ? answer[at] : null;
      const before = known.get(key);
      asked.delete(key);
      known.set(key, state);
      return before === undefined || before?.stamp !== state?.stamp || before?.status.at !== state?.status.at;
    });
  const question = async (keys: readonly string[], targets: ReadonlyMap<string, Target>): Promise<string[]> => {
    for (const key of keys) asked.add(key);
    try {
      const said: unknown = await device.badges(keys.map((key) => targets.get(key)).filter((target) => target !== undefined));
      const answer: readonly unknown[] = Array.isArray(said) ? said : [];
      if (answer.some(isState)) await ready();
      return take(keys, answer);
    } catch {
      // Nobody answered: asked again when the device next tells of a change, or when the key comes up anew.
      for (const key of keys) asked.delete(key);
      lost();
      return [];
    }
  };
  /** All questions at once, and one drawing of all answers: each drawing is a layout of the page. */
  const ask = async (targets: ReadonlyMap<string, Target>) => {
    const keys = [...targets.keys()];
    const questions: Promise<string[]>[] = [];
    for (let at = 0; at < keys.length; at += mostTargets) questions.push(question(keys.slice(at, at + mostTargets), targets));
    const fresh = (await Promise.all(questions)).flat();
    if (fresh.length > 0 && !stopped) changed(fresh);
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
