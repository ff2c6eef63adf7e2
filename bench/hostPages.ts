/**
 * `node --import tsx bench/hostPages.ts [--rounds N] [--json]`: what the badges cost the main thread of a calendar page, in Chromium with the built
 * extension. Each piece of work is done on a page with our script and on the same page without it; what is told is the difference, in ms of
 * processor time of the main thread, beside the page's own and the count of what the script did. And the weight of the scripts.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { CDPSession, Page } from 'playwright-core';
import { badgesOf, type Rig, startRig } from '../test/pages/extension/browser';
import { buildProduct, withStub } from '../test/pages/extension/build';
import { type Counts, ourWorld } from '../test/pages/extension/world';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '7' }, json: { type: 'boolean', default: false } } });
const rounds = Number(values.rounds);

const withOurs = 'https://calendar.google.com/calendar/u/0/r/week/2026/11/20';
/** No page of ours: the same document, the same browser, no script. */
const without = 'https://calendar.example.com/calendar/u/0/r/week/2026/11/20';
const body = '<div role="main"><div role="grid" style="position:relative;height:4000px"></div></div><aside></aside>';

/** A week of a thousand chips, drawn at once. */
function drawChips(): void {
  const grid = document.querySelector('[role="grid"]');
  const chips = Array.from({ length: 1000 }, (_, n) => {
    const chip = document.createElement('div');
    chip.setAttribute('role', 'button');
    chip.setAttribute('data-eventchip', '');
    chip.dataset.eventid = btoa(`${String(n).padStart(4, '0')}h5k0qg0s2d4m6p8r0t2v4a nora.feld@halden.example`).replace(/=+$/, '');
    chip.style.cssText = `position:absolute;height:24px;width:90px;top:${Math.floor(n / 10) * 30}px;left:${(n % 10) * 95}px;overflow:hidden`;
    chip.textContent = `Event ${n}`;
    return chip;
  });
  grid?.replaceChildren(...chips);
}

/** Ten thousand changes that have nothing to do with events or people. */
function changeMuch(): void {
  const aside = document.querySelector('aside');
  for (let n = 0; n < 2500; n++) {
    const node = document.createElement('p');
    aside?.append(node);
    node.className = `c${n}`;
    node.append('text');
    node.remove();
  }
}

interface Spent {
  readonly all: number;
  readonly script: number;
  readonly style: number;
  readonly layout: number;
}

/** Processor time of the page's main thread, not the wall's: other processes do not count. */
async function mainThread(session: CDPSession): Promise<Spent> {
  const { metrics } = await session.send('Performance.getMetrics');
  const ms = (wanted: string): number => (metrics.find(({ name }) => name === wanted)?.value ?? 0) * 1000;
  return { all: ms('TaskDuration'), script: ms('ScriptDuration'), style: ms('RecalcStyleDuration'), layout: ms('LayoutDuration') };
}

const each = (of: (part: keyof Spent) => number): Spent => ({
  all: of('all'),
  script: of('script'),
  style: of('style'),
  layout: of('layout'),
});

interface Work {
  readonly name: string;
  readonly limit: number;
  readonly work: () => void;
  readonly badges: number;
}
const works: readonly Work[] = [
  { name: '1,000 chips', limit: 100, work: drawChips, badges: 1000 },
  { name: '10,000 other changes', limit: 50, work: changeMuch, badges: 0 },
];

/** Until nothing has happened on the page for a while. */
async function rest(page: Page, badges: number): Promise<void> {
  for (let looks = 0; looks < 100 && (await badgesOf(page)).length < badges; looks++) await page.waitForTimeout(50);
  await page.waitForTimeout(400);
}

async function once(rig: Rig, url: string, { work, badges }: Work): Promise<{ readonly spent: Spent; readonly counts: Counts | null }> {
  const page = await rig.open(url, body);
  await page.waitForTimeout(300);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const before = await mainThread(session);
  await page.evaluate(work);
  await page.waitForTimeout(1200);
  const after = await mainThread(session);
  const spent = each((part) => after[part] - before[part]);
  if (url === withOurs) await rest(page, badges);
  const shown = (await badgesOf(page)).length;
  if (url === withOurs && shown !== badges) throw new Error(`${shown} badges instead of ${badges}`);
  await page.close();
  return { spent, counts: url === withOurs ? await counted(rig, work) : null };
}

/** Counting wraps what it counts: in a run of its own. */
async function counted(rig: Rig, work: () => void): Promise<Counts> {
  const page = await rig.open(withOurs, body);
  const ours = await ourWorld(page);
  await ours.reset();
  await page.evaluate(work);
  await page.waitForTimeout(1200);
  const counts = await ours.counts();
  await page.close();
  return counts;
}

const median = (list: readonly number[]): number => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;
const told = (ms: number): number => Math.round(ms * 10) / 10;

const product = await buildProduct('chrome');
const rig = await startRig(await withStub(product));
try {
  await rig.setStub({ mode: 'all' });
  const results = [];
  for (const work of works) {
    const ours: Spent[] = [];
    const bare: Spent[] = [];
    let counts: Counts | null = null;
    for (let round = 0; round < rounds; round++) {
      const run = await once(rig, withOurs, work);
      ours.push(run.spent);
      counts = run.counts;
      bare.push((await once(rig, without, work)).spent);
    }
    const page = each((part) => median(bare.map((spent) => spent[part])));
    const more = each((part) => told(median(ours.map((spent) => spent[part])) - page[part]));
    results.push({ work: work.name, ...more, limit: work.limit, page: told(page.all), ratio: told(more.all / page.all), counts });
  }
  const weigh = (path: string): number => gzipSync(readFileSync(join(product, path)), { level: 9 }).length;
  const scripts = ['gmail', 'calendar', 'contacts', 'hovercard', 'card'].map((name) => ({
    script: name,
    gzip: weigh(`content/${name}/main.js`),
  }));
  if (values.json) console.log(JSON.stringify({ results, scripts }));
  else {
    console.table(results.map(({ counts: _, ...rest }) => rest));
    console.table(results.map(({ work, counts }) => ({ work, ...counts })));
    console.table(scripts);
  }
} finally {
  await rig.close();
}
