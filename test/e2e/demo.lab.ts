/** The demo page in real Chromium, as a stranger opens it: what the console complains about and what leaves the computer is written down. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { startChromium } from '../../tools/walk/chromium';
import { type Started, startDemo } from '../../tools/walk/startDemo';

export interface Lab {
  readonly browser: Browser;
  readonly demo: Started;
  close(): Promise<void>;
}

export async function openLab(): Promise<Lab> {
  const [browser, demo] = await Promise.all([startChromium(), startDemo()]);
  return {
    browser,
    demo,
    async close() {
      await browser.close();
      if (demo.left()) await demo.interrupt();
    },
  };
}

export interface Opened {
  readonly page: Page;
  /** What the console and the page complained about, and requests to anything but this computer. */
  readonly wrong: readonly string[];
  close(): Promise<void>;
}

interface Ways extends BrowserContextOptions {
  /** Before the page is opened. */
  readonly first?: (page: Page) => Promise<unknown>;
}

export async function openPage({ browser, demo }: Lab, where = '', { first, ...options }: Ways = {}): Promise<Opened> {
  const context = await browser.newContext({
    viewport: { width: 1360, height: 880 },
    timezoneId: 'Europe/Madrid',
    locale: 'en-GB',
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(45_000);
  const wrong: string[] = [];
  page.on('pageerror', (error) => wrong.push(error.message));
  page.on('console', (message) => message.type() === 'error' && wrong.push(`${message.text()} ${message.location().url}`));
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol.startsWith('http') && hostname !== 'localhost') wrong.push(`went out to ${request.url()}`);
  });
  await first?.(page);
  await page.goto(`${demo.url}/${where}`);
  await page.locator('.d-page').waitFor();
  return { page, wrong, close: () => context.close() };
}

/** The frame of a shell, once its page is drawn. */
export async function drawn(page: Page, url: string): Promise<void> {
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
  for (const frame of page.frames())
    if (frame !== page.mainFrame() && frame.url().startsWith(url)) await frame.locator('main').first().waitFor();
}
