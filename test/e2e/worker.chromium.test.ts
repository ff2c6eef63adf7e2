/**
 * SYN6 in Chromium: the extension's worker is stopped at moments that nobody chose, in a first sync and in later cycles, as the browser
 * does when it likes. A fixed seed says after how many requests.
 */
import { existsSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/server';
import { seeded } from '../../shared/adapters/clock';
import { buildProduct } from '../pages/extension/build';
import { type ChromiumLab, startChromium } from './extension.chromium.lab';
import { type GoogleEvent, type Hands, handsOf, type SalesforceRow } from './hands';
import { eventually } from './waiting';

const tomas = 'tomas.rey@brightwater.example';
const ingrid = 'ingrid.vasko@brightwater.example';
const queries = {
  events: 'SELECT Id, Subject, Location, Instep_Key__c FROM Event WHERE IsChild = false',
  contacts: 'SELECT Id, Instep_Key__c FROM Contact',
} as const;

const doubled = (rows: readonly SalesforceRow[]): readonly unknown[] => {
  const keys = rows.map((row) => row.Instep_Key__c).filter((key) => typeof key === 'string');
  return keys.filter((key, at) => keys.indexOf(key) !== at);
};

describe.runIf(existsSync('/usr/bin/chromium'))('the worker is stopped again and again', () => {
  const random = seeded(417);
  let sandbox: Sandbox;
  let lab: ChromiumLab;
  let hands: Hands;
  let options: Page;
  let stops = 0;

  beforeAll(async () => {
    const [product, started] = await Promise.all([buildProduct('chrome'), startSandbox()]);
    sandbox = started;
    hands = await handsOf(sandbox, tomas, ingrid);
    lab = await startChromium(sandbox, product);
    options = await lab.open('options');
    await lab.signInToGoogle(options, 'Tomás Rey');
    await options.getByText('Connected', { exact: true }).waitFor();
    await lab.signInToSalesforce(options, 'Tomás Rey');
    await options.getByText('Where your contacts live').waitFor();
  });
  afterAll(async () => {
    await lab?.close();
    await sandbox?.close();
  });

  const held = async () => ({ events: await hands.query(queries.events), contacts: await hands.query(queries.contacts) });
  const asked = (): number => sandbox.world.log.length;

  /** Answers take a little, so that there is something to be in the middle of. */
  const slow = (): void => {
    for (const vendor of ['salesforce', 'google'] as const)
      sandbox.world.faults.add({ id: `slow ${vendor}`, vendor, path: '^(GET|POST|PATCH|DELETE) /[^ ]*', kind: 'delay', ms: 25 });
  };

  /** The device is woken as a page in sight does it, and stopped a few requests later; or it has nothing left to ask. */
  async function stopSomewhere(wake: () => Promise<void>, most: number): Promise<void> {
    const from = asked();
    const after = 1 + Math.floor(random.next() * most);
    await wake();
    const until = Date.now() + 3000;
    while (asked() < from + after && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 5));
    await lab.stopWorker();
    stops++;
  }
  const syncNow = async (): Promise<void> => {
    const popup = await lab.open('popup');
    const button = popup.getByRole('button', { name: 'Sync now' });
    await button.click();
    await eventually(async () => expect(await button.getAttribute('aria-busy')).toBe(null), 60_000);
    await popup.getByText(/Checked now/).waitFor({ timeout: 60_000 });
    await popup.close();
  };
  const openAndLeave = async (): Promise<void> => {
    const popup = await lab.open('popup');
    const button = popup.getByRole('button', { name: 'Sync now' });
    if (await button.isVisible()) await button.click();
    await popup.close();
  };

  test('SYN6 STA4 the first sync comes to the end that the preview told, nothing doubled', async () => {
    await options.getByRole('button', { name: 'See the preview' }).click();
    await options.getByText('Nothing has been changed yet.').waitFor();
    await options.getByText('new in Salesforce').first().waitFor();
    const told = await options.locator('.is-first').innerText();
    const created = [...told.matchAll(/(\d+)\n+new in Salesforce/g)].map(([, n]) => Number(n));
    const before = await held();
    slow();
    await stopSomewhere(() => options.getByRole('button', { name: 'Start the first sync' }).click(), 8);
    for (let stop = 0; stop < 6; stop++) await stopSomewhere(openAndLeave, 10);
    sandbox.world.faults.clear();
    await syncNow();
    const after = await held();
    expect(doubled(after.events)).toEqual([]);
    expect(doubled(after.contacts)).toEqual([]);
    expect([after.contacts.length - before.contacts.length, after.events.length - before.events.length]).toEqual(created);
  });

  test('SYN6 SYN1 later cycles: every edit of either side arrives, nothing comes twice', async () => {
    const before = await held();
    const events = (await hands.events()).filter(
      ({ recurringEventId, attendees, start }) => !recurringEventId && !attendees && start.dateTime,
    );
    const pairs = events.flatMap((event) => {
      // Two may be called the same: which record is whose is then not told by its subject.
      const [row, ...others] = before.events.filter(({ Subject }) => Subject === event.summary);
      return row && others.length === 0 ? [{ event, row }] : [];
    });
    expect(pairs.length).toBeGreaterThan(2);
    slow();
    const wanted: { readonly event: GoogleEvent; readonly row: SalesforceRow; readonly location: string }[] = [];
    for (const [round, { event, row }] of pairs.slice(0, 4).entries()) {
      const location = `Quay ${round}`;
      if (round % 2 === 0) await hands.editEvent(event.id, { location });
      else await hands.updateRecord('Event', row.Id, { Location: location });
      wanted.push({ event, row, location });
      await stopSomewhere(openAndLeave, 6);
      await stopSomewhere(openAndLeave, 6);
    }
    sandbox.world.faults.clear();
    await syncNow();
    await syncNow();
    const after = await held();
    for (const { event, row, location } of wanted) {
      expect((await hands.event(event.id)) as unknown as { location: string }).toMatchObject({ location });
      expect(after.events.find(({ Id }) => Id === row.Id)?.Location).toBe(location);
    }
    expect([after.events.length, after.contacts.length]).toEqual([before.events.length, before.contacts.length]);
    expect(stops).toBeGreaterThan(10);
  });

  test('SYN6 at rest: one more cycle writes nothing', async () => {
    const from = asked();
    await syncNow();
    const writes = sandbox.world.log
      .slice(from)
      .flatMap(({ method, path, parts }) => [{ method, path }, ...parts])
      .filter(({ method, path }) => method !== 'GET' && !/Instep_|\/composite(\?|$)|\/token/.test(path));
    expect(writes).toEqual([]);
    expect(sandbox.world.mails).toEqual([]);
    expect(lab.errors).toEqual([]);
  });
});
