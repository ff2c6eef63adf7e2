/**
 * How the pane looks: every screen in light, dark and forced colours, by axe. With `PICTURES=yes` also for a person who looks:
 * pictures in `.cache/addin`.
 */
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startSandbox } from '../../sandbox/server';
import { axe } from '../axe';
import { Hands, repOf } from './addin.hands';
import { type Lab, openOutlook, settled, signIn, soon } from './addin.lab';

const pictures = resolve(import.meta.dirname, '../../.cache/addin');
const wanted = process.env.PICTURES === 'yes';
const themes = ['light', 'dark', 'forced colours'] as const;

async function wear(lab: Lab, theme: (typeof themes)[number]): Promise<void> {
  await lab.page.emulateMedia({ forcedColors: theme === 'forced colours' ? 'active' : 'none' });
  await lab.page.getByRole('checkbox', { name: 'Dark' }).setChecked(theme === 'dark');
  await soon(() => lab.frame().evaluate(() => document.documentElement.dataset.theme === 'dark')).toBe(theme === 'dark');
  // Colours are looked at when they have arrived.
  await lab.frame().evaluate(async () => {
    await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}

describe('looks', () => {
  test('SUR7 axe finds nothing on any screen of the pane, in light, dark and forced colours', async () => {
    if (wanted) await mkdir(pictures, { recursive: true });
    const sandbox = await startSandbox({ secure: false });
    const rep = repOf(sandbox);
    await new Hands(sandbox, rep).keepSomebodyOut();
    const lab = await openOutlook({ user: rep.email, sandbox });
    const found: string[] = [];
    try {
      await tour(lab, rep.name, async (screen) => {
        for (const theme of themes) {
          await wear(lab, theme);
          if (wanted) await lab.page.screenshot({ path: join(pictures, `${screen} ${theme}.png`) });
          found.push(...(await axe(lab.frame())).map((finding) => `${screen}, ${theme}: ${finding}`));
        }
        await wear(lab, 'light');
      });
      expect(found).toEqual([]);
      expect(lab.errors).toEqual([]);
    } finally {
      await lab.close();
      await sandbox.close();
    }
  });
});

/** Every screen that the pane has, hardly anything being changed. */
async function tour(lab: Lab, rep: string, look: (name: string) => Promise<void>): Promise<void> {
  const { pane, page } = lab;
  const press = (name: string) => pane.getByRole('button', { name, exact: true }).first().click();
  const pick = (name: string) => page.locator('#items').getByRole('button', { name }).first().click();
  const nothing = () => page.evaluate(() => (window as unknown as { outlook: { select(item: null): void } }).outlook.select(null));
  await pane.getByText('Connect both sides').waitFor();
  await look('1 connect');
  await signIn(lab, 'Microsoft', rep);
  await signIn(lab, 'Salesforce', rep);
  await pane.getByRole('button', { name: 'See the preview' }).waitFor();
  await look('2 folder');
  await press('See the preview');
  await pane.getByRole('button', { name: 'Start the first sync' }).waitFor({ timeout: 60_000 });
  await look('3 preview');
  lab.sandbox.world.faults.add({ id: 'slow', vendor: 'salesforce', path: '^POST .*composite', kind: 'delay', ms: 4000 });
  await press('Start the first sync');
  await pane.getByRole('progressbar').first().waitFor();
  await look('4 progress');
  lab.sandbox.world.faults.clear();
  await settled(lab);
  await pane.getByText('Select a message or an appointment').waitFor();
  await look('5 nothing selected');
  await pick('Service dates');
  await pane.getByText('People in this message').waitFor();
  await look('6 message');
  await pick('Sunday lunch');
  await pane.getByRole('heading', { name: 'Kept out by you' }).waitFor();
  await look('7 message of somebody kept out');
  await page.getByRole('button', { name: 'Calendar' }).click();
  await pick('Dentist');
  await pane.getByRole('button', { name: 'Why?' }).waitFor();
  await look('8 private event');
  await press('Why?');
  await look('9 why');
  await pick('Hours for quotes');
  await pane.getByRole('heading', { name: 'In step' }).waitFor();
  await look('10 event of a series');
  await press('Keep out of Salesforce');
  await pane.getByRole('radio', { name: /Keep the record/ }).waitFor();
  await look('11 keep out');
  await nothing();
  await press('What Instep did');
  await pane.getByRole('heading', { name: 'What Instep did' }).first().waitFor();
  await look('12 what Instep did');
  for (const section of ['Connections', 'Personal settings', 'Needs you']) {
    await pane.getByRole('button', { name: section }).first().click();
    await look(`13 ${section}`);
  }
}
