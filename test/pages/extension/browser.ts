/** Debian's Chromium with the built extension, and pages that stand where Google's do: each request is answered here, none goes out. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page, type Worker } from 'playwright-core';
import type { StubControl } from './control';

export interface Rig {
  readonly context: BrowserContext;
  readonly worker: Worker;
  /** A page at that address with that body; frames of other addresses as given. */
  open(url: string, body: string, frames?: Readonly<Record<string, string>>): Promise<Page>;
  stub<T>(use: (control: StubControl) => T): Promise<T>;
  setStub(change: Partial<Pick<StubControl, 'mode' | 'name' | 'only'>>): Promise<void>;
  tell(): Promise<void>;
  readonly errors: string[];
  readonly outside: string[];
  close(): Promise<void>;
}

export async function startRig(extension: string): Promise<Rig> {
  const profile = await mkdtemp(join(tmpdir(), 'instep-profile-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: '/usr/bin/chromium',
    headless: true,
    viewport: { width: 1200, height: 900 },
    args: ['--no-sandbox', `--disable-extensions-except=${extension}`, `--load-extension=${extension}`],
  });
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  const errors: string[] = [];
  const outside: string[] = [];
  const pages = new Map<string, string>();
  await context.route(/^https?:/, async (route) => {
    const url = route.request().url();
    const body = pages.get(url.split('#')[0] ?? '');
    if (body !== undefined) return route.fulfill({ contentType: 'text/html; charset=utf-8', body });
    if (route.request().resourceType() === 'document') outside.push(url);
    return route.fulfill({ status: 404, body: '' });
  });
  context.on('page', (page) => page.on('pageerror', (error) => errors.push(error.message)));
  return {
    context,
    worker,
    errors,
    outside,
    async open(url, body, frames = {}) {
      pages.set(url.split('#')[0] ?? '', body);
      for (const [frame, content] of Object.entries(frames)) pages.set(frame, content);
      const page = await context.newPage();
      await page.goto(url);
      return page;
    },
    stub: (use) => worker.evaluate(`(${String(use)})(globalThis.stub)`),
    setStub: (change) => worker.evaluate((given) => void Object.assign((globalThis as unknown as { stub: object }).stub, given), change),
    tell: () => worker.evaluate(() => (globalThis as unknown as { tell: () => void }).tell()),
    async close() {
      await context.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}

export interface Seen {
  readonly kind: string;
  readonly for: string;
  readonly inBody: boolean;
}

/** Every badge of the page, as the page can see it. */
export const badgesOf = (page: Pick<Page, 'evaluate'>): Promise<Seen[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('instep-badge:not([hidden])')].map((badge) => ({
      kind: badge.getAttribute('kind') ?? '',
      for: badge.getAttribute('for') ?? '',
      inBody: badge.closest('.a3s, [contenteditable="true"]') !== null,
    })),
  );

/** Badges once they have stopped changing: a status is one message away. */
export async function settled(page: Page): Promise<Seen[]> {
  let before = '';
  for (let quiet = 0, looks = 0; quiet < 3 && looks < 60; looks++) {
    await page.waitForTimeout(100);
    const now = JSON.stringify(await badgesOf(page));
    quiet = now === before ? quiet + 1 : 0;
    before = now;
  }
  return badgesOf(page);
}
