/** The same phases in Chromium, with the processor time of all its processes. */
import { existsSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type CDPSession, chromium } from 'playwright-core';
import { build } from 'vite';
import { idleCycles, type Size } from '../phases';
import { folder } from '../rivals/install';
import type { PageBench, Who } from './page';

export interface PageLine {
  readonly phase: string;
  readonly cpu: number;
  readonly wall: number;
}

declare const pageBench: PageBench;

export const browserPath = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path));

async function bundled(entry: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
    build: { write: false, lib: { entry, formats: ['iife'], name: 'bench' } },
  });
  const [first] = Array.isArray(built) ? built : [built];
  const chunk = first && 'output' in first ? first.output[0] : null;
  if (chunk?.type !== 'chunk') throw new Error('no bundle');
  return chunk.code;
}

/** The rivals' packages as a page takes them. */
async function partsOfRivals(): Promise<string> {
  const entry = new URL('parts.mjs', folder);
  writeFileSync(
    entry,
    `import * as core from 'rxdb/plugins/core';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import PouchDB from 'pouchdb-core';
import idb from 'pouchdb-adapter-idb';
import replication from 'pouchdb-replication';
globalThis.rivalParts = { rx: { ...core, replicateRxCollection }, storage: getRxStorageDexie, PouchDB: PouchDB.plugin(idb).plugin(replication) };
`,
  );
  return bundled(fileURLToPath(entry));
}

async function cpuOf(session: CDPSession): Promise<number> {
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  return processInfo.reduce((sum, one) => sum + one.cpuTime, 0);
}

let scripts: { readonly page: string; parts: string | null } | null = null;

export async function inChromium(who: Who, size: Size): Promise<PageLine[]> {
  scripts ??= { page: await bundled(fileURLToPath(new URL('./page.ts', import.meta.url))), parts: null };
  if (who !== 'instep') scripts.parts ??= await partsOfRivals();
  const origin = 'https://bench.example/';
  // RxDB brings a version of Dexie of its own, and two of them in a page refuse to work: each is left with the one it came with.
  const script = [who === 'instep' ? '' : scripts.parts, "delete globalThis[Symbol.for('Dexie')]", scripts.page].join('\n;');
  const browser = await chromium.launch({ executablePath: browserPath ?? '', args: ['--no-sandbox'] });
  try {
    const context = await browser.newContext();
    await context.route(`${origin}**`, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Bench</title>' }));
    const page = await context.newPage();
    await page.goto(origin);
    await page.addScriptTag({ content: script });
    const session = await browser.newBrowserCDPSession();
    const lines: PageLine[] = [];
    for (;;) {
      const phase = await page.evaluate(([who, size]) => pageBench.ready(who, size), [who, size] as const);
      if (phase === '') return lines;
      const before = await cpuOf(session);
      const wall = await page.evaluate((who) => pageBench.run(who), who);
      const cycles = who === 'instep' && phase === 'nochange' ? idleCycles : 1;
      lines.push({ phase, cpu: ((await cpuOf(session)) - before) / cycles, wall });
    }
  } finally {
    await browser.close();
  }
}
