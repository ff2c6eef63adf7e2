/**
 * A form answers to the names of its fields before it answers to its own functions: a field called `matches` would break whoever asks the
 * form. These ask past it (SEC4).
 */
export const is = (element: Element, css: string): boolean => Element.prototype.matches.call(element, css);
export const around = (element: Element, css: string): Element | null => Element.prototype.closest.call(element, css);
export const within = (element: Element, css: string): NodeListOf<Element> => Element.prototype.querySelectorAll.call(element, css);
