/** The Outlook-like page on a port of its own, over https with a throw-away certificate: Office.js trusts no host without. */
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer, type ServerType } from '@hono/node-server';
import { certificate } from '../../certificate';
import { createOutlookHost, type OutlookHostOptions } from './index';

export interface ServedOutlook {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

export interface ServeOptions extends OutlookHostOptions {
  /** 0, and absent: any free port. */
  readonly port?: number;
  /** Hears of every request, by path. */
  readonly heard?: (path: string) => void;
}

export async function serveOutlook(options: ServeOptions): Promise<ServedOutlook> {
  const pem = await certificate('.sandbox');
  const host = createOutlookHost(options);
  const fetch = async (request: Request): Promise<Response> => {
    options.heard?.(new URL(request.url).pathname);
    return (await host.handle(request)) ?? new Response('Not found', { status: 404 });
  };
  const server = createAdaptorServer({
    fetch,
    overrideGlobalObjects: false,
    createServer,
    serverOptions: { key: pem.key, cert: pem.cert },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { url: `https://localhost:${port}`, port, close: () => shut(server) };
}

function shut(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
}
