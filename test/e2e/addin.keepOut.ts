/** Keeping out and bringing back: by the card, by keyboard, by the category in plain Outlook, by the ribbon, and how each is undone. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bar, button, calendar, card, day, keepOutName, mail, open, series } from './addin.day';
import { settled, soon } from './addin.lab';

const categories = async (): Promise<readonly string[]> => (await day().hands.event(day().own)).categories;

describe('keeping out', () => {
  test('EXC1 EXC2 by the button of the card: the category is on the item, and it can be undone', async () => {
    const { lab, hands, own } = day();
    await calendar();
    await open(own);
    await card('In step');
    await button('Keep out of Salesforce').click();
    await lab.pane.getByRole('radio', { name: /Keep the record/ }).check();
    await button('Keep out').click();
    await soon(categories).toContain(keepOutName);
    await button('Undo').click();
    await soon(categories).toEqual([]);
    await settled(lab);
    expect(hands.records('Event', own).length).toBe(1);
  });

  test('EXC2 by the category in Outlook itself, and back; the bar says so, with a button that opens the pane', async () => {
    const { lab, hands, own } = day();
    await hands.categorise(own, [keepOutName, 'Blue']);
    await button('Sync now').click();
    await card('Kept out by you');
    await soon(bar).toBe('Instep: Kept out by you. Open Instep');
    const inBar = lab.page.locator('#bars').getByRole('button', { name: 'Open Instep' });
    const xml = await readFile(join(lab.dist, 'manifest.xml'), 'utf8');
    expect(xml).toContain(`<Control xsi:type="Button" id="${await inBar.getAttribute('data-command-id')}">`);
    const loads = () => lab.asked.filter((path) => path === '/addin/taskpane/index.html').length;
    const before = loads();
    await inBar.click();
    await soon(loads).toBe(before + 1);
    await card('Kept out by you');
    await hands.categorise(own, ['Blue']);
    await button('Sync now').click();
    await card('In step');
    await soon(bar).toBe('');
    expect(hands.records('Event', own).length).toBe(1);
  });

  test('EXC1 by the ribbon, down to event.completed; "Bring back" takes it away again', async () => {
    const { lab } = day();
    await lab.command('keepOut');
    expect(await categories()).toEqual(['Blue', keepOutName]);
    await card('Kept out by you');
    await lab.command('bringBack');
    expect(await categories()).toEqual(['Blue']);
    await card('In step');
  });

  test('EXC3 a whole series from one of its occurrences', async () => {
    const { lab, hands } = day();
    const marked = async () => (await hands.events(series)).map((event) => event.categories.includes(keepOutName));
    await open(series);
    await card('In step');
    await button('Keep out of Salesforce').click();
    await lab.pane
      .getByText(/Whole series/i)
      .first()
      .click();
    await button('Keep out 3 events').click();
    await soon(marked).toEqual([true, true, true]);
    await button('Undo').click();
    await soon(marked).toEqual([false, false, false]);
    await settled(lab);
    await open(day().own);
    await card('In step');
  });

  test('a message is no item that could be kept out: the command says so, and completes', async () => {
    const { lab, own } = day();
    await mail();
    await open('Offer for next week');
    await lab.command('keepOut');
    expect(await bar()).toContain('Open an appointment');
    await calendar();
    await open(own);
    await card('In step');
  });
});
