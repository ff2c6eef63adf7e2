/** Builds the gallery once and says how to serve it; used by the screenshots and by the walk-through test. */
import { fileURLToPath } from 'node:url';
import { build, type InlineConfig } from 'vite';

const configFile = fileURLToPath(new URL('./vite.config.ts', import.meta.url));

export async function buildGallery(): Promise<InlineConfig> {
  await build({ configFile });
  return { configFile, preview: { port: 0, strictPort: false }, logLevel: 'silent' };
}
