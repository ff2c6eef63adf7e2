/**
 * The stand-in for a customer's Salesforce org. The control plane's objects, rules and permission sets are read from
 * `manifests/salesforce`; the API is the one of `docs/sandbox.md`. Switches and helpers for tests are described there too.
 */
import { type Context, Hono } from 'hono';
import { type PartAnswer, scopeOf, toResponse } from '../wire';
import type { World } from '../world';
import { helpers, type Salesforce } from './helpers';
import { Org } from './org';
import { Refused } from './refused';
import { type Call, refusal } from './rest/call';
import { composite, graphs } from './rest/composite';
import { answered, dispatch, type Parts } from './rest/dispatch';
import { Allocation } from './rest/limits';
import { recordPage } from './rest/pages';
import { Queries } from './rest/queries';
import { customTextField } from './schema/schema';
import type { Dump } from './store/store';

export type { Salesforce };
export { customTextField };

const versions = ['60.0', '61.0', '62.0', '63.0', '64.0', '65.0', '66.0', '67.0'];
const longestUrl = 16_384;

export function createSalesforce(world: World): Salesforce {
  const org = new Org(world);
  const parts: Parts = { queries: new Queries(), allocation: new Allocation(org) };
  const app = new Hono();
  // A connection that a fault rule has cut stays cut.
  app.onError((error) => {
    throw error;
  });
  app.get('/services/data', (c) =>
    c.json(versions.map((version) => ({ label: `v${version}`, url: `/services/data/v${version}`, version }))),
  );
  app.all('/services/data/:at{v[0-9.]+}/*', (c) => respond(c, org, parts));
  app.all('/services/data/:at{v[0-9.]+}', (c) => respond(c, org, parts));
  app.get('/lightning/r/:object/:id/view', (c) => page(c, org, c.req.param('id')));
  app.get('/lightning/r/:id/view', (c) => page(c, org, c.req.param('id')));
  app.get('/:id{[a-zA-Z0-9]{15,18}}', (c) => page(c, org, c.req.param('id')));
  const salesforce = { name: 'salesforce' as const, app, org, ...keeping(org, parts), ...helpers(org) };
  app.post('/sandbox/:what', (c) => fromOutside(c, salesforce));
  return salesforce;
}

/** What an admin or Salesforce itself would do, for tests outside the process. No sign-in: this is no part of Salesforce. */
async function fromOutside(c: Context, salesforce: Salesforce): Promise<Response> {
  const asked = (await c.req.json()) as Readonly<Record<string, string>>;
  const { id = '', object = '', master = '', loser = '', user = '', permissionSet = '' } = asked;
  const acts: Readonly<Record<string, () => void>> = {
    undelete: () => salesforce.undelete(id),
    purge: () => salesforce.purge(object),
    merge: () => salesforce.merge(master, loser, user),
    assign: () => salesforce.assign(user, permissionSet),
    unassign: () => salesforce.unassign(user, permissionSet),
  };
  const act = acts[c.req.param('what') ?? ''];
  if (!act) return c.json({ error: `one of ${Object.keys(acts).join(', ')}` }, 404);
  act();
  return c.body(null, 204);
}

function page(c: Context, org: Org, id: string): Response {
  org.catchUp();
  const html = org.on('salesforce.pages', true) ? recordPage(org, id) : null;
  return html === null ? c.text('not found', 404) : c.html(html);
}

async function respond(c: Context, org: Org, parts: Parts): Promise<Response> {
  if (c.req.url.length > longestUrl) return c.text('URI Too Long', 414);
  const body: unknown = await bodyOf(c);
  await org.quiet();
  org.catchUp();
  const user = org.world.tokens.userOf('salesforce', c.req.header('authorization'));
  if (user === null) return toResponse(refusal(new Refused('INVALID_SESSION_ID', 'Session expired or invalid', [], 401)));
  const answer = await safely(async () => {
    parts.allocation.take();
    if (body === unreadable) throw new Refused('JSON_PARSER_ERROR', 'Unexpected character in the request body');
    return answerTo(callOf(c, org, user, body), parts);
  });
  const response = toResponse(answer);
  response.headers.set('Sforce-Limit-Info', parts.allocation.header);
  return response;
}

async function safely(run: () => Promise<PartAnswer>): Promise<PartAnswer> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof Refused) return refusal(error);
    throw error;
  }
}

const unreadable = Symbol('unreadable');

async function bodyOf(c: Context): Promise<unknown> {
  const text = await c.req.text();
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return unreadable;
  }
}

function callOf(c: Context, org: Org, user: string, body: unknown): Call {
  const url = new URL(c.req.url);
  const [, at = '', rest = ''] = /^\/services\/data\/(v[\d.]+)(\/.*)?$/.exec(url.pathname) ?? [];
  return {
    org,
    access: org.access(org.world.account(user)?.id ?? user),
    method: c.req.method,
    path: rest
      .split('/')
      .filter((each) => each !== '')
      .map(decodeURIComponent),
    query: url.searchParams,
    header: (name) => c.req.header(name) ?? null,
    body,
    scope: scopeOf(c.env),
    at,
  };
}

async function answerTo(call: Call, parts: Parts): Promise<PartAnswer> {
  const [first = '', second] = call.path.map((part) => part.toLowerCase());
  const one = (each: Call) => dispatch(parts, each);
  if (first === 'composite' && second === undefined && call.method === 'POST') return composite(call, one);
  if (first === 'composite' && second === 'graph' && call.method === 'POST') return graphs(call, one);
  return answered(() => one(call));
}

function keeping(org: Org, parts: Parts) {
  const clear = () => {
    org.store.clear();
    org.people.forget();
    org.forgetAccess();
    org.later.length = 0;
    parts.queries.clear();
    parts.allocation.clear();
  };
  return {
    dump: () => org.store.dump(),
    load: (dump: unknown) => {
      clear();
      org.store.load(dump as Dump, (name) => org.blank(org.object(name)));
    },
    clear,
  };
}
