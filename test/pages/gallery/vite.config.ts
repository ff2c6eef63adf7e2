/** The gallery of all screens: `npx vite --config test/pages/gallery/vite.config.ts`; also built by the tests that walk through it. */
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [preact({ devToolsEnabled: false, prefreshEnabled: false })],
  build: { outDir: '../../../.cache/gallery', emptyOutDir: true, target: 'es2023', modulePreload: { polyfill: false } },
  logLevel: 'warn',
});
