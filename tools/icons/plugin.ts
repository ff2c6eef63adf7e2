/** Vite: adds the rendered icons to what is built. */
import type { Plugin } from 'vite';
import { renderIcon } from './render.ts';

export const icons = (wanted: Readonly<Record<string, { readonly size: number; readonly sign?: 'plain' | 'ask' }>>): Plugin => ({
  name: 'instep:icons',
  apply: 'build',
  async generateBundle() {
    for (const [fileName, { size, sign }] of Object.entries(wanted))
      this.emitFile({ type: 'asset', fileName, source: await renderIcon(size, sign) });
  },
});
