/** Our own rebuilt host pages, alive, in Chromium with the built extension: redraws, virtual lists, navigation, disconnecting, updates. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Window } from 'happy-dom';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test, vi } from 'vitest';
import { badgesOf, type Rig, settled, startRig } from './extension/browser';
import { cardIsOpen, cardOf, namesOf, tabStopsOf } from './extension/look';
import { addressOfPage } from './hosts/addresses';
import { drawSlowly } from './hosts/drawSlowly';
import ids from './hosts/ids.json' with { type: 'json' };
import { itemsIn, parsed } from './hosts/parsed';

vi.stubGlobal('Element', new Window().Element);

const read = (page: string) => readFileSync(fileURLToPath(new URL(`./hosts/${page}`, import.meta.url)), 'utf8');
const jonas = 'jonas.brandt@brandt-marine.example';
const coded = (text: string) => Buffer.from(text).toString('base64url');
const eventId = (n: number) => coded(`${n}ka1h5k0qg0s2d4m6p8r0t2v4a1 nora.feld@halden.example`);

let rig: Rig;
beforeAll(async () => {
  rig = await startRig(inject('packages').stub);
});
afterAll(() => rig?.close());
beforeEach(() => rig.setStub({ mode: 'all', name: 'Ana Ruiz', only: {} }));

const open = (page: string) => rig.open(addressOfPage(page), read(page));
const forOf = async (page: Page) => (await settled(page)).map((badge) => badge.for);
const askedSince = async (from: number) => (await rig.stub(({ asked }) => asked)).slice(from).flat();
const askedCount = () => rig.stub(({ asked }) => asked.length);

describe('places', () => {
  test('SUR1 Gmail: each sender and recipient has one badge, bodies, lists and drafts none', async () => {
    const page = await open('gmail-conversation.html');
    const seen = await settled(page);
    expect(seen.filter((badge) => badge.for === jonas)).toHaveLength(3);
    expect(seen).toHaveLength(10);
    // A mail that imitates a badge has none either.
    expect(seen.filter(({ inBody }) => inBody).map((badge) => badge.for)).toEqual([]);
    for (const quiet of ['gmail-list.html', 'gmail-compose.html']) {
      const other = await open(quiet);
      expect(await settled(other)).toEqual([]);
      await other.close();
    }
    await page.close();
  });

  test('SUR1 SUR2 SUR3 every other page has its badges, and each says what the device says', async () => {
    const counts = {
      'calendar-week.html': 5,
      'calendar-day.html': 2,
      'calendar-month.html': 5,
      'calendar-schedule.html': 2,
      'calendar-search.html': 1,
      'calendar-bubble.html': 3,
      'calendar-edit.html': 3,
      'calendar-week-rtl.html': 3,
      'calendar-month-more.html': 3,
      'calendar-month-older.html': 3,
      'calendar-bubble-plain.html': 2,
      'gmail-split-rtl.html': 3,
      'gmail-popout.html': 2,
      'contacts-label-rtl.html': 2,
      'contacts-person-directory.html': 2,
      'hovercard-link.html': 1,
      'contacts-list.html': 3,
      'contacts-list-older.html': 2,
      'contacts-person.html': 2,
      'contacts-person-without-address.html': 1,
      'hovercard.html': 1,
    };
    for (const [name, count] of Object.entries(counts)) {
      const page = await open(name);
      expect(await settled(page), name).toHaveLength(count);
      const names = await namesOf(page);
      expect(names, name).toHaveLength(count);
      for (const said of names) expect(said).toMatch(/^Ana Ruiz: In step with Salesforce\. Checked /);
      await page.close();
    }
    expect(rig.errors).toEqual([]);
  });

  test('SUR3 a person without an address is known by id until an address comes', async () => {
    const page = await open('contacts-person-without-address.html');
    expect(await forOf(page)).toEqual(['people/c1002']);
    await page.evaluate(() => {
      const link = document.createElement('span');
      link.dataset.href = 'mailto:plumber@list.example';
      link.textContent = 'plumber@list.example';
      document.querySelector('main')?.append(link);
    });
    expect(await forOf(page)).toEqual(['plumber@list.example']);
    await page.close();
  });
});

describe('a page that lives', () => {
  test('SUR2 DESIGN 10 chips that are drawn anew have one badge each, still reached by Tab, and nobody is asked again', async () => {
    const page = await open('calendar-week.html');
    const before = await settled(page);
    expect(await tabStopsOf(page)).toBe(before.length);
    const asked = await askedCount();
    for (let times = 0; times < 3; times++) {
      await page.evaluate(() => {
        const grid = document.querySelector('[role="grid"]');
        const copy = grid?.cloneNode(true);
        if (copy) grid?.replaceWith(copy);
      });
      expect(await settled(page)).toEqual(before);
      expect(await tabStopsOf(page)).toBe(before.length);
    }
    expect(await askedCount()).toBe(asked);
    await page.close();
  });

  test('SUR2 only the new event of a new week is asked about', async () => {
    const page = await open('calendar-day.html');
    await settled(page);
    const asked = await askedCount();
    await page.evaluate((id) => {
      const chip = document.querySelector('[data-eventchip]')?.cloneNode(true) as HTMLElement;
      chip.dataset.eventid = id;
      document.querySelector('[data-datekey]')?.append(chip);
    }, eventId(1));
    expect(await settled(page)).toHaveLength(3);
    expect(await askedSince(asked)).toEqual(['1ka1h5k0qg0s2d4m6p8r0t2v4a1']);
    await page.close();
  });

  test('SUR2 the bubble is one element for every event: its badge follows the event', async () => {
    const page = await open('calendar-bubble.html');
    expect(await forOf(page)).toContain('1ea1h5k0qg0s2d4m6p8r0t2v4a');
    await page.evaluate((id) => document.querySelector('#xDetDlg')?.setAttribute('data-eventid', id), eventId(2));
    expect((await settled(page)).filter(({ kind }) => kind === 'event').map((badge) => badge.for)).toEqual(['2ka1h5k0qg0s2d4m6p8r0t2v4a1']);
    await page.close();
  });

  test('SUR2 a closed dialog has no badges, an opened one has them', async () => {
    const page = await open('calendar-bubble.html');
    await settled(page);
    const show = (which: number, display: string) =>
      page.evaluate(
        ([at, value]) => {
          const dialog = document.querySelectorAll<HTMLElement>('[role="dialog"]')[Number(at)];
          if (dialog) dialog.style.display = String(value);
        },
        [which, display] as const,
      );
    await show(0, 'none');
    expect(await forOf(page)).toEqual([]);
    await show(1, 'block');
    expect(await forOf(page)).toEqual(['2ea1h5k0qg0s2d4m6p8r0t2v4a', 'old.guest@list.example']);
    await page.close();
  });

  test('SUR2 a badge that the host drops while it draws comes back; a host that goes on dropping it is left alone', async () => {
    const page = await open('calendar-bubble.html');
    await settled(page);
    const drop = () => page.evaluate(() => document.querySelector('#xDetDlgWhen instep-badge')?.remove());
    for (let times = 0; times < 5; times++) {
      await drop();
      await page.waitForFunction(() => document.querySelector('#xDetDlgWhen instep-badge') !== null);
    }
    await drop();
    await page.waitForTimeout(1500);
    expect((await badgesOf(page)).filter(({ kind }) => kind === 'event')).toEqual([]);
    await page.close();
  });

  test('SUR3 rows of a virtual list are used again for other people: the badge follows the person', async () => {
    const page = await open('contacts-list.html');
    await settled(page);
    const write = (from: string, to: string) =>
      page.evaluate(
        ([old, fresh]) => {
          for (const cell of document.querySelectorAll('.phtrWd'))
            if (cell.textContent === old && cell.firstChild) cell.firstChild.nodeValue = fresh ?? '';
        },
        [from, to] as const,
      );
    await write(jonas, 'next@list.example');
    expect(await forOf(page)).toEqual(['next@list.example', 'mia.okoye@tidewater.example', 'lab@tidewater.example']);
    await write('next@list.example', '');
    expect(await forOf(page)).toEqual(['mia.okoye@tidewater.example', 'lab@tidewater.example']);
    await page.close();
  });

  test('SUR2 navigation without a reload: the edited event is the one in the address', async () => {
    const page = await open('calendar-edit.html');
    const events = async () => (await settled(page)).filter(({ kind }) => kind === 'event').map((badge) => badge.for);
    expect(await events()).toEqual(['1fa1h5k0qg0s2d4m6p8r0t2v4a']);
    const go = (to: string) =>
      page.evaluate((path) => {
        history.pushState({}, '', path);
        document.body.append(document.createElement('div'));
      }, to);
    await go(ids.other);
    expect(await events()).toEqual(['2fa1h5k0qg0s2d4m6p8r0t2v4a']);
    await go('/calendar/u/0/r/week/2026/11/20');
    expect(await events()).toEqual([]);
    await page.goBack();
    expect(await events()).toEqual(['2fa1h5k0qg0s2d4m6p8r0t2v4a']);
    await page.close();
  });

  test('SUR1 a message that is unfolded has the badges of its open form, and folded again those of its folded one', async () => {
    const page = await open('gmail-folded-again.html');
    const folded = [
      'jonas.brandt@brandt-marine.example',
      'mia.okoye@tidewater.example',
      'nora.feld@halden.example',
      'lab@tidewater.example',
    ];
    expect(await forOf(page)).toEqual(folded);
    const fold = (closed: boolean) =>
      page.evaluate((shut) => {
        const [small, open] = document.querySelectorAll<HTMLElement>('.kv .ads');
        if (small) small.style.display = shut ? '' : 'none';
        if (open) open.style.display = shut ? 'none' : '';
      }, closed);
    await fold(false);
    expect(await forOf(page)).toEqual([jonas, 'nora.feld@halden.example', ...folded.slice(1)]);
    await fold(true);
    expect(await forOf(page)).toEqual(folded);
    await page.close();
  });

  for (const host of ['mail', 'calendar', 'contacts'])
    test(`SUR1 SUR2 SUR3 ${host}: one view after the other in the same page, drawn node by node with its keys last, has the badges of the loaded one`, async () => {
      const views = readdirSync(fileURLToPath(new URL('./hosts/', import.meta.url)))
        .filter((file) => file.endsWith('.html'))
        .map((file) => ({ file, html: read(file), url: addressOfPage(file) }))
        .filter(({ url }) => url.startsWith(`https://${host}.google.com/`) && !url.includes('/widget/'));
      const page = await rig.open(`https://${host}.google.com/empty`, '');
      for (const { file, html, url } of views) {
        await page.evaluate(drawSlowly, { html, url });
        const items = async () => (await badgesOf(page)).map((badge) => `${badge.kind} ${badge.for}`).sort();
        await expect.poll(items, { message: file }).toEqual(itemsIn(parsed(html, url), url));
      }
      expect(views.length).toBeGreaterThan(5);
      await page.close();
    });

  test('STA3 a badge changes when the device says so, and all go when it has nothing true to say', async () => {
    const page = await open('gmail-conversation.html');
    await settled(page);
    await rig.setStub({ only: { [jonas]: 'kept out' } });
    await rig.tell();
    await expect.poll(async () => (await namesOf(page)).filter((said) => said.includes('Kept out of Salesforce')).length).toBe(3);
    await rig.setStub({ mode: 'named', only: {} });
    await rig.tell();
    await expect.poll(async () => (await badgesOf(page)).length).toBe(0);
    await rig.setStub({ mode: 'all' });
    await rig.tell();
    await expect.poll(async () => (await badgesOf(page)).length).toBe(10);
    await page.close();
  });

  test('SUR7 a page that should show events and shows none of our places is told of, once', async () => {
    const body = `<div role="main"><div data-eventid="${eventId(3)}">a form of tomorrow</div></div>`;
    const page = await rig.open('https://calendar.google.com/calendar/u/0/r/week/2027/1/1', body);
    await expect
      .poll(() => rig.stub(({ pages }) => pages.filter(({ recognised }) => !recognised)), { timeout: 15_000 })
      .toEqual([{ page: 'calendar', recognised: false }]);
    await page.close();
  });
});

describe('the card', () => {
  test('EXC1 SUR7 opens from a badge by keyboard, acts, closes with Escape, and gives the focus back', async () => {
    const page = await open('gmail-conversation.html');
    await settled(page);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.localName)).toBe('instep-badge');
    await page.keyboard.press('Enter');
    const card = await cardOf(page);
    await expect.poll(() => card.evaluate(() => document.activeElement?.tagName)).toBe('H2');
    expect(await page.evaluate(() => document.querySelector('instep-card')?.shadowRoot)).toBeNull();
    await card.getByRole('button', { name: 'Keep out of Salesforce' }).click();
    await card.getByRole('button', { name: 'Keep out', exact: true }).first().click();
    await expect.poll(() => rig.stub(({ acts }) => acts.map(({ act }) => act.do))).toEqual(['keep out']);
    await expect.poll(async () => (await namesOf(page)).filter((said) => said.includes('Kept out')).length).toBe(3);
    await page.keyboard.press('Escape');
    await expect.poll(() => cardIsOpen(page)).toBe(false);
    await expect.poll(() => page.evaluate(() => document.activeElement?.localName)).toBe('instep-badge');
    await page.close();
  });

  test('SUR7 Escape on a badge without a card is the page’s: the bubble around it can be closed by keyboard', async () => {
    const page = await open('calendar-bubble.html');
    await settled(page);
    await page.evaluate(() => {
      const heard: string[] = [];
      Object.assign(globalThis, { heard });
      document.addEventListener('keydown', ({ key }) => heard.push(key));
    });
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.localName)).toBe('instep-badge');
    await page.keyboard.press('a');
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard)).toEqual(['Tab', 'Escape']);
    await page.close();
  });

  test('SUR2 a press outside closes it, a second press on the badge too, and another badge has its own', async () => {
    const page = await open('calendar-week.html');
    await settled(page);
    const badges = page.locator('instep-badge');
    await badges.nth(1).click();
    await cardOf(page);
    await badges.nth(1).click();
    await expect.poll(() => cardIsOpen(page)).toBe(false);
    await badges.nth(1).click();
    await cardOf(page);
    await badges.nth(0).click();
    await cardOf(page);
    await expect.poll(() => page.locator('instep-card').count()).toBe(1);
    await page.mouse.click(1150, 850);
    await expect.poll(() => cardIsOpen(page)).toBe(false);
    await page.close();
  });

  test.each(['', 'u/1/'])('SUR1 the card of a hovercard at /%swidget is shown by the page around it', async (account) => {
    const frame = `https://contacts.google.com/${account}widget/hovercard/v/2?origin=https%3A%2F%2Fmail.google.com`;
    const body = `<div role="main"><iframe src="${frame}" style="width:300px;height:120px;border:0"></iframe></div>`;
    const page = await rig.open('https://mail.google.com/mail/u/0/hover', body, { [frame]: read('hovercard.html') });
    const inner = page.frameLocator('iframe').locator('instep-badge');
    await inner.click();
    const card = await cardOf(page);
    expect(card.parentFrame()).toBe(page.mainFrame());
    expect(await page.frameLocator('iframe').first().locator('instep-card').count()).toBe(0);
    await page.close();
  });
});

describe('after an update', () => {
  test('SUR7 the new script takes the place of the old one: each badge is there once', async () => {
    const page = await open('calendar-week.html');
    const before = await settled(page);
    const asked = await askedCount();
    await rig.worker.evaluate(async () => {
      const [tab] = await chrome.tabs.query({ url: 'https://calendar.google.com/*' });
      if (tab?.id !== undefined) await chrome.scripting.executeScript({ target: { tabId: tab.id }, files: ['content/calendar/main.js'] });
    });
    await expect.poll(askedCount).toBeGreaterThan(asked);
    expect(await settled(page)).toEqual(before);
    await page.close();
  });

  // Last: the browser does not bring an extension back that was loaded from its command line.
  test('SUR7 a script that was cut off takes its badges away with the next change, and breaks nothing', async () => {
    const page = await open('calendar-week.html');
    expect(await settled(page)).not.toEqual([]);
    await rig.worker.evaluate(() => chrome.runtime.reload()).catch(() => undefined);
    await page.waitForTimeout(1000);
    await page.evaluate(() => document.body.append(document.createElement('p')));
    await expect.poll(async () => (await badgesOf(page)).length).toBe(0);
    expect(rig.errors).toEqual([]);
    await page.close();
  });
});
