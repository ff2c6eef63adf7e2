/** The demo page, its demo shells and the content scripts for them: built at start, kept in memory, so that a read-only folder is no matter. */
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

export interface SiteFile {
  readonly body: string | Uint8Array;
  readonly type: string;
}

export type Site = (path: string) => SiteFile | null;

const root = fileURLToPath(new URL('../..', import.meta.url));
const pages = {
  demo: 'tools/demo/index.html',
  gmail: 'sandbox/hosts/gmail/index.html',
  calendar: 'sandbox/hosts/calendar/index.html',
  contacts: 'sandbox/hosts/contacts/index.html',
} as const;

/** The addresses have the originals' form, because the content scripts read them. */
const pageOf = (path: string): string | null => {
  if (path === '/') return pages.demo;
  if (/^\/mail\/u\/\d+(\/|$)/.test(path)) return pages.gmail;
  if (/^\/calendar\/u\/\d+\/r(\/|$)/.test(path)) return pages.calendar;
  if (/^\/u\/\d+(\/|$)/.test(path)) return pages.contacts;
  return null;
};

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
};
const typeOf = (name: string): string => types[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream';

export async function buildSite(): Promise<Site> {
  const made = await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      write: false,
      target: 'es2023',
      minify: false,
      modulePreload: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input: { ...pages, content: 'tools/demo/content/main.ts' },
        output: { entryFileNames: (chunk) => (chunk.name === 'content' ? 'content.js' : 'assets/[name]-[hash].js') },
      },
    },
  });
  const files = new Map<string, SiteFile>();
  for (const { output } of Array.isArray(made) ? made : 'output' in made ? [made] : [])
    for (const file of output)
      files.set(file.fileName, { body: file.type === 'chunk' ? file.code : file.source, type: typeOf(file.fileName) });
  return (path) => files.get(pageOf(path) ?? path.slice(1)) ?? null;
}
