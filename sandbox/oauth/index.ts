/** Sign-in of the three services, each on the port and the paths of its own service. */
import type { Hono } from 'hono';
import type { VendorName, World } from '../world';
import { google } from './google';
import type { Grants } from './grants';
import { microsoft } from './microsoft';
import { salesforce } from './salesforce';

export interface OAuth {
  readonly app: Hono;
  /** Whether a path is one of sign-in, not of the service itself. */
  owns(path: string): boolean;
}

const PATHS: Readonly<Record<VendorName, RegExp>> = {
  graph: /^\/[^/]+\/(oauth2\/v2\.0\/|v2\.0\/\.well-known\/|discovery\/v2\.0\/)/,
  google: /^\/(o\/oauth2\/|token$|revoke$|oauth2\/v3\/certs$|\.well-known\/)/,
  salesforce: /^\/(services\/oauth2\/|id\/|\.well-known\/)/,
};

export function createOAuth(world: World, grants: Grants, vendor: VendorName): OAuth {
  const make = { graph: microsoft, google, salesforce }[vendor];
  return { app: make(world, grants), owns: (path) => PATHS[vendor].test(path) };
}
