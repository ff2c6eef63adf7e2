/**
 * The whole way of a reset, in the real browser (RST2 to RST9): a rep whose ledger is lost, whose cursors are dead and whose records
 * carry each other's mark; an admin who finds, previews, resets and watches; a rep who starts, reconnects and chooses.
 */
import type { Frame, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Sandbox } from '../../sandbox/server';
import { axe } from '../axe';
import { AdminDesk } from './adminDesk';
import { changed, contentsOf } from './contents';
import { type ChromiumLab, startChromium } from './extension.chromium.lab';
import type { GoogleEvent, Hands } from './hands';
import { resetElsewhere } from './nodeDevice';
import { eventually } from './waiting';

export interface Setting {
  readonly sandbox: Sandbox;
  readonly product: string;
  readonly lab: ChromiumLab;
  readonly hands: Hands;
  readonly calendar: Page;
  /** Two events of the rep's own, whose records get each other's mark. */
  readonly swapped: readonly [GoogleEvent, GoogleEvent];
  /** Another one, which the rep edits before reconnecting. */
  readonly edited: GoogleEvent;
  syncNow(): Promise<void>;
  badge(event: GoogleEvent): Promise<string>;
  cardOf(event: GoogleEvent): Promise<Frame>;
}

const rep = 'Tomás Rey';
const colleague = { name: 'Mira Holm', email: 'mira.holm@brightwater.example' };

interface Broken {
  /** The swapped events' own records, in their order. */
  readonly records: readonly string[];
  readonly deleted: string;
}

export async function wholeReset(setting: Setting): Promise<void> {
  const { sandbox, product, lab, hands, swapped } = setting;
  await managedByReps(hands);
  const broken = await breakRep(setting);
  const desk = await startChromium(sandbox, product);
  try {
    const admin = await deskOf(desk);
    await alarm(lab);
    await eventually(async () => expect(await admin.find(rep)).toContain('Not started'));
    await admin.pane.getByText('has not started the first sync').waitFor();
    const said = await admin.dryRun(() => alarm(lab));
    // A mark alone is not believed (RST8).
    const doubtful = await admin.behind('Doubtful, wait for the rep');
    for (const { summary } of swapped) expect(doubtful).toContain(summary);
    expect(said).toMatchObject({ created: 0, contacts: expect.toSatisfy((n) => n > 10), keptOut: expect.toSatisfy((n) => n > 0) });
    await admin.confirm(rep);
    await admin.says('The reset begins with it.');
    expect(await axe(admin.pane)).toEqual([]);
    await restore(setting, admin);
    const { keptOut: _, ...counts } = said;
    expect(await admin.done()).toEqual(counts);
    await choose(setting, broken);
    await resetElsewhere(sandbox, admin, colleague, 'microsoft');
    expect(desk.strangers()).toEqual([]);
    expect(desk.errors).toEqual([]);
  } finally {
    await desk.close();
  }
}

/** RST6: the admin lets reps manage their own connection. */
async function managedByReps(hands: Hands): Promise<void> {
  const [configuration] = await hands.query('SELECT Id, Body__c FROM Instep_Configuration__c WHERE Active__c = true');
  const body = { ...(JSON.parse(String(configuration?.Body__c)) as object), userManagedConnection: true };
  const fields = { Body__c: JSON.stringify(body), UserManagedConnection__c: true };
  await hands.updateRecord('Instep_Configuration__c', configuration?.Id ?? '', fields);
}

async function breakRep({ lab, hands, swapped, syncNow }: Setting): Promise<Broken> {
  const deleted = await hands.deleteSomebodyPaired();
  await syncNow();
  const [one, other] = await Promise.all(
    swapped.map(async ({ summary }) => {
      const [row] = await hands.query(`SELECT Id, Instep_Key__c FROM Event WHERE IsChild = false AND Subject = '${summary}'`);
      return row ?? { Id: '', Instep_Key__c: '' };
    }),
  );
  if (!one || !other) throw new Error('no records');
  await hands.updateRecord('Event', one.Id, { Instep_Key__c: null });
  await hands.updateRecord('Event', other.Id, { Instep_Key__c: one.Instep_Key__c });
  await hands.updateRecord('Event', one.Id, { Instep_Key__c: other.Instep_Key__c });
  await lab.loseLedger();
  return { records: [one.Id, other.Id], deleted };
}

async function deskOf(desk: ChromiumLab): Promise<AdminDesk> {
  const connections = await desk.open('options');
  await desk.signInToSalesforce(connections, 'Ingrid Vasko');
  await connections.getByText('Connected', { exact: true }).waitFor();
  return new AdminDesk(await desk.open('admin'));
}

/** The browser's alarm clock comes round. */
async function alarm(lab: ChromiumLab): Promise<void> {
  const page = await lab.open('popup');
  await page.evaluate(() => chrome.alarms.create('cycle', { when: Date.now() }));
  await page.close();
}

/** RST4 RST6: what the rep does, and what it changes: nothing but what the rep has edited. */
async function restore({ sandbox, lab, hands, edited: event, badge }: Setting, admin: AdminDesk): Promise<void> {
  const before = contentsOf(sandbox);
  sandbox.world.faults.add({ id: 'dead cursor', vendor: 'google', path: 'syncToken=', kind: 'answer', status: 410, times: 1 });
  const options = await lab.open('options');
  await options.getByRole('button', { name: 'See the preview' }).click();
  await options.getByRole('button', { name: 'Start the first sync' }).click();
  await admin.says('Picked up by');
  const popup = await lab.open('popup');
  const reconnect = popup.getByRole('button', { name: 'Reconnect' });
  await reconnect.waitFor();
  expect(changed(before, contentsOf(sandbox))).toEqual([]);
  await hands.editEvent(event.id, { summary: `${event.summary} moved` });
  const then = contentsOf(sandbox);
  await reconnect.click();
  await popup.getByText(/Checked now/).waitFor();
  await Promise.all([popup.close(), options.close()]);
  await eventually(async () => expect(await badge(event)).toMatch(/^Needs you/));
  expect(changed(then, contentsOf(sandbox))).toEqual([]);
}

/** RST7 RST8 RST9: both versions on the card, one click; who is doubtful, one click; and each event has its own record again. */
async function choose({ hands, calendar, edited, swapped, badge, cardOf }: Setting, broken: Broken): Promise<void> {
  const card = await cardOf(edited);
  await eventually(async () => {
    const shown = (await card.locator('body').innerText()).split('\n');
    expect(shown).toEqual(expect.arrayContaining([`${edited.summary} moved`, edited.summary]));
  });
  expect(await axe(calendar)).toEqual([]);
  expect(await axe(card)).toEqual([]);
  await card.getByRole('button', { name: 'Take my calendar' }).click();
  await eventually(async () => expect(await badge(edited)).toMatch(/^In step/));
  expect(await hands.query(`SELECT Id FROM Event WHERE IsChild = false AND Subject LIKE '${edited.summary}%'`)).toHaveLength(1);
  for (const event of swapped) {
    await (await cardOf(event)).getByRole('button', { name: 'Not the same' }).click();
    await eventually(async () => expect(await badge(event)).toMatch(/^In step/));
  }
  for (const [at, event] of swapped.entries()) {
    const [record] = await hands.query(`SELECT Id, Subject FROM Event WHERE Id = '${broken.records[at]}'`);
    expect(record?.Subject).toBe(event.summary);
    const link = (await cardOf(event)).getByRole('link', { name: 'Open record' });
    expect(await link.getAttribute('href')).toContain(broken.records[at]);
  }
  expect(await hands.hasContact(broken.deleted), 'a deletion that is remembered').toBe(false);
}
