/** Builds the gallery into a folder of its own and serves it; used by the screenshots and by the walk-through test. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, preview } from 'vite';

const configFile = fileURLToPath(new URL('./vite.config.ts', import.meta.url));

export interface Gallery {
  readonly base: string;
  close(): Promise<void>;
}

export async function serveGallery(): Promise<Gallery> {
  const outDir = await mkdtemp(join(tmpdir(), 'instep-gallery-'));
  await build({ configFile, build: { outDir } });
  const server = await preview({ configFile, build: { outDir }, preview: { port: 0, strictPort: false }, logLevel: 'silent' });
  return {
    base: server.resolvedUrls?.local[0] ?? '',
    close: async () => {
      await server.close();
      await rm(outDir, { recursive: true, force: true });
    },
  };
}
