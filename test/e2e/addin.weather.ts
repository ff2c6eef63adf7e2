/** Bad weather: wherever the pane cannot work it says why and what to do, in one sentence, and is never blank. */
import type { BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/server';
import { adminAccount, Hands, repOf } from './addin.hands';
import { type Lab, type LabOptions, openOutlook, signIn, soon } from './addin.lab';

let sandbox: Sandbox;
const open: Lab[] = [];

async function outlook(options: Partial<LabOptions> = {}): Promise<Lab> {
  const lab = await openOutlook({ user: repOf(sandbox).email, sandbox, ...options });
  open.push(lab);
  return lab;
}

/** Changes what is asked of a vendor's sign-in page. */
async function onTheWay(context: BrowserContext, path: RegExp, change: (query: URLSearchParams) => void): Promise<void> {
  await context.route(path, (route) => {
    const url = new URL(route.request().url());
    change(url.searchParams);
    return route.continue({ url: url.href });
  });
}

describe('bad weather', () => {
  beforeAll(async () => {
    sandbox = await startSandbox({ secure: false });
  });
  afterAll(async () => {
    await Promise.all(open.map((lab) => lab.close()));
    await sandbox?.close();
  });

  test('opened outside Outlook', async () => {
    const lab = await outlook();
    const page = await lab.context.newPage();
    await page.goto(`${lab.origin}/addin/taskpane/index.html`);
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').innerText()).toContain('Instep works inside Outlook.');
  });

  test('in a client that is too old', async () => {
    const lab = await outlook({ query: { set: '1.7' } });
    await lab.pane.getByText('This Outlook is too old for Instep').waitFor();
  });

  test('without the permission to read the mailbox', async () => {
    const lab = await outlook({ query: { permission: '1' } });
    await lab.page.locator('#items button').first().click();
    await lab.page.getByRole('button', { name: 'Instep' }).click();
    await lab.pane.getByText('Instep may not read this mailbox').waitFor();
  });

  test('with Office.js out of reach', async () => {
    const lab = await outlook({ noOffice: true });
    await lab.pane.getByText('Outlook’s own script could not be loaded').waitFor({ timeout: 10_000 });
    await lab.pane.getByRole('button', { name: 'Try again' }).waitFor();
  });

  test('with a server that has no settings', async () => {
    const lab = await outlook({
      before: async (context) => void (await context.route('**/addin/settings.json', (route) => route.fulfill({ status: 404 }))),
    });
    await lab.pane.getByText('settings.json is missing or wrong').waitFor();
  });

  test('in German, where Outlook speaks it', async () => {
    const lab = await outlook({ query: { locale: 'de-DE' } });
    await lab.pane
      .getByRole('button', { name: /anmelden/i })
      .first()
      .waitFor();
    expect(await lab.frame().evaluate(() => document.documentElement.lang)).toBe('de');
  });

  test('a window that is closed, and a person who refuses, are told; another try is possible', async () => {
    const lab = await outlook();
    const hands = new Hands(sandbox, repOf(sandbox));
    const press = async () => {
      const popup = lab.context.waitForEvent('page');
      await lab.pane.getByRole('button', { name: /Sign in to Salesforce/ }).click();
      return popup;
    };
    const first = await press();
    await first.getByText(hands.rep.name).first().waitFor();
    await first.close();
    await lab.pane.getByText('the sign-in window was closed').waitFor();
    const second = await press();
    await second
      .getByText(/cancel/i)
      .first()
      .click();
    await lab.pane.getByText('it was refused in the sign-in window').waitFor();
  });

  test('SEC3 an answer with another state is not taken', async () => {
    const lab = await outlook({
      before: (context) => onTheWay(context, /\/services\/oauth2\/authorize/, (query) => query.set('state', 'forged')),
    });
    const popup = lab.context.waitForEvent('page');
    await lab.pane.getByRole('button', { name: /Sign in to Salesforce/ }).click();
    const opened = await popup;
    await opened.getByText(repOf(sandbox).name).first().click();
    await lab.pane.getByText('the answer was not valid').waitFor();
  });

  test('Outlook names its own sign-in and has none: the window serves', async () => {
    const lab = await outlook({ query: { nested: '1' } });
    await signIn(lab, 'Microsoft', repOf(sandbox).name);
    await lab.pane.getByText('Connected').first().waitFor();
  });

  test('somebody else’s mailbox is not connected, and it is said whose it was', async () => {
    const other = adminAccount(sandbox);
    const lab = await outlook({
      before: (context) => onTheWay(context, /oauth2\/v2\.0\/authorize/, (query) => query.delete('login_hint')),
    });
    await signIn(lab, 'Microsoft', other.name);
    await lab.pane.getByText(`that is the mailbox of ${other.email}, and Outlook shows ${repOf(sandbox).email}`).waitFor();
  });

  test('SUR6 an admin without a sign-in: the admin pane’s dialog signs in within itself', async () => {
    const admin = adminAccount(sandbox);
    const lab = await outlook({ user: admin.email });
    const popup = lab.context.waitForEvent('page');
    const command = lab.command('openAdmin');
    const dialog = await popup;
    await dialog.getByRole('button', { name: 'Sign in to Salesforce' }).click();
    await dialog.getByText(admin.name).first().click();
    await soon(() => dialog.locator('body').innerText()).toContain('Configurations');
    expect(new URL(dialog.url()).hash).toBe('');
    await dialog.close();
    await command;
  });
});
