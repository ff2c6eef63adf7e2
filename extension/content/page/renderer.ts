/**
 * Puts at most one badge at each place, and takes it away with its reason: the key changed, the place went, nothing true can be
 * said any more. A badge that the host drops is put back a few times, then left (Calendar redraws its bubble for a second).
 */
import type { BadgeState, Target } from '../../../shared/device/device';
import { type Badge, createBadge, type Theme } from '../../../shared/ui/badge';
import type { Found } from '../place';

interface Shown {
  found: Found;
  badge: Badge | null;
  drops: number;
}

interface Needs {
  readonly document: Document;
  readonly status: (key: string) => BadgeState | null | undefined;
  readonly theme: (element: Element) => Theme;
  readonly now: () => number;
  readonly after: (ms: number, then: () => void) => () => void;
}

export interface Renderer {
  /** Places that are there, with a badge or without. */
  readonly live: ReadonlyMap<Element, Shown>;
  /** Every badge element made here: their coming and going is no news. */
  readonly ours: { has(node: Node): boolean };
  /** These places are there now. */
  settle(found: readonly Found[]): void;
  draw(keys: ReadonlySet<string>): void;
  drop(element: Element): void;
  /** After something was removed: places that went, badges that were dropped. */
  tidy(): void;
  retheme(): void;
  of(element: Node): { readonly badge: Badge; readonly found: Found } | null;
  targets(): ReadonlyMap<string, Target>;
  clear(): void;
}

/** After the last one the host has made itself clear. */
const patience = [0, 60, 150, 400, 900] as const;

export function renderer({ document, status, theme, now, after }: Needs): Renderer {
  const live = new Map<Element, Shown>();
  /** Also of badges that have gone. */
  const owner = new WeakMap<Node, Shown>();

  /** Inside its place, or behind it; another extension's node may stand between, another place may not. */
  const sits = ({ found: { element }, badge }: Shown) => {
    if (badge === null || element.contains(badge.element)) return badge !== null;
    let before = badge.element.previousElementSibling;
    for (let steps = 0; before && steps < 4 && before !== element; steps++) {
      if (live.has(before)) return false;
      before = before.previousElementSibling;
    }
    return before === element;
  };

  const strip = (shown: Shown) => {
    shown.badge?.element.remove();
    shown.badge = null;
  };
  const dress = (shown: Shown, state: BadgeState): Badge => {
    const { found } = shown;
    const badge = createBadge(document, {
      kind: found.place.kind,
      for: found.for,
      place: found.place.dress(found.element),
      theme: theme(found.element),
      now,
      state,
    });
    owner.set(badge.element, shown);
    return badge;
  };
  const drawOne = (shown: Shown) => {
    const state = status(shown.found.key);
    if (!state) return strip(shown);
    const stood = shown.badge !== null;
    if (shown.badge) shown.badge.update(state);
    else shown.badge = dress(shown, state);
    if (!stood || !sits(shown)) shown.found.place.put(shown.found.element, shown.badge.element);
  };
  const drop = (element: Element) => {
    const shown = live.get(element);
    if (!shown) return;
    live.delete(element);
    strip(shown);
  };
  const dropped = (shown: Shown) => {
    const wait = patience[shown.drops];
    if (wait === undefined) return strip(shown);
    shown.drops++;
    after(wait, () => {
      const { element } = shown.found;
      if (live.get(element) === shown && element.isConnected && shown.badge && !sits(shown)) drawOne(shown);
    });
  };

  return {
    live,
    ours: owner,
    settle(found) {
      for (const one of found) {
        const shown = live.get(one.element);
        if (shown && shown.found.key === one.key && shown.found.place === one.place) {
          if (shown.badge && !sits(shown)) drawOne(shown);
          continue;
        }
        if (shown) strip(shown);
        const fresh: Shown = { found: one, badge: null, drops: 0 };
        live.set(one.element, fresh);
        if (status(one.key)) drawOne(fresh);
      }
    },
    draw(keys) {
      for (const shown of live.values()) if (keys.has(shown.found.key)) drawOne(shown);
    },
    drop,
    tidy() {
      for (const [element, shown] of live) {
        if (!element.isConnected) drop(element);
        else if (shown.badge && !sits(shown)) dropped(shown);
      }
    },
    retheme() {
      for (const { badge, found } of live.values()) badge?.setTheme(theme(found.element));
    },
    of(element) {
      const shown = owner.get(element);
      return shown?.badge?.element === element ? { badge: shown.badge, found: shown.found } : null;
    },
    targets: () => new Map([...live.values()].map(({ found }) => [found.key, found.target])),
    clear() {
      for (const element of [...live.keys()]) drop(element);
    },
  };
}
