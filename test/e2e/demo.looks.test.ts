/** The demo page's looks (SUR7): axe on every screen, light and dark; nothing cut off when it is narrow, large, German or from right to left. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toScreen } from '../../tools/screenshots/pictures';
import { axe } from '../axe';
import { drawn, type Lab, openLab, openPage } from './demo.lab';

let lab: Lab;
beforeAll(async () => {
  lab = await openLab();
}, 180_000);
afterAll(() => lab?.close());

const screens = [
  'Popup',
  'Gmail',
  'Google Calendar',
  'Google Contacts',
  'Outlook',
  'Salesforce',
  'What Instep did',
  'Admin',
  'Your own data',
];

describe('SUR7', () => {
  test.each(['light', 'dark'] as const)('axe has no finding on any screen, %s', { timeout: 300_000 }, async (colorScheme) => {
    const { page, close } = await openPage(lab, '', { colorScheme });
    const found: string[] = [];
    found.push(...(await axe(page)).map((finding) => `First run: ${finding}`));
    await page.getByRole('button', { name: 'See the preview' }).click();
    await page.getByRole('button', { name: 'Start the first sync' }).waitFor();
    found.push(...(await axe(page)).map((finding) => `Preview: ${finding}`));
    await page.getByRole('button', { name: 'Start the first sync' }).click();
    await page.getByRole('button', { name: 'Next step' }).waitFor();
    for (const screen of screens) {
      await toScreen(page, screen);
      await drawn(page, lab.demo.url);
      found.push(...(await axe(page)).map((finding) => `${screen}: ${finding}`));
      for (const frame of page.frames()) {
        if (frame === page.mainFrame() || !frame.url().startsWith(lab.demo.url)) continue;
        found.push(...(await axe(frame)).map((finding) => `${screen} (shell): ${finding}`));
      }
    }
    expect(found).toEqual([]);
    await close();
  });

  test.each([
    ['at 320 px', '', { width: 320, height: 800 }],
    ['at 320 px in German', '?lang=de', { width: 320, height: 800 }],
    ['at 200 %', '', { width: 680, height: 440 }],
    ['from right to left', '?dir=rtl', { width: 1360, height: 880 }],
    ['from right to left at 320 px', '?dir=rtl', { width: 320, height: 800 }],
  ] as const)('nothing is cut off %s', { timeout: 200_000 }, async (_, query, viewport) => {
    const { page, close } = await openPage(lab, query, { viewport });
    const buttons = await page.getByRole('navigation').first().getByRole('button').all();
    const found: string[] = [];
    for (const button of buttons) {
      await button.click();
      await drawn(page, lab.demo.url);
      found.push(...(await page.evaluate(wide)));
      for (const frame of page.frames()) {
        if (frame === page.mainFrame() || !frame.url().startsWith(lab.demo.url)) continue;
        found.push(...(await frame.evaluate(wide)).map((one) => `${frame.url()}: ${one}`));
      }
    }
    expect(found).toEqual([]);
    await close();
  });
});

/** The page scrolls sideways, or something of ours ends beyond its edge. */
function wide(): readonly string[] {
  const { scrollWidth, clientWidth } = document.documentElement;
  const page = scrollWidth > clientWidth + 1 ? [`the page is ${scrollWidth} wide, of ${clientWidth}`] : [];
  const scrolls = '.is-sr, .sr, .is-table-wrap, .is-table-panel, .is-chart, .sheet, [hidden], [aria-hidden="true"], .afn, .RDlrG';
  const out = [...document.querySelectorAll<HTMLElement>('button, h1, h2, h3, p, label, input, a')]
    .filter((element) => !element.closest(scrolls) && element.checkVisibility())
    .filter((element) => {
      const { left, right, width } = element.getBoundingClientRect();
      return width > 0 && (left < -1 || right > clientWidth + 1);
    })
    .map((element) => `${element.localName}.${element.className}: ${element.textContent?.slice(0, 40)}`);
  return [...page, ...out];
}
