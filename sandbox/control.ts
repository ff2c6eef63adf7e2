/**
 * The control endpoint: everything a test or a developer does to the stand-ins from outside the vendors' own paths.
 * Every call is described in `docs/sandbox.md`.
 */
import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { millisecondsOf } from './duration';
import { importFiles } from './import';
import type { Grants } from './oauth/grants';
import { reseed } from './seeding';
import type { Vendors } from './vendors';
import type { FaultRule, VendorName, World } from './world';

interface Parts {
  readonly world: World;
  readonly vendors: Vendors;
  readonly grants: Grants;
  readonly graphCa: string;
}
type Json = Readonly<Record<string, unknown>>;

class Misused extends Error {}

const VENDORS: Readonly<Record<string, VendorName>> = { salesforce: 'salesforce', graph: 'graph', microsoft: 'graph', google: 'google' };

function vendorOf(name: unknown): VendorName {
  const vendor = typeof name === 'string' ? VENDORS[name] : undefined;
  if (!vendor) throw new Misused(`vendor ${JSON.stringify(name)} is none of ${Object.keys(VENDORS).join(', ')}`);
  return vendor;
}

export function createControl({ world, vendors, grants, graphCa }: Parts): Hono {
  const app = new Hono();
  app.use('*', cors({ origin: '*' }));
  app.onError((error, c) => c.json({ error: error.message }, error instanceof Misused ? 400 : 500));
  const body = async (c: { req: { json(): Promise<unknown> } }): Promise<Json> => ((await c.req.json().catch(() => ({}))) ?? {}) as Json;

  app.get('/', (c) => c.json({ accounts: world.accounts, vendors: Object.keys(vendors) }));
  app.get('/control/graph-ca', (c) => c.text(graphCa));
  app.get('/control/accounts', (c) => c.json(world.accounts));
  app.get('/control/mails', (c) => c.json(world.mails));
  app.get('/control/log', (c) => {
    const since = Number(c.req.query('since') ?? 0);
    return c.json({ next: world.log.length, log: world.log.slice(since) });
  });
  app.delete('/control/log', (c) => {
    world.log.length = 0;
    return c.body(null, 204);
  });
  app.get('/control/state', (c) => {
    const vendor = c.req.query('vendor');
    if (vendor) return c.json(vendors[vendorOf(vendor)].dump() ?? null);
    return c.json(Object.fromEntries(Object.values(vendors).map((each) => [each.name, each.dump() ?? null])));
  });
  app.post('/control/token', async (c) => {
    const asked = await body(c);
    const vendor = vendorOf(asked.vendor);
    const account = world.account(String(asked.user ?? ''));
    if (!account) throw new Misused(`nobody is called ${JSON.stringify(asked.user)}`);
    const lifeMs = asked.lifeMs === undefined ? 3_600_000 : millisecondsOf(asked.lifeMs);
    const access_token = world.tokens.issue(vendor, account.id, lifeMs);
    return c.json({
      access_token,
      token_type: 'Bearer',
      expires_in: Math.floor(lifeMs / 1000),
      vendor,
      user: account.id,
      email: account.email,
    });
  });
  app.post('/control/fault', async (c) => c.json(setFaults(world, grants, await body(c))));
  app.post('/control/clock', async (c) => c.json(moveClock(world, await body(c))));
  app.post('/control/seed', async (c) => {
    const { name = 'company', random } = await body(c);
    await reseed(world, vendors, String(name), typeof random === 'number' ? random : undefined);
    return c.json({ accounts: world.accounts });
  });
  app.post('/control/import', async (c) => {
    const job = await body(c);
    const files = (Array.isArray(job.files) ? job.files : []).map((file: Json) => ({
      name: String(file.name),
      bytes: bytesOf(file),
    }));
    const order = { user: String(job.user), provider: String(job.provider ?? ''), folder: job.folder !== false, files };
    return c.json(await importFiles(world, vendors, order));
  });
  return app;
}

const bytesOf = (file: Json): Uint8Array =>
  typeof file.base64 === 'string' ? Uint8Array.from(Buffer.from(file.base64, 'base64')) : new TextEncoder().encode(String(file.text ?? ''));

/** A rule, or `switches` (null takes one away), `clear`, `expireTokens` (true, or {vendor, user, refresh}). Several at once are fine. */
function setFaults(world: World, grants: Grants, asked: Json): unknown {
  if (asked.clear === true) world.faults.clear();
  for (const [name, value] of Object.entries((asked.switches ?? {}) as Json)) {
    if (value === null) delete world.faults.switches[name];
    else world.faults.switches[name] = value;
  }
  if (asked.expireTokens) {
    const which = (asked.expireTokens === true ? {} : asked.expireTokens) as Json;
    const vendor = which.vendor === undefined ? undefined : vendorOf(which.vendor);
    const user = which.user === undefined ? undefined : (world.account(String(which.user))?.id ?? String(which.user));
    world.tokens.expire(vendor, user);
    if (which.refresh === true) grants.expire(vendor, user);
  }
  if (asked.path !== undefined || asked.kind !== undefined) world.faults.add(ruleOf(world, asked));
  return { rules: world.faults.rules, switches: world.faults.switches };
}

const KINDS = ['answer', 'after', 'drop', 'drop after', 'delay'];

function ruleOf(world: World, asked: Json): FaultRule {
  const kind = asked.kind ?? 'answer';
  if (typeof kind !== 'string' || !KINDS.includes(kind)) throw new Misused(`kind is one of ${KINDS.join(', ')}`);
  const path = String(asked.path ?? '');
  try {
    new RegExp(path);
  } catch {
    throw new Misused(`path ${path} is no regular expression`);
  }
  const id = asked.id ?? `fault-${world.faults.rules.length + 1}`;
  return { ...asked, id, kind, path, vendor: vendorOf(asked.vendor) } as FaultRule;
}

function moveClock(world: World, asked: Json): unknown {
  const { clock } = world;
  if (asked.freeze === true) clock.freeze();
  if (asked.now !== undefined) {
    const now = typeof asked.now === 'number' ? asked.now : Date.parse(String(asked.now));
    if (Number.isNaN(now)) throw new Misused(`${String(asked.now)} is no instant`);
    clock.set(now);
  }
  if (asked.advanceMs !== undefined) clock.advance(millisecondsOf(asked.advanceMs));
  if (asked.advance !== undefined) clock.advance(millisecondsOf(asked.advance));
  if (asked.run === true) clock.run();
  return { now: clock.now(), iso: new Date(clock.now()).toISOString(), frozen: clock.frozen };
}
