/** SEC3 and SEC4: what a hostile mail, name or page tries, in Chromium with the built extension; each attempt by name. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { chromeId } from '../../manifests/extension/manifest';
import { badgesOf, type Rig, settled, startRig } from './extension/browser';
import { cardIsOpen, cardOf, namesOf } from './extension/look';
import { addressOfPage } from './hosts/addresses';

const read = (page: string) => readFileSync(fileURLToPath(new URL(`./hosts/${page}`, import.meta.url)), 'utf8');
const conversation = addressOfPage('gmail-conversation.html');
const week = addressOfPage('calendar-week.html');

let rig: Rig;
beforeAll(async () => {
  rig = await startRig(inject('packages').stub);
});
afterAll(() => rig?.close());
beforeEach(() => rig.setStub({ mode: 'all', name: 'Ana Ruiz', only: {} }));

const acts = () => rig.stub(({ acts: done }) => done.length);
/** Runs before any script of the page, as Google's own would at the earliest. */
const withScript = (page: string, script: string) => read(page).replace('<head>', `<head><script>${script}</script>`);
const pwned = (page: Pick<Page, 'evaluate'>) => page.evaluate(() => (globalThis as { pwned?: unknown }).pwned ?? null);

/** What somebody may call a person or an event. */
const attempts = {
  'markup that scripts': '<img src=x onerror="globalThis.pwned=1"><script>globalThis.pwned=1</script>',
  'a template hole': '{until} {reason} ${globalThis.pwned=1} *bold*',
  'turned direction and control characters': 'Ana\u202Egnp.exe\u0000\u001B[31m\u2066',
  'a tick and our own words': '✓ In step with Salesforce. Checked now',
  'no end': 'A'.repeat(100_000),
};

describe('names and titles', () => {
  for (const [attempt, name] of Object.entries(attempts)) {
    test(`SEC4 a name that is ${attempt} is text, on the badge and on the card`, async () => {
      await rig.setStub({ name });
      const page = await rig.open(conversation, read('gmail-conversation.html'));
      await settled(page);
      const [said = ''] = await namesOf(page);
      expect(said).toMatch(/: In step with Salesforce\. Checked [^.]*\.$/);
      expect(said).not.toMatch(/[\p{Cc}\u202a-\u202e]/u);
      await page.locator('instep-badge').first().click();
      const card = await cardOf(page);
      // The headline is ours alone; what the item is called stands below it (DESIGN section 12).
      expect(await card.locator('h2').textContent()).toBe('In step');
      expect(await card.locator('body :is(img, script, iframe)').count()).toBe(0);
      expect(await pwned(page)).toBeNull();
      expect(await card.evaluate(() => (globalThis as { pwned?: unknown }).pwned ?? null)).toBeNull();
      const box = await page.locator('instep-card').boundingBox();
      expect(box?.width).toBe(320);
      expect(box && box.height <= 900 * 0.7 + 1).toBe(true);
      await page.close();
    });
  }
});

describe('an event’s title', () => {
  for (const [attempt, name] of Object.entries(attempts)) {
    test(`SEC4 a title that is ${attempt} is text, on the chip’s badge and on the card`, async () => {
      await rig.setStub({ name });
      const page = await rig.open(week, read('calendar-week.html'));
      await settled(page);
      const box = await page.locator('[data-eventchip] instep-badge').first().boundingBox();
      expect(box && box.width <= 24 && box.height <= 24).toBe(true);
      const [said = ''] = await namesOf(page);
      expect(said).toMatch(/: In step with Salesforce\. Checked [^.]*\.$/);
      await page.locator('instep-badge').nth(1).click();
      const card = await cardOf(page);
      expect(await card.locator('h2').textContent()).toBe('In step');
      expect(await card.locator('body :is(img, script, iframe)').count()).toBe(0);
      expect(await card.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
      expect(await pwned(page)).toBeNull();
      await page.close();
    });
  }
});

describe('a page that attacks', () => {
  test('SEC4 a page that registers our elements’ names as its own sees no more, and no status', async () => {
    // A custom element may look into its own closed root; ours must never become the page's.
    const script = `globalThis.roots = []; for (const name of ['instep-badge', 'instep-card']) customElements.define(name, class extends HTMLElement {
      constructor() { super(); this.inner = this.attachInternals(); }
      connectedCallback() { for (const wait of [0, 300]) setTimeout(() => { if (this.inner.shadowRoot) globalThis.roots.push(this.inner.shadowRoot.innerHTML); }, wait); }
    });`;
    const page = await rig.open(conversation, withScript('gmail-conversation.html', script));
    await page.waitForTimeout(1500);
    expect(await page.evaluate(() => (globalThis as unknown as { roots: string[] }).roots)).toEqual([]);
    await page.close();
  });

  test('SEC4 a page that registers them later sees no more either', async () => {
    const page = await rig.open(conversation, read('gmail-conversation.html'));
    await settled(page);
    const seen = await page.evaluate(() => {
      const roots: unknown[] = [];
      for (const name of ['instep-badge', 'instep-card'])
        customElements.define(
          name,
          class extends HTMLElement {
            constructor() {
              super();
              roots.push(this.attachInternals().shadowRoot);
            }
          },
        );
      return roots;
    });
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.every((root) => root === null)).toBe(true);
    await page.close();
  });

  test('SEC4 a badge that the page moves beside somebody else goes back, and at last away', async () => {
    const page = await rig.open(conversation, read('gmail-conversation.html'));
    await settled(page);
    const move = () =>
      page.evaluate(() => {
        const badge = document.querySelector('.hb instep-badge');
        const other = document.querySelector('.hb span[email="lab@tidewater.example"]');
        if (badge && other) other.after(badge);
        const nora = document.querySelector('.hb span[email="nora.feld@halden.example"]');
        return badge !== null && nora?.nextElementSibling !== badge;
      });
    const beside = () =>
      page.evaluate(() =>
        [...document.querySelectorAll('.xD .hb span[email]')].map((span) => [
          span.getAttribute('email'),
          span.nextElementSibling?.getAttribute('for'),
        ]),
      );
    const right = ['nora.feld@halden.example', 'mia.okoye@tidewater.example', 'lab@tidewater.example'].map((email) => [email, email]);
    expect(await beside()).toEqual(right);
    expect(await move()).toBe(true);
    await expect.poll(beside).toEqual(right);
    for (let times = 0; times < 6; times++) {
      await move();
      await settled(page);
    }
    for (const [email, badge] of await beside()) expect([email, null, undefined]).toContain(badge);
    await page.close();
  });

  test('SEC4 a badge whose attributes the page rewrites still opens the card of its own item', async () => {
    const page = await rig.open(conversation, read('gmail-conversation.html'));
    await settled(page);
    const first = await page.evaluate(() => {
      const badge = document.querySelector('instep-badge');
      const before = badge?.getAttribute('for');
      badge?.setAttribute('for', 'boss@evil.example');
      badge?.setAttribute('kind', 'event');
      return before;
    });
    await page.locator('instep-badge').first().click();
    const card = await cardOf(page);
    await card.getByRole('button', { name: 'Keep out of Salesforce' }).click();
    await card.getByRole('button', { name: 'Keep out', exact: true }).first().click();
    const own = { by: 'ref', ref: { side: 'mailbox', kind: 'contact', id: first } };
    await expect.poll(() => rig.stub(({ acts: done }) => done.at(-1)?.target)).toEqual(own);
    await page.close();
  });

  test('SEC4 elements that go by the names of the page’s own functions hide nothing from us and break nothing', async () => {
    const names = [
      'body',
      'documentElement',
      'createElement',
      'querySelectorAll',
      'activeElement',
      'hidden',
      'adoptNode',
      'implementation',
    ];
    const parts = ['matches', 'closest', 'querySelectorAll', 'firstElementChild', 'parentElement', 'isConnected', 'contains'];
    const images = names.map((name) => `<img name="${name}">`).join('');
    const form = `<form>${parts.map((name) => `<input name="${name}">`).join('')}</form>`;
    const page = await rig.open(conversation, read('gmail-conversation.html').replace('</body>', `${images}${form}</body>`));
    await expect.poll(async () => (await namesOf(page)).length).toBe(10);
    // Later, and in one batch with a message of the page's own.
    await page.evaluate((html) => {
      const holder = Document.prototype.createElement.call(document, 'div');
      holder.innerHTML = html;
      const find = Document.prototype.querySelector;
      find.call(document, '[role="list"]')?.append(...holder.childNodes);
    }, `${form}<div class="kv"><table><tbody><tr><td class="gF"><span email="late@list.example" class="gD">Late</span></td></tr></tbody></table></div>`);
    await expect.poll(async () => (await namesOf(page)).length).toBe(11);
    await page.close();
  });

  test('SEC4 the page cannot see into a badge or a card, nor read a status from their elements', async () => {
    const page = await rig.open(conversation, read('gmail-conversation.html'));
    await rig.setStub({ only: { 'mia.okoye@tidewater.example': 'failed' } });
    await settled(page);
    await page.locator('instep-badge').first().click();
    await cardOf(page);
    const seen = await page.evaluate(() => ({
      roots: [...document.querySelectorAll('instep-badge, instep-card')].map(({ shadowRoot }) => shadowRoot),
      attributes: [...new Set([...document.querySelectorAll('instep-badge')].flatMap((badge) => badge.getAttributeNames()))].sort(),
      classes: [...new Set([...document.querySelectorAll('instep-badge')].map(({ className }) => className))],
      text: [...document.querySelectorAll('instep-badge, instep-card')].map(({ textContent }) => textContent).join(''),
      frames: window.length,
      resources: performance.getEntriesByType('resource').filter(({ name }) => name.includes('#')).length,
    }));
    expect(seen.roots.every((root) => root === null)).toBe(true);
    expect(seen.attributes).toEqual(['class', 'for', 'kind']);
    expect(seen.classes).toEqual(['line']);
    expect(seen.text).toBe('');
    expect(seen.frames).toBe(0);
    expect(seen.resources).toBe(0);
    await page.close();
  });

  test('SEC4 a page that forbids images learns no status from what it kept from loading', async () => {
    const forbidden = `</script><meta http-equiv="Content-Security-Policy" content="img-src 'none'"><script>`;
    const told = new Set<string>();
    for (const status of ['in step', 'failed', 'kept out'] as const) {
      await rig.setStub({ only: { 'mia.okoye@tidewater.example': status } });
      const page = await rig.open(conversation, withScript('gmail-conversation.html', forbidden));
      await settled(page);
      expect((await namesOf(page)).length).toBe(10);
      told.add(
        await page.evaluate(() =>
          performance
            .getEntriesByType('resource')
            .map(({ name }) => name)
            .filter((name) => name.startsWith('data:'))
            .sort()
            .join(),
        ),
      );
      await page.close();
    }
    expect(told.size).toBe(1);
  });

  test('SEC3 SEC4 made-up presses on a badge open nothing', async () => {
    const before = await acts();
    const page = await rig.open(conversation, read('gmail-conversation.html'));
    await settled(page);
    await page.evaluate(() => {
      for (const badge of document.querySelectorAll<HTMLElement>('instep-badge')) {
        badge.click();
        for (const type of ['pointerdown', 'mousedown', 'mouseup', 'click'])
          badge.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true }));
        badge.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true }));
      }
    });
    await page.waitForTimeout(300);
    expect(await cardIsOpen(page)).toBe(false);
    expect(await acts()).toBe(before);
    await page.close();
  });

  test('SEC3 messages from the page reach nobody', async () => {
    const before = await rig.stub(({ asked, refused }) => asked.length + refused.length);
    const page = await rig.open(week, '<div role="main"></div>');
    const ways = await page.evaluate(async (id) => {
      const question = { id: 1, type: 'device', data: { call: 'disconnect', with: [] }, timestamp: 1 };
      window.postMessage(question, '*');
      window.postMessage({ type: 'changed', data: { changed: 'all' } }, '*');
      document.dispatchEvent(new CustomEvent('instep', { detail: question }));
      const { runtime } = (globalThis as { chrome?: { runtime?: { sendMessage?: (...given: unknown[]) => unknown } } }).chrome ?? {};
      return runtime?.sendMessage ? String(await Promise.resolve(runtime.sendMessage(id, question)).catch(String)) : 'no way';
    }, chromeId);
    expect(ways).toBe('no way');
    await page.waitForTimeout(300);
    expect(await rig.stub(({ asked, refused }) => asked.length + refused.length)).toBe(before);
    await page.close();
  });

  test('SEC2 SEC4 a frame of the card that the page made itself shows and does nothing', async () => {
    const before = await acts();
    const page = await rig.open(
      week,
      `<div role="main"></div><iframe id="stolen" src="chrome-extension://${chromeId}/card/index.html#11111111-1111-1111-1111-111111111111"></iframe>`,
    );
    await page.waitForTimeout(800);
    const frame = page.frames().find((one) => one.url().startsWith('chrome-extension'));
    expect(await frame?.evaluate(() => document.body.textContent?.trim())).toBe('');
    expect(await acts()).toBe(before);
    await page.close();
  });

  test('SEC4 other pages of ours cannot be framed at all', async () => {
    const page = await rig.open(week, `<iframe src="chrome-extension://${chromeId}/options/index.html"></iframe>`);
    await page.waitForTimeout(500);
    expect(page.frames().some((one) => one.url().includes('/options/'))).toBe(false);
    await page.close();
  });

  test('SEC4 a badge that the page or a mail imitates goes; a draft is left alone', async () => {
    const fake = '<instep-badge kind="contact" for="boss@evil.example">✓</instep-badge>';
    const page = await rig.open(
      conversation,
      read('gmail-conversation.html').replace('</body>', `${fake}<div contenteditable="true">${fake}</div></body>`),
    );
    await settled(page);
    await page.evaluate((html) => document.querySelector('.a3s')?.insertAdjacentHTML('beforeend', html), fake);
    await page.evaluate((html) => document.body.insertAdjacentHTML('beforeend', `<p>${html}</p>`), fake);
    await settled(page);
    expect(await page.locator('instep-badge[for="boss@evil.example"]').count()).toBe(1);
    expect(await page.locator('[contenteditable] instep-badge').count()).toBe(1);
    expect((await badgesOf(page)).filter((badge) => badge.for !== 'boss@evil.example')).toHaveLength(10);
    await page.close();
  });

  test('SEC4 what a sender pastes into a mail never has a badge: whole messages, chips, guests, rows', async () => {
    const parts = ['gmail-conversation.html', 'calendar-week.html', 'calendar-bubble.html', 'contacts-list.html'].map((name) =>
      (/<body[^>]*>([\s\S]*)<\/body>/.exec(read(name))?.[1] ?? '').replaceAll('a3s', 'b3s'),
    );
    const page = await rig.open(conversation, `<div role="main"><div class="ii gt"><div class="a3s">${parts.join('')}</div></div></div>`);
    expect(await settled(page)).toEqual([]);
    await page.close();
  });

  test('SEC4 keys that are no keys: endless, nested, with markup, with another type', async () => {
    const odd = [
      'a@b',
      `${'x'.repeat(500_000)}@list.example`,
      '"><script>globalThis.pwned=1</script>@list.example',
      'javascript:alert(1)',
      '__proto__',
      'constructor',
    ];
    const spans = odd.map((email) => `<h3 class="iw"><span class="gD" email="${email.replaceAll('"', '&quot;')}">x</span></h3>`).join('');
    const page = await rig.open(
      conversation,
      `<div role="main">${spans}${'<div>'.repeat(400)}<span class="gD" email="deep@list.example">deep</span></div>`,
    );
    expect((await settled(page)).map((badge) => badge.for)).toEqual(['deep@list.example']);
    expect(await pwned(page)).toBeNull();
    await page.close();
  });

  test('SEC4 a page whose own functions lie changes nothing for us', async () => {
    const script = `Element.prototype.matches = () => true; Element.prototype.closest = () => null; Node.prototype.appendChild = () => null;
      Element.prototype.attachShadow = function (init) { globalThis.pwned = 'root'; return null; }; Object.prototype.kind = 'event'; JSON.stringify = () => 'lie';
      Array.prototype.map = () => []; globalThis.MutationObserver = null; Object.defineProperty(Event.prototype, 'isTrusted', { get: () => true });`;
    const page = await rig.open(conversation, withScript('gmail-conversation.html', script));
    await page.waitForTimeout(1200);
    expect(await page.locator('instep-badge').count()).toBe(10);
    expect(await pwned(page)).toBeNull();
    await page
      .locator('instep-badge')
      .first()
      .evaluate((badge) => (badge as HTMLElement).click());
    await page.waitForTimeout(200);
    expect(await page.locator('instep-card').count()).toBe(0);
    await page.close();
  });

  test('SUR7 what happens on a badge does not leave it: the page hears no press and no key, not even first of all', async () => {
    const script = `globalThis.heard = []; for (const type of ['pointerdown','mousedown','pointerup','mouseup','click','dblclick','keydown','keyup','contextmenu'])
      for (const target of [window, document]) for (const capture of [true, false])
        target.addEventListener(type, (event) => { if (event.target.localName === 'instep-badge') heard.push(type); }, capture);`;
    const page = await rig.open(week, withScript('calendar-week.html', script));
    await settled(page);
    const badge = page.locator('instep-badge').first();
    const closed = async () => {
      await page.keyboard.press('Escape');
      await expect.poll(() => cardIsOpen(page)).toBe(false);
    };
    const drawn = async () => {
      const card = await cardOf(page);
      await expect.poll(() => card.evaluate(() => document.hasFocus())).toBe(true);
    };
    await badge.click();
    // Before the card's own page is there to hear it.
    await expect.poll(() => cardIsOpen(page)).toBe(true);
    await closed();
    await badge.click();
    await drawn();
    await closed();
    await page.keyboard.press('Enter');
    await drawn();
    await closed();
    expect(await page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard)).toEqual([]);
    await page.close();
  });

  describe('that wants a press on an open card', () => {
    /** Where the first act of the card stands on the page. */
    const actOn = async (page: Page) => {
      const card = await cardOf(page);
      const act = card.getByRole('button', { name: 'Keep out of Salesforce' });
      const box = await act.boundingBox();
      if (!box) throw new Error('no act');
      return { card, act, x: box.x + box.width / 2, y: box.y + box.height / 2 };
    };
    const opened = async () => {
      const page = await rig.open(conversation, read('gmail-conversation.html'));
      await settled(page);
      await page.locator('instep-badge').first().click();
      return page;
    };
    const takesPresses = (page: Page) =>
      cardOf(page).then((card) => card.locator('.is-card').evaluate((shown) => getComputedStyle(shown).pointerEvents !== 'none'));

    test('SEC4 by laying something over it gets none, until it is gone again', async () => {
      const page = await opened();
      const { card, act, x, y } = await actOn(page);
      await expect.poll(() => takesPresses(page)).toBe(true);
      await page.evaluate(() => {
        const lure = document.createElement('div');
        lure.id = 'lure';
        lure.popover = 'manual';
        lure.style.cssText = 'position:fixed;inset:0;width:100vw;height:100vh;pointer-events:none;background:white';
        lure.textContent = 'Press here to win';
        document.body.append(lure);
        lure.showPopover();
      });
      await expect.poll(() => takesPresses(page)).toBe(false);
      await page.mouse.click(x, y);
      expect(await act.count()).toBe(1);
      await expect.poll(() => card.locator('.covered').count()).toBe(1);
      await page.evaluate(() => document.querySelector('#lure')?.remove());
      await act.click();
      await expect.poll(() => act.count()).toBe(0);
      expect(await card.locator('.covered').count()).toBe(0);
      await page.close();
    });

    test('SEC4 by its own styles around it changes neither where it stands nor how it looks', async () => {
      const page = await opened();
      await expect.poll(() => takesPresses(page)).toBe(true);
      const stands = () => page.locator('instep-card').boundingBox();
      const before = await stands();
      await page.evaluate(() => {
        const style = document.createElement('style');
        style.textContent = `html { transform: translateX(200px) scale(0.5); opacity: 0.1 } body { filter: blur(9px); clip-path: inset(50%) }
          instep-card { left: 0 !important; top: 0 !important; opacity: 0.01 !important; transform: scale(3) !important; animation: away 1s infinite }
          @keyframes away { from, to { translate: 300px 300px } }`;
        document.head.append(style);
        document.querySelector('instep-card')?.animate({ transform: ['scale(3)', 'scale(3)'] }, { duration: 1e6 });
        const veil = document.createElement('div');
        veil.style.cssText = 'position:fixed;inset:0;z-index:2147483647;background:white';
        document.body.append(veil);
      });
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      expect(await stands()).toEqual(before);
      expect(await takesPresses(page)).toBe(true);
      await page.close();
    });

    test('SEC4 by moving it loses it', async () => {
      const page = await opened();
      await actOn(page);
      await page.evaluate(() => document.querySelector<HTMLElement>('instep-card')?.style.setProperty('left', '0px', 'important'));
      await expect.poll(() => cardIsOpen(page)).toBe(false);
      await page.close();
    });

    test('SEC4 by a double press that began elsewhere gets none', async () => {
      const page = await opened();
      const { card, act, x, y } = await actOn(page);
      await expect.poll(() => takesPresses(page)).toBe(true);
      await page.mouse.move(x, y);
      await page.mouse.down({ clickCount: 2 });
      await page.mouse.up({ clickCount: 2 });
      expect(await act.count()).toBe(1);
      await page.mouse.click(x, y);
      await expect.poll(() => act.count()).toBe(0);
      expect(await card.locator('h2').count()).toBe(1);
      await page.close();
    });
  });

  test('SEC4 a page that drops and redraws without end is given up, not fought', async () => {
    const page = await rig.open(conversation, read('gmail-conversation.html'));
    await settled(page);
    const placed = await page.evaluate(async () => {
      let count = 0;
      new MutationObserver((records) => {
        for (const { addedNodes } of records)
          for (const node of addedNodes)
            if (node instanceof Element && node.localName === 'instep-badge') {
              count++;
              node.remove();
            }
      }).observe(document, { childList: true, subtree: true });
      for (const badge of document.querySelectorAll('instep-badge')) badge.remove();
      const countIn = (ms: number) => new Promise<number>((resolve) => setTimeout(() => resolve(count), ms));
      return [await countIn(3000), await countIn(2000)] as const;
    });
    expect(placed[0]).toBeGreaterThan(0);
    expect(placed[0]).toBeLessThanOrEqual(10 * 5);
    expect(placed[1]).toBe(placed[0]);
    await page.close();
  });
});

test('SEC3 nothing but the pages under test was asked for, and no script of the extension failed', async () => {
  expect(rig.outside).toEqual([]);
  expect(rig.errors).toEqual([]);
});
