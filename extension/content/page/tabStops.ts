/** On a page with many badges only those of the focused message, chip or row are Tab stops (DESIGN section 10). */
import type { Renderer } from './renderer';

const most = 12;
const groups = '[role="listitem"], [data-eventchip], [role="dialog"], [role="row"], [role="main"]';

export interface TabStops {
  /** After badges came or went. */
  sort(): void;
  stop(): void;
}

export function tabStops(document: Document, { live }: Pick<Renderer, 'live'>): TabStops {
  let few = true;
  const sort = () => {
    const badges = [...live.values()].flatMap(({ badge, found }) => (badge ? [{ badge, element: found.element }] : []));
    const wasFew = few;
    few = badges.length <= most;
    if (few && wasFew) return;
    const here = few ? null : document.activeElement?.closest(groups);
    for (const { badge, element } of badges) badge.setTabStop(few || (here?.contains(element) ?? false));
  };
  const onFocus = () => {
    if (!few) sort();
  };
  document.addEventListener('focusin', onFocus, { passive: true });
  return { sort, stop: () => document.removeEventListener('focusin', onFocus) };
}
