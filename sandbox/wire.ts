/**
 * What every request to a stand-in meets on its way: CORS as the vendor does it, the fault rules, the log. The parts of
 * a Graph $batch or a Salesforce composite meet the same rules through `spoiled` and are logged with their request.
 */
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { corsOf } from './cors';
import { errorBody } from './errors';
import type { FaultRule, VendorName, World } from './world';

/** An answer as a part of a batch carries it. */
export interface PartAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** What comes along with a request: its connection, and where the parts of a batch are noted. */
export type Env = Partial<HttpBindings> & { readonly scope?: Scope };

export type Fetch = (request: Request, env?: Env) => Response | Promise<Response>;

/** A stand-in with everything around it: for a server, and for calls without one. */
export interface Served {
  readonly fetch: Fetch;
  /** In-process: `request('/v1.0/me', { headers })`. A dropped connection rejects, as `fetch` does. */
  request(path: string, init?: RequestInit): Promise<Response>;
}

/** One request with all that is in it. */
export interface Scope {
  readonly parts: { method: string; path: string; status: number }[];
  cut: boolean;
}

/** Of the request that a handler answers. A vendor's app that is called without `served` has none. */
export const scopeOf = (env: unknown): Scope | undefined => (env as Env | undefined)?.scope;

class Cut extends TypeError {
  constructor() {
    super('fetch failed: the connection was cut');
  }
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

const answerOf = (vendor: VendorName, rule: FaultRule): PartAnswer => {
  const status = rule.status ?? 503;
  return { status, headers: rule.headers ?? {}, body: rule.body ?? errorBody(vendor, status) };
};

/** Runs one part of a batch under the fault rules, and notes it for the log. Path as on the wire, with version and query. */
export async function spoiled(
  world: World,
  vendor: VendorName,
  method: string,
  path: string,
  scope: Scope | undefined,
  run: () => PartAnswer | Promise<PartAnswer>,
): Promise<PartAnswer> {
  const rule = world.faults.meet(vendor, method, path);
  if (rule?.kind === 'drop') throw new Cut();
  if (rule?.kind === 'delay') await pause(rule.ms ?? 0);
  let answer = rule?.kind === 'answer' ? answerOf(vendor, rule) : await run();
  if (rule?.kind === 'after') answer = answerOf(vendor, rule);
  if (rule?.kind === 'drop after' && scope) scope.cut = true;
  scope?.parts.push({ method, path, status: answer.status });
  return answer;
}

/** Puts log, faults and CORS around a vendor's app and its sign-in pages. */
export function served(world: World, vendor: VendorName, app: { fetch: Fetch }, isOAuth: (path: string) => boolean): Served {
  const inner: Fetch = (request, env) => app.fetch(request, env ?? {});
  const fetch: Fetch = async (request, env = {}) => {
    const url = new URL(request.url);
    const path = url.pathname + url.search;
    const cors = corsOf(world, vendor, request);
    if (request.method === 'OPTIONS' && request.headers.has('access-control-request-method')) return cors.preflight();
    const scope: Scope = { parts: [], cut: false };
    const bytesIn = await sizeOf(request);
    const note = (status: number, bytesOut: number) =>
      world.log.push({
        at: world.clock.now(),
        vendor: isOAuth(url.pathname) ? 'oauth' : vendor,
        method: request.method,
        path,
        status,
        user: world.tokens.userOf(vendor, request.headers.get('authorization') ?? undefined) ?? '',
        parts: scope.parts,
        bytesIn,
        bytesOut,
      });
    try {
      const response = cors.refused() ?? (await underFaults(world, vendor, path, scope, request, env, inner));
      const body = response.body === null ? null : await response.arrayBuffer();
      note(response.status, body?.byteLength ?? 0);
      return new Response(body, { status: response.status, headers: cors.mark(response.headers) });
    } catch (error) {
      if (!(error instanceof Cut)) throw error;
      note(0, 0);
      return cutOff(env);
    }
  };
  return {
    fetch,
    request: async (path, init) => fetch(new Request(new URL(path, `https://${vendor}.sandbox`), init)),
  };
}

async function underFaults(
  world: World,
  vendor: VendorName,
  path: string,
  scope: Scope,
  request: Request,
  env: Env,
  inner: Fetch,
): Promise<Response> {
  const rule = world.faults.meet(vendor, request.method, path);
  if (rule?.kind === 'drop') throw new Cut();
  if (rule?.kind === 'answer') return toResponse(answerOf(vendor, rule));
  if (rule?.kind === 'delay') await pause(rule.ms ?? 0);
  const response = await inner(request, { ...env, scope });
  if (rule?.kind === 'drop after' || scope.cut) throw new Cut();
  return rule?.kind === 'after' ? toResponse(answerOf(vendor, rule)) : response;
}

/** Also for vendors: a part's answer as the whole answer. */
export function toResponse(answer: PartAnswer): Response {
  const headers = new Headers(answer.headers ?? {});
  if (answer.body === undefined || answer.body === null) return new Response(null, { status: answer.status, headers });
  if (typeof answer.body === 'string') return new Response(answer.body, { status: answer.status, headers });
  if (!headers.has('content-type')) headers.set('content-type', 'application/json; charset=utf-8');
  return new Response(JSON.stringify(answer.body), { status: answer.status, headers });
}

async function sizeOf(request: Request): Promise<number> {
  const told = request.headers.get('content-length');
  if (told !== null) return Number(told);
  return request.body === null ? 0 : (await request.clone().arrayBuffer()).byteLength;
}

/** On a real connection the socket dies without an answer; in-process the call rejects. */
function cutOff(env: Env): Response {
  if (!env.incoming) throw new Cut();
  env.incoming.socket.destroy();
  return RESPONSE_ALREADY_SENT;
}
