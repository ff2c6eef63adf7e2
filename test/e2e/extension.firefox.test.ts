/** The same days in Firefox: the event page in place of the worker, its own identity service, its own permission question. */
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/server';
import { buildProduct } from '../pages/extension/build';
import { calendarAddress, calendarPage } from './calendarPage';
import { type FirefoxLab, org, startFirefox } from './extension.firefox.lab';
import { type GoogleEvent, type Hands, handsOf } from './hands';
import { eventually } from './waiting';

const tomas = 'tomas.rey@brightwater.example';
const ingrid = 'ingrid.vasko@brightwater.example';
const allEvents = 'SELECT Id, Subject, Instep_Key__c FROM Event WHERE IsChild = false';
const allContacts = 'SELECT Id, Instep_Key__c FROM Contact';

describe.runIf(existsSync('/usr/bin/firefox-esr'))('the extension in Firefox', () => {
  let sandbox: Sandbox;
  let lab: FirefoxLab;
  let hands: Hands;
  let product: string;
  let options: string;
  let calendar: string;
  let own: readonly GoogleEvent[];

  beforeAll(async () => {
    [product, sandbox] = await Promise.all([buildProduct('firefox'), startSandbox()]);
    hands = await handsOf(sandbox, tomas, ingrid);
    own = (await hands.events()).filter(({ attendees, summary = '' }) => !attendees && /Night ferry|Offer deadline/.test(summary));
    lab = await startFirefox(sandbox, product);
  });
  afterAll(async () => {
    await lab?.close();
    await sandbox?.close();
  });

  const record = async (event: GoogleEvent) =>
    (await hands.query(`SELECT Id, Subject, Location FROM Event WHERE IsChild = false AND Subject LIKE '${event.summary}%'`))[0];
  const badge = async (event: GoogleEvent) =>
    (await lab.badges(calendar)).find((one) => one.for === event.id && one.place === 'chip')?.tip ?? '';
  const shows = async (event: GoogleEvent, word: RegExp) => {
    await lab.front(calendar);
    await eventually(async () => expect(await badge(event)).toMatch(word));
  };
  const inPopup = async (button: string) => {
    const popup = await lab.open('popup');
    await lab.press(popup, button);
    await lab.says(popup, 'Checked now');
    return popup;
  };
  const syncNow = async () => void (await lab.firefox.close(await inPopup('Sync now')));
  const cardOf = async (event: GoogleEvent) => {
    await lab.front(calendar);
    // Beside everything: what is open closes.
    await lab.firefox.press(calendar, 1000, 700);
    await eventually(async () => expect(await lab.cards(calendar)).toBe(0));
    await lab.firefox.evaluate(
      calendar,
      `[...document.querySelectorAll('[data-eventchip]')].find((chip) => chip.textContent.includes(${JSON.stringify(event.summary)})).click()`,
    );
    await eventually(async () =>
      expect((await lab.badges(calendar)).some((one) => one.place === 'bubble' && one.for === event.id)).toBe(true),
    );
    return lab.card(calendar, '#xDetDlg instep-badge');
  };

  test('SUR4 STA5 connects both, and the preview changes nothing', async () => {
    calendar = await lab.host(
      calendarAddress,
      calendarPage(
        tomas,
        own.map(({ id, summary = '' }) => ({ id, title: summary })),
      ),
    );
    expect(await lab.badges(calendar)).toEqual([]);
    const before = [(await hands.query(allEvents)).length, (await hands.query(allContacts)).length, (await hands.contacts()).length];
    options = await lab.open('options');
    await lab.signIn(options, 'Sign in to Google', 'Tomás Rey');
    await lab.says(options, 'Connected');
    await lab.fill(options, 'Your Salesforce address', org);
    await lab.signIn(options, 'Sign in to Salesforce', 'Tomás Rey');
    await lab.press(options, 'See the preview');
    await lab.says(options, 'new in Salesforce');
    expect([(await hands.query(allEvents)).length, (await hands.query(allContacts)).length, (await hands.contacts()).length]).toEqual(
      before,
    );
  });

  test('STA4 SYN6 the event page is ended in the middle of the first sync: it goes on, and nothing is doubled', async () => {
    const told = await lab.firefox.evaluate<string>(options, 'document.body.innerText');
    const created = [...told.matchAll(/(\d+)\s+new in Salesforce/g)].map(([, n]) => Number(n));
    const before = { events: (await hands.query(allEvents)).length, contacts: (await hands.query(allContacts)).length };
    sandbox.world.faults.add({ id: 'slow', vendor: 'salesforce', path: '^POST .*composite', kind: 'delay', ms: 300 });
    await lab.press(options, 'Start the first sync');
    await eventually(async () => expect((await hands.query(allContacts)).length).toBeGreaterThan(before.contacts));
    await lab.endBackground();
    expect((await hands.query(allEvents)).length - before.events).toBeLessThan(created[1] ?? 0);
    sandbox.world.faults.clear();
    const popup = await lab.open('popup');
    await lab.says(popup, 'Checked now');
    await lab.firefox.close(popup);
    const after = { events: await hands.query(allEvents), contacts: await hands.query(allContacts) };
    for (const rows of [after.events, after.contacts]) {
      const keys = rows.map((row) => row.Instep_Key__c).filter((key) => typeof key === 'string');
      expect(new Set(keys).size).toBe(keys.length);
    }
    expect([after.contacts.length - before.contacts, after.events.length - before.events]).toEqual(created);
  });

  test('STA3 SYN1 the badges turn to In step; an event edited in the mailbox is edited in Salesforce', async () => {
    for (const event of own) await shows(event, /^In step/);
    await hands.editEvent(own[0]?.id ?? '', { location: 'Quay 7' });
    await syncNow();
    await eventually(async () => expect((await record(own[0] as GoogleEvent))?.Location).toBe('Quay 7'));
  });

  test('EXC1 EXC2 kept out from the bubble with its record deleted, and brought back', async () => {
    const [event] = own as [GoogleEvent];
    let card = await cardOf(event);
    await lab.press(card, 'Keep out of Salesforce');
    await lab.press(card, 'Delete the record');
    await lab.press(card, 'Keep out and delete');
    await eventually(async () => expect(await record(event)).toBeUndefined());
    expect((await hands.event(event.id)).extendedProperties?.private?.instepKeepOut).toBe('1');
    await shows(event, /^Kept out/);
    card = await cardOf(event);
    await lab.press(card, 'Let it sync');
    await eventually(async () => expect(await record(event)).toBeDefined());
    await shows(event, /^In step/);
  });

  test('EXC1 SYN5 kept out with the record kept, and undone', async () => {
    const event = own[1] as GoogleEvent;
    const before = await record(event);
    const card = await cardOf(event);
    await lab.press(card, 'Keep out of Salesforce');
    await lab.says(card, 'Keep the record');
    await lab.press(card, 'Keep out');
    await shows(event, /^Kept out/);
    expect((await record(event))?.Id).toBe(before?.Id);
    await lab.press(card, 'Undo');
    await shows(event, /^In step/);
  });

  test('RST3 RST6 RST7 an admin resets; the rep reconnects; an event edited in between is held, and the rep chooses', async () => {
    const [event] = own as [GoogleEvent];
    const [configuration] = await hands.query('SELECT Id, Body__c FROM Instep_Configuration__c WHERE Active__c = true');
    const body = { ...(JSON.parse(String(configuration?.Body__c)) as object), userManagedConnection: true };
    await hands.updateRecord('Instep_Configuration__c', configuration?.Id ?? '', {
      Body__c: JSON.stringify(body),
      UserManagedConnection__c: true,
    });
    await syncNow();
    const records = (await hands.query(allEvents)).length;
    const desk = await startFirefox(sandbox, product);
    try {
      const connections = await desk.open('options');
      await desk.says(connections, 'Your Salesforce address');
      await desk.fill(connections, 'Your Salesforce address', org);
      await desk.signIn(connections, 'Sign in to Salesforce', 'Ingrid Vasko');
      await desk.says(connections, 'Connected');
      const pane = await desk.open('admin');
      await desk.press(pane, 'Tomás Rey');
      await desk.press(pane, 'Reset…');
      await desk.press(pane, 'Dry run');
      await syncNow();
      await desk.press(pane, 'Go on');
      await desk.press(pane, 'I have told');
      await desk.press(pane, 'Reset Tomás Rey');
      await desk.says(pane, 'Requested');
      await syncNow();
      await desk.says(pane, 'Picked up');
      expect(desk.strangers()).toEqual([]);
    } finally {
      await desk.close();
    }
    await hands.editEvent(event.id, { summary: `${event.summary} moved` });
    await lab.firefox.close(await inPopup('Reconnect'));
    await shows(event, /^Needs you/);
    expect((await hands.query(allEvents)).length).toBe(records);
    const card = await cardOf(event);
    await lab.press(card, 'Take my calendar');
    await shows(event, /^In step/);
    expect((await record(event))?.Subject).toBe(`${event.summary} moved`);
  });

  test('SEC1 only the named hosts were ever contacted', () => {
    expect(lab.strangers()).toEqual([]);
  });

  test('SEC5 disconnecting wipes, and the badges go at once', async () => {
    const page = await lab.open('options', '#connections');
    await lab.press(page, 'Disconnect');
    await lab.says(page, 'Disconnect this device?');
    await lab.press(page, 'Disconnect');
    await lab.says(page, 'Connect both sides');
    await lab.front(calendar);
    await eventually(async () => expect(await lab.badges(calendar)).toEqual([]));
  });
});
