/**
 * Outlook for a test: the built, unchanged add-in with the real Office.js in a make-believe host, over the sandbox, in Chromium.
 * What its pages ask of Office's CDN is answered from the npm package.
 */
import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Frame, type FrameLocator, type Page } from 'playwright-core';
import { build } from 'vite';
import { expect } from 'vitest';
import { addinConfig } from '../../addin/vite';
import { developmentId } from '../../manifests/outlook/source';
import { ajaxCdn, officeCdn } from '../../sandbox/hosts/outlook';
import { microsoftAjax } from '../../sandbox/hosts/outlook/ajax';
import { serveOutlook } from '../../sandbox/hosts/outlook/serve';
import { type Sandbox, startSandbox } from '../../sandbox/server';
import { asReleased } from '../asReleased';

/** Of a busy machine. */
const patience = Number(process.env.PATIENCE ?? 30_000);
const root = resolve(import.meta.dirname, '../..');
const officeJs = join(root, 'node_modules/@microsoft/office-js/dist');

let built: Promise<string> | null = null;

/** Once for all tests of a process, for stand-ins on any port of this machine. */
export function builtAddin(): Promise<string> {
  built ??= (async () => {
    const outDir = await mkdtemp(join(tmpdir(), 'instep-addin-'));
    const config = addinConfig({
      id: developmentId,
      version: '0.1.0',
      url: 'https://addin.instep.example/addin/',
      standIns: ['http://localhost:*'],
      settings: {},
      outDir,
    });
    await asReleased(() => build({ ...config, configFile: false }));
    return outDir;
  })();
  return built;
}

export interface Lab {
  readonly sandbox: Sandbox;
  readonly origin: string;
  readonly context: BrowserContext;
  readonly page: Page;
  readonly pane: FrameLocator;
  readonly dist: string;
  /** The pane's frame, for a look behind its screen. */
  frame(): Frame;
  /** Addresses that the add-in's pages asked for. */
  readonly asked: readonly string[];
  /** Everything that the pages wrote to the console as an error. */
  readonly errors: readonly string[];
  /** Presses a ribbon button, or fires an event; resolves when the add-in has said `event.completed`. */
  command(name: string): Promise<void>;
  close(): Promise<void>;
}

export interface LabOptions {
  readonly user: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly sandbox?: Sandbox;
  /** Office's CDN does not answer. */
  readonly noOffice?: boolean;
  readonly colorScheme?: 'light' | 'dark';
  readonly forcedColors?: 'active' | 'none';
  /** Runs before the page does. */
  readonly before?: (context: BrowserContext, sandbox: Sandbox) => Promise<void>;
}

let browser: Promise<Browser> | null = null;
export const launched = (): Promise<Browser> => {
  browser ??= chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-features=LocalNetworkAccessChecks,PrivateNetworkAccessSendPreflights,BlockInsecurePrivateNetworkRequests',
    ],
  });
  return browser;
};

export async function closeBrowser(): Promise<void> {
  await (await browser)?.close();
  browser = null;
}

export const canRun = existsSync('/usr/bin/chromium');

export async function openOutlook(options: LabOptions): Promise<Lab> {
  const [dist, chrome] = await Promise.all([builtAddin(), launched()]);
  const sandbox = options.sandbox ?? (await startSandbox({ secure: false }));
  const context = await chrome.newContext({
    viewport: { width: 1280, height: 860 },
    colorScheme: options.colorScheme ?? 'light',
    forcedColors: options.forcedColors ?? 'none',
    locale: 'en-GB',
    timezoneId: 'Europe/Oslo',
    ignoreHTTPSErrors: true,
  });
  const asked: string[] = [];
  const errors: string[] = [];
  const outlook = await serveOutlook({
    urls: sandbox.urls,
    addin: dist,
    officeJs,
    offline: false,
    now: () => sandbox.world.clock.now(),
    settings: settingsFor(sandbox),
    heard: (path) => asked.push(path),
  });
  await context.route(`${officeCdn}**`, async (route) => {
    if (options.noOffice) return route.abort();
    asked.push(route.request().url());
    const path = new URL(route.request().url()).pathname.replace('/lib/1/hosted/', '');
    await route.fulfill(path.includes('..') ? { status: 404 } : { path: join(officeJs, path) }).catch(() => route.fulfill({ status: 404 }));
  });
  await context.route(ajaxCdn, (route) => route.fulfill({ contentType: 'text/javascript', body: microsoftAjax }));
  await options.before?.(context, sandbox);
  context.setDefaultTimeout(patience);
  const page = await context.newPage();
  context.on('weberror', (error) => errors.push(String(error.error())));
  page.on('console', (message) => {
    if (message.type() === 'error' && /instep|Content Security|Uncaught/i.test(message.text())) errors.push(message.text());
  });
  const query = new URLSearchParams({ user: options.user, ...options.query });
  await page.goto(`${outlook.url}/outlook/?${query}`);
  await page.waitForSelector('body[data-ready=yes]');
  return {
    sandbox,
    origin: outlook.url,
    context,
    page,
    dist,
    asked,
    errors,
    pane: page.frameLocator('#pane'),
    frame: () => {
      const frame = page.frames().find((one) => one.url().includes('/taskpane/'));
      if (!frame) throw new Error('the pane is not open');
      return frame;
    },
    command: (name) =>
      page.evaluate(async (wanted) => {
        const { outlook } = window as unknown as { outlook: { command(name: string): Promise<void> } };
        await outlook.command(wanted);
      }, name),
    close: async () => {
      await context.close();
      await outlook.close();
      if (!options.sandbox) await sandbox.close();
    },
  };
}

export const settingsFor = (sandbox: Sandbox) => ({
  entra: { clientId: '11111111-2222-4333-8444-555555555555', authority: `${sandbox.urls.graph}/common` },
  salesforce: { clientId: 'instep-salesforce-client', login: sandbox.urls.salesforce },
  origins: {
    'https://graph.microsoft.com': sandbox.urls.graph,
    'https://brightwater.my.salesforce.com': sandbox.urls.salesforce,
  },
});

/** What a person does: signs in to one of the two, picking themselves on the vendor's page where it asks. */
export async function signIn(lab: Lab, system: 'Salesforce' | 'Microsoft', user: string): Promise<void> {
  const popup = lab.context.waitForEvent('page');
  await lab.pane.getByRole('button', { name: new RegExp(`Sign in to ${system}`) }).click();
  const opened = await popup;
  const pick = opened.getByRole('link', { name: user }).or(opened.getByRole('button', { name: user }));
  await Promise.race([
    opened.waitForEvent('close', { timeout: patience }),
    pick
      .first()
      .click({ timeout: patience })
      .catch(() => undefined),
  ]);
}

/** From the first screen to the end of the first sync. */
export async function firstRun(lab: Lab, user: { readonly email: string; readonly name: string }): Promise<void> {
  await signIn(lab, 'Microsoft', user.name);
  await lab.pane.getByText('Connected').first().waitFor();
  await signIn(lab, 'Salesforce', user.name);
  await lab.pane.getByRole('button', { name: /preview/i }).click();
  await lab.pane.getByRole('button', { name: /Start the first sync/ }).click({ timeout: 60_000 });
}

/** Nothing is running any more, and nothing waits that could run now. */
export async function settled(lab: Lab): Promise<void> {
  await soon(() => lab.pane.getByRole('progressbar').count()).toBe(0);
  await lab.pane
    .getByText(/Checked|in step|In step/)
    .first()
    .waitFor();
}

/** What becomes true when the product has done its work. */
export const soon = <T>(what: () => T | Promise<T>) => expect.poll(what, { timeout: patience, interval: 40 });

/** What the add-in's own database holds: access and refresh tokens of both sides. */
export const tokensOf = (lab: Lab): Promise<readonly string[]> =>
  lab.frame().evaluate(
    () =>
      new Promise<string[]>((resolve, reject) => {
        const opening = indexedDB.open('instep-sign-in');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const all = opening.result.transaction('kept').objectStore('kept').getAll();
          all.onsuccess = () => {
            opening.result.close();
            resolve(
              (all.result as { access: string; refresh: string }[]).flatMap(({ access, refresh }) => [access, refresh]).filter(Boolean),
            );
          };
        };
      }),
  );
