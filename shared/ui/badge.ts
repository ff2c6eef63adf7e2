/**
 * The badge: one small button beside a name or on a chip, in a closed shadow root, made by the thousand over Google pages.
 * Plain DOM, no framework; an update that changes nothing touches nothing. What it shows comes from the device alone.
 */

import type { Instant, Kind } from '../core/model';
import type { BadgeState } from '../device/device';
import { closedRoot } from './closedRoot';
import badgeCss from './css/badge.css?inline';
import { type Drawing, statusDrawings } from './icons/status';
import { tipOf, toneOf, withName, wordOf } from './status';
import tonesCss from './tones.css?inline';

/** Where it stands, which decides size, plate and word (DESIGN section 2). */
export type BadgePlace = 'line' | 'hovercard' | 'chip' | 'small chip' | 'schedule' | 'bubble' | 'edit page' | 'row' | 'person';
export type Theme = 'light' | 'dark';

const shapes: Readonly<
  Record<BadgePlace, { readonly size: 10 | 12 | 14 | 16; readonly as: 'line' | 'on-chip' | 'worded'; readonly pill?: true }>
> = {
  line: { size: 14, as: 'line' },
  hovercard: { size: 16, as: 'line' },
  chip: { size: 12, as: 'on-chip' },
  'small chip': { size: 10, as: 'on-chip' },
  schedule: { size: 14, as: 'line' },
  bubble: { size: 16, as: 'worded' },
  'edit page': { size: 16, as: 'worded', pill: true },
  row: { size: 14, as: 'line' },
  person: { size: 16, as: 'worded' },
};

export interface BadgeOptions {
  /** What the element says about itself to the page: whose badge it is. The status stays inside the closed root. */
  readonly kind: Kind;
  /** The address in lower case, or the id as the mailbox's API knows it. */
  readonly for: string;
  readonly place: BadgePlace;
  readonly theme: Theme;
  readonly now: () => Instant;
  /** A click, Enter or Space; never reaches the page. */
  readonly onOpen: (badge: Badge) => void;
}

export interface Badge {
  readonly element: HTMLElement;
  readonly state: () => BadgeState | null;
  /** Null hides it: nothing true to show. Cheap when the stamp is the one shown. */
  update(state: BadgeState | null): void;
  setTheme(theme: Theme): void;
  /** The card is open at this badge. */
  setOpen(open: boolean): void;
  /** On a page with many badges only the one at the focused place is a Tab stop (DESIGN section 10). */
  setTabStop(stop: boolean): void;
  /** Where the card stands. */
  rect(): DOMRect;
  focus(): void;
  remove(): void;
}

/** The page's own theme, by the lightness of its background, never the system's. */
export function themeOfPage(element: Element): Theme {
  for (let at: Element | null = element; at; at = at.parentElement) {
    const parts = /^rgba?\(([\d.]+)[ ,]+([\d.]+)[ ,]+([\d.]+)(?:[ ,/]+([\d.]+))?/.exec(getComputedStyle(at).backgroundColor);
    if (!parts || Number(parts[4] ?? 1) < 0.5) continue;
    const [r = 0, g = 0, b = 0] = parts.slice(1, 4).map(Number);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b < 128 ? 'dark' : 'light';
  }
  return 'light';
}

/** Which place a chip is, by its height; none when it is too low for a badge. */
export const placeOnChip = (height: number): 'chip' | 'small chip' | null => (height >= 22 ? 'chip' : height >= 18 ? 'small chip' : null);

let sheet: CSSStyleSheet | null = null;

/** One sheet for all badges of a document; Firefox content scripts may not adopt sheets, so there each root has its own copy. */
function dress(root: ShadowRoot): void {
  const css = tonesCss + badgeCss;
  try {
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
    }
    root.adoptedStyleSheets = [sheet];
  } catch {
    const style = root.ownerDocument.createElement('style');
    style.textContent = css;
    root.prepend(style);
  }
}

const svgNamespace = 'http://www.w3.org/2000/svg';

function draw(path: Element, kind: BadgeState['status']['kind']): void {
  const { d, stroke, dash }: Drawing = statusDrawings[kind];
  const solid = stroke === 0;
  const attributes = {
    d,
    fill: solid ? 'currentColor' : 'none',
    stroke: solid ? 'none' : 'currentColor',
    'stroke-width': String(stroke),
    'stroke-linecap': dash ? 'butt' : 'round',
    'stroke-dasharray': dash ?? 'none',
  };
  for (const [name, value] of Object.entries(attributes)) path.setAttribute(name, value);
}

interface Parts {
  readonly frame: HTMLElement;
  readonly button: HTMLButtonElement;
  readonly face: HTMLElement;
  readonly path: Element;
  readonly word: HTMLElement | null;
}

function build(document: Document): Parts {
  const frame = document.createElement('span');
  const button = document.createElement('button');
  const face = document.createElement('span');
  const svg = document.createElementNS(svgNamespace, 'svg');
  const path = document.createElementNS(svgNamespace, 'path');
  button.type = 'button';
  button.setAttribute('aria-haspopup', 'dialog');
  button.setAttribute('aria-expanded', 'false');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  path.setAttribute('fill-rule', 'evenodd');
  path.setAttribute('stroke-linejoin', 'round');
  svg.append(path);
  face.append(svg);
  button.append(face);
  frame.append(button);
  return { frame, button, face, path, word: null };
}

const patterns = new WeakMap<Document, Parts>();

/** Made once and copied: a copy costs a fifth of making seven elements anew. */
function copy(document: Document, worded: boolean): Parts {
  const pattern = patterns.get(document) ?? build(document);
  patterns.set(document, pattern);
  const frame = pattern.frame.cloneNode(true) as HTMLElement;
  const button = frame.firstChild as HTMLButtonElement;
  const face = button.firstChild as HTMLElement;
  const word = worded ? document.createElement('span') : null;
  if (word) {
    word.className = 'word';
    button.append(word);
  }
  return { frame, button, face, path: face.firstChild?.firstChild as Element, word };
}

const stop = (event: Event) => {
  // Escape closes a dialog of the host's, also while the focus is on a badge in it.
  if (event.type !== 'keydown' || (event as KeyboardEvent).key !== 'Escape') event.stopPropagation();
};
/** Nothing that happens on the badge reaches the host page: no opened thread, no dragged event, no page shortcut. */
export const kept = [
  'dblclick',
  'mousedown',
  'mouseup',
  'pointerdown',
  'pointerup',
  'touchstart',
  'touchend',
  'keydown',
  'keyup',
  'keypress',
  'contextmenu',
];

export function createBadge(document: Document, options: BadgeOptions): Badge {
  const { size, as, pill } = shapes[options.place];
  const { element, root } = closedRoot(document, 'instep-badge');
  element.className = options.place.replace(' ', '-');
  element.setAttribute('kind', options.kind);
  element.setAttribute('for', options.for);
  element.hidden = true;
  dress(root);
  const { frame, button, face, path, word } = copy(document, as === 'worded');
  frame.className = as;
  frame.dataset.theme = options.theme;
  root.append(frame);
  let shown: BadgeState | null = null;

  const name = () => {
    if (!shown) return;
    const tip = tipOf(shown.status, shown.kind, options.now());
    // The tooltip begins with the status word (SEC4); the accessible name begins with whose badge it is.
    button.title = tip;
    button.setAttribute('aria-label', withName(shown.name, tip));
  };

  const badge: Badge = {
    element,
    state: () => shown,
    update(state) {
      const before = shown?.status.kind;
      const same = shown?.stamp === state?.stamp && before === state?.status.kind && shown?.name === state?.name;
      // Also when nothing else is new: the tooltip says when it was last checked.
      shown = state;
      if (same) return;
      element.hidden = state === null;
      if (!state) return;
      const { kind } = state.status;
      button.className = `is-t-${toneOf(kind)} s${size}${pill ? ' pill' : ''}`;
      face.className = before && before !== kind ? 'face fresh' : 'face';
      if (before !== kind) draw(path, kind);
      if (word) word.textContent = wordOf(kind);
      name();
    },
    setTheme(theme) {
      frame.dataset.theme = theme;
    },
    setOpen(open) {
      button.setAttribute('aria-expanded', String(open));
    },
    setTabStop(stop) {
      button.tabIndex = stop ? 0 : -1;
    },
    rect: () => button.getBoundingClientRect(),
    focus: () => button.focus(),
    remove: () => element.remove(),
  };

  // Nobody presses what was never pointed at or focused: twelve listeners on each of a thousand badges would be most of their cost.
  const wake = () => {
    for (const type of kept) button.addEventListener(type, stop);
    // "Checked 2 minutes ago" ages while it is shown: told anew when somebody asks.
    name();
  };
  button.addEventListener('pointerenter', wake);
  button.addEventListener('focus', wake);
  button.addEventListener('click', (event) => {
    stop(event);
    event.preventDefault();
    options.onOpen(badge);
  });
  return badge;
}
