/** The first minutes: connecting both sides, a preview that changes nothing, a first sync that can be watched and paused. */
import { describe, expect, test } from 'vitest';
import { button, day, keepOutName, paneText } from './addin.day';
import { settled, signIn, soon, tokensOf } from './addin.lab';

describe('first run', () => {
  test('SUR5 both sides are connected, in Outlook’s own dialog; nobody is connected before', async () => {
    const { lab, hands, sandbox } = day();
    await lab.pane.getByText('Connect both sides').waitFor();
    await signIn(lab, 'Microsoft', hands.rep.name);
    await lab.pane.getByText('Connected').first().waitFor();
    await signIn(lab, 'Salesforce', hands.rep.name);
    await button('See the preview').waitFor();
    const sent = sandbox.world.log.filter(({ path }) => path.includes('/authorize'));
    expect(sent.length).toBeGreaterThanOrEqual(2);
    expect(sent.every(({ path }) => path.includes('code_challenge='))).toBe(true);
  });

  test('STA5 the preview changes nothing', async () => {
    const { lab, hands, own } = day();
    await button('See the preview').click();
    await button('Start the first sync').waitFor({ timeout: 60_000 });
    await soon(paneText).toContain('Nothing has been changed yet');
    expect(hands.records('Event', own)).toEqual([]);
    expect(await lab.pane.getByRole('progressbar').count()).toBe(0);
  });

  test('EXC2 the category of what stays out is there with its colour from the first connection on', async () => {
    const { value } = await day().hands.graph<{ value: { displayName: string; color: string }[] }>('/me/outlook/masterCategories');
    expect(value.find(({ displayName }) => displayName === keepOutName)?.color).toBe('preset0');
  });

  test('STA4 the first sync shows a bar with counts, is paused, and goes on', async () => {
    const { lab, hands, own, sandbox } = day();
    sandbox.world.faults.add({ id: 'slow', vendor: 'salesforce', path: '^POST .*composite', kind: 'delay', ms: 400 });
    await button('Start the first sync').click();
    const progress = lab.pane.getByRole('progressbar').first();
    await progress.waitFor();
    await soon(() => progress.getAttribute('aria-valuetext')).toMatch(/\d+ of \d+/);
    await button('Pause').click();
    await button('Go on').waitFor();
    sandbox.world.faults.clear();
    await button('Go on').click();
    await soon(() => hands.records('Event', own).length).toBe(1);
    await settled(lab);
  });

  test('SEC2 the tokens are in no address that anybody asked for, and in no storage that a host page could see', async () => {
    const { lab, sandbox } = day();
    const tokens = await tokensOf(lab);
    expect(tokens.length).toBe(4);
    const addresses = [...lab.asked, ...sandbox.world.log.map(({ path }) => decodeURIComponent(path))].join('\n');
    const storage = await lab.frame().evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
    expect(tokens.filter((token) => addresses.includes(token) || storage.includes(token))).toEqual([]);
  });
});
