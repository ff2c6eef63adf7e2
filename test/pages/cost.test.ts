/** What the content scripts cost a page, counted in their own world of the page: frames, messages, layout readings, queries. */
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { badgesOf, type Rig, settled, startRig } from './extension/browser';
import { ourWorld } from './extension/world';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig(inject('packages').stub);
});
afterAll(() => rig?.close());

const address = 'https://calendar.google.com/calendar/u/0/r/week/2026/11/20';
const body = '<div role="main"><div role="grid"></div></div><aside></aside>';
const first = Buffer.from('5b2h5k0qg0s2d4m6p8r0t2v4a1 nora.feld@halden.example').toString('base64url');
const chip = `<div role="button" data-eventchip data-eventid="${first}" style="position:absolute;height:24px;width:90px">One</div>`;

async function openWeek() {
  const page = await rig.open(address, body.replace('<div role="grid">', `<div role="grid">${chip}`));
  await settled(page);
  const ours = await ourWorld(page);
  return { page, ours };
}

describe('cost', () => {
  test('a page where nothing changes costs nothing: no frame, no timer, no message, no query', async () => {
    const { page, ours } = await openWeek();
    await page.waitForTimeout(9000);
    await ours.reset();
    await page.waitForTimeout(3000);
    expect(await ours.counts()).toEqual({ frames: 0, timers: 0, messages: 0, layout: 0, styles: 0, queries: 0 });
    await page.close();
  });

  test('10,000 changes that concern no place are one frame and two queries, of what came and of its dialogs, and no message or layout reading', async () => {
    const { page, ours } = await openWeek();
    await ours.reset();
    await page.evaluate(() => {
      const aside = document.querySelector('aside');
      for (let n = 0; n < 2500; n++) {
        const node = document.createElement('p');
        aside?.append(node);
        node.className = `c${n}`;
        node.append('text');
        node.style.width = `${n}px`;
        if (n % 2) node.remove();
      }
    });
    await page.waitForTimeout(500);
    expect(await ours.counts()).toEqual({ frames: 1, timers: 0, messages: 0, layout: 0, styles: 0, queries: 2 });
    await page.close();
  });

  test('changes over many frames are looked at once a frame at most', async () => {
    const { page, ours } = await openWeek();
    await ours.reset();
    const frames = await page.evaluate(async () => {
      let count = 0;
      const stop = performance.now() + 500;
      while (performance.now() < stop) {
        for (let n = 0; n < 50; n++) document.querySelector('aside')?.append(document.createElement('i'));
        await new Promise((resolve) => requestAnimationFrame(resolve));
        count++;
      }
      return count;
    });
    await page.waitForTimeout(100);
    const counts = await ours.counts();
    expect(counts.frames).toBeLessThanOrEqual(frames + 1);
    expect(counts.messages + counts.layout + counts.styles).toBe(0);
    await page.close();
  });

  test('a page that changes by the hundred in every frame is looked at ten times a second at most, and what came and was renamed meanwhile is seen', async () => {
    const { page, ours } = await openWeek();
    await ours.reset();
    const named = (n: number) => `000${n}h5k0qg0s2d4m6p8r0t2v4a`;
    const took = await page.evaluate(
      async ([renamed, fresh]) => {
        const aside = document.querySelector('aside');
        const many = () => aside?.append(...Array.from({ length: 3 }, () => document.createElement('i')));
        const idOf = (event = '') => btoa(`${event} nora.feld@halden.example`).replace(/=+$/, '');
        const chip = document.querySelector<HTMLElement>('[data-eventchip]');
        const start = performance.now();
        while (performance.now() < start + 800) {
          for (let n = 0; n < 300; n++) many();
          await new Promise((resolve) => requestAnimationFrame(resolve));
        }
        for (let n = 0; n < 300; n++) many();
        const other = chip?.cloneNode(true) as HTMLElement;
        if (chip) chip.dataset.eventid = idOf(renamed);
        other.dataset.eventid = idOf(fresh);
        chip?.after(other);
        return performance.now() - start;
      },
      [named(1), named(2)],
    );
    await expect.poll(async () => (await badgesOf(page)).map((badge) => badge.for).sort()).toEqual([named(1), named(2)]);
    const looks = took / 100 + 3;
    const counts = await ours.counts();
    expect(counts.frames).toBeLessThanOrEqual(looks);
    expect(counts.queries).toBeLessThanOrEqual(2 * looks);
    await page.close();
  });

  test('1,000 chips at once are two questions, one drawing and no layout reading; drawn anew they are no question', async () => {
    const { page, ours } = await openWeek();
    await ours.reset();
    const draw = (text: string) =>
      page.evaluate(
        ([template, word]) => {
          const grid = document.querySelector('[role="grid"]');
          const chips = Array.from({ length: 1000 }, (_, n) => {
            const holder = document.createElement('div');
            holder.innerHTML = template ?? '';
            const one = holder.firstElementChild as HTMLElement;
            one.dataset.eventid = btoa(`${String(n).padStart(4, '0')}h5k0qg0s2d4m6p8r0t2v4a nora.feld@halden.example`).replace(/=+$/, '');
            one.append(` ${word}`);
            return one;
          });
          grid?.replaceChildren(...chips);
        },
        [chip, text] as const,
      );
    await ours.session.send('Performance.enable');
    const passes = async (): Promise<number> => {
      const { metrics } = await ours.session.send('Performance.getMetrics');
      return metrics.find(({ name }) => name === 'LayoutCount')?.value ?? 0;
    };
    const before = await passes();
    await draw('first');
    // One element more than before: the badges come all at once, or not at all.
    const steps: number[] = [];
    await expect.poll(async () => steps[steps.push((await badgesOf(page)).length) - 1]).toBe(1000);
    expect(steps.filter((shown) => shown > 1 && shown < 1000)).toEqual([]);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    // The page lays out its chips, and once more with all badges on them.
    expect((await passes()) - before).toBeLessThanOrEqual(2);
    const counts = await ours.counts();
    expect(counts.messages).toBe(2);
    expect(counts.layout).toBe(0);
    expect(counts.styles).toBeLessThanOrEqual(3);
    await ours.reset();
    await draw('second');
    await expect.poll(async () => (await badgesOf(page)).length).toBe(1000);
    expect(await ours.counts()).toMatchObject({ messages: 0, layout: 0, timers: 0 });
    await page.close();
  });
});
