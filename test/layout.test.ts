/** The import table of docs/architecture.md as a test: who may import whom, and who may name the platform. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');

interface Rule {
  /** Our own folders that may be imported, relative to the root. */
  readonly own: readonly string[];
  /** Packages; absent: none. `*`: any. */
  readonly packages?: readonly string[];
  /** Names of the platform that must not appear. */
  readonly forbids?: RegExp;
}

const platform =
  /\b(fetch\(|indexedDB|localStorage|globalThis\.|self\.|document\.|navigator\.|browser\.|chrome\.|Office\.|setTimeout|setInterval|Date\.now|Math\.random|crypto\.subtle|process\.)/;
const clockAndChance = /\b(Date\.now|Math\.random)\b/;

const rules: Readonly<Record<string, Rule>> = {
  'shared/core': { own: ['shared/core'], forbids: platform },
  'shared/engine': { own: ['shared/core', 'shared/engine'], forbids: platform },
  'shared/adapters': { own: ['shared/core', 'shared/adapters', 'shared/device'], packages: ['valibot'], forbids: clockAndChance },
  'shared/ledger': { own: ['shared/core', 'shared/ledger'], packages: ['dexie'], forbids: clockAndChance },
  'shared/device': { own: ['shared/core', 'shared/engine', 'shared/device'], packages: ['valibot'], forbids: platform },
  'shared/ui': { own: ['shared/core', 'shared/device', 'shared/ui'], packages: ['preact', '@preact/signals', 'uplot', 'papaparse'] },
  // Icons are drawn at build time.
  extension: { own: ['shared', 'extension', 'manifests', 'tools/icons'], packages: ['*'] },
  addin: { own: ['shared', 'addin', 'manifests', 'tools/icons'], packages: ['*'] },
  sandbox: { own: ['sandbox'], packages: ['*'] },
};

/** Where the rule above is lifted for one name, with the reason. */
const mayFetch = 'shared/adapters/http/';
const mayTellTime = 'shared/adapters/clock.ts';

function sources(folder: string): string[] {
  const at = join(root, folder);
  return readdirSync(at).flatMap((name) => {
    const path = join(at, name);
    if (statSync(path).isDirectory()) return sources(relative(root, path));
    return /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name) ? [relative(root, path)] : [];
  });
}

const importForms = [
  /(?:^|\n)import\s+(?:type\s+)?(?:[\w$*\s{},]+?\s+from\s+)?['"]([^'"]+)['"]/g,
  /(?:^|\n)export\s+(?:type\s+)?(?:\*|\{[^}]*\})(?:\s+as\s+\w+)?\s+from\s+['"]([^'"]+)['"]/g,
  /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g,
];

const importsOf = (text: string): string[] => importForms.flatMap((form) => [...text.matchAll(form)].map((match) => match[1] ?? ''));

const withoutComments = (text: string): string =>
  text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|[^:])\/\/.*$/gm, '$1')
    .replace(/(['"`])(?:\\.|(?!\1)[^\\\n])*\1/g, "''")
    .replace(/^import .*$/gm, '');

const existing = (folder: string): boolean => {
  try {
    return statSync(join(root, folder)).isDirectory();
  } catch {
    return false;
  }
};

describe.each(Object.entries(rules).filter(([folder]) => existing(folder)))('%s', (folder, rule) => {
  test('imports only what the table allows', () => {
    const wrong = sources(folder).flatMap((file) =>
      importsOf(readFileSync(join(root, file), 'utf8')).flatMap((name) => {
        if (name.startsWith('.')) {
          const target = relative(root, resolve(root, dirname(file), name));
          return rule.own.some((own) => target === own || target.startsWith(`${own}/`)) ? [] : [`${file} imports ${target}`];
        }
        const packages = rule.packages ?? [];
        return packages.includes('*') || packages.some((one) => name === one || name.startsWith(`${one}/`))
          ? []
          : [`${file} imports the package ${name}`];
      }),
    );
    expect(wrong, 'Move the code to where it may know this, or hand the thing in from outside.').toEqual([]);
  });

  test('names nothing that it must not know', () => {
    const { forbids } = rule;
    if (!forbids) return;
    const wrong = sources(folder)
      .filter((file) => file !== mayTellTime)
      .flatMap((file) => {
        const found = forbids.exec(withoutComments(readFileSync(join(root, file), 'utf8')));
        return found ? [`${file} names ${found[0]}`] : [];
      });
    expect(wrong, 'Clock, chance, storage and network are handed in as ports.').toEqual([]);
  });
});

test('only adapters/http fetches', () => {
  const wrong = sources('shared')
    .filter((file) => !file.startsWith(mayFetch))
    .filter((file) => /\bfetch\(/.test(withoutComments(readFileSync(join(root, file), 'utf8'))));
  expect(wrong).toEqual([]);
});

test('tests that replace modules run alone', () => {
  const replacing = ['extension', 'addin', 'shared', 'sandbox', 'tools', 'manifests', 'test']
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`))
    .filter((file) => /\.test\.tsx?$/.test(file) && /^vi\.mock\(/m.test(readFileSync(join(root, file), 'utf8')));
  expect(replacing.sort(), 'Name it in vite.config.ts as well: the others share the modules that they have read.').toEqual([
    'extension/background/current.test.ts',
    'extension/background/toolbar.test.ts',
    'test/simulation/mutants.test.ts',
  ]);
});
