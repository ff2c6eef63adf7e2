/** The options page as others name it: a section, or one item's card. One tab of it is enough. */
import type { Ref } from '../../shared/core/model';
import { type OptionsSection, optionsSections } from '../../shared/ui/rep/calls';

const page = 'options/index.html';

export type Place = { readonly show: 'section'; readonly section: OptionsSection } | { readonly show: 'item'; readonly ref: Ref };

const connections: Place = { show: 'section', section: 'connections' };

export const hashOf = (place: Place): string =>
  place.show === 'section'
    ? `#${encodeURIComponent(place.section)}`
    : `#item?${new URLSearchParams({ side: place.ref.side, kind: place.ref.kind, id: place.ref.id })}`;

export function placeOf(hash: string): Place {
  const [name = '', query = ''] = hash.replace(/^#/, '').split('?');
  if (name === 'item') return itemIn(new URLSearchParams(query));
  const section = optionsSections.find((one) => encodeURIComponent(one) === name);
  return section ? { show: 'section', section } : connections;
}

function itemIn(query: URLSearchParams): Place {
  const [side, kind, id] = [query.get('side'), query.get('kind'), query.get('id')];
  if ((side !== 'mailbox' && side !== 'crm') || (kind !== 'contact' && kind !== 'event') || !id) return connections;
  return { show: 'item', ref: { side, kind, id } };
}

const front = 'instep-front';

/** From the popup: the tab that is open already, or a new one. */
export async function openOptions(place: Place): Promise<void> {
  const open = chrome.extension.getViews({ type: 'tab' }).find(({ location }) => location.pathname === `/${page}`);
  if (open) {
    open.location.hash = hashOf(place);
    open.dispatchEvent(new CustomEvent(front));
  } else await chrome.tabs.create({ url: chrome.runtime.getURL(page) + hashOf(place) });
}

/** In the options page: somebody wants to see it. */
export function onFront(then: () => void): () => void {
  window.addEventListener(front, then);
  return () => window.removeEventListener(front, then);
}

export async function comeToFront(): Promise<void> {
  const tab = await chrome.tabs.getCurrent();
  if (tab?.id !== undefined) await chrome.tabs.update(tab.id, { active: true });
  if (tab !== undefined) await chrome.windows.update(tab.windowId, { focused: true });
}
