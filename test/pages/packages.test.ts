/** What a package weighs where it is felt, and that it can be made again, byte for byte. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, inject, test } from 'vitest';
import type { Browser } from '../../manifests/extension/manifest';
import { en } from '../../shared/ui/texts/badge/en';
import { buildProduct } from './extension/build';

const product = inject('packages').chrome;

const [sentence] = en['tip in step'];
const gzipped = (file: string): number => gzipSync(readFileSync(file), { level: 9 }).length;

/** Everything that a page loads before it shows anything: its scripts, what they import at once, its styles. */
function loadedBy(page: string): readonly string[] {
  const found = new Set<string>();
  const add = (file: string) => {
    if (found.has(file)) return;
    found.add(file);
    if (!file.endsWith('.js')) return;
    const imports = readFileSync(file, 'utf8').matchAll(/(?:^|[;}\s])(?:import|export)\s*(?:[\w*{}\s,$]+from\s*)?["'](\.[^"']+)["']/g);
    for (const [, path = ''] of imports) add(join(dirname(file), path));
  };
  const html = readFileSync(join(product, page), 'utf8');
  for (const [, path = ''] of html.matchAll(/(?:src|href)="([^"]+\.(?:js|css))"/g))
    add(path.startsWith('/') ? join(product, path) : join(product, dirname(page), path));
  return [...found];
}

/** 45 kB each was wished for; what has been reached is kept (docs/decisions/size.md). */
test.each([
  ['popup', 40_300],
  ['options', 30_000],
  ['admin', 38_100],
  ['card', 37_400],
] as const)('SUR7 cost: what %s loads before it shows anything is at most %i bytes', (page, most) => {
  const files = loadedBy(`${page}/index.html`);
  expect(files.length).toBeGreaterThan(2);
  expect(files.reduce((sum, file) => sum + gzipped(file), 0)).toBeLessThanOrEqual(most);
});

/**
 * The worker is the whole product but the screens: engine, both accounts, admin, ledger with Dexie (29 kB of it). 45 kB was wished for and is
 * out of reach; nothing of it is loaded by a page.
 */
test('cost: the worker stays where it is, and carries no sentence of a screen', () => {
  expect(gzipped(join(product, 'background/main.js'))).toBeLessThanOrEqual(147_000);
  const worker = readFileSync(join(product, 'background/main.js'), 'utf8');
  expect(worker).not.toContain(sentence);
  expect(readFileSync(join(product, 'content/words/en.js'), 'utf8')).toContain(sentence);
});

const sumsOf = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true })
      .map(String)
      .filter((name) => statSync(join(folder, name)).isFile())
      .sort()
      .map((name) => [
        name,
        createHash('sha256')
          .update(readFileSync(join(folder, name)))
          .digest('hex'),
      ]),
  );

test.each<Browser>(['chrome', 'firefox'])('two builds for %s are the same, byte for byte', { timeout: 120_000 }, async (browser) => {
  const [one, other] = [inject('packages')[browser], await buildProduct(browser)];
  expect(Object.keys(sumsOf(one)).length).toBeGreaterThan(20);
  expect(sumsOf(other)).toEqual(sumsOf(one));
});
