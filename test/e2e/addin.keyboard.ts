/**
 * The pane by keyboard alone, with the real Office.js around it: that one takes Tab and Escape for itself on the web, and gives the
 * focus to its host whenever it does not know where it is.
 */
import { describe, expect, test } from 'vitest';
import { startSandbox } from '../../sandbox/server';
import { Hands, repOf } from './addin.hands';
import { type Lab, openOutlook, soon } from './addin.lab';

const subject = 'Site visit';

/** What has the focus, wherever it is: in Outlook's page, or in the pane. */
class Keys {
  constructor(private readonly lab: Lab) {}

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.lab.page.keyboard.press(key);
  }

  async inPane(): Promise<boolean> {
    return this.lab.page.evaluate(() => document.activeElement?.id === 'pane');
  }

  /** Name of the control; '' for the page as such. */
  async here(): Promise<string> {
    const named = (): string => {
      const at = document.activeElement;
      if (!at || at === document.body) return '';
      const label = at instanceof HTMLInputElement ? at.labels?.[0]?.textContent : null;
      return (at.getAttribute('aria-label') ?? label ?? at.textContent ?? '').replace(/\s+/g, ' ').trim();
    };
    return (await this.inPane()) ? this.lab.frame().evaluate(named) : `Outlook: ${await this.lab.page.evaluate(named)}`;
  }

  /** The focus arrives a moment after what it is on was drawn. */
  async at(name: string): Promise<void> {
    await soon(() => this.here()).toBe(name);
  }

  /** The ring is around the control, or around the box whose label it is. */
  async ring(): Promise<boolean> {
    return this.lab.frame().evaluate(() => {
      const at = document.activeElement;
      const around = [at, at?.closest('label'), at?.closest('.is-seg')];
      return around.some((one) => one && getComputedStyle(one).outlineStyle !== 'none' && getComputedStyle(one).outlineWidth !== '0px');
    });
  }

  /** Tab until there. What was passed on the way is told where it is never reached. */
  async to(name: RegExp, key = 'Tab'): Promise<void> {
    const passed: string[] = [];
    for (let n = 0; n < 40; n++) {
      await this.press(key);
      const here = await this.here();
      if (name.test(here)) return;
      passed.push(here);
    }
    throw new Error(`${name} was never reached: ${passed.join(' | ')}`);
  }

  /** From the first control of the pane to the last, each with a ring, and out of it at the end. */
  async walk(key: 'Tab' | 'Shift+Tab'): Promise<readonly string[]> {
    const passed: string[] = [];
    for (let n = 0; n < 40; n++) {
      await this.press(key);
      const here = await this.here();
      if (passed.length > 0 && here.startsWith('Outlook')) return passed;
      if (here.startsWith('Outlook')) continue;
      expect([here, await this.ring()]).toEqual([here, true]);
      passed.push(here);
    }
    throw new Error(`the pane keeps the focus: ${passed.join(' | ')}`);
  }
}

describe('by keyboard alone', () => {
  test('SUR5 first run, every control in the order of sight, keep out and bring back, views and dialogs with the focus given back', async () => {
    const sandbox = await startSandbox({ secure: false, seed: 'empty' });
    const hands = new Hands(sandbox, repOf(sandbox));
    const at = (hours: number) => ({ dateTime: new Date(Date.now() + hours * 3_600_000).toISOString().slice(0, 19), timeZone: 'UTC' });
    await hands.graph('/me/events', { method: 'POST', body: { subject, start: at(30), end: at(31), attendees: [] } });
    const lab = await openOutlook({ user: hands.rep.email, sandbox });
    const keys = new Keys(lab);
    const shows = (text: string | RegExp) => lab.pane.getByText(text).filter({ visible: true }).first().waitFor();
    const heading = (name: string) => lab.pane.getByRole('heading', { name }).first().waitFor();
    /** What was done is said, and the card's headline has the focus. */
    const done = async () => {
      await lab.pane.locator('.is-done').waitFor();
      await soon(() => keys.here()).toMatch(/^(In step|Kept out by you)$/);
    };
    try {
      // First run: from Outlook's own controls into the pane.
      await shows('Connect both sides');
      for (const system of ['Microsoft', 'Salesforce']) {
        await keys.to(new RegExp(`^Sign in to ${system}`));
        const dialog = lab.context.waitForEvent('page');
        await keys.press('Enter');
        const opened = await dialog;
        const pick = opened.getByRole('link', { name: hands.rep.name }).or(opened.getByRole('button', { name: hands.rep.name }));
        await Promise.race([
          opened.waitForEvent('close'),
          pick
            .first()
            .press('Enter')
            .catch(() => undefined),
        ]);
        await lab.pane.getByRole('button', { name: new RegExp(`^Sign in to ${system}`) }).waitFor({ state: 'hidden' });
      }
      await keys.to(/^See the preview$/);
      await keys.press('Enter');
      await lab.pane.getByRole('button', { name: 'Start the first sync' }).waitFor();
      await keys.at('What the first sync will do');
      await keys.to(/^Start the first sync$/);
      await keys.press('Enter');
      await shows('Select a message or an appointment');

      // Nothing selected: all of it, forwards and back, and out at both ends.
      const order = ['Sync now', 'Pause', 'What Instep did'];
      const forwards = (await keys.walk('Tab')).filter((name) => order.includes(name));
      expect(forwards).toEqual(order);
      const back = (await keys.walk('Shift+Tab')).filter((name) => order.includes(name));
      expect(back).toEqual([...order].reverse());

      // An appointment, chosen in Outlook's list; the views of its card; Escape leads out of them and no further.
      await keys.to(/^Outlook: Calendar$/);
      await keys.press('Enter');
      await keys.to(new RegExp(`^Outlook: ${subject}`));
      await keys.press('Enter');
      await heading('In step');
      expect(await keys.walk('Tab')).toEqual([subject, 'Keep out of Salesforce', 'Why?', 'History', 'Open record', 'Sync now']);
      await keys.to(/^Why\?$/);
      await keys.press('Enter');
      await keys.at('Why is it in step?');
      await keys.press('Tab');
      expect(await keys.here()).toBe('Back');
      await keys.press('Escape');
      await keys.at('In step');

      // Keep out, and bring back.
      await keys.to(/^Keep out of Salesforce$/);
      await keys.press('Enter');
      await keys.at('Keep out of Salesforce?');
      await keys.to(/^Keep the record/);
      await keys.press('ArrowDown', 'ArrowUp');
      await keys.to(/^Keep out$/);
      await keys.press('Enter');
      await done();
      await keys.to(/^Back$/);
      await keys.press('Enter');
      await keys.at('Kept out by you');
      await keys.to(/^Let it sync$/);
      await keys.press('Enter');
      await done();
      await keys.to(/^Back$/);
      await keys.press('Space');
      await keys.at('In step');
      // Nothing is open any more: Escape leads back to Outlook, to the item.
      await keys.press('Escape');
      await soon(() => keys.here()).toMatch(new RegExp(`^Outlook: ${subject}`));

      // A view over the selection, and a dialog in it: both give the focus back to what opened them.
      await lab.page.evaluate(() => (window as unknown as { outlook: { select(item: null): void } }).outlook.select(null));
      await shows('Select a message or an appointment');
      await keys.to(/^What Instep did$/);
      await keys.press('Enter');
      await keys.at('Back');
      await keys.to(/^Connections$/);
      await keys.press('Enter');
      await keys.to(/^Disconnect/);
      const opener = await keys.here();
      await keys.press('Enter');
      await lab.pane.getByRole('dialog').waitFor();
      await keys.to(/^Cancel$/);
      await keys.press('Escape');
      await lab.pane.getByRole('dialog').waitFor({ state: 'hidden' });
      await keys.at(opener);
      await keys.press('Escape');
      await keys.at('What Instep did');
      expect(lab.errors).toEqual([]);
    } finally {
      await lab.close();
      await sandbox.close();
    }
  });
});
