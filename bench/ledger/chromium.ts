/** `npx tsx bench/ledger/chromium.ts 10000 5000 [limits]`: the ledger's share of a cycle in Chromium, a line of JSON; ms of wall and of CPU in all processes. */
import { type Browser, type CDPSession, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import type { LedgerBench, Work } from './page';

declare const ledgerBench: LedgerBench;

const [contacts = '10000', events = '5000', limits = '{}'] = process.argv.slice(2);
const size = { contacts: Number(contacts), events: Number(events) };
const origin = 'http://ledger.example/';

async function bundle(): Promise<string> {
  const lib = { entry: new URL('./page.ts', import.meta.url).pathname, formats: ['iife' as const], name: 'page' };
  const built = await build({ configFile: false, logLevel: 'silent', build: { write: false, lib } });
  const [first] = Array.isArray(built) ? built : [built];
  const chunk = first && 'output' in first ? first.output[0] : null;
  if (chunk?.type !== 'chunk') throw new Error('no bundle');
  return chunk.code;
}

async function cpu(session: CDPSession): Promise<number> {
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  return processInfo.reduce((sum, one) => sum + one.cpuTime * 1000, 0);
}

async function measure(browser: Browser, page: Page): Promise<Record<string, number>> {
  const session = await browser.newBrowserCDPSession();
  const result: Record<string, number> = {};
  const round = async (name: Work, as: string = name): Promise<void> => {
    const before = await cpu(session);
    const ms = await page.evaluate(([name, size, limits]) => ledgerBench(name, size, limits), [name, size, JSON.parse(limits)] as const);
    result[as] = Math.round(ms * 10) / 10;
    result[`${as} cpu`] = Math.round((await cpu(session)) - before);
  };
  await round('first sync');
  await round('idle');
  await round('idle', 'idle again');
  await round('300 changes');
  await round('300 changes', '300 changes again');
  await round('walk');
  for (const [name, as] of [
    ['idle', 'idle, cold'],
    ['badges', 'badges, cold'],
    ['badges', 'badges, warm'],
  ] as const) {
    if (as !== 'badges, warm') await page.goto(origin);
    await round(name, as);
  }
  return result;
}

const script = await bundle();
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
try {
  const context = await browser.newContext();
  const body = `<!doctype html><title>Ledger</title><script>${script.replaceAll('</script', '<\\/script')}</script>`;
  await context.route(`${origin}**`, (route) => route.fulfill({ contentType: 'text/html', body }));
  const page = await context.newPage();
  await page.goto(origin);
  console.log(JSON.stringify({ ...size, limits, ...(await measure(browser, page)) }));
} finally {
  await browser.close();
}
