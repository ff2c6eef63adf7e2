/** The durable ledger keeps its promises in a real browser too, where its pages die and share one database. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import type { Limits } from '../../shared/ledger/store';
import { ledgerContract } from './ledger';
import { bundleOf, type LedgerInPage, Profile, startChromium } from './ledgerInChromium';

let browser: Browser;
let profile: Profile;
let databases = 0;

beforeAll(async () => {
  const [started, script] = await Promise.all([startChromium(), bundleOf('./ledgerPage.ts')]);
  browser = started;
  profile = await Profile.in(browser, script);
}, 60_000);
afterAll(() => browser.close());

/** Pages are dear: those of one test serve the next. */
const idle: LedgerInPage[] = [];

/** Some in the journal, some in pages. */
const limits: Partial<Limits> = { page: 4, bucket: 4, records: 3 };

ledgerContract('Dexie in Chromium', async () => {
  const name = `ledger-${databases++}`;
  const pages: LedgerInPage[] = [];
  const open = async (): Promise<LedgerInPage> => {
    const ledger = idle.pop() ?? (await profile.ledger());
    pages.push(ledger);
    await ledger.open(name, limits);
    return ledger;
  };
  const ledger = await open();
  return {
    ledger,
    again: async () => {
      await ledger.open(name, limits);
      return ledger;
    },
    beside: open,
    breaks: (change) => ledger.breaks(change),
    close: async () => {
      for (const page of pages) await page.leave();
      idle.push(...pages);
    },
  };
});
