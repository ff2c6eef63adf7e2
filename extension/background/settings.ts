/** What the rep has set for this browser: where badges are shown, and how our own pages look. */
import * as v from 'valibot';
import browser from 'webextension-polyfill';
import { type Settings, settingsShape, usualSettings } from '../channel/own';
import type { Sender } from '../channel/senders';

const key = 'settings';

export async function readSettings(): Promise<Settings> {
  const stored = v.safeParse(settingsShape, (await browser.storage.local.get(key))[key]);
  return stored.success ? { ...stored.output, badges: { ...usualSettings.badges, ...stored.output.badges } } : usualSettings;
}

export const saveSettings = (settings: Settings): Promise<void> => browser.storage.local.set({ [key]: settings });

const pages: Readonly<Record<string, string>> = {
  'https://mail.google.com': 'Gmail',
  'https://calendar.google.com': 'Calendar',
  'https://contacts.google.com': 'Contacts',
};

/** The rep wants no badges on that page. A hovercard belongs to the page around it. */
export async function wantsNoBadges({ tab, url }: Sender): Promise<boolean> {
  const page = pages[new URL(tab?.url ?? url ?? 'about:blank').origin];
  return page !== undefined && (await readSettings()).badges[page] === false;
}
