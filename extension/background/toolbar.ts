/** The toolbar icon: the mark, with a small dot only when something needs the rep; never a number (DESIGN section 6). */
import browser from 'webextension-polyfill';

const icon = (asks: boolean): Record<number, string> =>
  Object.fromEntries([16, 32].map((size) => [size, `icons/${size}${asks ? '-ask' : ''}.png`]));

/** Set anew after each start of the background: the browser keeps an icon for longer than a worker lives. */
let shown: boolean | null = null;

export async function showToolbar(asks: boolean): Promise<void> {
  if (asks === shown) return;
  shown = asks;
  try {
    await browser.action.setIcon({ path: icon(asks) });
  } catch {
    // The browser loads the picture and may fail to; nothing that the rep asks for may fail with it. The next time draws it.
    shown = null;
  }
}
