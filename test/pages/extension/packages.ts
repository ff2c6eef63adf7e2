/** Built once for all tests of pages: both packages as they are released, and Chrome's with the stub device in it. */
import { rm } from 'node:fs/promises';
import type { TestProject } from 'vitest/node';
import { buildProduct, withStub } from './build';

export interface Packages {
  readonly chrome: string;
  readonly firefox: string;
  readonly stub: string;
}

declare module 'vitest' {
  export interface ProvidedContext {
    packages: Packages;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const chrome = await buildProduct('chrome');
  const packages: Packages = { chrome, firefox: await buildProduct('firefox'), stub: await withStub(chrome) };
  project.provide('packages', packages);
  return async () => {
    for (const folder of Object.values(packages)) await rm(folder, { recursive: true, force: true });
  };
}
