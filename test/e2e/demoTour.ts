/** The tour as somebody walks it who has no mouse: every press is Tab, Enter, Space, an arrow or a letter. */
import type { Frame, Locator, Page } from 'playwright-core';

const most = 260;

/** Tabs until the element has the focus, so that what cannot be reached fails. */
export async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await target.waitFor();
  for (let step = 0; step < most; step++) {
    if (await target.evaluate((element) => element === element.ownerDocument.activeElement && element.ownerDocument.hasFocus())) return;
    await page.keyboard.press(key);
  }
  throw new Error(`No way to ${target} by Tab.`);
}

export async function press(page: Page, target: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

const button = (page: Page, name: string | RegExp): Locator => page.getByRole('button', { name });
const tour = (page: Page): Locator => page.getByRole('region', { name: 'Guided tour' });

export async function nextStep(page: Page): Promise<void> {
  await press(page, tour(page).getByRole('button', { name: 'Next step' }));
}

export async function firstSync(page: Page): Promise<void> {
  await press(page, button(page, 'See the preview'));
  await press(page, button(page, 'Start the first sync'));
  await nextStep(page);
}

async function frameOf(page: Page, title: string): Promise<Frame> {
  const element = await page.waitForSelector(`iframe[title="${title}"]`);
  const frame = await element.contentFrame();
  if (!frame) throw new Error(`${title} has no page.`);
  return frame;
}

/** The first event ahead that has a badge: opened, and moved from its bubble. */
export async function moveMeeting(page: Page): Promise<void> {
  const frame = await frameOf(page, 'Google Calendar');
  await frame.locator('instep-badge:not([hidden])').first().waitFor();
  const chip = frame.locator('.GTG3wb:not(.past)').filter({ hasText: 'Hours for quotes' }).first();
  await press(page, chip);
  await press(page, frame.getByRole('button', { name: '30 min later' }));
  await page.getByText('The meeting has moved in Salesforce too.').waitFor();
  await press(page, button(page, 'See the record'));
  await page.frameLocator('iframe[title="Record page"]').getByRole('heading', { name: 'Hours for quotes' }).waitFor();
  await nextStep(page);
}

export async function editRecord(page: Page): Promise<void> {
  await tabTo(page, page.getByLabel('Title', { exact: true }));
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('Head of testing');
  await press(page, button(page, 'Save'));
  await page.getByText('The contact has changed in the mailbox too.').waitFor();
  await nextStep(page);
}

const focusIn = (frame: Frame, tag: string): Promise<unknown> =>
  frame.waitForFunction((name) => document.activeElement?.localName === name, tag);

/**
 * The card stands last in its page: what the buttons at its foot are is told from behind. After K, "Keep out" is the last but one.
 * Nobody outside can see when a card in a closed root has drawn what K asks for, so it is asked for again when nothing came of it.
 */
async function keepOut(page: Page, frame: Frame): Promise<void> {
  const out = page.getByText('It is kept out.');
  for (let go = 0; go < 4 && !(await out.isVisible()); go++) {
    await page.keyboard.press('k');
    for (let step = 0; step < 20 && (await frame.evaluate(() => document.hasFocus())); step++) await page.keyboard.press('Tab');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await out.waitFor({ timeout: 8000 }).catch(() => undefined);
  }
  await out.waitFor();
}

/** Somebody who is in step can be kept out; others have another question first. */
export async function keepOutAndBack(page: Page): Promise<void> {
  const frame = await frameOf(page, 'Gmail');
  const inStep = frame.locator('instep-badge:visible', { has: frame.locator('button[title^="In step"]') }).first();
  await inStep.waitFor();
  await tabTo(page, inStep);
  await page.keyboard.press('Enter');
  await focusIn(frame, 'instep-card');
  await keepOut(page, frame);
  await page.keyboard.press('z');
  await tour(page).getByText('Done').waitFor();
  await page.keyboard.press('Escape');
  await nextStep(page);
}

export async function breakAndMend(page: Page): Promise<void> {
  await press(page, button(page, 'Let the sign-in run out'));
  await page.getByText('This is all that').waitFor();
  await press(page, page.locator('.d-popup').getByRole('button', { name: 'Sign in to Salesforce' }));
  await tour(page).getByText('Done').waitFor();
  await nextStep(page);
}

export async function resetRep(page: Page): Promise<void> {
  await press(page, button(page, 'Tomás Rey'));
  await press(page, button(page, 'Reset…'));
  const dialog = page.getByRole('dialog');
  await press(page, dialog.getByRole('button', { name: 'Dry run' }));
  await press(page, dialog.getByRole('button', { name: 'Go on' }));
  await tabTo(page, dialog.getByRole('checkbox').first());
  await page.keyboard.press('Space');
  await press(page, dialog.getByRole('button', { name: 'Reset Tomás Rey' }));
  await dialog.getByText('done', { exact: false }).first().waitFor();
  await press(page, dialog.getByRole('button', { name: 'Close' }));
  await tour(page).getByText('Done').waitFor();
  await nextStep(page);
  await page.getByText('That was the tour.').waitFor();
}
