/**
 * One host page, from its first look to its end: changes → places → statuses → badges. All work starts from something that
 * changed; while nothing does, nothing runs.
 */
import type { BadgeDevice } from '../../../shared/device/remote';
import type { Badge } from '../../../shared/ui/badge';
import type { Cards } from '../open';
import type { Adapter, Found } from '../place';
import { finder } from './find';
import type { Pressed } from './guard';
import { around as nearest } from './native';
import { recognition } from './recognise';
import { renderer } from './renderer';
import { shells } from './shells';
import { statuses } from './statuses';
import { tabStops } from './tabStops';
import { pageTheme } from './theme';
import { type Batch, watch } from './watch';

export interface Page {
  /** Opens the card at the focused place, or at the open bubble or page; false when there is none. */
  openFocused(): void;
  badgeOf(node: EventTarget | null): Pressed | null;
  stop(): void;
}

export interface Surroundings {
  readonly device: BadgeDevice;
  readonly cards: Cards;
  /** The words are there. */
  readonly ready?: () => Promise<void>;
  readonly now: () => number;
  readonly after: (ms: number, then: () => void) => () => void;
  /** False once the extension was updated or removed under this script. */
  readonly alive: () => boolean;
  readonly report: (recognised: boolean) => void;
  readonly openCard: (badge: Badge, found: Found) => void;
  readonly onStopped: () => void;
}

const isAt = (element: Element) => (found: Found) => found.element === element;

export function run(window: Window, adapter: Adapter, around: Surroundings): Page {
  const { document } = window;
  const { device, now, after } = around;
  const address = () => new URL(window.location.href);
  const frame = (then: () => void) => void window.requestAnimationFrame(then);
  const { find, read, candidates } = finder(adapter, address, (badge) => draws.ours.has(badge));
  let shownAt = '';

  const theme = pageTheme(document, () => draws.retheme(), frame);
  const draws = renderer({
    document,
    now,
    after,
    status: (key) => says.get(key),
    theme: theme.of,
  });
  const says = statuses({
    device,
    live: draws.targets,
    ready: around.ready ?? (() => Promise.resolve()),
    changed(keys) {
      if (!around.alive()) return stop();
      observed.deaf(() => draws.draw(new Set(keys)));
      tabs.sort();
    },
    lost: () => {
      if (!around.alive()) stop();
    },
    after,
    hidden: () => document.hidden,
    onShown(then) {
      document.addEventListener('visibilitychange', then);
      return () => document.removeEventListener('visibilitychange', then);
    },
  });
  const tabs = tabStops(document, draws);
  const doors = shells(adapter, (shell) => look(shell));
  const known = recognition(adapter, document, address, after, around.report);

  /** Everything in this part of the page, found anew; what is no longer a place loses its badge. */
  const afresh = (root: Element): readonly Found[] => {
    const found = find(root);
    const elements = new Set(found.map(({ element }) => element));
    for (const element of [...draws.live.keys()]) if (root.contains(element) && !elements.has(element)) draws.drop(element);
    return found;
  };
  const look = (root: Element) => take(afresh(root));
  const take = (found: readonly Found[]) => {
    observed.deaf(() => draws.settle(found));
    if (found.length === 0) return;
    tabs.sort();
    says.want(draws.targets());
  };
  /** The element, or what stands around it, may be called otherwise now. */
  const again = (element: Element): Found[] => {
    const found: Found[] = [];
    // What names nothing by itself may name what it is a part of.
    for (let at = nearest(element, candidates); at; at = at.parentElement && nearest(at.parentElement, candidates)) {
      const one = read(at);
      // A place that has only now got its name may hold others that were places while it had none.
      if (one) found.push(...(draws.live.has(one.element) ? [one] : afresh(one.element)));
    }
    for (let at: Element | null = element; at; at = at.parentElement)
      if (draws.live.has(at) && !found.some(isAt(at))) found.push(...afresh(at));
    return found;
  };
  const onBatch = ({ added, touched, removed, all }: Batch) => {
    if (!around.alive()) return stop();
    // What one of these names may hang on anything in its page; such pages are small.
    const wide = [...draws.live.values()].some(({ found }) => found.place.wide);
    if (removed) draws.tidy();
    if (all || wide || shownAt !== window.location.href) {
      shownAt = window.location.href;
      look(document.documentElement);
      doors.watch(document.documentElement);
    } else {
      const found: Found[] = [];
      const here = address();
      for (const root of added) {
        if (!root.isConnected) continue;
        found.push(...find(root, here));
        doors.watch(root);
      }
      for (const element of touched) if (element.isConnected) found.push(...again(element));
      take(found);
    }
    known.moved(draws.live.size);
  };
  const observed = watch({ document, adapter, ours: draws.ours, onBatch, frame, now, after });
  const lookAtAll = () => onBatch({ added: new Set(), touched: new Set(), removed: false, all: true });
  const onMove = () => {
    if (shownAt !== window.location.href) frame(lookAtAll);
  };
  const moves = ['popstate', 'hashchange'] as const;
  for (const type of moves) window.addEventListener(type, onMove);

  let stopped = false;
  function stop() {
    if (stopped) return;
    stopped = true;
    observed.stop();
    doors.stop();
    says.stop();
    theme.stop();
    tabs.stop();
    known.stop();
    for (const type of moves) window.removeEventListener(type, onMove);
    around.cards.close();
    draws.clear();
    around.onStopped();
  }

  lookAtAll();

  return {
    badgeOf(node) {
      const shown = node instanceof Node ? draws.of(node) : null;
      return shown && { open: () => around.openCard(shown.badge, shown.found), tell: () => shown.badge.tell() };
    },
    openFocused() {
      const focused = document.activeElement?.closest(candidates);
      const open = [...draws.live.values()].filter(({ badge }) => badge !== null);
      const best =
        open.find(({ found }) => focused && (found.element === focused || found.element.contains(focused))) ??
        open.find(({ found: { place } }) => ['bubble', 'editPage', 'personPage', 'personName', 'sender'].includes(place.where));
      if (best?.badge) around.openCard(best.badge, best.found);
    },
    stop,
  };
}
