/** Pages that go on changing: whatever was changed, and in whichever order, the badges are those of the page as it is now. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Window } from 'happy-dom';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { badgesOf, type Rig, startRig } from './extension/browser';
import { addressOfPage } from './hosts/addresses';
import { itemsIn, parsed } from './hosts/parsed';
import { shuffle } from './hosts/shuffle';

vi.stubGlobal('Element', new Window().Element);

let rig: Rig;
beforeAll(async () => {
  rig = await startRig(inject('packages').stub);
});
afterAll(() => rig?.close());

const folder = fileURLToPath(new URL('./hosts/', import.meta.url));
const bodyOf = (file: string): string => /<body[^>]*>([\s\S]*)<\/body>/.exec(readFileSync(`${folder}${file}`, 'utf8'))?.[1] ?? '';

/** All our pages of that name in one. */
const together = (name: string): string =>
  readdirSync(folder)
    .filter((file) => file.startsWith(name) && file.endsWith('.html'))
    .map(bodyOf)
    .join('\n');

const keysIn = (html: string) =>
  Object.fromEntries(
    ['data-eventid', 'data-email', 'data-hovercard-id', 'email', 'href', 'data-href']
      .map((name) => [name, [...html.matchAll(new RegExp(` ${name}="([^"]+)"`, 'g'))].map(([, value = '']) => value)] as const)
      .filter(([, values]) => values.length > 0),
  );

const without = (items: readonly string[], others: readonly string[]): string[] => {
  const left = [...others];
  return items.filter((item) => {
    const at = left.indexOf(item);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
};

async function differences(page: Page) {
  const shown = (await badgesOf(page)).map((badge) => `${badge.kind} ${badge.for}`);
  const there = itemsIn(parsed(await page.content(), page.url()), page.url());
  return { missing: without(there, shown), tooMany: without(shown, there) };
}

test.each([
  ['gmail', 'gmail-conversation.html', 4],
  ['calendar', 'calendar-week.html', 1],
  ['calendar-edit', 'calendar-edit.html', 2],
  ['contacts', 'contacts-list.html', 2],
  ['contacts', 'contacts-list.html', 3],
  ['contacts-person', 'contacts-person.html', 1],
])('SUR1 SUR2 SUR3 %s: the pages in one, at %s, changed at random (%i)', async (name, at, seed) => {
  const html = together(name);
  const page = await rig.open(addressOfPage(at), `<!doctype html><body>${html}</body>`);
  for (let round = 0; round < 4; round++) {
    await page.evaluate(shuffle, { seed: seed * 100 + round, keys: keysIn(html) });
    await expect.poll(() => differences(page), { message: `round ${round}` }).toEqual({ missing: [], tooMany: [] });
  }
  await page.close();
});
