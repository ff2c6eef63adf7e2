/** Saved pages of the real hosts, where a developer has them: exactly the badges that they ask for, in Chromium at the hosts' own addresses. */
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type Rig, settled, startRig } from './extension/browser';
import { savedPages, wrong } from './hosts/saved';

describe.runIf(savedPages.length > 0)('saved pages', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await startRig(inject('packages').stub);
  });
  afterAll(() => rig?.close());

  for (const { name, html, expected } of savedPages)
    test(`SUR1 SUR2 SUR3 ${name} has exactly its badges`, async () => {
      const page = await rig.open(expected.url, html);
      const seen = await settled(page);
      const items = seen.map((badge) => `${badge.kind} ${badge.for}`);
      expect(wrong(expected, items)).toEqual([]);
      expect(seen.filter(({ inBody }) => inBody)).toEqual([]);
      await page.close();
    });
});
