/**
 * Fills the stand-ins: `company` is Brightwater Instruments with full mailboxes, `empty` the same people with nothing
 * but a default configuration. The same seed of chance and the same clock give the same company.
 */
import { quietly } from '../import/door';
import type { Vendor, VendorName, World } from '../world';
import { seedCompany } from './company';
import { seedDefault } from './control';
import { Records } from './crm';
import { everybody } from './people';

export { type LargeOrder, seedLarge } from './large';

export async function seed(world: World, vendors: Readonly<Record<VendorName, Vendor>>, name: string): Promise<void> {
  if (name !== 'company' && name !== 'empty') throw new Error(`There is no company "${name}"; there are "company" and "empty".`);
  world.accounts.splice(0, world.accounts.length, ...everybody);
  await quietly(world, async () => {
    if (name === 'company') await seedCompany(world, vendors);
    else await seedDefault(new Records(world, vendors.salesforce));
  });
}
