/** The page's own theme, read once and again when the page changes it: never once per badge (DESIGN section 2). */
import { type Theme, themeOfPage } from '../../../shared/ui/badge';

export interface PageTheme {
  of(element: Element): Theme;
  stop(): void;
}

/** Parts of a page may differ: a dark theme around white mails. Never a chip: its own colour says nothing about the page. */
export const partOf = (element: Element): Element => element.closest('[role="dialog"], [role="main"], main') ?? element.ownerDocument.body;

/** One reading per kind of place is enough. */
export function pageTheme(document: Document, changed: () => void, frame: (then: () => void) => void): PageTheme {
  let read = new Map<Element, Theme>();
  let planned = false;
  const forget = () => {
    if (planned) return;
    planned = true;
    frame(() => {
      planned = false;
      read = new Map();
      changed();
    });
  };
  const observer = new MutationObserver(forget);
  const attributeFilter = ['class', 'style', 'data-theme', 'theme'];
  observer.observe(document.documentElement, { attributes: true, attributeFilter });
  if (document.body) observer.observe(document.body, { attributes: true, attributeFilter });
  const system = document.defaultView?.matchMedia('(prefers-color-scheme: dark)');
  system?.addEventListener('change', forget);
  return {
    of(element) {
      const part = partOf(element);
      const known = read.get(part);
      if (known) return known;
      const theme = themeOfPage(part);
      read.set(part, theme);
      return theme;
    },
    stop() {
      observer.disconnect();
      system?.removeEventListener('change', forget);
    },
  };
}
