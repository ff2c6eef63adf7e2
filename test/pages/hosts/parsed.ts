/** A host page as a document without a browser, and what our adapters find in it. */
import { Window } from 'happy-dom';
import { calendar } from '../../../extension/content/calendar';
import { contacts } from '../../../extension/content/contacts';
import { gmail } from '../../../extension/content/gmail';
import { hovercard } from '../../../extension/content/hovercard/name';
import { finder } from '../../../extension/content/page/find';
import type { Adapter, Found } from '../../../extension/content/place';

export const adapters: readonly Adapter[] = [gmail, calendar, contacts, hovercard];

export function parsed(html: string, url: string): Document {
  const window = new Window({ url });
  window.document.write(html);
  return window.document as unknown as Document;
}

export function adapterOf(url: string): Adapter {
  const { host, pathname } = new URL(url);
  if (/^\/(?:u\/\d+\/)?widget\/hovercard\//.test(pathname)) return hovercard;
  const adapter = { 'mail.google.com': gmail, 'calendar.google.com': calendar, 'contacts.google.com': contacts }[host];
  if (!adapter) throw new Error(`no adapter for ${url}`);
  return adapter;
}

export const foundIn = (document: Document, url: string): readonly Found[] =>
  finder(adapterOf(url), () => new URL(url)).find(document.documentElement);

/** As badges name them, sorted. */
export const itemsIn = (document: Document, url: string): readonly string[] =>
  foundIn(document, url)
    .map(({ place, for: item }) => `${place.kind} ${item}`)
    .sort();
