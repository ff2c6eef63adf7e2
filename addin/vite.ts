/** How the add-in is built: pages as modules, the commands also as one plain script, icons drawn, both manifests written. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import { OfficeAddinManifest } from 'office-addin-manifest';
import { build, type Plugin, type UserConfig } from 'vite';
import { iconFile, iconSizes, name, type OutlookManifestOptions, packageIcons, pages } from '../manifests/outlook/source.ts';
import { unifiedManifest } from '../manifests/outlook/unified.ts';
import { xmlManifest } from '../manifests/outlook/xml.ts';
import { icons } from '../tools/icons/plugin.ts';
import { contentPolicy } from './contentPolicy.ts';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export interface AddinOptions extends OutlookManifestOptions {
  /** Origins of local stand-ins, in development and tests only. */
  readonly standIns: readonly string[];
  readonly settings: unknown;
  /** Absent: dist/addin. */
  readonly outDir?: string;
}

export function addinConfig(options: AddinOptions): UserConfig {
  const outDir = options.outDir ?? at('../dist/addin');
  const define = definitions(options);
  return {
    root: at('.'),
    base: './',
    publicDir: false,
    logLevel: 'warn',
    define,
    // The package's default is a script for browsers of 2015, half as large again.
    resolve: { alias: [{ find: /^dexie$/, replacement: 'dexie/dist/modern/dexie.min.mjs' }] },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2023',
      modulePreload: { polyfill: false },
      sourcemap: false,
      rolldownOptions: { input: Object.values(pages).map((page) => at(`./${page}`)) },
    },
    plugins: [
      preact({ devToolsEnabled: false, prefreshEnabled: false }),
      policy(options.standIns),
      icons({
        ...Object.fromEntries(iconSizes.map((size) => [iconFile(size), { size }])),
        ...Object.fromEntries(Object.values(packageIcons).map(({ file, size }) => [file, { size }])),
      }),
      commandsScript(outDir, define),
      manifests(outDir, options),
    ],
  };
}

const definitions = ({ version, standIns }: AddinOptions): Record<string, string> => ({
  __INSTEP_VERSION__: JSON.stringify(version),
  __INSTEP_STAND_INS__: JSON.stringify(standIns.length > 0),
  'process.env.NODE_ENV': JSON.stringify('production'),
});

const policy = (standIns: readonly string[]): Plugin => ({
  name: 'instep:policy',
  transformIndexHtml: () => [
    { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: contentPolicy(standIns) }, injectTo: 'head-prepend' },
  ],
});

/** Classic Windows takes one script without modules, in the language of 2016. */
const commandsScript = (outDir: string, define: Record<string, string>): Plugin => ({
  name: 'instep:commands',
  async closeBundle() {
    await build({
      configFile: false,
      root: at('.'),
      publicDir: false,
      logLevel: 'warn',
      define,
      build: {
        outDir: join(outDir, 'commands'),
        emptyOutDir: false,
        target: 'es2016',
        modulePreload: false,
        lib: { entry: at('./commands/commands.ts'), formats: ['iife'], name: 'instepCommands', fileName: () => 'commands.js' },
      },
    });
  },
});

const manifests = (outDir: string, options: AddinOptions): Plugin => ({
  name: 'instep:manifests',
  async closeBundle() {
    await mkdir(outDir, { recursive: true });
    await writeFile(join(outDir, 'settings.json'), `${JSON.stringify(options.settings, null, 2)}\n`);
    await writeFile(join(outDir, 'manifest.json'), `${JSON.stringify(unifiedManifest(options), null, 2)}\n`);
    await writeFile(join(outDir, 'manifest.xml'), xmlManifest(options));
    // Microsoft's own tool sets id and name, and thereby reads both files as it would read them anywhere.
    for (const file of ['manifest.json', 'manifest.xml'])
      await OfficeAddinManifest.modifyManifestFile(join(outDir, file), options.id, name);
    await rm(join(outDir, '.vite'), { recursive: true, force: true });
  },
});
