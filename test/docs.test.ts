/** What the documentation points at is there: files, pictures, headings, commands. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { scripts } from '../package.json' with { type: 'json' };

const root = resolve(import.meta.dirname, '..');
const pages = [
  'README.md',
  'CHANGELOG.md',
  ...readdirSync(join(root, 'docs'), { recursive: true }).map((name) => join('docs', String(name))),
].filter((name) => name.endsWith('.md'));
const text = (page: string): string => readFileSync(join(root, page), 'utf8');
const withoutCode = (page: string): string => text(page).replace(/```[\s\S]*?```|`[^`\n]*`/g, '');

/** As GitHub makes them: lower case, no punctuation, a hyphen for each space. */
const anchorsOf = (page: string): string[] =>
  [...text(page).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

describe.each(pages)('%s', (page) => {
  test('links and pictures lead somewhere', () => {
    const links = [
      ...[...withoutCode(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, to = '']) => to),
      ...[...withoutCode(page).matchAll(/(?:src|srcset)="([^"]+)"/g)].map(([, to = '']) => to),
    ].filter((to) => !/^[a-z]+:/.test(to));
    const lost = links.filter((to) => {
      const [path = '', anchor = ''] = to.split('#');
      const target = path === '' ? page : join(dirname(page), path);
      return !existsSync(join(root, target)) || (anchor !== '' && !anchorsOf(target).includes(anchor));
    });
    expect(lost).toEqual([]);
  });

  test('every npm command that it names is one', () => {
    const named = [...text(page).matchAll(/npm run ([a-z0-9:]+)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});
