/** A place: where on a host page a badge belongs, and which item the page names there. One file per place, tables in the adapters. */
import type { Kind } from '../../shared/core/model';
import type { Target } from '../../shared/device/device';
import type { BadgePlace } from '../../shared/ui/badge';

/** For whoever repairs a place, and for its test: no part of the product. */
export interface Notes {
  /** Per selector: the pages on which it was seen. When one breaks, its date says where to look first. */
  readonly seen: readonly string[];
  /** How often the place is on our own rebuilt pages (test/pages/hosts). */
  readonly samples: readonly { readonly page: string; readonly found: number }[];
}

/** What a place names. `element` stands for the place: never more than one badge for it. */
export interface Named {
  readonly element: Element;
  readonly target: Target;
  /** For the badge's attribute: the address in lower case, or the id as the API knows it. */
  readonly for: string;
}

export interface Place {
  readonly where: string;
  /** The surest first; all are tried, because accounts move from one to the next at different times. */
  readonly css: readonly string[];
  readonly kind: Kind;
  /** Null: it looked like the place, but names no item of ours. */
  readonly read: (candidate: Element, address: URL) => Named | null;
  /** Size and dress of the badge (DESIGN section 2). */
  readonly dress: (element: Element) => BadgePlace;
  /** Puts the badge inside the element, or right behind it. Writes only: a layout reading per chip would freeze the page. */
  readonly put: (element: Element, badge: Element) => void;
  /** What it names hangs on more than its own element: it is read again with every batch of changes. There are few of those. */
  readonly wide?: true;
}

export type PageName = 'gmail' | 'calendar' | 'contacts' | 'hovercard';

export interface Adapter {
  readonly page: PageName;
  readonly places: readonly Place[];
  /** Nothing in here is the host's own writing, or it is the rep's: message bodies, texts being edited. */
  readonly never: string;
  /** Attributes that carry keys: a change of one of them renames a place. Others are not watched. */
  readonly attributes: readonly string[];
  /** The page writes keys as text, in elements that it uses again. */
  readonly texts: boolean;
  /** Elements that stay in the page closed, and open by their own attributes. */
  readonly shells?: string;
  /** The page shows something that should have had places: with none found, it is not recognised. */
  readonly expects: (document: Document, address: URL) => boolean;
}

/** A place that was found. */
export interface Found extends Named {
  readonly place: Place;
  readonly key: string;
}

export const editable = '[contenteditable=""],[contenteditable="true"],[contenteditable="plaintext-only"],[g_editable="true"],textarea';

export const behind = (element: Element, badge: Element): void => element.after(badge);
export const inside = (element: Element, badge: Element): void => element.append(badge);
