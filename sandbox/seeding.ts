/** Fills the stand-ins: with the company's people and items, or with files that real programs exported. */
import { module, type Vendors } from './vendors';
import type { World } from './world';

type Seeder = (world: World, vendors: Vendors, name: string) => void | Promise<void>;
export interface ImportJob {
  readonly user: string;
  readonly provider: string;
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
}
type Importer = (world: World, vendors: Vendors, job: ImportJob) => unknown;

/** `company` or `empty`; a number is the chance's seed for the company. */
export async function reseed(world: World, vendors: Vendors, name: string, random?: number): Promise<void> {
  if (random !== undefined) world.random.seed(random);
  for (const vendor of Object.values(vendors)) vendor.clear();
  world.accounts.length = 0;
  world.mails.length = 0;
  const seed = (await module('./seed/index.ts'))?.seed as Seeder | undefined;
  await seed?.(world, vendors, name);
}

export async function importInto(world: World, vendors: Vendors, job: ImportJob): Promise<unknown> {
  const importFiles = (await module('./import/index.ts'))?.importFiles as Importer | undefined;
  if (!importFiles) throw new Error('the importer is not in this sandbox');
  return importFiles(world, vendors, job);
}
