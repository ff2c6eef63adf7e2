/** Calendar keeps closed dialogs and tabs in the page and uses one bubble for every event: only what is open counts. */

export const dialog = '[role="dialog"]';
export const shells = `${dialog},[role="tabpanel"]`;

/** What an organizer has written; descriptions may hold markup. */
export const written = '#xDetDlgDesc,#xDetDlgLoc,#xDesc,#xDescIn';

/** Computed style of one element, once per bubble; never asked for chips. */
export function isOpen(element: Element): boolean {
  const around = element.closest<HTMLElement>(shells);
  if (!around) return true;
  if (around.closest('[hidden],[aria-hidden="true"]') || around.style.opacity === '0') return false;
  return around.checkVisibility?.({ visibilityProperty: true }) ?? true;
}
