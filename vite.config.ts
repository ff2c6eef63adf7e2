import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
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
          testTimeout: 30_000,
        },
      },
    ],
  },
});
