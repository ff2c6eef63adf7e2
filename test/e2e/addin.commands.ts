/** Ribbon commands and event handlers, each down to `event.completed`, with the pane open and without. */
import { describe, expect, test } from 'vitest';
import { bar, card, day, keepOutName, open, showPane } from './addin.day';
import { soon } from './addin.lab';

const handlers = ['onNewAppointment', 'onAppointmentTimeChanged', 'onAppointmentAttendeesChanged'] as const;
const since = (count: number, vendor: string): boolean =>
  day()
    .sandbox.world.log.slice(count)
    .some((entry) => entry.vendor === vendor);

describe('commands and events', () => {
  test('"Sync now" of the ribbon runs a cycle in the open pane and completes when it is done', async () => {
    const { lab, sandbox } = day();
    const before = sandbox.world.log.length;
    await lab.command('syncNow');
    expect(since(before, 'salesforce')).toBe(true);
    expect(await bar()).toContain('Instep has synced.');
  });

  test.each(handlers)('the handler %s wakes the open pane and completes', async (name) => {
    const { lab, sandbox } = day();
    const before = sandbox.world.log.length;
    await lab.command(name);
    await soon(() => since(before, 'graph')).toBe(true);
  });

  test('without a pane: keeping out marks the item all the same, "Sync now" syncs by itself, a handler says what it knows', async () => {
    const { lab, hands, own, sandbox } = day();
    await showPane(false);
    await lab.command('keepOut');
    expect((await hands.event(own)).categories).toContain(keepOutName);
    const before = sandbox.world.log.length;
    await lab.command('syncNow');
    expect(await bar()).toContain('Instep has synced.');
    expect(since(before, 'salesforce')).toBe(true);
    await lab.command('onAppointmentTimeChanged');
    expect(await bar()).toContain('Kept out of Salesforce.');
    await lab.command('bringBack');
    await showPane(true);
    await open(own);
    await card('In step');
  });

  test('SUR6 RST1 a rep who opens the admin pane is told who may see it; closing it completes the command', async () => {
    const { lab } = day();
    const popup = lab.context.waitForEvent('page');
    const command = lab.command('openAdmin');
    const dialog = await popup;
    await dialog.getByText('Only admins').waitFor();
    await dialog.close();
    await command;
  });
});
