/**
 * A stopped worker: how long a host page waits for its first answer from the ledger, beside the worker of an extension that has nothing to
 * load. Wall time, because that is what is waited; both in turn, each in a browser of its own, with its process alive.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { startSandbox } from '../sandbox/server';
import { type ChromiumLab, startChromium } from '../test/e2e/extension.chromium.lab';
import { handsOf } from '../test/e2e/hands';
import { startRig } from '../test/pages/extension/browser';
import { worldOf } from '../test/pages/extension/world';
import { median } from './figures';

export interface Wake {
  readonly ours: number;
  readonly empty: number;
  /** Median of the rounds' ratios. */
  readonly ratio: number;
  /** Of a worker that is running. */
  readonly running: number;
}

const address = 'https://calendar.google.com/calendar/u/0/r/week';
const body = '<div role="main"></div>';

async function emptyExtension(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'instep-empty-'));
  const manifest = {
    ...{ manifest_version: 3, name: 'Empty', version: '1', background: { service_worker: 'worker.js' } },
    content_scripts: [{ matches: ['https://calendar.google.com/*'], js: ['page.js'] }],
  };
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
  await writeFile(
    join(folder, 'worker.js'),
    'chrome.runtime.onMessage.addListener((message, sender, reply) => { reply({ res: [{}] }); });',
  );
  await writeFile(join(folder, 'page.js'), ';');
  return folder;
}

/** Asks as a host page's script does. @returns ms, once the answer says something. */
async function asker(page: Page, target: object): Promise<() => Promise<number>> {
  const { run } = await worldOf(page);
  const question = JSON.stringify({ id: 1, type: 'device', data: { call: 'badges', with: [[target]] }, timestamp: 0 });
  return async () => {
    const told = await run(`(async () => {
      const started = performance.now();
      const { res } = await chrome.runtime.sendMessage(${question});
      return res[0] ? performance.now() - started : null;
    })()`);
    if (typeof told !== 'number') throw new Error('the worker said nothing about the item');
    return told;
  };
}

async function stop(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.stopAllWorkers');
  await session.detach();
  await page.waitForTimeout(200);
}

/** Connected, and the first sync over. */
async function firstSync(lab: ChromiumLab): Promise<void> {
  const options = await lab.open('options');
  await lab.signInToGoogle(options, 'Tomás Rey');
  await options.getByText('Connected', { exact: true }).waitFor();
  await lab.signInToSalesforce(options, 'Tomás Rey');
  await options.getByText('Where your contacts live').waitFor();
  await options.getByRole('button', { name: 'See the preview' }).click();
  await options.getByText('Nothing has been changed yet.').waitFor();
  await options.getByRole('button', { name: 'Start the first sync' }).click();
  const popup = await lab.open('popup');
  await popup.getByText(/Checked now/).waitFor({ timeout: 60_000 });
  for (const page of [options, popup]) await page.close();
}

export async function wake(product: string, rounds: number): Promise<Wake> {
  const sandbox = await startSandbox();
  const folder = await emptyExtension();
  const lab = await startChromium(sandbox, product);
  const rig = await startRig(folder);
  try {
    await firstSync(lab);
    const [event] = (await (await handsOf(sandbox, 'tomas.rey@brightwater.example', 'ingrid.vasko@brightwater.example')).events()).filter(
      ({ recurringEventId }) => !recurringEventId,
    );
    const target = { by: 'event', eventId: event?.id ?? '', calendarId: 'tomas.rey@brightwater.example' };
    const pages = { ours: await lab.host(address, body), empty: await rig.open(address, body) };
    const ask = { ours: await asker(pages.ours, target), empty: await asker(pages.empty, target) };
    // A file that runs nothing keeps the extension's process alive.
    for (const [context, id] of [[lab.context, lab.id] as const, [rig.context, new URL(rig.worker.url()).host] as const])
      await (await context.newPage()).goto(`chrome-extension://${id}/manifest.json`);
    const times: { ours: number; empty: number; running: number }[] = [];
    for (let round = 0; round < rounds; round++) {
      const cold = async (who: 'ours' | 'empty') => {
        await stop(pages[who]);
        return ask[who]();
      };
      times.push({ ours: await cold('ours'), running: await ask.ours(), empty: await cold('empty') });
    }
    const of = (pick: (time: (typeof times)[number]) => number): number => median(times.map(pick));
    return { ours: of((t) => t.ours), empty: of((t) => t.empty), running: of((t) => t.running), ratio: of((t) => t.ours / t.empty) };
  } finally {
    await lab.close();
    await rig.close();
    await sandbox.close();
    await rm(folder, { recursive: true, force: true });
  }
}
