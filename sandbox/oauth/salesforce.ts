/**
 * Salesforce's web-server flow for a public client (wire-contracts 4.10): PKCE, no secret, no `expires_in`. The refresh
 * token is replaced by each use (rotation); switch `salesforce.oauth.rotate: false` keeps it. `salesforce.oauth.sessionMs`:
 * how long a session lives (2 hours).
 */
import { createHash } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { type Account, ORG_ID, type World } from '../world';
import { type Asked, authorize } from './authorize';
import type { Grant, Grants } from './grants';
import { idToken, jwks } from './idToken';
import { fits, formOf } from './proof';

type Form = Readonly<Record<string, string | undefined>>;

class Refused extends Error {
  constructor(
    readonly error: string,
    message: string,
    readonly status: 400 | 401 | 403 = 400,
  ) {
    super(message);
  }
}

export function salesforce(world: World, grants: Grants): Hono {
  const app = new Hono();
  const originOf = (c: Context) => new URL(c.req.url).origin;
  app.onError((error, c) => {
    if (!(error instanceof Refused)) throw error;
    return c.json({ error: error.error, error_description: error.message }, error.status);
  });
  app.get('/.well-known/openid-configuration', (c) => {
    const at = `${originOf(c)}/services/oauth2`;
    return c.json({
      issuer: originOf(c),
      authorization_endpoint: `${at}/authorize`,
      token_endpoint: `${at}/token`,
      revocation_endpoint: `${at}/revoke`,
      userinfo_endpoint: `${at}/userinfo`,
      introspection_endpoint: `${at}/introspect`,
      jwks_uri: `${originOf(c)}/id/keys`,
      response_types_supported: ['code', 'token', 'token id_token'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      scopes_supported: ['api', 'refresh_token', 'openid', 'id', 'web', 'full', 'custom_permissions'],
    });
  });
  app.get('/id/keys', (c) => c.json(jwks()));
  app.get('/id/:org/:user', (c) => c.json(identity(originOf(c), bearer(world, c))));
  app.on(['GET', 'POST'], '/services/oauth2/userinfo', (c) => c.json(identity(originOf(c), bearer(world, c))));
  app.get('/services/oauth2/authorize', (c) => authorize(world, rulesOf(grants), c));
  app.post('/services/oauth2/token', async (c) => {
    const form = await formOf(c);
    if (!form.client_id) throw new Refused('invalid_request', 'client_id is required');
    if (form.client_secret !== undefined) throw new Refused('invalid_client', 'a public client must not present a client secret');
    const renewing = form.grant_type === 'refresh_token';
    const { grant, nonce } = renewing ? renewed(grants, form) : redeemed(grants, form);
    return c.json(answer(world, grants, grant, nonce, originOf(c), renewing ? (form.refresh_token ?? '') : null));
  });
  app.on(['GET', 'POST'], '/services/oauth2/revoke', async (c) => {
    const token = (c.req.method === 'POST' ? (await formOf(c)).token : undefined) ?? c.req.query('token') ?? '';
    if (!grants.revoke(token) && !world.tokens.look(token)) throw new Refused('unsupported_token_type', 'this token is not known');
    world.tokens.revoke(token);
    return c.body(null, 200);
  });
  app.post('/services/oauth2/introspect', async (c) => {
    const { token = '', client_id } = await formOf(c);
    const access = world.tokens.look(token);
    const found = access?.vendor === 'salesforce' ? access : grants.refresh('salesforce', token);
    if (!found) return c.json({ active: false });
    const exp = access ? { exp: Math.floor(access.expiresAt / 1000) } : {};
    return c.json({
      active: true,
      client_id,
      username: world.account(found.user)?.email,
      token_type: access ? 'access_token' : 'refresh_token',
      ...exp,
    });
  });
  return app;
}

const rulesOf = (grants: Grants) => ({
  vendor: 'salesforce' as const,
  loginRequired: 'immediate_unsuccessful',
  place: () => 'query' as const,
  refuse: (asked: Asked, params: URLSearchParams) => {
    if (asked.responseType !== 'code') return { error: 'unsupported_response_type', description: 'response type not supported' };
    if (!asked.challenge) return { error: 'invalid_request', description: 'missing required code challenge' };
    if ((params.get('code_challenge_method') ?? 'S256') !== 'S256')
      return { error: 'invalid_request', description: 'invalid code challenge method' };
    return null;
  },
  grant: (asked: Asked, account: Account) => ({ code: grants.issueCode({ vendor: 'salesforce', user: account.id, ...asked }) }),
});

function redeemed(grants: Grants, form: Form): { grant: Grant; nonce: string | null } {
  if (form.grant_type !== 'authorization_code') throw new Refused('unsupported_grant_type', 'grant type not supported');
  const code = grants.redeem('salesforce', form.code ?? '');
  if (!code) throw new Refused('invalid_grant', 'expired authorization code');
  if (code.clientId !== form.client_id) throw new Refused('invalid_client_id', 'client identifier invalid');
  if (code.redirectUri !== form.redirect_uri) throw new Refused('redirect_uri_mismatch', 'redirect_uri must match configuration');
  if (!fits(form.code_verifier, code.challenge ?? '')) throw new Refused('invalid_grant', 'invalid code verifier');
  return { grant: code, nonce: code.nonce };
}

function renewed(grants: Grants, form: Form): { grant: Grant; nonce: null } {
  const grant = grants.refresh('salesforce', form.refresh_token ?? '');
  if (!grant || grant.clientId !== form.client_id) throw new Refused('invalid_grant', 'expired access/refresh token');
  return { grant, nonce: null };
}

/** @param spent the refresh token that was shown, or null after a code. */
function answer(world: World, grants: Grants, grant: Grant, nonce: string | null, origin: string, spent: string | null) {
  const { switches } = world.faults;
  const id = `${origin}/id/${ORG_ID}/${grant.user}`;
  const issued_at = String(world.clock.now());
  const scopes = grant.scope.split(' ');
  const rotates = switches['salesforce.oauth.rotate'] !== false;
  const wanted = scopes.includes('refresh_token') || scopes.includes('offline_access');
  if (spent !== null && rotates) grants.revoke(spent);
  return {
    access_token: world.tokens.issue('salesforce', grant.user, world.faults.number('salesforce.oauth.sessionMs', 7_200_000)),
    ...(wanted && (spent === null || rotates) ? { refresh_token: grants.issueRefresh(grant) } : {}),
    signature: createHash('sha256').update(`${id} ${issued_at}`).digest('base64'),
    scope: grant.scope || 'api',
    instance_url: origin,
    id,
    token_type: 'Bearer',
    issued_at,
    ...(scopes.includes('openid')
      ? { id_token: idToken({ iss: origin, aud: grant.clientId, sub: id, ...(nonce === null ? {} : { nonce }) }) }
      : {}),
  };
}

function bearer(world: World, c: Context): Account {
  const account = world.account(world.tokens.userOf('salesforce', c.req.header('authorization')) ?? '');
  if (!account) throw new Refused('Bad_OAuth_Token', 'Bad_OAuth_Token', 403);
  return account;
}

function identity(origin: string, account: Account) {
  const [given_name = '', ...rest] = account.name.split(' ');
  return {
    sub: `${origin}/id/${ORG_ID}/${account.id}`,
    user_id: account.id,
    organization_id: ORG_ID,
    preferred_username: account.email,
    nickname: given_name,
    name: account.name,
    given_name,
    family_name: rest.join(' '),
    email: account.email,
    email_verified: true,
    zoneinfo: account.timeZone,
    active: true,
    user_type: 'STANDARD',
    urls: { rest: `${origin}/services/data/v{version}/`, profile: `${origin}/${account.id}` },
  };
}
