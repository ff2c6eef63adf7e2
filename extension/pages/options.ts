/** The options page as others name it: a section, or one item's card. One tab of it is enough. */
import * as v from 'valibot';
import browser from 'webextension-polyfill';
import type { Ref } from '../../shared/core/model';
import type { OptionsSection } from '../../shared/ui/rep/calls';

const page = 'options/index.html';
const section = v.picklist(['connections', 'settings', 'did', 'kept out', 'device', 'needs you']);
const ref = v.strictObject({ side: v.picklist(['mailbox', 'crm']), kind: v.picklist(['contact', 'event']), id: v.string() });

export type Place = { readonly show: 'section'; readonly section: OptionsSection } | { readonly show: 'item'; readonly ref: Ref };

const connections: Place = { show: 'section', section: 'connections' };

export const hashOf = (place: Place): string =>
  place.show === 'section'
    ? `#${encodeURIComponent(place.section)}`
    : `#item?${new URLSearchParams({ side: place.ref.side, kind: place.ref.kind, id: place.ref.id })}`;

export function placeOf(hash: string): Place {
  const [name = '', query = ''] = hash.replace(/^#/, '').split('?');
  if (name === 'item') {
    const found = v.safeParse(ref, Object.fromEntries(new URLSearchParams(query)));
    return found.success ? { show: 'item', ref: found.output } : connections;
  }
  const found = v.safeParse(section, decodeURIComponent(name));
  return found.success ? { show: 'section', section: found.output } : connections;
}

/** From the popup: the tab that is open already, or a new one. */
export async function openOptions(place: Place): Promise<void> {
  const open = browser.extension.getViews({ type: 'tab' }).find(({ location }) => location.pathname === `/${page}`);
  if (open) {
    open.location.hash = hashOf(place);
    open.focus();
    open.dispatchEvent(new CustomEvent('instep-front'));
  } else await browser.tabs.create({ url: browser.runtime.getURL(page) + hashOf(place) });
}

/** In the options page: somebody wants to see it. */
export const comeToFront = async (): Promise<void> => {
  const tab = await browser.tabs.getCurrent();
  if (tab.id !== undefined) await browser.tabs.update(tab.id, { active: true });
  if (tab.windowId !== undefined) await browser.windows.update(tab.windowId, { focused: true });
};
