/** A rep's days with the built extension in Chromium, from the first sign-in to an admin's reset, over the sandbox. */
import { existsSync } from 'node:fs';
import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/server';
import { axe } from '../axe';
import { buildProduct } from '../pages/extension/build';
import { badgesOn, cardOn, cardsOn, openCard } from './badges';
import { calendarAddress, calendarPage } from './calendarPage';
import { type ChromiumLab, startChromium } from './extension.chromium.lab';
import { wholeReset } from './extension.reset';
import { type GoogleEvent, type Hands, handsOf } from './hands';
import { eventually } from './waiting';

const tomas = 'tomas.rey@brightwater.example';
const ingrid = 'ingrid.vasko@brightwater.example';
const allEvents = 'SELECT Id, Subject, Instep_Key__c, OwnerId FROM Event WHERE IsChild = false';
const allContacts = 'SELECT Id, Instep_Key__c FROM Contact';

/** Marks are one to one: a record that is there twice would show twice. */
const doubled = (rows: readonly Readonly<Record<string, unknown>>[]): readonly unknown[] => {
  const keys = rows.map((row) => row.Instep_Key__c).filter((key) => typeof key === 'string');
  return keys.filter((key, at) => keys.indexOf(key) !== at);
};

/** What has the focus in a card, by its text; '' when nothing in it has. */
const focusedIn = (card: Frame): Promise<string> =>
  card.evaluate(() =>
    document.hasFocus() && document.activeElement !== document.body ? (document.activeElement?.textContent ?? '').trim() : '',
  );

describe.runIf(existsSync('/usr/bin/chromium'))('the extension in Chromium', () => {
  let sandbox: Sandbox;
  let lab: ChromiumLab;
  let hands: Hands;
  let options: Page;
  let calendar: Page;
  /** Plain events of the rep's own. */
  let own: readonly GoogleEvent[];
  let product: string;

  beforeAll(async () => {
    [product, sandbox] = await Promise.all([buildProduct('chrome'), startSandbox()]);
    hands = await handsOf(sandbox, tomas, ingrid);
    await hands.addEvent('Quay inspection');
    own = (await hands.events())
      .filter(
        ({ recurringEventId, attendees, start, summary = '' }) =>
          !recurringEventId && !attendees && start.dateTime && /Night ferry|Offer deadline|Quay inspection/.test(summary),
      )
      .sort((a, b) => ((a.summary ?? '') < (b.summary ?? '') ? -1 : 1));
    lab = await startChromium(sandbox, product);
  });
  afterAll(async () => {
    await lab?.close();
    await sandbox?.close();
  });

  const record = async (event: GoogleEvent) =>
    (await hands.query(`SELECT Id, Subject FROM Event WHERE Subject LIKE '${event.summary}%'`))[0];
  const badge = async (event: GoogleEvent) =>
    (await badgesOn(calendar)).find((one) => one.for === event.id && one.place === 'chip')?.tip ?? '';
  const syncNow = async () => {
    const popup = await lab.open('popup');
    const button = popup.getByRole('button', { name: 'Sync now' });
    await button.click();
    await eventually(async () => expect(await button.getAttribute('aria-busy')).toBe(null));
    await popup.close();
  };
  const cardOf = async (event: GoogleEvent) => {
    await calendar.bringToFront();
    // A card that closes is there for a moment longer, and is not the next one.
    await calendar.keyboard.press('Escape');
    await eventually(async () => expect(cardsOn(calendar)).toBe(0));
    await calendar.locator('[data-eventchip]', { hasText: event.summary ?? '' }).click({ position: { x: 20, y: 30 } });
    await eventually(async () =>
      expect((await badgesOn(calendar)).some((one) => one.place === 'bubble' && one.for === event.id)).toBe(true),
    );
    return openCard(calendar, '#xDetDlg instep-badge');
  };

  test('SUR1 SUR2 before anything is connected there are no badges', async () => {
    calendar = await lab.host(
      calendarAddress,
      calendarPage(
        tomas,
        own.map(({ id, summary = '' }) => ({ id, title: summary })),
      ),
    );
    expect(own.length).toBe(3);
    await calendar.waitForTimeout(500);
    expect(await badgesOn(calendar)).toEqual([]);
  });

  test('SUR4 connects Google and Salesforce', async () => {
    options = await lab.open('options');
    await lab.signInToGoogle(options, 'Tomás Rey');
    await options.getByText('Connected', { exact: true }).waitFor();
    await lab.signInToSalesforce(options, 'Tomás Rey');
    await options.getByText('Where your contacts live').waitFor();
  });

  test('STA5 the preview says what will happen, and changes nothing', async () => {
    const before = { events: (await hands.query(allEvents)).length, contacts: (await hands.query(allContacts)).length };
    const mailbox = { events: (await hands.events()).map(({ etag }) => etag), contacts: (await hands.contacts()).length };
    await options.getByRole('button', { name: 'See the preview' }).click();
    await options.getByText('Nothing has been changed yet.').waitFor();
    await options.getByText('new in Salesforce').first().waitFor();
    expect({ events: (await hands.query(allEvents)).length, contacts: (await hands.query(allContacts)).length }).toEqual(before);
    expect({ events: (await hands.events()).map(({ etag }) => etag), contacts: (await hands.contacts()).length }).toEqual(mailbox);
  });

  test('STA4 SYN6 the worker is stopped in the middle of the first sync: it goes on, and nothing is doubled', async () => {
    const told = await options.locator('.is-first').innerText();
    const created = [...told.matchAll(/(\d+)\n+new in Salesforce/g)].map(([, n]) => Number(n));
    const before = { events: (await hands.query(allEvents)).length, contacts: (await hands.query(allContacts)).length };
    sandbox.world.faults.add({ id: 'slow', vendor: 'salesforce', path: '^POST .*composite', kind: 'delay', ms: 300 });
    await options.getByRole('button', { name: 'Start the first sync' }).click();
    await eventually(async () => expect((await hands.query(allContacts)).length).toBeGreaterThan(before.contacts));
    await lab.stopWorker();
    const half = (await hands.query(allEvents)).length - before.events;
    expect(half).toBeLessThan(created[1] ?? 0);
    sandbox.world.faults.clear();
    await options.bringToFront();
    const popup = await lab.open('popup');
    await popup.getByText(/Checked now/).waitFor({ timeout: 60_000 });
    await popup.close();
    const after = { events: await hands.query(allEvents), contacts: await hands.query(allContacts) };
    expect(doubled(after.events)).toEqual([]);
    expect(doubled(after.contacts)).toEqual([]);
    expect([after.contacts.length - before.contacts, after.events.length - before.events]).toEqual(created);
  });

  test('STA1 STA3 the badges turn to In step without a reload', async () => {
    for (const event of own) await eventually(async () => expect(await badge(event)).toMatch(/^In step/));
  });

  test('SYN1 an event edited in the mailbox is edited in Salesforce', async () => {
    const [event] = own as [GoogleEvent];
    const before = await record(event);
    await hands.editEvent(event.id, { location: 'Quay 7' });
    await syncNow();
    const [row] = await hands.query(`SELECT Id, Location FROM Event WHERE Id = '${before?.Id}'`);
    expect(row?.Location).toBe('Quay 7');
  });

  test('EXC1 EXC2 keep out from the bubble, with the record deleted: the mark is on the Google event', async () => {
    const [event] = own as [GoogleEvent];
    const card = await cardOf(event);
    await card.getByRole('button', { name: 'Keep out of Salesforce' }).click();
    await card.getByText('Delete the record').click();
    await card.getByRole('button', { name: 'Keep out and delete' }).click();
    await card.getByText('Kept out.').last().waitFor();
    await eventually(async () => expect(await record(event)).toBeUndefined());
    expect((await hands.event(event.id)).extendedProperties?.private?.instepKeepOut).toBe('1');
    await eventually(async () => expect(await badge(event)).toMatch(/^Kept out/));
  });

  test('EXC1 brought back, it has a record again', async () => {
    const [event] = own as [GoogleEvent];
    const card = await cardOf(event);
    await card.getByRole('button', { name: 'Let it sync' }).click();
    await eventually(async () => expect(await record(event)).toBeDefined());
    expect((await hands.event(event.id)).extendedProperties?.private?.instepKeepOut).not.toBe('1');
    await eventually(async () => expect(await badge(event)).toMatch(/^In step/));
  });

  test('EXC1 SYN5 kept out with the record kept, then undone from the card', async () => {
    const event = own[1] as GoogleEvent;
    const before = await record(event);
    const card = await cardOf(event);
    await card.getByRole('button', { name: 'Keep out of Salesforce' }).click();
    await card.getByRole('button', { name: 'Keep out', exact: true }).click();
    await card.getByText('Kept out.').last().waitFor();
    await eventually(async () => expect(await badge(event)).toMatch(/^Kept out/));
    expect((await record(event))?.Id).toBe(before?.Id);
    await card.getByRole('button', { name: 'Undo' }).click();
    await eventually(async () => expect(await badge(event)).toMatch(/^In step/));
    expect((await record(event))?.Id).toBe(before?.Id);
  });

  test('SUR1 STA1 a person in a mail who is not in Salesforce is added from the card', async () => {
    const email = 'petra.nowak@lumen-optics.example';
    const mail = await lab.host(
      'https://mail.google.com/mail/u/0/#inbox/FMfcgz',
      `<!doctype html><title>Mail</title><div role="main"><h3 class="iw"><span email="${email}" name="Petra" class="gD">Petra</span></h3></div>`,
    );
    const says = async () => (await badgesOn(mail)).map((one) => one.tip);
    await eventually(async () => expect(await says()).toEqual([expect.stringMatching(/^Not in Salesforce/)]));
    const card = await openCard(mail, 'instep-badge');
    await card.getByRole('button', { name: 'Add to Salesforce' }).click();
    await eventually(async () => expect(await says()).toEqual([expect.stringMatching(/^In step/)]));
    const rows = await hands.query(`SELECT Id, FirstName, LastName FROM Contact WHERE Email = '${email}'`);
    expect(rows.map(({ FirstName, LastName }) => [FirstName, LastName])).toEqual([['Petra', 'Nowak']]);
    await mail.close();
  });

  test('SYN5 what Instep did is listed, and a run can be undone', async () => {
    const event = own[1] as GoogleEvent;
    await hands.editEvent(event.id, { location: 'Hall 3' });
    await syncNow();
    const page = await lab.open('options', '#did');
    await page.getByRole('button', { name: 'Undo 1 change' }).first().click();
    await page.getByRole('dialog').getByRole('button', { name: 'Undo 1 change' }).click();
    await page.getByText('1 change undone.').waitFor();
    const [row] = await hands.query(`SELECT Id, Location FROM Event WHERE Id = '${(await record(event))?.Id}'`);
    expect(row?.Location ?? '').not.toBe('Hall 3');
    await page.close();
  });

  test('RST2 RST3 RST4 RST6 RST7 RST8 RST9 a broken rep: an admin finds, previews, resets and watches; the rep reconnects and chooses', async () => {
    const [first, edited, second] = own as [GoogleEvent, GoogleEvent, GoogleEvent];
    await wholeReset({ sandbox, product, lab, hands, calendar, swapped: [first, second], edited, syncNow, badge, cardOf });
  });

  test('SUR7 popup and options: axe finds nothing, in both themes', async () => {
    for (const [page, hash] of [
      ['popup', ''],
      ['options', '#connections'],
      ['options', '#settings'],
      ['options', '#needs%20you'],
      ['options', '#did'],
      ['options', '#kept%20out'],
      ['options', '#device'],
    ] as const) {
      const tab = await lab.open(page, hash);
      await tab.locator('.is-root').waitFor();
      await eventually(async () => expect(await tab.locator('[aria-busy=true]').count()).toBe(0));
      expect(await axe(tab), `${page}${hash}`).toEqual([]);
      await tab.emulateMedia({ colorScheme: 'dark' });
      // Colours that are still on their way are nobody's.
      await tab.evaluate(async () => void (await Promise.allSettled(document.getAnimations().map(({ finished }) => finished))));
      expect(await axe(tab, ['color-contrast']), `${page}${hash} in the dark`).toEqual([]);
      await tab.close();
    }
  });

  test('SUR7 keyboard only: from a chip to its card, keep out, undo, and back to the badge', async () => {
    const event = own[1] as GoogleEvent;
    await calendar.bringToFront();
    await calendar.reload();
    await eventually(async () => expect(await badge(event)).toMatch(/^In step/));
    const before = await record(event);
    const { keyboard } = calendar;
    await calendar.locator('[data-eventchip]', { hasText: event.summary ?? '' }).focus();
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    const card = await cardOn(calendar);
    await eventually(async () => expect(await focusedIn(card)).not.toBe(''));
    await keyboard.press('k');
    await card.getByText('Keep the record').waitFor();
    for (let steps = 0; steps < 12 && (await focusedIn(card)) !== 'Keep out'; steps++) await keyboard.press('Tab');
    expect(await focusedIn(card)).toBe('Keep out');
    await keyboard.press('Enter');
    await eventually(async () => expect(await badge(event)).toMatch(/^Kept out/));
    expect((await record(event))?.Id).toBe(before?.Id);
    await eventually(async () => expect(await focusedIn(card)).not.toBe(''));
    await keyboard.press('z');
    await eventually(async () => expect(await badge(event)).toMatch(/^In step/));
    await keyboard.press('Escape');
    await eventually(async () => expect(cardsOn(calendar)).toBe(0));
    expect(await calendar.evaluate(() => document.activeElement?.getAttribute('for'))).toBe(event.id);
  });

  test('SEC1 only the named hosts were ever contacted, and no page or worker met an error', async () => {
    expect(lab.strangers()).toEqual([]);
    expect(lab.errors).toEqual([]);
  });

  test('SEC5 disconnecting wipes tokens and ledger, and the badges go at once', async () => {
    const page = await lab.open('options', '#connections');
    await page.getByRole('button', { name: 'Disconnect' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click();
    await page.getByText('Connect both sides').waitFor();
    await eventually(async () => expect(await badgesOn(calendar)).toEqual([]));
    const left = await page.evaluate(async () => {
      const rows: Record<string, number> = {};
      for (const { name = '' } of await indexedDB.databases()) {
        const database = await new Promise<IDBDatabase>((resolve, reject) => {
          const opening = indexedDB.open(name);
          opening.onsuccess = () => resolve(opening.result);
          opening.onerror = () => reject(opening.error);
        });
        for (const store of database.objectStoreNames) {
          const counting = database.transaction(store).objectStore(store).count();
          await new Promise((resolve) => {
            counting.onsuccess = resolve;
          });
          // The head's numbers go on, so that other contexts notice; nothing of the rep's is in it.
          if (store !== 'head') rows[`${name} ${store}`] = counting.result;
        }
        database.close();
      }
      return { session: await chrome.storage.session.get('tokens'), rows };
    });
    expect(left.session).toEqual({});
    expect(Object.keys(left.rows).length).toBeGreaterThan(3);
    expect(Object.entries(left.rows).filter(([, count]) => count > 0)).toEqual([]);
  });
});
