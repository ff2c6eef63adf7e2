/**
 * The badge: one small button beside a name or on a chip, in a closed shadow root, made by the thousand over Google pages.
 * Plain DOM, no framework; an update that changes nothing touches nothing. What it shows comes from the device alone.
 */

import type { Instant, Kind, StatusKind } from '../core/model';
import type { BadgeState } from '../device/device';
import { closedRoot } from './closedRoot';
import badgeCss from './css/badge.css?inline';
import { type Look, looks } from './icons/looks';
import { slugOf, tipOf, withName, wordOf } from './status';

/** Where it stands, which decides size, plate and word (DESIGN section 2). */
export type BadgePlace = 'line' | 'hovercard' | 'chip' | 'small chip' | 'schedule' | 'bubble' | 'edit page' | 'row' | 'person';
export type Theme = 'light' | 'dark';

interface Shape {
  readonly size: 10 | 12 | 14 | 16;
  /** From the edge of the target to the drawing's own ground. */
  readonly rest: number;
  readonly as: 'line' | 'on-chip' | 'worded';
  readonly pill?: true;
}

const shapes: Readonly<Record<BadgePlace, Shape>> = {
  line: { size: 14, rest: 0, as: 'line' },
  hovercard: { size: 16, rest: 0, as: 'line' },
  chip: { size: 12, rest: 4, as: 'on-chip' },
  'small chip': { size: 10, rest: 5, as: 'on-chip' },
  schedule: { size: 14, rest: 0, as: 'line' },
  bubble: { size: 16, rest: 4, as: 'worded' },
  'edit page': { size: 16, rest: 4, as: 'worded', pill: true },
  row: { size: 14, rest: 0, as: 'line' },
  person: { size: 16, rest: 4, as: 'worded' },
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
  /** None at first: on a page with many badges only the one at the focused place is (DESIGN section 10). */
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

/**
 * The sheet's text with the names in `var()` filled in: nothing is left to resolve for each of a thousand badges. The drawing is an image of
 * the sheet: an SVG element in each badge is half of what a badge costs to lay out and to paint. One image holds all statuses, and is loaded
 * whatever the status: a page that forbids images is told what it kept from loading, and learns no status from it (SEC4).
 */
function cssOf({ size, rest, as }: Shape, { svg, ring, plate, focus }: Look): string {
  const values: Record<string, unknown> = {
    ...{ plate, focus, rest, ring: as === 'on-chip' ? ring : '' },
    ...{ radius: size / 2 + 2.5, pad: 12 - size / 2, scale: size / 16 },
  };
  const fill = (text: string): string => text.replace(/var\(--(\w+)\)/g, (_, name: string) => fill(String(values[name])));
  values.image = `url('data:image/svg+xml,${encodeURIComponent(fill(svg))}')`;
  return fill(badgeCss);
}

/** By place and theme; null where scripts in host pages may not adopt one (Firefox). */
const sheets = new Map<string, { readonly css: string; readonly sheet: CSSStyleSheet | null }>();

function adopted(root: ShadowRoot, css: string): CSSStyleSheet | null {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
    return sheet;
  } catch {
    return null;
  }
}

/** One sheet for all badges of a kind of place; where none can be adopted, each root has its own, short copy. */
function dress(root: ShadowRoot, kind: StatusKind, theme: Theme, shape: Shape): void {
  const look = looks[theme];
  const key = theme + shape.size + shape.as;
  let known = sheets.get(key);
  if (!known) {
    const css = cssOf(shape, look);
    known = { css, sheet: adopted(root, Object.values(look.css).join('') + css) };
    sheets.set(key, known);
  }
  if (known.sheet) {
    root.adoptedStyleSheets = [known.sheet];
    return;
  }
  const style = root.querySelector('style') ?? root.ownerDocument.createElement('style');
  style.textContent = look.css[kind] + known.css;
  root.prepend(style);
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

interface Parts {
  readonly button: HTMLButtonElement;
  /** Carries the drawing: the button itself, or its first part where a word follows. */
  readonly face: HTMLElement;
  readonly word: HTMLElement | null;
}

function build(document: Document, { as, pill }: Shape): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = pill ? 'worded pill' : as;
  button.setAttribute('aria-haspopup', 'dialog');
  button.setAttribute('aria-expanded', 'false');
  button.tabIndex = -1;
  if (as === 'worded')
    for (const name of ['face', 'word']) {
      const part = document.createElement('span');
      part.className = name;
      button.append(part);
    }
  else button.classList.add('face');
  return button;
}

const patterns = new WeakMap<Document, Map<Shape, HTMLButtonElement>>();

/** Made once for each place and copied: cheaper than making and naming it anew. */
function copy(document: Document, shape: Shape): Parts {
  const known = patterns.get(document) ?? new Map<Shape, HTMLButtonElement>();
  patterns.set(document, known);
  const pattern = known.get(shape) ?? build(document, shape);
  known.set(shape, pattern);
  const button = pattern.cloneNode(true) as HTMLButtonElement;
  return { button, face: (button.firstChild as HTMLElement | null) ?? button, word: button.lastChild as HTMLElement | null };
}

export function createBadge(document: Document, options: BadgeOptions): Badge {
  const shape = shapes[options.place];
  const { element, root } = closedRoot(document, 'instep-badge');
  element.className = options.place.replace(' ', '-');
  element.setAttribute('kind', options.kind);
  element.setAttribute('for', options.for);
  element.hidden = true;
  const { button, face, word } = copy(document, shape);
  root.append(button);
  let shown: BadgeState | null = null;
  let theme = options.theme;
  let stops = false;
  const plain = button.className;

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
      if (before !== kind) {
        dress(root, kind, theme, shape);
        button.className = `${plain} ${slugOf(kind)}`;
      }
      if (before !== undefined) face.classList.toggle('fresh', before !== kind);
      if (word) word.textContent = wordOf(kind);
      name();
    },
    setTheme(now) {
      if (theme === now) return;
      theme = now;
      if (shown) dress(root, shown.status.kind, theme, shape);
    },
    setOpen(open) {
      button.setAttribute('aria-expanded', String(open));
    },
    setTabStop(stop) {
      if (stops !== stop) button.tabIndex = stop ? 0 : -1;
      stops = stop;
    },
    rect: () => button.getBoundingClientRect(),
    focus: () => button.focus(),
    remove: () => element.remove(),
  };

  // Nobody presses what was never pointed at or focused: twelve listeners on each of a thousand badges would be most of their cost.
  const on = (event: Event) => {
    if (event.type === 'click') {
      stop(event);
      event.preventDefault();
      return options.onOpen(badge);
    }
    for (const type of kept) button.addEventListener(type, stop);
    // "Checked 2 minutes ago" ages while it is shown: told anew when somebody asks.
    name();
  };
  for (const type of ['click', 'focus', 'pointerenter']) button.addEventListener(type, on);
  return badge;
}
