/** The demo page's control bar by keyboard: each control, and what comes of it. */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Lab, openLab, openPage } from './demo.lab';
import { press, tabTo } from './demoTour';
import { eventually } from './waiting';

let lab: Lab;
beforeAll(async () => {
  lab = await openLab();
}, 180_000);
afterAll(() => lab?.close());

/** The page and its log, with what a keyboard does to them. */
class Bar {
  readonly log: Locator;
  readonly controls: Locator;
  readonly popup: Locator;

  constructor(readonly page: Page) {
    this.log = page.getByRole('log');
    this.controls = page.getByRole('complementary', { name: 'Demo controls' });
    this.popup = page.locator('.d-popup');
  }

  button(name: string, group = ''): Locator {
    return (group === '' ? this.controls : this.controls.getByRole('group', { name: group })).getByRole('button', { name, exact: true });
  }

  /** Pressed once the press before is over; then the log says what happened. */
  async press(button: Locator, says: RegExp): Promise<void> {
    await eventually(async () => expect(await button.getAttribute('aria-busy')).toBe(null));
    const before = await this.log.getByText(says).count();
    await press(this.page, button);
    await this.more(this.log.getByText(says), before);
  }

  async more(lines: Locator, than: number): Promise<void> {
    await eventually(async () => expect(await lines.count(), await this.log.innerText()).toBeGreaterThan(than), 45_000);
  }

  async firstSync(over: Locator): Promise<void> {
    await press(this.page, this.page.getByRole('button', { name: 'See the preview' }));
    await press(this.page, this.page.getByRole('button', { name: 'Start the first sync' }));
    await over.waitFor();
  }

  /** The time that the bar shows. */
  async time(): Promise<number> {
    const shown = await this.page.locator('.d-left .is-num.is-lab').innerText();
    return Date.parse(shown.replace(' at ', ' ').replace(',', ''));
  }
}

async function control<T>(path: string, body?: object): Promise<T> {
  const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const answer = await fetch(`${lab.demo.url}/control/${path}`, body && post);
  expect(answer.status).toBeLessThan(300);
  return (await answer.json()) as T;
}

/** An appointment made in Outlook itself, past Instep. */
async function addAppointment(subject: string): Promise<void> {
  const accounts = await control<readonly { email: string; mailbox: string; role: string }[]>('accounts');
  const user = accounts.find(({ mailbox, role }) => mailbox === 'microsoft' && role === 'rep')?.email ?? '';
  const { access_token } = await control<{ access_token: string }>('token', { vendor: 'graph', user, lifeMs: 86_400_000 });
  const { now } = await control<{ now: number }>('clock', {});
  const at = (hours: number) => ({ dateTime: new Date(now + hours * 3_600_000).toISOString().slice(0, 19), timeZone: 'UTC' });
  const answer = await fetch(`${lab.demo.url}/v1.0/me/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ subject, start: at(1), end: at(2), attendees: [] }),
  });
  expect(answer.status).toBeLessThan(300);
}

test('each control of the bar by keyboard: deletions, a busy Salesforce, the clock, and the company begins anew', {
  timeout: 240_000,
}, async () => {
  // American, so that a log that follows the reader's habits would show.
  const { page, wrong, close } = await openPage(lab, '#popup', { locale: 'en-US' });
  const bar = new Bar(page);
  await bar.firstSync(page.getByRole('button', { name: 'Next step' }));
  for (const time of await bar.log.locator('.is-num').allInnerTexts()) expect(time).toMatch(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/);

  const asked = bar.log.getByText(/Tomás asked Google/);
  for (const [group, says] of [
    ['In the mailbox', /Tomás deleted .*, in the mailbox/],
    ['In Salesforce', /Tomás deleted .*, in Salesforce/],
  ] as const) {
    const before = await asked.count();
    await bar.press(bar.button('Delete a contact', group), says);
    await bar.more(asked, before);
  }

  await bar.press(bar.button('Salesforce is busy'), /Salesforce answers 429/);
  await bar.press(bar.button('Edit a contact', 'In the mailbox'), /Tomás gave/);
  await bar.popup.getByText('Salesforce asked us to slow down', { exact: false }).first().waitFor();
  await bar.press(bar.button('Mend everything'), /Everything works again/);
  await bar.popup
    .getByText(/In step|need you|needs you/)
    .first()
    .waitFor();

  const hour = 3_600_000;
  for (const [name, hours] of [
    ['+ 1 hour', 1],
    ['+ 1 day', 24],
    ['+ 9 days', 216],
  ] as const) {
    const before = await bar.time();
    await bar.press(bar.button(name), /The clock moved on to/);
    await eventually(async () => expect(Math.round(((await bar.time()) - before) / hour)).toBe(hours));
  }
  const before = await asked.count();
  await press(page, bar.button('Sync now'));
  await bar.more(asked, before);

  // The theme and whoever acts are chosen by arrows.
  await tabTo(
    page,
    page
      .getByRole('radio', { name: 'Light' })
      .or(page.getByRole('radio', { name: 'Dark' }))
      .and(page.locator(':checked')),
  );
  await page.keyboard.press('ArrowRight');
  await eventually(async () => expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark'));
  await tabTo(page, bar.controls.getByRole('radio', { name: 'Tomás' }), 'Shift+Tab');
  await page.keyboard.press('ArrowRight');
  await page.locator('.d-about').getByText('Mira Holm').waitFor();

  await press(page, bar.button('Reset the company'));
  await press(page, bar.button('Keep it'));
  await press(page, bar.button('Reset the company'));
  await Promise.all([page.waitForEvent('load'), press(page, bar.button('Reset everything'))]);
  await page.getByText('Step 1 of 6').first().waitFor();
  await eventually(async () => expect(await bar.log.innerText()).not.toMatch(/deleted|clock moved/));
  expect(wrong.filter((line) => !/429|503/.test(line))).toEqual([]);
  await close();
});

test('Outlook: an appointment that the device has not seen is said to be so, and Sync now finds it', { timeout: 120_000 }, async () => {
  const { page, close } = await openPage(lab, '#outlook');
  const bar = new Bar(page);
  const pane = page.getByRole('region', { name: 'Instep task pane' });
  await bar.firstSync(pane.getByText('People in this message'));
  // As long as this lasts, nothing that is new in the mailbox is seen.
  await control('fault', { vendor: 'graph', path: '^POST .*\\$batch', kind: 'answer', status: 503 });
  await addAppointment('Made a moment ago');
  await press(page, page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: 'Outlook' }));
  await page.getByRole('group', { name: 'Outlook' }).getByText('Calendar').click();
  await page.getByRole('button', { name: 'Made a moment ago' }).click();
  await pane.getByText('Instep has not seen this event.').waitFor();
  await control('fault', { clear: true });
  await eventually(async () => {
    await pane.getByRole('button', { name: 'Sync now' }).click();
    await pane.getByRole('heading', { name: 'In step' }).waitFor({ timeout: 3000 });
  });
  await close();
});
