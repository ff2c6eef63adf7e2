/** What the visitor lets happen on the demo page: changes on either side arrive on the other, and accidents are survived. */
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Lab, openLab, openPage } from './demo.lab';
import { eventually } from './waiting';

let lab: Lab;
beforeAll(async () => {
  lab = await openLab();
}, 180_000);
afterAll(() => lab?.close());

test('what the visitor lets happen reaches the other side, and accidents are survived (SYN6)', { timeout: 240_000 }, async () => {
  const { page, close } = await openPage(lab, '#popup');
  const log = page.getByRole('log');
  await page.getByRole('button', { name: 'See the preview' }).click();
  await page.getByRole('button', { name: 'Start the first sync' }).click();
  await page.getByRole('button', { name: 'Next step' }).waitFor();
  const mailbox = page.getByRole('group', { name: 'In the mailbox' });
  const salesforce = page.getByRole('group', { name: 'In Salesforce' });
  const more = async (lines: Locator, than: number, what: string): Promise<void> =>
    eventually(async () => expect(await lines.count(), `${what}:\n${await log.innerText()}`).toBeGreaterThan(than), 45_000);
  const wrote = log.getByText(/Tomás: a cycle wrote .*[1-9]/);
  /** Pressed when the one before is over, or the press would count for nothing; then somebody did something, and a cycle carried it over. */
  const happens = async (button: Locator, says: RegExp): Promise<void> => {
    await eventually(async () => expect(await button.getAttribute('aria-busy')).toBe(null));
    const [did, before] = [await log.getByText(says).count(), await wrote.count()];
    await button.click();
    await more(log.getByText(says), did, String(says));
    await more(wrote, before, `a cycle after ${says}`);
  };
  await happens(mailbox.getByRole('button', { name: 'Edit a contact' }), /Tomás gave .*, in the mailbox/);
  await happens(mailbox.getByRole('button', { name: 'Move a meeting' }), /Tomás moved .*, in the mailbox/);
  await happens(mailbox.getByRole('button', { name: 'New contact' }), /Tomás added .*, in the mailbox/);
  await happens(salesforce.getByRole('button', { name: 'Edit a contact' }), /Tomás gave .*, in Salesforce/);
  await happens(salesforce.getByRole('button', { name: 'Move a meeting' }), /Tomás moved .*, in Salesforce/);
  await happens(salesforce.getByRole('button', { name: 'New contact' }), /Tomás added .*, in Salesforce/);
  // Whether the stopped cycle had written is a matter of milliseconds: what counts is that the next one goes on.
  await page.getByRole('button', { name: 'Stop the worker' }).click();
  await log.getByText('is back and goes on where it was').waitFor();
  await happens(mailbox.getByRole('button', { name: 'Edit a contact' }), /Tomás gave .*, in the mailbox/);
  await page.getByRole('button', { name: 'Lose the ledger' }).click();
  await log.getByText('found again by their marks').waitFor();
  // A cycle later the pairs are there again.
  const asked = log.getByText(/Tomás asked Google/);
  await more(asked, await asked.count(), 'a cycle after the ledger was lost');
  await happens(salesforce.getByRole('button', { name: 'Edit a contact' }), /Tomás gave .*, in Salesforce/);
  await page.getByRole('button', { name: 'Salesforce is down' }).click();
  await page
    .getByText(/Salesforce does not answer|not answer/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Mend everything' }).click();
  await log.getByText('Everything works again.').waitFor();
  const popup = page.locator('.d-popup');
  await eventually(async () => expect(await popup.innerText(), await log.innerText()).toMatch(/In step|needs? you/), 45_000);
  await close();
});
