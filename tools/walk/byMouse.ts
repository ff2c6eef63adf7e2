/**
 * The six steps of the tour as somebody walks them who has a mouse. Whoever takes pictures looks on: `seen` is called at each
 * moment that is worth one.
 */
import type { Frame, Page } from 'playwright-core';

export type Moment =
  | 'preview'
  | 'synced'
  | 'calendar'
  | 'moved'
  | 'record'
  | 'edited'
  | 'card'
  | 'kept out'
  | 'taken back'
  | 'signed out'
  | 'signed in'
  | 'dry run'
  | 'reset';

export type Seen = (moment: Moment, page: Page) => Promise<void>;

/** Badges and cards stand in closed shadow roots; whoever walks from outside must see into them. To be called before the page is opened. */
export const openRoots = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const attach = Element.prototype.attachShadow;
    Element.prototype.attachShadow = function (init) {
      return attach.call(this, { ...init, mode: 'open' });
    };
  });

const tour = (page: Page) => page.getByRole('region', { name: 'Guided tour' });

async function next(page: Page): Promise<void> {
  await tour(page).getByRole('button', { name: 'Next step' }).click();
}

export async function frameOf(page: Page, title: string): Promise<Frame> {
  const element = await page.waitForSelector(`iframe[title="${title}"]`);
  const frame = await element.contentFrame();
  if (!frame) throw new Error(`${title} has no page.`);
  await frame.locator('instep-badge:not([hidden])').first().waitFor();
  return frame;
}

async function firstSync(page: Page, seen: Seen): Promise<void> {
  await page.getByRole('button', { name: 'See the preview' }).click();
  const start = page.getByRole('button', { name: 'Start the first sync' });
  await start.waitFor();
  await seen('preview', page);
  await start.click();
  await tour(page).getByText('Done').waitFor();
  await seen('synced', page);
  await next(page);
}

/** Half an hour is so many pixels in the week; a little more, so that the shell rounds to it. */
const halfAnHour = 26;

async function moveMeeting(page: Page, seen: Seen): Promise<void> {
  const frame = await frameOf(page, 'Google Calendar');
  const chip = frame.locator('.GTG3wb:not(.past)').filter({ hasText: 'Hours for quotes' }).first();
  await chip.scrollIntoViewIfNeeded();
  await chip.locator('instep-badge:not([hidden])').waitFor();
  await seen('calendar', page);
  const box = await chip.boundingBox();
  if (!box) throw new Error('The meeting is not to be seen.');
  const [x, y] = [box.x + box.width / 3, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (const step of [0.25, 0.5, 0.75, 1]) await page.mouse.move(x, y + halfAnHour * step);
  await page.mouse.up();
  await page.getByText('The meeting has moved in Salesforce too.').waitFor();
  await seen('moved', page);
  await page.getByRole('button', { name: 'See the record' }).click();
  await page.frameLocator('iframe[title="Record page"]').getByRole('heading', { name: 'Hours for quotes' }).waitFor();
  await seen('record', page);
  await next(page);
}

async function editRecord(page: Page, seen: Seen): Promise<void> {
  await page.getByLabel('Title', { exact: true }).fill('Head of laboratory');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('The contact has changed in the mailbox too.').waitFor();
  await seen('edited', page);
  await next(page);
}

async function keepOutAndBack(page: Page, seen: Seen): Promise<void> {
  const frame = await frameOf(page, 'Gmail');
  await frame.locator('instep-badge button[title^="In step"]').first().click();
  const card = frame.locator('instep-card');
  const keepOut = card.getByRole('button', { name: 'Keep out of Salesforce' });
  await keepOut.waitFor();
  await seen('card', page);
  await keepOut.click();
  await card.getByRole('button', { name: 'Keep out', exact: true }).click();
  await page.getByText('It is kept out.').waitFor();
  // The card says so at once, not with the next cycle (STA3).
  await card.getByRole('heading', { name: /^Kept out/ }).waitFor();
  // Undo stands there for ten seconds; after them the card offers the way back.
  const undo = card.getByRole('button', { name: 'Undo' }).or(card.getByRole('button', { name: 'Let it sync' }));
  await undo.waitFor();
  await seen('kept out', page);
  await undo.click();
  await tour(page).getByText('Done').waitFor();
  await seen('taken back', page);
  await next(page);
}

async function breakAndMend(page: Page, seen: Seen): Promise<void> {
  await page.getByRole('button', { name: 'Let the sign-in run out' }).click();
  await page.getByText('This is all that').waitFor();
  const signIn = page.locator('.d-popup').getByRole('button', { name: 'Sign in to Salesforce' });
  await signIn.waitFor();
  await seen('signed out', page);
  await signIn.click();
  await tour(page).getByText('Done').waitFor();
  await seen('signed in', page);
  await next(page);
}

async function resetRep(page: Page, seen: Seen): Promise<void> {
  await page.getByRole('button', { name: 'Tomás Rey' }).click();
  await page.getByRole('button', { name: 'Reset…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Dry run' }).click();
  const onward = dialog.getByRole('button', { name: 'Go on' });
  await onward.waitFor();
  // The rep's device has answered.
  await dialog.getByText('Working it out').waitFor({ state: 'hidden' });
  await seen('dry run', page);
  await onward.click();
  await dialog.getByRole('checkbox').first().check();
  await dialog.getByRole('button', { name: 'Reset Tomás Rey' }).click();
  await dialog.getByText('done', { exact: false }).first().waitFor();
  await seen('reset', page);
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await tour(page).getByText('Done').waitFor();
  await next(page);
  await page.getByText('That was the tour.').waitFor();
}

export async function walkByMouse(page: Page, seen: Seen = async () => undefined): Promise<void> {
  await firstSync(page, seen);
  await moveMeeting(page, seen);
  await editRecord(page, seen);
  await keepOutAndBack(page, seen);
  await breakAndMend(page, seen);
  await resetRep(page, seen);
}
