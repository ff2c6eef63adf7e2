/** A rep's day in Outlook, end to end: the built pane, the real Office.js in a make-believe host, the sandbox behind it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/server';
import { Hands, repOf } from './addin.hands';
import { closeBrowser, type Lab, openOutlook, settled, signIn, tokensOf } from './addin.lab';

const keepOut = "Don't Sync with Salesforce";
let sandbox: Sandbox;
let lab: Lab;
let hands: Hands;

beforeAll(async () => {
  sandbox = await startSandbox({ secure: false });
  hands = new Hands(sandbox, repOf(sandbox));
  own = await hands.oneOf('own');
  lab = await openOutlook({ user: hands.rep.email, sandbox });
});
afterAll(async () => {
  await lab?.close();
  await sandbox?.close();
  await closeBrowser();
});

const calendar = () => lab.page.getByRole('button', { name: 'Calendar' }).click();
const mail = () => lab.page.getByRole('button', { name: 'Mail', exact: true }).click();
const open = (name: string) => lab.page.locator('#items').getByRole('button', { name }).first().click();
const card = (headline: string | RegExp) => lab.pane.getByRole('heading', { name: headline }).first().waitFor();
const bar = () => lab.page.locator('#bars').innerText();
let own = '';

describe('first run', () => {
  test('SUR5 both sides are connected, in Outlook’s own dialog; nobody is connected before', async () => {
    await lab.pane.getByText('Connect both sides').waitFor();
    await signIn(lab, 'Microsoft', hands.rep.name);
    await lab.pane.getByText('Connected').first().waitFor();
    await signIn(lab, 'Salesforce', hands.rep.name);
    await lab.pane.getByRole('button', { name: /preview/i }).waitFor();
    expect(sandbox.world.log.filter(({ path }) => path.includes('/authorize')).every(({ path }) => path.includes('code_challenge='))).toBe(
      true,
    );
  });

  test('STA5 the preview changes nothing; the first sync does', async () => {
    await lab.pane.getByRole('button', { name: /preview/i }).click();
    const start = lab.pane.getByRole('button', { name: /Start the first sync/ });
    await start.waitFor({ timeout: 60_000 });
    expect(await lab.pane.locator('body').innerText()).toContain('Nothing has been changed yet');
    expect(hands.records('Event', own)).toEqual([]);
    await start.click();
    await settled(lab);
    await expect.poll(() => hands.records('Event', own).length, { timeout: 60_000 }).toBe(1);
  });

  test('SEC2 the tokens are in no address that anybody asked for, and in no storage that a host page could see', async () => {
    const tokens = await tokensOf(lab);
    expect(tokens.length).toBe(4);
    const addresses = [...lab.asked, ...sandbox.world.log.map(({ path }) => decodeURIComponent(path))].join('\n');
    const storage = await lab.frame().evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
    expect(tokens.filter((token) => addresses.includes(token) || storage.includes(token))).toEqual([]);
  });
});

describe('what is selected', () => {
  test('SUR5 a message shows known and unknown people, not the rep and not colleagues', async () => {
    await mail();
    await open('Offer for next week');
    await lab.pane.getByText('People in this message (2)').waitFor();
    const known = await lab.pane.locator('body').innerText();
    expect(known).toContain('In step');
    expect(known).toContain('1 colleague');
    expect(known).not.toContain(hands.rep.email);
    await open('We would like to talk');
    await card('Not in Salesforce');
    await open('Team lunch');
    await lab.pane.getByText('No one outside your company is in this message.').waitFor();
  });

  test('SUR5 a pinned pane follows to an appointment without being loaded again', async () => {
    const loads = () => lab.asked.filter((path) => path === '/addin/taskpane/index.html').length;
    const before = loads();
    await calendar();
    await open(own);
    await card('In step');
    expect(await lab.pane.locator('body').innerText()).toContain(own);
    await open('Dentist');
    await card(/Kept out as private/);
    expect(await bar()).toBe('Instep: Kept out as private. Open Instep.');
    await open(own);
    await card('In step');
    expect(await bar()).toBe('');
    expect(loads()).toBe(before);
  });

  test('SUR5 an occurrence of a series is found by the id that Outlook gives it', async () => {
    await open('Hours for quotes');
    await card('In step');
    expect(await lab.pane.locator('body').innerText()).toContain('Hours for quotes');
  });

  test('SUR5 an appointment of somebody else, which is only read, and a new one that was never saved', async () => {
    await open(await hands.oneOf('outside'));
    await lab.pane.getByRole('button', { name: 'Why?' }).waitFor();
    await lab.page.getByRole('button', { name: 'New event' }).click();
    await lab.pane.getByText('Instep does not know this event yet').waitFor();
  });
});

describe('keeping out', () => {
  test('EXC1 EXC2 by the button of the card: the category is on the item, the bar says so, and it can be undone', async () => {
    await open(own);
    await card('In step');
    await lab.pane.getByRole('button', { name: 'Keep out of Salesforce' }).click();
    await lab.pane.getByRole('radio', { name: /Keep the record/ }).check();
    await lab.pane.getByRole('button', { name: 'Keep out', exact: true }).click();
    await expect.poll(async () => (await hands.event(own)).categories, { timeout: 20_000 }).toContain(keepOut);
    await lab.pane.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(async () => (await hands.event(own)).categories, { timeout: 20_000 }).toEqual([]);
    await settled(lab);
    expect(hands.records('Event', own).length).toBe(1);
  });

  test('EXC2 by the category in Outlook itself, and back', async () => {
    await hands.categorise(own, [keepOut, 'Blue']);
    await lab.pane.getByRole('button', { name: 'Sync now' }).click();
    await card('Kept out by you');
    await expect.poll(bar).toBe('Instep: Kept out by you. Open Instep.');
    await hands.categorise(own, ['Blue']);
    await lab.pane.getByRole('button', { name: 'Sync now' }).click();
    await card('In step');
    await expect.poll(bar).toBe('');
    expect(hands.records('Event', own).length).toBe(1);
  });

  test('EXC1 by the ribbon, down to event.completed; "Bring back" takes it away again', async () => {
    await lab.command('keepOut');
    expect((await hands.event(own)).categories).toEqual(['Blue', keepOut]);
    await card('Kept out by you');
    await lab.command('bringBack');
    expect((await hands.event(own)).categories).toEqual(['Blue']);
    await card('In step');
  });

  test('a message is no item that could be kept out: the command says so, and completes', async () => {
    await mail();
    await open('Offer for next week');
    await lab.command('keepOut');
    expect(await bar()).toContain('Open an appointment');
    await calendar();
    await open(own);
  });
});

describe('commands and events', () => {
  test('"Sync now" of the ribbon runs a cycle in the open pane and completes when it is done', async () => {
    const before = sandbox.world.log.length;
    await lab.command('syncNow');
    expect(sandbox.world.log.slice(before).some(({ vendor }) => vendor === 'salesforce')).toBe(true);
    expect(await bar()).toContain('Instep has synced.');
  });

  test.each(['onNewAppointment', 'onAppointmentTimeChanged', 'onAppointmentAttendeesChanged'])(
    'the handler %s wakes the pane and completes',
    async (name) => {
      const before = sandbox.world.log.length;
      await lab.command(name);
      await expect.poll(() => sandbox.world.log.slice(before).some(({ vendor }) => vendor === 'graph'), { timeout: 20_000 }).toBe(true);
    },
  );
});

describe('signed out', () => {
  test('a sign-in that has run out is said everywhere, and signing in again goes on where it stopped', async () => {
    await hands.signOut('salesforce');
    await open(own);
    await lab.command('onAppointmentTimeChanged');
    await card(/Sign in to Salesforce/);
    await expect.poll(bar).toBe('Instep: Sign in to Salesforce. Open Instep.');
    await mail();
    await open('Offer for next week');
    await expect.poll(bar).toBe('Instep: Sign in to Salesforce. Open Instep.');
    await calendar();
    await open(own);
    await hands.graph(`/me/events/${encodeURIComponent((await hands.event(own)).id)}`, { method: 'PATCH', body: { showAs: 'free' } });
    await signIn(lab, 'Salesforce', hands.rep.name);
    await card('In step');
    await expect.poll(() => hands.records('Event', own)[0]?.ShowAs, { timeout: 30_000 }).toBe('Free');
    await expect.poll(bar).toBe('');
  });
});

test('nothing went wrong in any page', () => expect(lab.errors).toEqual([]));
