/** Every screen in a real browser: axe without a finding, usable by keyboard alone, nothing clipped, nothing hard-coded (SUR7). */
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contactFields } from '../../shared/core/contacts';
import { eventFields } from '../../shared/core/events';
import { axe } from '../axe';
import * as adminData from './gallery/fakeAdmin';
import { type Gallery, serveGallery } from './gallery/serve';
import * as repData from './gallery/world';

let gallery: Gallery;
let browser: Browser;
let base = '';
let names: readonly string[] = [];

beforeAll(async () => {
  gallery = await serveGallery();
  base = gallery.base;
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
  const { page, close } = await open('index');
  // Single cards and popups are shown together on one page each.
  names = (await page.locator('li a').allTextContents()).filter((name) => !/^(card|popup) /.test(name));
  await close();
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await gallery?.close();
});

interface Look {
  readonly width?: number;
  readonly theme?: 'light' | 'dark';
  readonly query?: string;
}

const broken = new WeakMap<Page, string[]>();

async function newPage({ width = 1280, theme = 'light' }: Look) {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
    colorScheme: theme,
  });
  const page = await context.newPage();
  const errors: string[] = [];
  broken.set(page, errors);
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  return page;
}

async function visit(page: Page, screen: string, { theme = 'light', query = '' }: Look): Promise<void> {
  await page.goto(`${base}?screen=${encodeURIComponent(screen)}&theme=${theme}${query}`);
  await page.waitForSelector('body[data-ready]');
  // Answers come at once; lines of "loading" appear after 300 ms, so that they are looked at too.
  await page.waitForTimeout(/loading|popups/.test(screen) ? 350 : 60);
  if (!/loading|popups/.test(screen)) await page.waitForSelector('.is-lines', { state: 'detached' });
}

async function open(screen: string, look: Look = {}) {
  const page = await newPage(look);
  await visit(page, screen, look);
  return { page, close: () => page.context().close() };
}

/** Fluent in panes and first run, Google on cards, our own elsewhere: as the surfaces do. */
const lookOf = (screen: string): string =>
  /^(pane|first)/.test(screen) ? '&look=fluent' : screen === 'cards' || screen === 'badges' ? '&look=google' : '';

/** All screens, two at a time, and every finding at once: a list says more than the first of its lines. */
async function eachScreen(look: Look, check: (page: Page, screen: string) => Promise<readonly string[]>): Promise<void> {
  const found: Record<string, readonly string[]> = {};
  const left = [...names];
  const walk = async () => {
    const page = await newPage(look);
    for (let screen = left.shift(); screen !== undefined; screen = left.shift()) {
      await visit(page, screen, { ...look, query: `${lookOf(screen)}${look.query ?? ''}` });
      const own = [...(await check(page, screen)), ...(broken.get(page)?.splice(0) ?? [])];
      if (own.length > 0) found[screen] = own;
    }
    await page.context().close();
  };
  await Promise.all([walk(), walk()]);
  expect(found).toEqual({});
}

/** What another theme can change; the rest is the same page. */
const ofColour = ['color-contrast', 'link-in-text-block'];

/** Screens whose badges and cards are told their theme as they are drawn: in the dark they are another page. */
const drawnInTheme = /^(badges|cards)/;

describe('axe', () => {
  test('SUR7 no finding on any screen, in light, in forced colours and in the dark', { timeout: 400_000 }, async () => {
    await eachScreen({}, async (page, screen) => {
      const light = await axe(page);
      await page.emulateMedia({ forcedColors: 'active' });
      const forced = await axe(page, ofColour);
      await page.emulateMedia({ forcedColors: 'none', colorScheme: 'dark' });
      if (drawnInTheme.test(screen)) await visit(page, screen, { theme: 'dark', query: lookOf(screen) });
      else await page.evaluate(() => document.documentElement.setAttribute('data-theme', 'dark'));
      const dark = await axe(page, ofColour);
      await page.emulateMedia({ colorScheme: 'light' });
      return [...light, ...forced, ...dark];
    });
  });

  test('SUR7 no finding in what opens on a press: choices, lists, tables, dialogs', { timeout: 200_000 }, async () => {
    const presses: readonly (readonly [string, readonly string[]])[] = [
      ['card in step', ['Why?']],
      ['card in step', ['History (4)']],
      ['card in step with remarks', ['Keep out of Salesforce']],
      ['card in step with remarks', ['Relate: lab@okafor.example']],
      ['card not in salesforce', ['Keep out of Salesforce']],
      ['options did', ['Changes at 16:58']],
      ['options did', ['Undo all 2 changes']],
      ['options connections', ['Disconnect']],
      ['popup guard', ['Delete 214']],
      ['admin issues', ['Show items: Validation rule']],
      ['admin pictures', ['As a table']],
      ['admin reps', ['Reset several']],
      ['reset', ['Dry run']],
      ['reset several', ['Dry run']],
      ['reset', ['Dry run', 'Go on']],
    ];
    const found: unknown[] = [];
    const left = [...presses];
    const walk = async () => {
      const page = await newPage({});
      for (let press = left.shift(); press; press = left.shift()) {
        const [screen, names] = press;
        await visit(page, screen, {});
        for (const name of names) {
          await page.getByRole('button', { name, exact: true }).first().click();
          await page.waitForTimeout(150);
        }
        const own = await axe(page);
        if (own.length > 0) found.push([screen, names, own]);
      }
      await page.context().close();
    };
    await Promise.all([walk(), walk()]);
    expect(found).toEqual([]);
  });
});

/** What sticks out of the page, or is cut off although nobody meant it to be. */
const clipped = (page: Page) =>
  page.evaluate(() => {
    const wide =
      document.documentElement.scrollWidth > document.documentElement.clientWidth + 1
        ? [`the page is ${document.documentElement.scrollWidth} wide`]
        : [];
    const cut = [...document.querySelectorAll<HTMLElement>('button, p, h1, h2, h3, dd, dt, label, span, td, th, li')].filter((element) => {
      const style = getComputedStyle(element);
      if (element.closest('.is-clip, .is-sr, .is-table-wrap, .is-table-panel, .is-chart') || style.overflowX === 'visible') return false;
      return element.scrollWidth > element.clientWidth + 1;
    });
    return [...wide, ...cut.map((element) => `${element.className}: ${element.textContent?.slice(0, 40)}`)];
  });

/** Controls of less than 24 by 24 px; a radio or box counts with its label (WCAG 2.5.8). */
const small = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, input, select')]
      .filter((element) => {
        const box = (
          element.matches('input[type=radio], input[type=checkbox]') ? (element.closest('label') ?? element) : element
        ).getBoundingClientRect();
        const around = element.matches('td input, li > input') ? 8 : 0;
        return box.width > 0 && (box.height + around < 23.5 || box.width + around < 23.5);
      })
      .map((element) => `too small: ${element.className} ${element.textContent?.slice(0, 30)}`),
  );

/** Values that come from mail, CRM or Intl are no texts of ours; API names of fields are Salesforce's. */
const fields = [...contactFields, ...eventFields].map(({ crmDefault }) => crmDefault);
const known = `${JSON.stringify(repData)} ${JSON.stringify(adminData)} ${fields.join(' ')} Lab Okafor Contact, Okafor Cold Storage, Gunnar Vik, Service NF JB IS PR HP Kran Firefox HOME Gmail Google Calendar Google Contacts`;
const ofIntl = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|AM|PM|minutes?|min|ago|now|and|at|in)$/;

async function english(page: Page): Promise<readonly string[]> {
  const texts = await page.evaluate(() => {
    const found: string[] = [];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      if (node instanceof Text && !node.parentElement?.closest('script, style')) found.push(node.data);
      if (node instanceof Element)
        found.push(...['aria-label', 'title', 'placeholder', 'alt'].map((name) => node.getAttribute(name) ?? ''));
    }
    return found;
  });
  return [
    ...new Set(texts.flatMap((text) => text.match(/[A-Za-z]{2,}/g) ?? []).filter((word) => !ofIntl.test(word) && !known.includes(word))),
  ];
}

describe('room and texts', () => {
  test('SUR7 at 320 px, in a longer language, nothing is clipped and every target is 24 px', { timeout: 400_000 }, async () => {
    await eachScreen({ width: 320, query: '&locale=de' }, async (page) => [...(await clipped(page)), ...(await small(page))]);
  });

  test('SUR7 at 200 % nothing is clipped', { timeout: 400_000 }, async () => {
    await eachScreen({ width: 640 }, clipped);
  });

  test('SUR7 right to left, with texts 40 % longer: nothing is clipped, and no English is hard-coded', { timeout: 400_000 }, async () => {
    await eachScreen({ width: 360, query: '&locale=pseudo&dir=rtl' }, async (page) => [...(await clipped(page)), ...(await english(page))]);
  });
});

describe('keyboard alone', () => {
  const focused = (page: Page) =>
    page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent?.trim() ?? '');

  test('DESIGN 10 the card: headline, close, content, main, others, foot; arrows choose; Enter pairs', async () => {
    const { page, close } = await open('card several matches');
    expect(await focused(page)).toBe('Two Salesforce contacts match');
    const order: string[] = [];
    for (let at = 0; at < 7; at++) {
      await page.keyboard.press('Tab');
      order.push(
        await page.evaluate(() =>
          document.activeElement instanceof HTMLInputElement
            ? 'radio'
            : (document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent?.trim() ?? ''),
        ),
      );
    }
    expect(order).toEqual(['Close', 'radio', 'Pair with this one', 'Create a new record', 'Keep out of Salesforce', 'Why?', 'History']);
    await page.getByRole('radio').first().focus();
    await page.keyboard.press('ArrowDown');
    expect(await page.getByRole('radio', { name: /Bergen Port/ }).isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Pair with this one' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForTimeout(100);
    expect(await page.getByRole('status').first().textContent()).toBe('Paired.');
    await close();
  });

  test('DESIGN 10 the card’s keys: W, H, K; the focus follows to the new headline', async () => {
    const { page, close } = await open('card in step');
    for (const [key, headline] of [
      ['w', 'Why is it in step?'],
      ['h', 'History'],
      ['k', 'Keep out of Salesforce?'],
    ] as const) {
      await page.keyboard.press(key);
      await page.waitForTimeout(60);
      expect(await focused(page)).toBe(headline);
    }
    await close();
  });

  test('RST3 the reset dialog by keyboard: focus stays inside, Enter goes on only on the button, Esc cancels', async () => {
    const { page, close } = await open('reset');
    expect(await focused(page)).toBe('Reset Nora Feld');
    for (let at = 0; at < 6; at++) {
      await page.keyboard.press('Tab');
      const inside = await page.evaluate(
        () => document.activeElement === document.body || document.querySelector('dialog')?.contains(document.activeElement),
      );
      expect(inside).toBe(true);
    }
    await page.getByRole('button', { name: 'Dry run' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForTimeout(200);
    expect(await focused(page)).toBe('Reset Nora Feld');
    expect(await page.locator('[aria-current=step]').textContent()).toBe('2. Dry run and scope');
    await page.getByRole('radio', { name: 'Everything' }).focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.getByRole('radio', { name: 'Contacts' }).isChecked()).toBe(true);
    await page.keyboard.press('Enter');
    expect(await page.locator('[aria-current=step]').textContent()).toBe('2. Dry run and scope');
    await page.getByRole('button', { name: 'Go on' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForTimeout(100);
    await page.getByRole('checkbox').focus();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Reset Nora Feld' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForTimeout(200);
    expect(await focused(page)).toBe('Reset of Nora Feld');
    await close();
  });

  test('SUR1 a badge is reached by Tab and opened by Enter or Space', async () => {
    const { page, close } = await open('badges', { query: '&look=google' });
    // The scrolling table around them may be a stop before.
    for (let at = 0; at < 2 && !(await page.evaluate(() => document.activeElement?.matches('instep-badge'))); at++)
      await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('INSTEP-BADGE');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Space');
    expect(await page.evaluate(() => document.body.dataset.opened)).toBe('2');
    await close();
  });
});
