/**
 * `node --import tsx bench/hostPages.ts [--rounds N] [--json]`, and a part of `npm run bench`: what the badges cost the main thread of a calendar
 * page, in Chromium with the built extension. Each piece of work is done on a page with our script, on the same page without, and there with
 * the least that anybody could do; what is told is the difference, in ms of processor time of the main thread until all badges are there,
 * painting included. `script` is what the browser counts as such: what a script does once an answer has come is in the sum alone.
 */
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import type { CDPSession } from 'playwright-core';
import { badgesOf, type Rig, startRig } from '../test/pages/extension/browser';
import { buildProduct, withStub } from '../test/pages/extension/build';
import { changeMuch, drawWeek, markChips, watchAll } from './calendarPage';
import { median } from './figures';

const withOurs = 'https://calendar.google.com/calendar/u/0/r/week/2026/11/20';
/** No page of ours: the same document, the same browser, no script. */
const without = 'https://calendar.example.com/calendar/u/0/r/week/2026/11/20';
const body = '<!doctype html><body></body>';

const parts = { all: 'TaskDuration', script: 'ScriptDuration', style: 'RecalcStyleDuration', layout: 'LayoutDuration' } as const;
type Spent = Readonly<Record<keyof typeof parts, number>>;

/** Processor time of the page's main thread, not the wall's: other processes do not count. */
async function mainThread(session: CDPSession): Promise<Spent> {
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (part: keyof typeof parts): number => (metrics.find(({ name }) => name === parts[part])?.value ?? 0) * 1000;
  return { all: of('all'), script: of('script'), style: of('style'), layout: of('layout') };
}

interface Work {
  readonly work: string;
  readonly before: (() => void) | null;
  readonly page: () => void | Promise<void>;
  /** What anybody would have to do at the least; beforehand where it watches. */
  readonly floor: () => void;
  readonly watches: boolean;
  /** Changes are looked at on a page without: what badges cost to paint anew with the page is the first row's business. */
  readonly badges: number;
}
const works: readonly Work[] = [
  { work: '1,000 chips', before: null, page: drawWeek, floor: markChips, watches: false, badges: 1000 },
  { work: '10,000 other changes', before: drawWeek, page: changeMuch, floor: watchAll, watches: true, badges: 0 },
];

async function once(rig: Rig, who: 'ours' | 'floor' | 'page', { before, page: work, floor, watches, badges }: Work): Promise<Spent> {
  const page = await rig.open(who === 'ours' ? withOurs : without, body);
  if (before) await page.evaluate(before);
  if (who === 'floor' && watches) await page.evaluate(floor);
  await page.waitForTimeout(before ? 1000 : 300);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const start = await mainThread(session);
  await page.evaluate(work);
  if (who === 'floor' && !watches) await page.evaluate(floor);
  await page.waitForTimeout(1000);
  const end = await mainThread(session);
  const shown = (await badgesOf(page)).length;
  if (who === 'ours' && shown !== badges) throw new Error(`${shown} badges instead of ${badges}`);
  await page.close();
  const spent = (part: keyof Spent): number => end[part] - start[part];
  return { all: spent('all'), script: spent('script'), style: spent('style'), layout: spent('layout') };
}

/** Medians, in ms; ours and the floor are what they add to the page. */
export interface PageWork {
  readonly work: string;
  readonly ours: number;
  readonly script: number;
  readonly style: number;
  readonly layout: number;
  readonly floor: number;
  readonly page: number;
  /** Medians of the rounds' ratios. */
  readonly ofFloor: number;
  readonly ofPage: number;
}

export async function hostPages(stub: string, rounds: number): Promise<PageWork[]> {
  const rig = await startRig(stub);
  try {
    const results: PageWork[] = [];
    for (const work of works) {
      await rig.setStub({ mode: work.badges > 0 ? 'all' : 'named' });
      const all: { ours: Spent; floor: Spent; page: Spent }[] = [];
      for (let round = 0; round < rounds; round++)
        all.push({ ours: await once(rig, 'ours', work), floor: await once(rig, 'floor', work), page: await once(rig, 'page', work) });
      const more = (who: 'ours' | 'floor', part: keyof Spent): number => median(all.map((one) => one[who][part] - one.page[part]));
      const ratio = (of: (one: (typeof all)[number]) => number): number =>
        median(all.map((one) => (one.ours.all - one.page.all) / of(one)));
      results.push({
        ...{ work: work.work, ours: more('ours', 'all') },
        ...{ script: more('ours', 'script'), style: more('ours', 'style'), layout: more('ours', 'layout') },
        ...{ floor: more('floor', 'all'), page: median(all.map(({ page }) => page.all)) },
        ...{ ofFloor: ratio(({ floor, page }) => floor.all - page.all), ofPage: ratio(({ page }) => page.all) },
      });
    }
    return results;
  } finally {
    await rig.close();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values } = parseArgs({ options: { rounds: { type: 'string', default: '7' }, json: { type: 'boolean', default: false } } });
  const told = await hostPages(await withStub(await buildProduct('chrome')), Number(values.rounds));
  if (values.json) console.log(JSON.stringify(told));
  else
    console.table(
      told.map((one) =>
        Object.fromEntries(
          Object.entries(one).map(([name, value]) => [name, typeof value === 'number' ? Math.round(value * 100) / 100 : value]),
        ),
      ),
    );
}
