/** Pictures of gallery screens: `npx tsx test/pages/gallery/shoot.ts <folder> [screen?query …]`. Builds the gallery first. */
import { mkdir } from 'node:fs/promises';
import { chromium } from 'playwright-core';
import { serveGallery } from './serve';

const [folder = '.cache/shots', ...wanted] = process.argv.slice(2);
await mkdir(folder, { recursive: true });
const { base, close } = await serveGallery();
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
for (const shot of wanted) {
  const [screen = '', ...rest] = shot.split('&');
  const query = new URLSearchParams(rest.join('&'));
  const context = await browser.newContext({
    viewport: { width: Number(query.get('width') ?? 1280), height: Number(query.get('height') ?? 860) },
    timezoneId: 'UTC',
    forcedColors: query.get('forced') ? 'active' : 'none',
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => console.log(screen, error.message));
  page.on('console', (message) => message.type() === 'error' && console.log(screen, message.text()));
  await page.goto(`${base}?screen=${encodeURIComponent(screen)}&${rest.join('&')}`);
  await page.waitForSelector('body[data-ready]', { timeout: 10_000 });
  await page.waitForTimeout(500);
  await page.screenshot({ path: `${folder}/${shot.replace(/[^a-z0-9]+/gi, '-')}.png`, fullPage: true });
  await context.close();
}
await browser.close();
await close();
process.exit(0);
