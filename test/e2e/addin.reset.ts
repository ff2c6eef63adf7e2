/**
 * What the admin does to a rep who works in Outlook, from the admin pane in another Outlook: a broken rep is found, previewed, reset and
 * watched (RST2 to RST9); the rep starts, reconnects and chooses; the end.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { statusCategories } from '../../addin/taskpane/statusCategory';
import { axe } from '../axe';
import { button, calendar, card, day, loseLedger, nothing, open, paneText, swapped } from './addin.day';
import { adminAccount, found } from './addin.hands';
import { type Lab, openOutlook, soon, tokensOf } from './addin.lab';
import { AdminDesk, type Counted } from './adminDesk';
import { changed, contentsOf } from './contents';
import { resetElsewhere } from './nodeDevice';

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
  let admin: AdminDesk;
  let outlookOfAdmin: Lab;
  /** The swapped events' own records, in their order. */
  let records: readonly string[] = [];
  let deleted = '';
  let said: Counted & { readonly keptOut: number };
  beforeAll(async () => {
    const { sandbox } = day();
    const { email, name } = adminAccount(sandbox);
    outlookOfAdmin = await openOutlook({ user: email, sandbox });
    const dialog = outlookOfAdmin.context.waitForEvent('page');
    void outlookOfAdmin.command('openAdmin').catch(() => undefined);
    admin = new AdminDesk(await dialog);
    await admin.pane.getByRole('button', { name: 'Sign in to Salesforce' }).click();
    await admin.pane.getByText(name).first().click();
  });
  afterAll(() => outlookOfAdmin?.close());

  test('RST3 RST4 RST8 a rep without a ledger, with each other’s mark on two records: the admin finds, previews and resets', async () => {
    const { hands, sandbox } = day();
    const [configuration] = await configurations();
    await hands.admin.saveConfiguration({ ...configuration!, userManagedConnection: true });
    deleted = await hands.deleteSomebodyPaired();
    await cycle();
    records = hands.swapMarks(swapped);
    await loseLedger();
    await button('See the preview').waitFor();
    await cycle();
    expect(await admin.find(hands.rep.name)).toContain('Not started');
    said = await admin.dryRun(cycle);
    expect([said.contacts > 10, said.events > 10, said.keptOut > 0, said.created]).toEqual([true, true, true, 0]);
    const doubtful = await admin.behind('Doubtful, wait for the rep');
    for (const subject of swapped) expect(doubtful).toContain(subject);
    await admin.confirm(hands.rep.name);
    await admin.says('The reset begins with it.');
    expect(await axe(admin.pane)).toEqual([]);
    sandbox.world.faults.add({ id: 'dead cursor', vendor: 'graph', path: 'delta.*token', kind: 'answer', status: 410, times: 1 });
  });

  test('RST2 RST6 the rep starts, and is told to reconnect, on the item too; nothing is written', async () => {
    const { sandbox, own } = day();
    const before = contentsOf(sandbox);
    await button('See the preview').click();
    await button('Start the first sync').click();
    await admin.says('Picked up by');
    await calendar();
    await open(own);
    await button('Reconnect').waitFor();
    await soon(paneText).toMatch(/reset your sync/);
    await nothing();
    await button('Reconnect').waitFor();
    expect(changed(before, contentsOf(sandbox))).toEqual([]);
  });

  test('RST7 what was edited before the reconnection is shown in both versions, and one click takes one', async () => {
    const { sandbox, hands, own } = day();
    const { id } = await hands.event(own);
    const moved = `${own} (moved)`;
    await hands.graph(`/me/events/${encodeURIComponent(id)}`, { method: 'PATCH', body: { subject: moved } });
    await cycle();
    const before = contentsOf(sandbox);
    // The list beside it was read before.
    await open(own);
    await button('Reconnect').click();
    await card(/[Ee]dited while disconnected/);
    const shown = (await paneText()).split('\n');
    expect(shown).toEqual(expect.arrayContaining([moved, own]));
    const { keptOut: _, ...counts } = said;
    expect(await admin.done()).toEqual(counts);
    expect(changed(before, contentsOf(sandbox))).toEqual([]);
    await button('Take my calendar').click();
    await soon(() => hands.records('Event', moved).length).toBe(1);
    await card('In step');
    expect(hands.records('Event', own)).toEqual([]);
  });

  test('RST8 RST9 who is doubtful is settled by one click, each has its own record again; what was deleted stays deleted', async () => {
    const { hands, lab } = day();
    for (const subject of swapped) {
      await open(subject);
      await button('Not the same').click();
      await card('In step');
    }
    for (const [at, subject] of swapped.entries()) {
      await open(subject);
      const record = lab.pane.getByRole('link', { name: 'Open record' }).first();
      // Until the pane has followed the selection it shows the other one.
      await soon(() => record.getAttribute('href')).toContain(records[at]);
      expect(hands.records('Event', subject).map(({ Id }) => Id)).toEqual([records[at]]);
    }
    const addresses = (await hands.contacts()).flatMap(({ emailAddresses }) => emailAddresses.map(({ address }) => address));
    expect(addresses).not.toContain(deleted);
  });

  test('RST2 RST3 from the same screen a rep at Google, whose device is another one', async () => {
    const { sandbox } = day();
    const rep = found(sandbox.world.accounts, ({ role, mailbox }) => role === 'rep' && mailbox === 'google');
    await resetElsewhere(sandbox, admin, rep, 'google');
    expect(outlookOfAdmin.errors).toEqual([]);
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
