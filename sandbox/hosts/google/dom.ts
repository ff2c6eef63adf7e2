/** Making elements without writing HTML: titles and names are text, whatever is in them. */
export type Child = Node | string | null;

export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string | number | boolean | null | (() => void)>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(name, value);
    else if (value !== null && value !== false) made.setAttribute(name, value === true ? '' : String(value));
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

export const byId = (id: string): HTMLElement => {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no #${id}.`);
  return found;
};

/** What an address bar change means here: another view, without a reload. */
export function go(path: string): void {
  history.pushState(null, '', path);
  dispatchEvent(new Event('shell:moved'));
}

export function onMove(then: () => void): void {
  addEventListener('popstate', then);
  addEventListener('shell:moved', then);
}

/** The page around may want to know that the visitor has changed something. */
export const edited = (): void => {
  if (window.parent !== window) window.parent.postMessage({ shell: 'edited' }, location.origin);
};

/** A div that is a button, as these pages have them: Enter and Space press it. */
export function pressable(element: HTMLElement, press: () => void): void {
  element.addEventListener('click', press);
  element.addEventListener('keydown', (event) => {
    if ((event.key !== 'Enter' && event.key !== ' ') || event.target !== element) return;
    event.preventDefault();
    press();
  });
}
