/** What the admin does to a rep who works in Outlook: a reset with reconnection, a choice between two versions, the end. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { statusCategories } from '../../addin/taskpane/statusCategory';
import { type Sandbox, startSandbox } from '../../sandbox/server';
import { Hands, repOf } from './addin.hands';
import { closeBrowser, firstRun, type Lab, openOutlook, settled, tokensOf } from './addin.lab';

let sandbox: Sandbox;
let lab: Lab;
let hands: Hands;
let own = '';

beforeAll(async () => {
  sandbox = await startSandbox({ secure: false });
  hands = new Hands(sandbox, repOf(sandbox));
  own = await hands.oneOf('own');
  const [configuration] = await configurations();
  if (!configuration) throw new Error('the company has no configuration');
  await hands.admin.saveConfiguration({ ...configuration, userManagedConnection: true });
  lab = await openOutlook({ user: hands.rep.email, sandbox });
  await firstRun(lab, hands.rep);
  await settled(lab);
  await lab.page.getByRole('button', { name: 'Calendar' }).click();
  await open(own);
  await card('In step');
});
afterAll(async () => {
  await lab?.close();
  await sandbox?.close();
  await closeBrowser();
});

/** The configurations that cover the rep. */
async function configurations() {
  const all = await hands.admin.configurations();
  const rep = await hands.admin.affected(all[0]?.id ?? '', [{ type: 'user', id: hands.rep.id, name: hands.rep.name }]);
  const name = rep.find(({ userId }) => userId === hands.rep.id)?.before;
  return all.filter((configuration) => configuration.name === name);
}

const open = (name: string) => lab.page.locator('#items').getByRole('button', { name }).first().click();
const card = (headline: string | RegExp) => lab.pane.getByRole('heading', { name: headline }).first().waitFor();
const cycle = () => lab.command('syncNow');

test('categories of the status are off at first, are written when the rep wants them, and are no edit of the item', async () => {
  expect((await hands.event(own)).categories).toEqual([]);
  const modified = hands.records('Event', own)[0]?.SystemModstamp;
  await lab.command('syncNow');
  await openSettings();
  await lab.pane.getByRole('checkbox', { name: /status as a category/ }).check();
  await expect.poll(async () => (await hands.event(own)).categories, { timeout: 60_000 }).toEqual([statusCategories.inStep]);
  const { value } = await hands.graph<{ value: { displayName: string; color: string }[] }>('/me/outlook/masterCategories');
  const names = new Map(value.map(({ displayName, color }) => [displayName, color]));
  expect(Object.values(statusCategories).every((name) => names.get(name) !== undefined && names.get(name) !== 'none')).toBe(true);
  await quiet();
  const since = sandbox.world.log.length;
  await cycle();
  await cycle();
  expect(hands.writes('graph', since)).toEqual([]);
  expect(hands.records('Event', own)[0]?.SystemModstamp).toBe(modified);
  await lab.pane.getByRole('checkbox', { name: /status as a category/ }).uncheck();
  await expect.poll(async () => (await hands.event(own)).categories, { timeout: 60_000 }).toEqual([]);
  await quiet();
  await lab.pane.getByRole('button', { name: 'Back' }).click();
});

/** No request for a while: whatever was under way is over. */
async function quiet(): Promise<void> {
  for (let before = -1; before !== sandbox.world.log.length; ) {
    before = sandbox.world.log.length;
    await lab.page.waitForTimeout(1500);
  }
}

async function openSettings(): Promise<void> {
  await lab.page.evaluate(() => (window as unknown as { outlook: { select(item: null): void } }).outlook.select(null));
  await lab.pane.getByRole('button', { name: 'What Instep did' }).click();
  await lab.pane.getByRole('button', { name: 'Personal settings' }).click();
}

test('RST6 a reset tells the rep to reconnect, on the item too', async () => {
  await hands.admin.reset([hands.rep.id], { what: 'all' }, '');
  await open(own);
  await cycle();
  await lab.pane.getByRole('button', { name: 'Reconnect' }).first().waitFor();
  expect(await lab.pane.locator('body').innerText()).toMatch(/reset your sync/);
});

test('RST7 what was edited before the reconnection is shown in both versions, and one click takes one', async () => {
  const { id } = await hands.event(own);
  const moved = `${own} (moved)`;
  await hands.graph(`/me/events/${encodeURIComponent(id)}`, { method: 'PATCH', body: { subject: moved } });
  await cycle();
  await lab.pane.getByRole('button', { name: 'Reconnect' }).first().click();
  await lab.page.waitForTimeout(3000);
  console.log(
    await lab.pane.locator('body').innerText(),
    JSON.stringify(
      sandbox.world.log
        .slice(-12)
        .map((l) => [l.vendor, l.method, l.path.slice(0, 60), l.parts.map((x) => x.method + x.path.slice(0, 120))]),
      null,
      1,
    ),
  );
  await card(/[Ee]dited while disconnected/);
  const shown = await lab.pane.locator('body').innerText();
  expect(shown).toContain(moved);
  expect(shown).toContain('Salesforce');
  expect(hands.records('Event', own).length).toBe(1);
  await lab.pane.getByRole('button', { name: 'Take my calendar' }).click();
  await expect.poll(() => hands.records('Event', moved).length, { timeout: 60_000 }).toBe(1);
  await card('In step');
  expect(hands.records('Event', own)).toEqual([]);
});

test('SEC5 an assignment that was removed wipes tokens and ledger, and says why', async () => {
  const all = await hands.admin.configurations();
  await hands.admin.unassign(all.flatMap(({ assignments }) => assignments.map(({ id }) => id)));
  await cycle();
  await lab.pane.getByText('Your admin has taken Instep off your account').waitFor();
  await lab.pane.getByText('Connect both sides').waitFor();
  expect(await tokensOf(lab)).toEqual([]);
});

test('nothing went wrong in any page', () => expect(lab.errors).toEqual([]));
