/**
 * Starts the stand-ins on their ports. Each app is also returned as it is served (`apps`), for calls without a socket.
 * Graph speaks https, as its SDK demands; `secure: false` makes it plain for clients that cannot be given a certificate.
 */

import { createServer as createHttps } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer, type ServerType } from '@hono/node-server';
import { certificate } from './certificate';
import { createControl } from './control';
import { load, store } from './keep';
import { createOAuth } from './oauth';
import { Grants } from './oauth/grants';
import { reseed } from './seeding';
import { createVendors, type Vendors } from './vendors';
import { type Fetch, type Served, served } from './wire';
import { type VendorName, World } from './world';

export type Place = 'control' | VendorName;

export interface SandboxOptions {
  /** 0, and absent: any free port. */
  readonly ports?: Partial<Record<Place, number>>;
  /** `company` (default) or `empty`; a number is the seed of chance, for the company. */
  readonly seed?: string | number;
  /** Tells each request on the console. */
  readonly log?: boolean;
  /** Graph over https (default). */
  readonly secure?: boolean;
  /** Folder for what outlives the process. */
  readonly keep?: string;
}

export interface Sandbox {
  readonly urls: Readonly<Record<Place, string>>;
  readonly ports: Readonly<Record<Place, number>>;
  readonly world: World;
  readonly vendors: Vendors;
  readonly apps: Readonly<Record<VendorName, Served>>;
  /** PEM of the certificate to trust for Graph. */
  readonly graphCa: string;
  close(): Promise<void>;
}

const PLACES: readonly Place[] = ['control', 'salesforce', 'graph', 'google'];

export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const world = new World();
  if (options.log) tellRequests(world);
  const vendors = createVendors(world);
  const grants = new Grants(world);
  const kept = options.keep !== undefined && (await load(options.keep, world, vendors, grants));
  if (!kept) await reseed(world, vendors, ...seedOf(options.seed));

  const pem = await certificate('.sandbox');
  const apps = Object.fromEntries(
    Object.values(vendors).map((vendor) => {
      const oauth = createOAuth(world, grants, vendor.name);
      const fetch: Fetch = (request, env) => (oauth.owns(new URL(request.url).pathname) ? oauth.app : vendor.app).fetch(request, env ?? {});
      return [vendor.name, served(world, vendor.name, { fetch }, oauth.owns)];
    }),
  ) as Record<VendorName, Served>;
  const control = createControl({ world, vendors, grants, graphCa: pem.cert });

  const secure = options.secure !== false;
  const servers = new Map<Place, ServerType>();
  const close = async () => {
    if (options.keep !== undefined) await store(options.keep, world, vendors, grants);
    await Promise.all([...servers.values()].map(shut));
  };
  try {
    for (const place of PLACES) {
      const fetch: Fetch = place === 'control' ? control.fetch : apps[place].fetch;
      servers.set(place, await listen(fetch, options.ports?.[place] ?? 0, place === 'graph' && secure ? pem : null));
    }
  } catch (error) {
    await Promise.all([...servers.values()].map(shut));
    throw error;
  }
  const ports = places((place) => (servers.get(place)!.address() as AddressInfo).port);
  const urls = places((place) => `${place === 'graph' && secure ? 'https' : 'http'}://localhost:${ports[place]}`);
  return { urls, ports, world, vendors, apps, graphCa: pem.cert, close };
}

const places = <T>(of: (place: Place) => T) => Object.fromEntries(PLACES.map((place) => [place, of(place)])) as Record<Place, T>;

const seedOf = (seed: string | number | undefined): [name: string, random?: number] =>
  typeof seed === 'number' ? ['company', seed] : [seed ?? 'company'];

function listen(fetch: Fetch, port: number, tls: { readonly key: string; readonly cert: string } | null): Promise<ServerType> {
  const handler = (request: Request, env: unknown) => fetch(request, env as Parameters<Fetch>[1]);
  const server = createAdaptorServer(
    tls
      ? { fetch: handler, overrideGlobalObjects: false, createServer: createHttps, serverOptions: { key: tls.key, cert: tls.cert } }
      : { fetch: handler, overrideGlobalObjects: false },
  );
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, () => resolve(server));
  });
}

function shut(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
}

function tellRequests(world: World): void {
  const push = world.log.push.bind(world.log);
  world.log.push = (...entries) => {
    for (const { vendor, method, path, status, parts } of entries) {
      console.log(`${vendor.padEnd(10)} ${status} ${method} ${path}${parts.length ? ` (${parts.length} parts)` : ''}`);
    }
    return push(...entries);
  };
}
