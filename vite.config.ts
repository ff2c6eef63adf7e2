/**
 * One configuration for everything that is built or tested. `vite build --mode chrome` and `--mode firefox` make the browser
 * extension, `--mode addin` the Outlook add-in, `vitest` takes the test projects.
 */
import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';
import { extensionConfig } from './extension/vite.ts';
import packageJson from './package.json' with { type: 'json' };

/** Screens say times as the place where they are read has them, and tests know what is said. */
if (process.env.VITEST) process.env.TZ = 'UTC';

/** Origins of local stand-ins that a development build may talk to, separated by spaces; a package for the stores has none. */
const standIns = (process.env.INSTEP_STAND_INS ?? '').split(' ').filter((origin) => origin !== '');

/** What replaces modules for itself needs a world of its own; everything else of a worker shares the modules it has read. */
const replacing = ['extension/background/{current,toolbar}.test.ts', 'test/simulation/mutants.test.ts'];

const test = {
  // Tests of pages wait for browsers: two cores keep three workers busy.
  maxWorkers: Math.ceil(availableParallelism() * 1.5),
  projects: [
    {
      test: {
        name: 'unit',
        environment: 'node',
        include: [
          '{shared,sandbox,extension,addin,manifests,tools}/**/*.test.{ts,tsx}',
          'test/{contract,scenarios,world,simulation}/**/*.test.ts',
          'test/*.test.ts',
        ],
        exclude: [...configDefaults.exclude, ...replacing],
        testTimeout: 30_000,
        isolate: false,
      },
    },
    { test: { name: 'alone', environment: 'node', include: replacing, testTimeout: 30_000 } },
    {
      test: {
        name: 'pages',
        environment: 'node',
        include: ['test/pages/**/*.test.{ts,tsx}'],
        globalSetup: 'test/pages/extension/packages.ts',
        expect: { poll: { timeout: 10_000 } },
        testTimeout: 120_000,
        hookTimeout: 180_000,
        // Real browsers on a busy machine: what fails twice has failed.
        retry: 1,
      },
    },
    {
      test: {
        name: 'e2e',
        environment: 'node',
        include: ['test/e2e/**/*.test.ts'],
        testTimeout: 240_000,
        hookTimeout: 240_000,
        retry: 1,
        // Whole browsers at work, which wait half of the time: two beside each other.
        maxWorkers: 2,
      },
    },
  ],
};

export default defineConfig(async ({ mode }) => {
  if (process.env.VITEST) return { test };
  if (mode === 'addin') {
    const [{ addinConfig }, { addinOptions }] = await Promise.all([import('./addin/vite.ts'), import('./addin/environment.ts')]);
    return addinConfig(addinOptions(process.env, packageJson.version, standIns));
  }
  if (mode === 'chrome' || mode === 'firefox') {
    return extensionConfig({ browser: mode, version: packageJson.version, standIns, outDir: process.env.INSTEP_OUT_DIR });
  }
  return { test };
});
