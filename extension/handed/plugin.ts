/** Vite, content scripts only: data modules become empty vessels that `content/words` fills. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { isHanded } from './modules.ts';

const ui = fileURLToPath(new URL('../../shared/ui/', import.meta.url));
const vessel = fileURLToPath(new URL('../content/handed.ts', import.meta.url));

/** Content scripts speak whatever was put in. */
const allLanguages = 'texts/badge/index';
const prefix = '\0handed:';

/** `/…/shared/ui/css/badge.css?inline` → `css/badge.css` */
const pathOf = (id: string): string | null =>
  id.startsWith(ui)
    ? id
        .slice(ui.length)
        .replace(/\?.*$/, '')
        .replace(/\.tsx?$/, '')
    : null;

async function exportsOf(path: string): Promise<string[]> {
  const source = await readFile(`${ui}${path}.ts`, 'utf8');
  return [...source.matchAll(/^export (?:const|(?:async )?function) (\w+)/gm)].map(([, name = '']) => name);
}

async function vesselOf(path: string): Promise<string> {
  const key = JSON.stringify(path);
  if (path.endsWith('.css'))
    return `import { handText } from ${JSON.stringify(vessel)}; let css = ''; handText(${key}, (text) => { css = text; }); export { css as default };`;
  const names = await exportsOf(path);
  return `import { handed } from ${JSON.stringify(vessel)};${names.map((name) => `export const ${name} = handed(${key}, '${name}');`).join('')}`;
}

export function handOver(): Plugin {
  let content = false;
  return {
    name: 'instep:hand-over',
    enforce: 'pre',
    apply: 'build',
    configResolved({ build }) {
      content = /content\/\w+\/main\.ts/.test(JSON.stringify(build.lib));
    },
    async resolveId(source, importer, options) {
      if (!content || !importer) return null;
      const found = await this.resolve(source, importer, { ...options, skipSelf: true });
      const path = found && pathOf(found.id);
      if (path === allLanguages) return `${ui}texts/badge/spoken.ts`;
      // Under a name of its own: Vite takes what ends in .css for a style sheet.
      return path && isHanded(path) ? `${prefix}${path.replace('.css', '~css')}` : null;
    },
    load(id) {
      return id.startsWith(prefix) ? vesselOf(id.slice(prefix.length).replace('~css', '.css')) : null;
    },
  };
}
