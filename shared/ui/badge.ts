/**
 * The badge: one small button beside a name or on a chip, in a closed shadow root, made by the thousand over Google pages.
 * Plain DOM, no framework; an update that changes nothing touches nothing. What it shows comes from the device alone.
 */

import type { Instant, Kind, StatusKind } from '../core/model';
import type { BadgeState } from '../device/device';
import { closedRoot } from './closedRoot';
import badgeCss from './css/badge.css?inline';
import { type Look, looks, type Rendering } from './icons/looks';
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
  readonly state: BadgeState;
}

/** Whoever makes one hears what is done on it: listeners on each of a thousand badges would be a tenth of their cost. */
export interface Badge {
  readonly element: HTMLElement;
  /** Cheap when the stamp is the one shown. */
  update(state: BadgeState): void;
  /** "Checked 2 minutes ago" ages while it is shown: told anew when somebody looks. */
  tell(): void;
  setTheme(theme: Theme): void;
  /** The card is open at this badge. */
  setOpen(open: boolean): void;
  /** None at first: on a page with many badges only the one at the focused place is (DESIGN section 10). */
  setTabStop(stop: boolean): void;
  /** Where the card stands. */
  rect(): DOMRect;
  focus(): void;
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
function cssOf({ size, rest, as }: Shape, { plate, focus, image }: Look, rendering: Rendering): string {
  const values: Record<string, unknown> = { plate, focus, rest, image: image({ size, plated: as === 'on-chip' }, rendering) };
  return badgeCss.replace(/var\(--(\w+)\)/g, (_, name: string) => String(values[name]));
}

/** By place and theme: one sheet, or its text where scripts in host pages may not adopt one (Firefox). */
const sheets = new Map<string, CSSStyleSheet | string>();

/** Firefox may also give noise to whoever reads what was painted (its protection against fingerprints): there the drawing stays one. */
function sheetOf(root: ShadowRoot, shape: Shape, look: Look): CSSStyleSheet | string {
  try {
    const sheet = new CSSStyleSheet();
    root.adoptedStyleSheets = [sheet];
    sheet.replaceSync(Object.values(look.css).join('') + cssOf(shape, look, 'pixels'));
    return sheet;
  } catch {
    return cssOf(shape, look, 'drawing');
  }
}

/** One sheet for all badges of a kind of place; where none can be adopted, each root has its own, short copy. */
function dress(root: ShadowRoot, kind: StatusKind, theme: Theme, shape: Shape): void {
  const look = looks[theme];
  const key = theme + shape.size + shape.as;
  const sheet = sheets.get(key) ?? sheetOf(root, shape, look);
  sheets.set(key, sheet);
  if (typeof sheet !== 'string') {
    root.adoptedStyleSheets = [sheet];
    return;
  }
  const style = root.querySelector('style') ?? root.ownerDocument.createElement('style');
  style.textContent = look.css[kind] + sheet;
  root.prepend(style);
}

const plainOf = ({ as, pill }: Shape): string => (as !== 'worded' ? `${as} face` : pill ? 'worded pill' : as);

function build(document: Document, shape: Shape): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.setAttribute('aria-haspopup', 'dialog');
  button.setAttribute('aria-expanded', 'false');
  button.tabIndex = -1;
  if (shape.as === 'worded')
    for (const name of ['face', 'word']) {
      const part = document.createElement('span');
      part.className = name;
      button.append(part);
    }
  return button;
}

const patterns = new Map<Shape, HTMLButtonElement>();

/** Made once for each place and copied: cheaper than making and naming it anew. */
function copy(document: Document, shape: Shape): HTMLButtonElement {
  const pattern = patterns.get(shape) ?? build(document, shape);
  patterns.set(shape, pattern);
  return pattern.cloneNode(true) as HTMLButtonElement;
}

/** A class: each of a thousand would otherwise bring functions of its own. */
class OnPage implements Badge {
  readonly element: HTMLElement;
  readonly #root: ShadowRoot;
  readonly #button: HTMLButtonElement;
  readonly #shape: Shape;
  readonly #now: () => Instant;
  #theme: Theme;
  #state: BadgeState;
  #stops = false;

  constructor(document: Document, { kind, for: whose, place, theme, now, state }: BadgeOptions) {
    const { element, root } = closedRoot(document, 'instep-badge');
    element.className = place.replace(' ', '-');
    element.setAttribute('kind', kind);
    element.setAttribute('for', whose);
    this.element = element;
    this.#root = root;
    this.#shape = shapes[place];
    this.#theme = theme;
    this.#now = now;
    this.#button = copy(document, this.#shape);
    this.#state = state;
    root.append(this.#button);
    this.#wear();
    this.tell();
  }

  update(state: BadgeState): void {
    const before = this.#state;
    // Also when nothing else is new: the tooltip says when it was last checked.
    this.#state = state;
    const turned = before.status.kind !== state.status.kind;
    if (!turned && before.stamp === state.stamp && before.name === state.name) return;
    if (turned) this.#wear();
    (this.#button.firstElementChild ?? this.#button).classList.toggle('fresh', turned);
    this.tell();
  }

  #wear(): void {
    const { kind } = this.#state.status;
    dress(this.#root, kind, this.#theme, this.#shape);
    this.#button.className = `${plainOf(this.#shape)} ${slugOf(kind)}`;
    const word = this.#button.lastElementChild;
    if (word) word.textContent = wordOf(kind);
  }

  tell(): void {
    const { status, kind, name } = this.#state;
    const tip = tipOf(status, kind, this.#now());
    // The tooltip begins with the status word (SEC4); the accessible name begins with whose badge it is.
    this.#button.title = tip;
    this.#button.setAttribute('aria-label', withName(name, tip));
  }

  setTheme(theme: Theme): void {
    if (this.#theme === theme) return;
    this.#theme = theme;
    this.#wear();
  }

  setOpen(open: boolean): void {
    this.#button.setAttribute('aria-expanded', String(open));
  }

  setTabStop(stop: boolean): void {
    if (this.#stops !== stop) this.#button.tabIndex = stop ? 0 : -1;
    this.#stops = stop;
  }

  rect(): DOMRect {
    return this.#button.getBoundingClientRect();
  }

  focus(): void {
    this.#button.focus();
  }
}

export const createBadge = (document: Document, options: BadgeOptions): Badge => new OnPage(document, options);
