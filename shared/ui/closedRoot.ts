/**
 * Our elements in pages of others, with a root that the page cannot open. A page may register our element's name as its own, and a custom
 * element may look into its own root, closed or not (ElementInternals.shadowRoot), if it was one when it got it. Ours are born in a
 * document without scripts and get their root there: whatever the page makes of them later, the root stays closed to it (SEC4).
 */

const nurseries = new WeakMap<Document, Document>();

export function closedRoot(document: Document, name: string): { readonly element: HTMLElement; readonly root: ShadowRoot } {
  const nursery = nurseries.get(document) ?? document.implementation.createHTMLDocument();
  nurseries.set(document, nursery);
  const element = nursery.createElement(name);
  const root = element.attachShadow({ mode: 'closed' });
  document.adoptNode(element);
  return { element, root };
}
