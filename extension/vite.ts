/** How the extension is built: one script per manifest entry, pages together, icons rendered (toolchain: vite-plugin-web-extension). */
import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import type { Plugin, UserConfig } from 'vite';
import webExtension from 'vite-plugin-web-extension';
import { type Browser, icons as iconFiles, manifest } from '../manifests/extension/manifest.ts';
import { icons } from '../tools/icons/plugin.ts';
import { type Registrations, registrationsIn } from './environment.ts';
import { handOver } from './handed/plugin.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The plugin's modes are browsers, and it would hand the mode to libraries as their NODE_ENV: they would ship their slow side. */
const production = (registrations: Registrations): Plugin => ({
  name: 'instep:production',
  config: (_, { command }) => ({
    define: {
      'process.env.NODE_ENV': JSON.stringify(command === 'build' ? 'production' : 'development'),
      __INSTEP_REGISTRATIONS__: JSON.stringify(registrations),
    },
  }),
});

interface Options {
  readonly browser: Browser;
  readonly version: string;
  readonly standIns: readonly string[];
  /** Tests build into folders of their own. */
  readonly outDir?: string | undefined;
  readonly registrations?: Registrations;
}

export function extensionConfig(options: Options): UserConfig {
  const { browser, version, standIns, outDir = at(`../dist/extension-${browser}`), registrations = registrationsIn(process.env) } = options;
  const watching = process.argv.includes('--watch');
  const child = process.env.VITE_PLUGIN_WEB_EXTENSION_CHILD_BUILD === 'true';
  return {
    root: at('.'),
    publicDir: false,
    logLevel: 'warn',
    // The package's default is a script for browsers of 2015.
    resolve: { alias: [{ find: /^dexie$/, replacement: 'dexie/dist/modern/dexie.min.mjs' }] },
    build: {
      outDir,
      emptyOutDir: !child,
      target: 'es2023',
      cssTarget: ['chrome123', 'firefox142'],
      modulePreload: false,
      sourcemap: false,
      minify: true,
    },
    plugins: [
      production(registrations),
      handOver(),
      preact({ devToolsEnabled: false, prefreshEnabled: false }),
      ...(child ? [] : [icons(iconFiles)]),
      webExtension({
        browser,
        manifest: () => manifest({ browser, version, standIns, googleChrome: registrations.googleChrome }),
        additionalInputs: ['admin/index.html', 'card/index.html', 'content/card/main.ts', 'content/words/en.ts', 'content/words/de.ts'],
        // The check would ask a host on the web for its schema at every build.
        skipManifestValidation: true,
        disableAutoLaunch: true,
        printSummary: false,
        ...(watching ? { htmlViteConfig: { build: { watch: {} } } } : {}),
      }),
    ],
  };
}
