/** The toolbar icon: the mark, with a small dot only when something needs the rep; never a number (DESIGN section 6). */
import browser from 'webextension-polyfill';
import type { Device } from '../../shared/device/device';

const icon = (ask: boolean): Record<number, string> =>
  Object.fromEntries([16, 32].map((size) => [size, `icons/${size}${ask ? '-ask' : ''}.png`]));

let shown: boolean | null = null;

export async function showToolbar(device: Device, title: (asks: boolean) => string): Promise<void> {
  const { needsYouCount, connection, guard } = await device.overview();
  const asks = needsYouCount > 0 || guard !== null || connection.kind === 'sign in' || connection.kind === 'reconnect';
  if (asks === shown) return;
  shown = asks;
  await browser.action.setIcon({ path: icon(asks) });
  await browser.action.setTitle({ title: title(asks) });
}
