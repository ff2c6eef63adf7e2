/** The surfaces of docs/images: how to get to each, and which part of the page is the picture. */
import type { Page } from 'playwright-core';
import { frameOf } from '../walk/byMouse';

export interface Picture {
  readonly name: string;
  readonly says: string;
  /** Which part of the page it is. */
  readonly take: string;
  go(page: Page): Promise<void>;
}

const stage = '#stage';

export async function toScreen(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name }).click();
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
}

const person = (page: Page, name: string) => page.getByRole('group', { name: 'Act as' }).getByText(name, { exact: true }).click();

async function admin(page: Page, tab: string): Promise<void> {
  await toScreen(page, 'Admin');
  await page
    .locator(stage)
    .getByRole('link', { name: tab })
    .or(page.locator(stage).getByRole('button', { name: tab, exact: true }))
    .first()
    .click();
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
}

export const pictures: readonly Picture[] = [
  {
    name: 'gmail',
    says: 'Gmail: a badge beside each person, and the card behind one',
    take: stage,
    async go(page) {
      await toScreen(page, 'Gmail');
      const frame = await frameOf(page, 'Gmail');
      await frame.locator('instep-badge button:visible').last().click();
      await frame.locator('instep-card').getByRole('heading').first().waitFor();
    },
  },
  {
    name: 'calendar',
    says: 'Google Calendar: a badge on each event, and the card behind one',
    take: stage,
    async go(page) {
      await toScreen(page, 'Google Calendar');
      const frame = await frameOf(page, 'Google Calendar');
      await frame.locator('.GTG3wb:not(.past)').filter({ hasText: 'Hours for quotes' }).first().locator('instep-badge button').click();
      await frame.locator('instep-card').getByRole('heading').first().waitFor();
    },
  },
  {
    name: 'contacts',
    says: 'Google Contacts: a badge in each row',
    take: stage,
    async go(page) {
      await toScreen(page, 'Google Contacts');
      await frameOf(page, 'Google Contacts');
    },
  },
  {
    name: 'outlook',
    says: 'Outlook: the task pane beside an appointment',
    take: stage,
    async go(page) {
      await toScreen(page, 'Outlook');
      const preview = page.locator(stage).getByRole('button', { name: 'See the preview' });
      await page.locator('.d-pane').getByRole('heading').first().waitFor();
      if (await preview.isVisible()) {
        await preview.click();
        await page.locator(stage).getByRole('button', { name: 'Start the first sync' }).click();
        await page
          .getByRole('log')
          .getByText(/Mira: .*(in step|need)/i)
          .first()
          .waitFor();
      }
      await page.locator(stage).getByText('Calendar', { exact: true }).click();
      // One that is in Salesforce: the pane then has everything.
      const items = page.locator('.d-outlook .d-item');
      await items.filter({ hasText: ':' }).first().waitFor();
      for (let nth = 1; nth < 8; nth++) {
        await items.nth(nth).click();
        const inStep = page.locator('.d-pane .is-card h2').filter({ hasText: 'In step' });
        if (
          await inStep.waitFor({ timeout: 4000 }).then(
            () => true,
            () => false,
          )
        )
          return;
      }
      throw new Error('No appointment of the week is in step.');
    },
  },
  {
    name: 'salesforce',
    says: 'Salesforce, as the demo shows it',
    take: stage,
    go: (page) => person(page, 'Tomás').then(() => toScreen(page, 'Salesforce')),
  },
  { name: 'popup', says: 'The popup behind the toolbar icon', take: '.d-popup > *', go: (page) => toScreen(page, 'Popup') },
  { name: 'history', says: 'Options: what Instep did, with Undo', take: stage, go: (page) => toScreen(page, 'What Instep did') },
  { name: 'admin-reps', says: 'Admin: every rep, and who needs somebody', take: stage, go: (page) => admin(page, 'Reps') },
  { name: 'admin-issues', says: 'Admin: issues by cause, with their fixes', take: stage, go: (page) => admin(page, 'Issues') },
  { name: 'admin-pictures', says: 'Admin: pictures', take: stage, go: (page) => admin(page, 'Pictures') },
  {
    name: 'admin-reset',
    says: 'Admin: the dry run of a reset',
    take: stage,
    async go(page) {
      await toScreen(page, 'Admin');
      await page.getByRole('button', { name: 'Tomás Rey' }).click();
      await page.getByRole('button', { name: 'Reset…' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Dry run' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Go on' }).waitFor();
      // The rep's device has answered.
      await page.getByRole('dialog').getByText('Working it out').waitFor({ state: 'hidden' });
    },
  },
];
