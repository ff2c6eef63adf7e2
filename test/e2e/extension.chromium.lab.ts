/** Debian's Chromium with the built, unchanged extension, over the sandbox: what a rep does, as Playwright steps. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { chromeId } from '../../manifests/extension/manifest';
import type { Sandbox } from '../../sandbox/server';
import { type Net, openNet, org } from './net';
import { eventually } from './waiting';

/** What Chromium asks on its own, whatever is installed in it; and the name that sign-in answers come back to, which is no host. */
const browsersOwn = ['update.googleapis.com', `${chromeId}.chromiumapp.org`];

export interface ChromiumLab {
  readonly context: BrowserContext;
  readonly net: Net;
  readonly id: string;
  /** Errors of the extension's pages and worker. */
  readonly errors: string[];
  /** Hosts that the product had no business with. */
  strangers(): readonly string[];
  open(page: 'options' | 'popup' | 'admin', hash?: string): Promise<Page>;
  /** A page at a host's own address. */
  host(url: string, body: string): Promise<Page>;
  signInToGoogle(page: Page, name: string): Promise<void>;
  signInToSalesforce(page: Page, name: string): Promise<void>;
  /** The worker is stopped, as the browser does when it likes. */
  stopWorker(): Promise<void>;
  /** The browser has lost the extension's database of what was synced; the sign-ins are in another one. */
  loseLedger(): Promise<void>;
  close(): Promise<void>;
}

export async function startChromium(
  sandbox: Sandbox,
  extension: string,
  more: { readonly colorScheme?: 'light' | 'dark' } = {},
): Promise<ChromiumLab> {
  const net = await openNet(sandbox);
  const profile = await mkdtemp(join(tmpdir(), 'instep-profile-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: '/usr/bin/chromium',
    headless: true,
    viewport: { width: 1100, height: 800 },
    locale: 'en-GB',
    timezoneId: 'Europe/Madrid',
    colorScheme: more.colorScheme ?? 'light',
    args: [
      '--no-sandbox',
      `--disable-extensions-except=${extension}`,
      `--load-extension=${extension}`,
      `--proxy-server=${net.proxy}`,
      '--ignore-certificate-errors',
    ],
  });
  const errors: string[] = [];
  context.on('weberror', (error) => errors.push(String(error.error())));
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  const id = new URL(worker.url()).host;
  // Newly installed, it opens its options page, in whatever tab the browser likes.
  await eventually(async () => {
    if (!context.pages().some((page) => page.url().includes('/options/'))) throw new Error('The options page was not opened.');
  });
  await allow(context, id);

  const open: ChromiumLab['open'] = async (page, hash = '') => {
    const tab = await context.newPage();
    await tab.goto(`chrome-extension://${id}/${page}/index.html${hash}`);
    return tab;
  };
  /** The window that the browser opens for a sign-in, at the stand-in's page. */
  const signIn = async (press: () => Promise<void>, name: string) => {
    const [window] = await Promise.all([context.waitForEvent('page'), press()]);
    await window.getByRole('button', { name: new RegExp(name) }).click();
  };
  const stopWorker = async () => {
    const cdp = await context.newCDPSession(context.pages()[0] as Page);
    await cdp.send('ServiceWorker.enable');
    await cdp.send('ServiceWorker.stopAllWorkers');
    await cdp.detach();
  };
  return {
    context,
    net,
    id,
    errors,
    strangers: () => [...net.refused].filter((host) => !browsersOwn.includes(host)),
    open,
    async host(url, body) {
      net.pages.set(new URL(url).origin, body);
      const tab = await context.newPage();
      await tab.goto(url);
      return tab;
    },
    signInToGoogle: (page, name) => signIn(() => page.getByRole('button', { name: 'Sign in to Google' }).first().click(), name),
    signInToSalesforce: async (page, name) => {
      await page.getByRole('button', { name: 'Sign in to Salesforce' }).first().waitFor();
      const address = page.getByRole('textbox', { name: 'Your Salesforce address' });
      if (await address.isVisible()) await address.fill(org);
      await signIn(() => page.getByRole('button', { name: 'Sign in to Salesforce' }).first().click(), name);
    },
    stopWorker,
    async loseLedger() {
      // A file of the extension's that runs nothing, so that nobody opens the database meanwhile.
      const page = await context.newPage();
      await page.goto(`chrome-extension://${id}/manifest.json`);
      await stopWorker();
      await page.evaluate(
        () =>
          new Promise<void>((resolve, reject) => {
            const deleting = indexedDB.deleteDatabase('instep');
            deleting.onsuccess = () => resolve();
            deleting.onerror = () => reject(deleting.error);
          }),
      );
      await stopWorker();
      await page.close();
    },
    async close() {
      await context.close();
      await net.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}

/**
 * The browser's question about the org's address cannot be pressed without a screen: answered beforehand, in the browser's own
 * list of extensions, where a rep could do the same. The product asks as ever.
 */
async function allow(context: BrowserContext, id: string): Promise<void> {
  const page = await context.newPage();
  await page.goto('chrome://extensions');
  await page.evaluate(
    ([extension, host]) => {
      const { developerPrivate } = chrome as unknown as {
        developerPrivate: { addHostPermission(id: string, host: string): Promise<void> };
      };
      return developerPrivate.addHostPermission(extension, host);
    },
    [id, `https://${org}/*`] as const,
  );
  await page.close();
}
