/** The product's extension, built once per test run into a folder of its own; the stub device takes the place of its background. */
import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { Browser } from '../../../manifests/extension/manifest';
import { asReleased } from '../../asReleased';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The packages as `npm run build` makes them. */
export async function buildProduct(browser: Browser): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), `instep-${browser}-`));
  process.env.INSTEP_OUT_DIR = outDir;
  try {
    await asReleased(() => build({ mode: browser, configFile: at('../../../vite.config.ts'), logLevel: 'error' }));
  } finally {
    delete process.env.INSTEP_OUT_DIR;
  }
  return outDir;
}

export async function withStub(product: string): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'instep-stub-'));
  await cp(product, dir, { recursive: true });
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      outDir: join(dir, 'background'),
      emptyOutDir: false,
      target: 'es2023',
      lib: { entry: at('./stub.ts'), formats: ['iife'], name: 'stub', fileName: () => 'main.js' },
    },
  });
  return dir;
}
