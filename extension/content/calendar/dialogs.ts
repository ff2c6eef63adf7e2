/** Calendar keeps closed dialogs in the page and uses one bubble for every event: only what is open counts. */

export const dialog = '[role="dialog"]';

/** What an organizer has written; descriptions may hold markup. */
export const written = '#xDetDlgDesc,#xDetDlgLoc,#xDesc';

/** Computed style of one element, once per bubble; never asked for chips. */
export function isOpen(element: Element): boolean {
  const around = element.closest<HTMLElement>(dialog);
  if (!around) return true;
  if (around.closest('[hidden],[aria-hidden="true"]') || around.style.opacity === '0') return false;
  return around.checkVisibility?.({ visibilityProperty: true }) ?? true;
}
