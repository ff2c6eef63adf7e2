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
  readonly standIns: Pick<StandIns, 'urls' | 'graphCa'>;
  readonly site: Promise<Site>;
  /** What the pages must know: where the stand-ins are, and which company this is. */
  readonly told: () => unknown;
  /** Pages that somebody else serves, such as the Outlook-like host; null: not theirs. */
  readonly others?: (request: Request) => Promise<Response | null>;
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

export async function startFront(options: FrontOptions): Promise<Front> {
  const server = createServer((request, response) => void answer(options, request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, () => resolve());
  });
  const { port } = server.address() as AddressInfo;
  return { port, url: `http://localhost:${port}`, close: () => shut(server) };
}

const shut = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

async function answer(options: FrontOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  const { urls, graphCa } = options.standIns;
  try {
    if (path === '/control' || path.startsWith('/control/')) {
      options.onControl?.(path, request.method ?? 'GET');
      return pass(urls.control, request, response);
    }
    if (path.startsWith('/v1.0/')) return pass(urls.graph, request, response, { ca: graphCa, tells: urls.graph });
    if (path === '/stand-ins.json') return send(response, 200, 'application/json', JSON.stringify(options.told()));
    const file = (await options.site)(path);
    if (file) return send(response, 200, file.type, file.body);
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
