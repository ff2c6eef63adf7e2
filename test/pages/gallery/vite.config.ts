/** The gallery of all screens: `npx vite --config test/pages/gallery/vite.config.ts`; also built by the tests that walk through it. */
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';

/** As strict as an extension page's own: no inline script, no inline style, nothing from elsewhere (SEC1). */
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'";

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [preact({ devToolsEnabled: false, prefreshEnabled: false })],
  build: {
    outDir: '../../../.cache/gallery',
    emptyOutDir: true,
    target: 'es2023',
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1000,
  },
  preview: { headers: { 'Content-Security-Policy': policy } },
  logLevel: 'warn',
});
