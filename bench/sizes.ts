/** Bytes of a built package as they go over the wire. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

const gzipped = (path: string): number => gzipSync(readFileSync(path), { level: 9 }).length;

/** A script and all that it imports when it starts. */
function withImports(path: string, seen = new Set<string>()): number {
  if (seen.has(path) || !existsSync(path)) return 0;
  seen.add(path);
  const code = readFileSync(path, 'utf8');
  const imported = [...code.matchAll(/(?:^|[;}\n])import\s*(?:[\w$*{][^'"();]*from\s*)?["'](\.[^"']+)["']/g)].map(([, to]) => to ?? '');
  return imported.reduce((sum, to) => sum + withImports(resolve(path, '..', to), seen), gzipped(path));
}

export function sizes(extension: string): Readonly<Record<string, number>> {
  const manifest = JSON.parse(readFileSync(join(extension, 'manifest.json'), 'utf8')) as {
    readonly background: { readonly service_worker: string };
    readonly content_scripts: readonly { readonly matches: readonly string[]; readonly js: readonly string[] }[];
  };
  const scripts = manifest.content_scripts.map(({ matches, js }) => [
    `badges ${new URL(matches[0]?.replace('*', '') ?? '').hostname}`,
    js.reduce((sum, path) => sum + gzipped(join(extension, path)), 0),
  ]);
  const pages = readdirSync(extension).filter((name) => existsSync(join(extension, name, 'index.html')));
  const ofPage = (name: string): number =>
    [...readFileSync(join(extension, name, 'index.html'), 'utf8').matchAll(/<script[^>]+src="([^"]+)"/g)].reduce(
      (sum, [, src = '']) => sum + withImports(src.startsWith('/') ? join(extension, src) : resolve(extension, name, src)),
      0,
    );
  return Object.fromEntries([
    ['worker', withImports(join(extension, manifest.background.service_worker))],
    ...scripts,
    ...pages.map((name) => [`page ${name}`, ofPage(name)]),
  ]);
}
