/**
 * The net of an end-to-end test: a proxy that leads the vendors' own addresses to the stand-ins and pages of ours, answers 403 to
 * every other host and remembers who was asked for. Browsers speak real https to real names; none of it leaves this machine.
 */
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { certificate } from '../../sandbox/certificate';
import type { Sandbox } from '../../sandbox/server';

export const org = 'brightwater.my.salesforce.com';

const google = ['www.googleapis.com', 'people.googleapis.com', 'accounts.google.com', 'oauth2.googleapis.com'];

export interface Net {
  readonly proxy: string;
  readonly port: number;
  /** Hosts that were asked for, allowed or not. */
  readonly asked: ReadonlySet<string>;
  /** Hosts that are none of the product's. */
  readonly refused: ReadonlySet<string>;
  /** Pages of ours at the hosts' addresses: `https://calendar.google.com` → the whole document. */
  readonly pages: Map<string, string>;
  close(): Promise<void>;
}

export async function openNet(sandbox: Sandbox): Promise<Net> {
  const pages = new Map<string, string>();
  const upstream: Readonly<Record<string, number>> = {
    ...Object.fromEntries(google.map((host) => [host, sandbox.ports.google])),
    [org]: sandbox.ports.salesforce,
  };
  const { key, cert } = await certificate('.sandbox');
  const front = createHttps({ key, cert }, (incoming, outgoing) => {
    const host = (incoming.headers.host ?? '').replace(/:\d+$/, '');
    const body = pages.get(`https://${host}`);
    if (body !== undefined) outgoing.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(body);
    else if (upstream[host] === undefined) outgoing.writeHead(404).end();
    else pass(incoming, outgoing, upstream[host]);
  });
  await listen(front);
  const asked = new Set<string>();
  const refused = new Set<string>();
  const proxy = createServer((_, answer) => answer.writeHead(403).end());
  // Tunnels are no requests: a server that closes would wait for them for ever.
  const tunnels = new Set<Socket>();
  proxy.on('connection', (socket) => {
    tunnels.add(socket);
    socket.once('close', () => tunnels.delete(socket));
  });
  proxy.on('connect', (wanted, socket, head) => {
    const host = (wanted.url ?? '').replace(/:\d+$/, '');
    asked.add(host);
    socket.on('error', () => socket.destroy());
    if (upstream[host] === undefined && !pages.has(`https://${host}`)) {
      refused.add(host);
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    const through = connect(portOf(front), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      through.write(head);
      through.pipe(socket).pipe(through);
    });
    through.on('error', () => socket.destroy());
    socket.on('close', () => through.destroy());
  });
  await listen(proxy);
  const port = portOf(proxy);
  return {
    proxy: `http://127.0.0.1:${port}`,
    port,
    asked,
    refused,
    pages,
    close: async () => {
      const closed = [proxy, front].map((server) => new Promise((done) => server.close(done)));
      front.closeAllConnections();
      for (const socket of tunnels) socket.destroy();
      await Promise.all(closed);
    },
  };
}

type Listening = ReturnType<typeof createServer> | ReturnType<typeof createHttps>;
const listen = (server: Listening): Promise<void> => new Promise((done) => server.listen(0, '127.0.0.1', () => done()));
const portOf = (server: Listening): number => (server.address() as AddressInfo).port;

/** With the host's own name, so that the stand-in speaks of itself by it. */
function pass(incoming: IncomingMessage, outgoing: ServerResponse, port: number): void {
  const there = request({ host: '127.0.0.1', port, path: incoming.url, method: incoming.method, headers: incoming.headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  there.on('error', () => outgoing.destroy());
  incoming.pipe(there);
}
