/** The three stand-ins of a world. */
import { existsSync } from 'node:fs';
import { Hono } from 'hono';
import type { Vendor, VendorName, World } from './world';

export type Vendors = Readonly<Record<VendorName, Vendor>>;

/** A module of the sandbox by path, or null while it is not there. */
export async function module(path: string): Promise<Readonly<Record<string, unknown>> | null> {
  const url = new URL(path, import.meta.url);
  return existsSync(url) ? import(/* @vite-ignore */ url.href) : null;
}

const absent = (name: VendorName): Vendor => ({
  name,
  app: new Hono().all('*', (c) => c.json({ error: `${name} is not in this sandbox` }, 501)),
  dump: () => null,
  load: () => undefined,
  clear: () => undefined,
});

async function vendor(world: World, name: VendorName, path: string, maker: string): Promise<Vendor> {
  const create = (await module(path))?.[maker] as ((world: World) => Vendor) | undefined;
  return create ? create(world) : absent(name);
}

export async function createVendors(world: World): Promise<Vendors> {
  return {
    graph: await vendor(world, 'graph', './graph/index.ts', 'createGraph'),
    google: await vendor(world, 'google', './google/index.ts', 'createGoogle'),
    salesforce: await vendor(world, 'salesforce', './salesforce/index.ts', 'createSalesforce'),
  };
}
