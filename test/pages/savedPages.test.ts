/** Saved pages of the real hosts, where a developer has them: exactly the badges that they ask for, in Chromium at the hosts' own addresses. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type Rig, settled, startRig } from './extension/browser';

const folder = fileURLToPath(new URL('../../../shared/hosts/', import.meta.url));

interface Expected {
  readonly url: string;
  readonly contactPlaces: readonly { readonly email: string; readonly count: number; readonly optional?: boolean }[];
  readonly eventPlaces: readonly { readonly eventId: string; readonly count: number; readonly optional?: boolean }[];
}

/** Per item how many badges there must be, and how many there may be. */
function bounds(expected: Expected) {
  const items = new Map<string, { least: number; most: number }>();
  const add = (key: string, count: number, optional = false) => {
    const now = items.get(key) ?? { least: 0, most: 0 };
    items.set(key, { least: now.least + (optional ? 0 : count), most: now.most + count });
  };
  for (const { email, count, optional } of expected.contactPlaces) add(`contact ${email}`, count, optional);
  for (const { eventId, count, optional } of expected.eventPlaces) add(`event ${eventId}`, count, optional);
  return items;
}

describe.runIf(existsSync(folder))('saved pages', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await startRig(inject('packages').stub);
  });
  afterAll(() => rig?.close());

  for (const host of ['gmail', 'calendar', 'contacts']) {
    const expectations = existsSync(folder)
      ? (JSON.parse(readFileSync(`${folder}${host}/expected.json`, 'utf8')) as Record<string, Expected>)
      : {};
    for (const [file, expected] of Object.entries(expectations)) {
      test(`SUR1 SUR2 SUR3 ${host}/${file} has exactly its badges`, async () => {
        const page = await rig.open(expected.url, readFileSync(`${folder}${host}/${file}`, 'utf8'));
        const seen = await settled(page);
        const count = new Map<string, number>();
        for (const badge of seen) count.set(`${badge.kind} ${badge.for}`, (count.get(`${badge.kind} ${badge.for}`) ?? 0) + 1);
        const wanted = bounds(expected);
        for (const key of count.keys()) expect([...wanted.keys()]).toContain(key);
        for (const [key, { least, most }] of wanted) {
          expect(count.get(key) ?? 0, key).toBeGreaterThanOrEqual(least);
          expect(count.get(key) ?? 0, key).toBeLessThanOrEqual(most);
        }
        expect(seen.filter(({ inBody }) => inBody)).toEqual([]);
        await page.close();
      });
    }
  }
});
