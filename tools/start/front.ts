/**
 * The one server that the visitor's browser talks to: the demo page; `/control/…` of the stand-ins; and Graph under `/v1.0/…`,
 * because a browser does not trust Graph's throw-away certificate.
 */
import { createServer, type IncomingMessage, request as plain, type Server, type ServerResponse } from 'node:http';
import { request as secure } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Site } from './site';
import type { StandIns } from './standIns';

export interface FrontOptions {
  readonly port: number;
  /** Until they are there, what asks for them waits. */
  readonly standIns: () => Promise<Pick<StandIns, 'urls' | 'graphCa'>>;
  readonly site: Promise<Site>;
  /** What the pages must know: where the stand-ins are, and which company this is. */
  readonly told: (standIns: Pick<StandIns, 'urls'>) => unknown;
  /** The address of the Outlook-like page, which is built when it is first asked for. */
  readonly outlook: () => Promise<string>;
  /** Called with the path before a request goes to the control endpoint. */
  readonly onControl?: (path: string, method: string) => void;
}

export interface Front {
  readonly port: number;
  readonly url: string;
  close(): Promise<void>;
}

const csp =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self' http://localhost:*; frame-src 'self' http://localhost:* https://localhost:*";

const mostTries = 200;

/** On the wished port, or the next one that is free. */
export async function startFront(options: FrontOptions): Promise<Front> {
  const server = createServer((request, response) => void answer(options, request, response));
  for (let wished = options.port; !(await listens(server, wished)); wished++)
    if (wished - options.port > mostTries) throw new Error(`there is no free port from ${options.port} on. Name another with --port.`);
  const { port } = server.address() as AddressInfo;
  return { port, url: `http://localhost:${port}`, close: () => shut(server) };
}

const listens = (server: Server, port: number): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException): void => (error.code === 'EADDRINUSE' ? resolve(false) : reject(error));
    server.once('error', failed);
    server.listen(port, () => {
      server.off('error', failed);
      resolve(true);
    });
  });

const shut = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

async function answer(options: FrontOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  try {
    const file = (await options.site)(path);
    if (file) return send(response, 200, file.type, file.body);
    const standIns = await options.standIns();
    const { urls, graphCa } = standIns;
    if (path === '/control' || path.startsWith('/control/')) {
      options.onControl?.(path, request.method ?? 'GET');
      return pass(urls.control, request, response);
    }
    if (path.startsWith('/v1.0/')) return pass(urls.graph, request, response, { ca: graphCa, tells: urls.graph });
    // Microsoft's sign-in of the same stand-in.
    if (path.startsWith('/common/')) return pass(urls.graph, request, response, { ca: graphCa });
    if (path === '/stand-ins.json') return send(response, 200, 'application/json', JSON.stringify(options.told(standIns)));
    if (path === '/outlook') return void response.writeHead(302, { location: await options.outlook() }).end();
    send(response, 404, 'text/plain; charset=utf-8', 'Nothing is here. The demo is at /.');
  } catch (error) {
    if (!response.headersSent) send(response, 502, 'text/plain; charset=utf-8', error instanceof Error ? error.message : 'failed');
  }
}

function send(response: ServerResponse, status: number, type: string, body: string | Uint8Array): void {
  response.writeHead(status, {
    'content-type': type,
    'cache-control': 'no-store',
    ...(type.startsWith('text/html') ? { 'content-security-policy': csp } : {}),
  });
  response.end(body);
}

interface Passing {
  readonly ca?: string;
  /** Links in the answer that name this origin are told as the vendor's own, which clients are led back from. */
  readonly tells?: string;
}

function pass(target: string, request: IncomingMessage, response: ServerResponse, { ca, tells }: Passing = {}): void {
  const url = new URL(request.url ?? '/', target);
  const headers = { ...request.headers, host: url.host, 'accept-encoding': 'identity' };
  const options = { method: request.method ?? 'GET', headers };
  const onward = url.protocol === 'https:' ? secure(url, { ...options, ca }) : plain(url, options);
  onward.on('response', (answer) => {
    if (tells === undefined) {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
      return;
    }
    const parts: Buffer[] = [];
    answer.on('data', (part: Buffer) => parts.push(part));
    answer.on('end', () => {
      const body = Buffer.concat(parts).toString('utf8').replaceAll(tells, 'https://graph.microsoft.com');
      const { 'content-length': _, 'transfer-encoding': __, ...rest } = answer.headers;
      response.writeHead(answer.statusCode ?? 502, rest);
      response.end(body);
    });
  });
  // A stand-in that cuts the connection cuts it here as well: that is what a fault rule asked for.
  onward.on('error', () => response.destroy());
  request.on('aborted', () => onward.destroy());
  request.pipe(onward);
}
