/** The three stand-ins of a world. */
import { createGoogle } from './google';
import { createGraph } from './graph';
import { createSalesforce } from './salesforce';
import type { Vendor, VendorName, World } from './world';

export type Vendors = Readonly<Record<VendorName, Vendor>>;

export const createVendors = (world: World): Vendors => ({
  graph: createGraph(world),
  google: createGoogle(world),
  salesforce: createSalesforce(world),
});
