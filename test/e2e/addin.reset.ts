/** What the admin does to a rep who works in Outlook: a reset with reconnection, a choice between two versions, the end. */
import { describe, expect, test } from 'vitest';
import { statusCategories } from '../../addin/taskpane/statusCategory';
import { button, calendar, card, day, nothing, open, paneText } from './addin.day';
import { soon, tokensOf } from './addin.lab';

const cycle = (): Promise<void> => day().lab.command('syncNow');
const categories = async (): Promise<readonly string[]> => (await day().hands.event(day().own)).categories;

describe('categories of the status', () => {
  test('SUR5 they are off at first, are written when the rep wants them, and are no edit of the item', async () => {
    const { lab, hands, own, sandbox } = day();
    const before = await categories();
    const modified = hands.records('Event', own)[0]?.SystemModstamp;
    await nothing();
    await button('What Instep did').click();
    await button('Personal settings').click();
    const wish = lab.pane.getByRole('checkbox', { name: /status as a category/ });
    expect(await wish.isChecked()).toBe(false);
    await wish.check();
    await soon(categories).toEqual([...before, statusCategories.inStep]);
    const { value } = await hands.graph<{ value: { displayName: string; color: string }[] }>('/me/outlook/masterCategories');
    const colors = new Map(value.map(({ displayName, color }) => [displayName, color]));
    expect(Object.values(statusCategories).map((name) => colors.get(name))).toEqual(['preset4', 'preset1']);
    await cycle();
    const since = sandbox.world.log.length;
    await cycle();
    await cycle();
    expect(hands.writes('graph', since)).toEqual([]);
    expect(hands.records('Event', own)[0]?.SystemModstamp).toBe(modified);
    await wish.uncheck();
    await soon(categories).toEqual(before);
    await cycle();
    await button('Back').click();
  });
});

describe('reset', () => {
  test('RST6 with a connection of the rep’s own a reset tells the rep to reconnect, on the item too', async () => {
    const { hands, own } = day();
    const [configuration] = await configurations();
    await hands.admin.saveConfiguration({ ...configuration!, userManagedConnection: true });
    await cycle();
    await hands.admin.reset([hands.rep.id], { what: 'all' }, '');
    await calendar();
    await open(own);
    await cycle();
    await button('Reconnect').waitFor();
    expect(await paneText()).toMatch(/reset your sync/);
    await nothing();
    await button('Reconnect').waitFor();
    await open(own);
  });

  test('RST7 what was edited before the reconnection is shown in both versions, and one click takes one', async () => {
    const { hands, own } = day();
    const { id } = await hands.event(own);
    const moved = `${own} (moved)`;
    await hands.graph(`/me/events/${encodeURIComponent(id)}`, { method: 'PATCH', body: { subject: moved } });
    await cycle();
    await button('Reconnect').click();
    await card(/[Ee]dited while disconnected/);
    const shown = await paneText();
    expect(shown).toContain(moved);
    expect(shown).toContain('Salesforce');
    expect(hands.records('Event', own).length).toBe(1);
    await button('Take my calendar').click();
    await soon(() => hands.records('Event', moved).length).toBe(1);
    await card('In step');
    expect(hands.records('Event', own)).toEqual([]);
  });

  test('SEC5 an assignment that was removed wipes tokens and ledger, and says why', async () => {
    const { lab, hands } = day();
    const all = await hands.admin.configurations();
    await hands.admin.unassign(all.flatMap(({ assignments }) => assignments.map(({ id }) => id)));
    await cycle();
    await lab.pane.getByText('Your admin has taken Instep off your account').waitFor();
    await lab.pane.getByText('Connect both sides').waitFor();
    expect(await tokensOf(lab)).toEqual([]);
  });

  test('nothing went wrong in any page of the day', () => expect(day().lab.errors).toEqual([]));
});

/** The configurations that cover the rep. */
async function configurations() {
  const { hands } = day();
  const all = await hands.admin.configurations();
  const rep = await hands.admin.affected(all[0]?.id ?? '', [{ type: 'user', id: hands.rep.id, name: hands.rep.name }]);
  const name = rep.find(({ userId }) => userId === hands.rep.id)?.before;
  return all.filter((configuration) => configuration.name === name);
}
