/** Empties the stand-ins and fills them with the company's people and items. */
import { seed } from './seed';
import type { Vendors } from './vendors';
import type { World } from './world';

/** `company` or `empty`; the number is the seed of chance. */
export async function reseed(world: World, vendors: Vendors, name: string, random?: number): Promise<void> {
  if (random !== undefined) world.random.seed(random);
  for (const vendor of Object.values(vendors)) vendor.clear();
  world.accounts.length = 0;
  world.mails.length = 0;
  await seed(world, vendors, name);
}
