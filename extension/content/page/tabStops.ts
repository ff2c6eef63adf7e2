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
    let count = 0;
    for (const { badge } of live.values()) if (badge) count++;
    few = count <= most;
    const here = few ? null : document.activeElement?.closest(groups);
    for (const { badge, found } of live.values()) badge?.setTabStop(few || (here?.contains(found.element) ?? false));
  };
  const onFocus = () => {
    if (!few) sort();
  };
  document.addEventListener('focusin', onFocus, { passive: true });
  return { sort, stop: () => document.removeEventListener('focusin', onFocus) };
}
