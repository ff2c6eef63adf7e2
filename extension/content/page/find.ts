/** From a part of the page to the places in it: one native query for all selectors, then each hit is read by the first place it fits. */
import type { Target } from '../../../shared/device/device';
import { type Adapter, editable, type Found, type Place } from '../place';
import { around, is, within } from './native';

export const keyOf = (target: Target): string => JSON.stringify(target);

export interface Finder {
  /** Everything that could be a place. */
  readonly candidates: string;
  /** `here`: the page's address, for whoever reads many. */
  read(candidate: Element, here?: URL): Found | null;
  find(root: Element, here?: URL): Found[];
}

/** Our own element's name: one that this script did not make is a copy, a remnant or an imitation, and no badge (SEC4). */
const stray = 'instep-badge';

export function finder(adapter: Adapter, address: () => URL, isOurs: (badge: Element) => boolean = () => false): Finder {
  const table: readonly { readonly css: string; readonly place: Place }[] = adapter.places.map((place) => ({
    css: place.css.join(),
    place,
  }));
  const candidates = table.map(({ css }) => css).join();

  function read(candidate: Element, here = address()): Found | null {
    if (around(candidate, adapter.never)) return null;
    for (const { css, place } of table) {
      if (!is(candidate, css)) continue;
      const named = place.read(candidate, here);
      if (named) return { ...named, place, key: keyOf(named.target) };
    }
    return null;
  }

  const all = `${candidates},${stray}`;
  return {
    candidates,
    read,
    find(root, here = address()) {
      const found = new Map<Element, Found>();
      const look = (candidate: Element) => {
        if (candidate.localName === stray) {
          // A draft is the rep's own text: nothing is taken out of it.
          if (!isOurs(candidate) && !around(candidate, editable)) candidate.remove();
          return;
        }
        const one = read(candidate, here);
        if (one && !found.has(one.element)) found.set(one.element, one);
      };
      if (is(root, all)) look(root);
      if (root.firstElementChild) for (const candidate of within(root, all)) look(candidate);
      return [...found.values()];
    },
  };
}
