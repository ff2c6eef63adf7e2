/**
 * One request's way through Graph: the person, the mailbox, the budget of 1.9, the handler, the headers that every
 * answer carries.
 */
import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { World } from '../world';
import { bodyOf, type Call, preferOf } from './call';
import { failureBody, GraphError } from './failure';
import { isObject, type Json } from './json';
import type { Mailbox } from './mailbox';
import type { Throttle } from './throttle';

export type Handler = (call: Call, params: Readonly<Record<string, string | undefined>>, body: Json) => unknown;
export interface Routes {
  on(method: string, path: string, handler: Handler, status?: number): void;
  readonly app: Hono;
  callOf(c: Context): Call;
}

export function createRoutes(world: World, mailboxOf: (user: string) => Mailbox, throttle: Throttle): Routes {
  const app = new Hono();
  const idsOf = (c: Context) => ({ request: randomUUID(), client: c.req.header('client-request-id') ?? randomUUID() });

  app.use('*', async (c, next) => {
    const ids = idsOf(c);
    await next();
    c.res.headers.set('request-id', c.res.headers.get('request-id') ?? ids.request);
    c.res.headers.set('client-request-id', ids.client);
    c.res.headers.set('cache-control', 'private');
  });
  app.onError((error, c) => {
    if (!(error instanceof GraphError)) throw error;
    const ids = idsOf(c);
    return c.json(failureBody(world, error, ids.request, ids.client), error.status as ContentfulStatusCode, {
      ...error.headers,
      'request-id': ids.request,
    });
  });
  app.notFound((c) => {
    const segment = new URL(c.req.url).pathname.split('/').at(-1);
    const ids = idsOf(c);
    const error = new GraphError(400, 'BadRequest', `Resource not found for the segment '${segment}'.`);
    return c.json(failureBody(world, error, ids.request, ids.client), 400);
  });

  const callOf = (c: Context): Call => {
    const account = world.account(world.tokens.userOf('graph', c.req.header('authorization')) ?? '');
    if (!account) {
      throw new GraphError(401, 'InvalidAuthenticationToken', 'Access token has expired or is not yet valid.', {
        'www-authenticate': 'Bearer realm="", error="invalid_token"',
      });
    }
    const real = new URL(c.req.url);
    const origin = world.faults.switches['graph.linkOrigin'];
    const url = typeof origin === 'string' ? new URL(real.pathname + real.search, origin) : real;
    if (account.mailbox !== 'microsoft') {
      throw new GraphError(404, 'MailboxNotEnabledForRESTAPI', 'The mailbox is either inactive, soft-deleted, or is hosted on-premise.');
    }
    return {
      world,
      account,
      box: mailboxOf(account.id),
      prefer: preferOf(c.req.header('prefer')),
      query: url.searchParams,
      url,
      ifMatch: c.req.header('if-match') ?? null,
    };
  };

  const on: Routes['on'] = (method, path, handler, status = 200) => {
    app.on(method, `/v1.0${path}`, async (c) => {
      const call = callOf(c);
      const leave = await throttle.enter(call.account.id);
      try {
        const body = method === 'GET' || method === 'DELETE' ? {} : await bodyOf(c);
        const answer = handler(call, c.req.param(), body);
        if (call.prefer.applied) c.header('preference-applied', call.prefer.applied);
        if (!isObject(answer) || status === 204 || status === 202) return c.body(null, status as ContentfulStatusCode);
        const etag = answer['@odata.etag'];
        if (typeof etag === 'string') c.header('etag', etag);
        if (status === 201 && typeof answer.id === 'string')
          c.header('location', `${call.url.origin}${call.url.pathname}('${encodeURIComponent(answer.id)}')`);
        return c.json(answer, status as ContentfulStatusCode, {
          'content-type': 'application/json; odata.metadata=minimal; odata.streaming=true; IEEE754Compatible=false; charset=utf-8',
        });
      } finally {
        leave();
      }
    });
  };
  return { on, app, callOf };
}
