/**
 * `npm run screenshots`: the pictures in docs/images, from the real screens. Starts the demo with a fresh company at a fixed moment, walks its tour
 * by mouse, visits every surface, and writes WebP files; the same sources give the same company, people and times; fonts are the machine's, and "1 min ago" is how long it took.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { pictures } from './screenshots/pictures';
import { animated, type Still, toWebp } from './screenshots/webp';
import { type Moment, openRoots, walkByMouse } from './walk/byMouse';
import { startChromium } from './walk/chromium';
import { startDemo } from './walk/startDemo';

const folder = resolve(process.argv[2] ?? join(import.meta.dirname, '../docs/images'));
/** A Wednesday morning in Madrid. */
const now = Date.parse('2027-03-10T08:12:00Z');
const viewport = { width: 1360, height: 880 };

/** What the animation shows, and for how long. */
const told: Readonly<Partial<Record<Moment, number>>> = {
  preview: 2600,
  calendar: 1800,
  moved: 2400,
  record: 2400,
  edited: 2200,
  card: 2400,
  'kept out': 2400,
  'signed out': 2600,
  'dry run': 2800,
  reset: 3200,
};

/** Seconds tell how fast this machine is: they are no part of a picture. A text, since it runs in the page as it stands. */
const withoutSeconds = `Intl.DateTimeFormat = new Proxy(Intl.DateTimeFormat, {
  construct(Format, [languages, { second, ...wished } = {}]) {
    return new Format(languages, wished);
  },
});`;

let bytes = 0;
function write(name: string, content: Buffer): void {
  writeFileSync(join(folder, name), content);
  bytes += content.length;
  process.stdout.write(`${name} ${Math.round(content.length / 1024)} kB\n`);
}

async function post(url: string, body: unknown): Promise<void> {
  const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
}

async function open(browser: Browser, url: string, colorScheme: 'light' | 'dark'): Promise<Page> {
  const context = await browser.newContext({
    viewport,
    deviceScaleFactor: 1.5,
    locale: 'en-GB',
    timezoneId: 'Europe/Madrid',
    colorScheme,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await openRoots(page);
  await page.addInitScript({ content: withoutSeconds });
  await page.goto(url);
  await page.locator('.d-page').waitFor();
  return page;
}

const settle = async (page: Page): Promise<void> => {
  await page.mouse.move(1, 1);
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
  await page.waitForTimeout(400);
};

mkdirSync(folder, { recursive: true });
const [browser, demo] = await Promise.all([startChromium(), startDemo(['--fresh'])]);
try {
  await post(`${demo.url}/control/clock`, { now });
  await post(`${demo.url}/control/seed`, { name: 'company' });
  const page = await open(browser, demo.url, 'light');
  const painter = await (await browser.newContext()).newPage();
  const shot = async (css?: string): Promise<Buffer> => {
    await settle(page);
    if (css === undefined) return page.screenshot();
    const part = page.locator(css).first();
    // What was clicked last may have scrolled it.
    await part.evaluate((element) => element.scrollTo(0, 0));
    return part.screenshot();
  };

  const stills: Still[] = [];
  await walkByMouse(page, async (moment) => {
    const ms = told[moment];
    if (ms !== undefined) stills.push({ webp: await toWebp(painter, await shot(), { width: 1020, quality: 0.7 }), ms });
    if (moment === 'preview') write('first-run.webp', await toWebp(painter, await shot('.d-popup > *')));
    if (moment === 'card') write('demo.webp', await toWebp(painter, await shot()));
  });
  write('tour.webp', animated(stills, 2));
  await page.getByRole('button', { name: 'Close the tour' }).click();

  for (const theme of ['light', 'dark'] as const) {
    await page
      .getByRole('group', { name: 'Theme' })
      .getByText(theme === 'light' ? 'Light' : 'Dark')
      .click();
    for (const { name, take, go } of pictures) {
      try {
        await go(page);
        write(`${name}-${theme}.webp`, await toWebp(painter, await shot(take)));
      } catch (error) {
        process.exitCode = 1;
        process.stderr.write(
          `${name}-${theme} is missing: ${error instanceof Error ? error.message.split('\n').slice(0, 4).join(' ') : ''}\n`,
        );
      }
      await page.keyboard.press('Escape');
    }
  }
} finally {
  await browser.close();
  await demo.interrupt();
}
const gallery = pictures.map(({ name, says }) => `## ${says}\n\n![light](${name}-light.webp)\n![dark](${name}-dark.webp)\n`);
writeFileSync(
  join(folder, 'README.md'),
  `# The surfaces, light and dark\n\nMade from the real screens by \`npm run screenshots\`, over the demo's company.\n\n${gallery.join('\n')}`,
);
process.stdout.write(`${Math.round(bytes / 1024)} kB in all, in ${folder}\n`);
