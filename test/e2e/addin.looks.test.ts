/** How the pane looks and how it is used without a mouse; how much of it must be there before it draws. */
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/server';
import { Hands, repOf } from './addin.hands';
import { builtAddin, closeBrowser, firstRun, type Lab, openOutlook, settled, signIn } from './addin.lab';
import { axe } from './axe';

const pictures = resolve(import.meta.dirname, '../../.cache/addin');
let sandbox: Sandbox;
let hands: Hands;

beforeAll(async () => {
  await mkdir(pictures, { recursive: true });
  sandbox = await startSandbox({ secure: false });
  hands = new Hands(sandbox, repOf(sandbox));
});
afterAll(async () => {
  await sandbox?.close();
  await closeBrowser();
});

/** Every screen that the pane has without anything being changed. */
async function tour(lab: Lab, look: (name: string) => Promise<void>): Promise<void> {
  await lab.pane.getByText('Connect both sides').waitFor();
  await look('connect');
  await signIn(lab, 'Microsoft', hands.rep.name);
  await signIn(lab, 'Salesforce', hands.rep.name);
  await lab.pane.getByRole('button', { name: /preview/i }).waitFor();
  await look('folder');
  await lab.pane.getByRole('button', { name: /preview/i }).click();
  const start = lab.pane.getByRole('button', { name: /Start the first sync/ });
  await start.waitFor({ timeout: 60_000 });
  await look('preview');
  await start.click();
  await settled(lab);
  await lab.pane.getByText('Select a message or an appointment').waitFor();
  await look('nothing');
  await lab.page.locator('#items button').nth(3).click();
  await lab.pane.getByText('People in this message').waitFor();
  await look('message');
  await lab.page.getByRole('button', { name: 'Calendar' }).click();
  await lab.page.locator('#items').getByRole('button', { name: 'Dentist' }).first().click();
  await lab.pane.getByRole('button', { name: 'Why?' }).waitFor();
  await look('kept out');
  await lab.page.evaluate(() => (window as unknown as { outlook: { select(item: null): void } }).outlook.select(null));
  await lab.pane.getByRole('button', { name: 'What Instep did' }).click();
  for (const section of ['Connections', 'Personal settings']) {
    await lab.pane.getByRole('button', { name: section }).first().click();
    await look(section);
  }
}

describe.each([
  ['light', { colorScheme: 'light' }],
  ['dark', { colorScheme: 'dark' }],
  ['forced colours', { colorScheme: 'light', forcedColors: 'active' }],
] as const)('in %s', (name, how) => {
  test('SUR7 axe finds nothing on any screen of the pane', async () => {
    const mine = await startSandbox({ secure: false });
    const lab = await openOutlook({ user: hands.rep.email, sandbox: mine, ...how });
    try {
      if (name === 'dark') await lab.page.getByRole('checkbox', { name: 'Dark' }).check();
      const found: string[] = [];
      await tour(lab, async (screen) => {
        await lab.page.screenshot({ path: join(pictures, `${name} ${screen}.png`) });
        found.push(...(await axe(lab.frame())).map((finding) => `${screen}: ${finding}`));
      });
      expect(found).toEqual([]);
      expect(lab.errors).toEqual([]);
    } finally {
      await lab.close();
      await mine.close();
    }
  });
});

test('SUR7 the pane follows Outlook’s theme while it is open, unless the rep has chosen one', async () => {
  const lab = await openOutlook({ user: hands.rep.email, sandbox });
  const theme = () => lab.frame().evaluate(() => document.documentElement.dataset.theme ?? '');
  await lab.pane.getByText('Connect both sides').waitFor();
  await lab.page.getByRole('checkbox', { name: 'Dark' }).check();
  await expect.poll(theme).toBe('dark');
  await lab.page.getByRole('checkbox', { name: 'Dark' }).uncheck();
  await expect.poll(theme).toBe('light');
  await lab.close();
});

test('SUR7 by keyboard alone: from the first screen over the sync to a kept out event and back', async () => {
  const mine = await startSandbox({ secure: false });
  const lab = await openOutlook({ user: hands.rep.email, sandbox: mine });
  const own = new Hands(mine, hands.rep);
  try {
    const subject = await own.oneOf('own');
    await firstRun(lab, hands.rep);
    await settled(lab);
    await lab.page.getByRole('button', { name: 'Calendar' }).click();
    await lab.page.locator('#items').getByRole('button', { name: subject }).first().click();
    await lab.pane.getByRole('heading', { name: 'In step' }).waitFor();
    await tabTo(lab, 'Keep out of Salesforce');
    await lab.page.keyboard.press('Enter');
    await tabTo(lab, 'Keep out');
    await lab.page.keyboard.press('Enter');
    await expect.poll(async () => (await own.event(subject)).categories.length, { timeout: 20_000 }).toBe(1);
    await tabTo(lab, 'Undo');
    await lab.page.keyboard.press('Enter');
    await expect.poll(async () => (await own.event(subject)).categories.length, { timeout: 20_000 }).toBe(0);
  } finally {
    await lab.close();
    await mine.close();
  }
});

/** Presses Tab until that button has the focus, starting in the pane. */
async function tabTo(lab: Lab, name: string): Promise<void> {
  await lab.pane.getByRole('button', { name, exact: true }).waitFor();
  const focused = () =>
    lab.frame().evaluate(() => {
      const { activeElement } = document;
      return activeElement === document.body ? '' : (activeElement?.textContent ?? '').trim();
    });
  if ((await focused()) === '') await lab.frame().evaluate(() => window.focus());
  for (let i = 0; i < 40; i++) {
    if ((await focused()) === name) return;
    await lab.page.keyboard.press('Tab');
  }
  throw new Error(`no way to "${name}" by Tab`);
}

describe('sizes', () => {
  test('what must be there before the pane draws stays below 60 kB, without Office.js and sign-in libraries', async () => {
    const files = await loadedBy('taskpane/index.html');
    const total = (await Promise.all(files.map(async (file) => gzipSync(await readFile(file), { level: 9 }).length))).reduce(
      (a, b) => a + b,
      0,
    );
    expect(total).toBeLessThan(60_000);
    expect(files.some((file) => /nested-|codeFlow-/.test(file))).toBe(false);
  });

  test('classic Windows: the commands are one script without modules, imports and later syntax', async () => {
    const text = await readFile(join(await builtAddin(), 'commands/commands.js'), 'utf8');
    expect(text).not.toMatch(/\bimport\s*[({"'*]|\bexport\s|\bimport\.meta|async function|async \(|\?\?=|\?\.[a-z[(]/i);
    expect(() => new Function(text)).not.toThrow();
    expect((await readdir(join(await builtAddin(), 'commands'))).sort()).toEqual(['commands.js', 'index.html']);
    expect(gzipSync(text).length).toBeLessThan(8_000);
  });
});

/** The page's own files, and what its scripts import before they run. */
async function loadedBy(page: string): Promise<readonly string[]> {
  const file = join(await builtAddin(), page);
  const html = await readFile(file, 'utf8');
  const found = new Set<string>();
  const todo = [...html.matchAll(/(?:src|href)="(\.[^"]+)"/g)].map(([, path = '']) => resolve(dirname(file), path));
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    if (!next.endsWith('.js')) continue;
    const text = await readFile(next, 'utf8');
    for (const [, path = ''] of text.matchAll(/(?:from|import)\s*"(\.\/[^"]+)"/g)) todo.push(resolve(dirname(next), path));
  }
  return [...found];
}
