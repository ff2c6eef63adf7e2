/**
 * Microsoft identity platform, for applications of type SPA (wire-contracts 1.11). Switch `graph.oauth.platform`:
 * `native` makes the application another type, which refuses redemption from a page.
 */
import { createHash, randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Account, World } from '../world';
import { type Asked, authorize } from './authorize';
import type { Grant, Grants } from './grants';
import { idToken, jwks } from './idToken';
import { fits, formOf } from './proof';

export const TENANT = '8f1d3c52-6f0a-4b7e-9a5d-1c2e3f405162';
const DAY = 86_400_000;
const SCHEMA = { keys: '/:tenant/discovery/v2.0/keys', config: '/:tenant/v2.0/.well-known/openid-configuration' };

/** The object id of a person in the directory: a GUID, always the same. */
export function objectIdOf(account: Account): string {
  const hex = createHash('sha256').update(`oid ${account.id}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
}

type Refusal = readonly [error: string, code: number, message: string, status?: ContentfulStatusCode];
class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal[2]);
  }
}

export function microsoft(world: World, grants: Grants): Hono {
  const app = new Hono();
  const originOf = (c: Context) => new URL(c.req.url).origin;
  app.onError((error, c) => {
    if (!(error instanceof Refused)) throw error;
    const [name, code, message, status = 400] = error.refusal;
    const ids = { trace_id: randomUUID(), correlation_id: c.req.header('client-request-id') ?? randomUUID() };
    const timestamp = new Date(world.clock.now()).toISOString().replace('T', ' ').slice(0, 19);
    const description = `AADSTS${code}: ${message} Trace ID: ${ids.trace_id} Correlation ID: ${ids.correlation_id} Timestamp: ${timestamp}Z`;
    return c.json({ error: name, error_description: description, error_codes: [code], timestamp: `${timestamp}Z`, ...ids }, status);
  });

  app.get(SCHEMA.config, (c) => {
    const tenant = c.req.param('tenant');
    const base = `${originOf(c)}/${tenant}`;
    return c.json({
      issuer: `${originOf(c)}/${tenant === 'common' || tenant === 'organizations' ? '{tenantid}' : tenant}/v2.0`,
      authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
      token_endpoint: `${base}/oauth2/v2.0/token`,
      end_session_endpoint: `${base}/oauth2/v2.0/logout`,
      jwks_uri: `${base}/discovery/v2.0/keys`,
      userinfo_endpoint: 'https://graph.microsoft.com/oidc/userinfo',
      response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
      response_modes_supported: ['query', 'fragment', 'form_post'],
      subject_types_supported: ['pairwise'],
      id_token_signing_alg_values_supported: ['RS256'],
      scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
      token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    });
  });
  app.get(SCHEMA.keys, (c) => c.json(jwks()));
  app.get('/:tenant/oauth2/v2.0/logout', (c) => {
    c.header('set-cookie', 'sandbox-graph=; Path=/; Max-Age=0');
    const next = c.req.query('post_logout_redirect_uri');
    return next ? c.redirect(next) : c.text('You are signed out.');
  });
  app.get('/:tenant/oauth2/v2.0/authorize', (c) => authorize(world, rulesOf(grants), c));
  app.post('/:tenant/oauth2/v2.0/token', async (c) => {
    const form = await formOf(c);
    checkClient(world, c, form);
    const { grant, nonce } = form.grant_type === 'refresh_token' ? renewed(world, grants, form) : redeemed(grants, form);
    const account = world.account(grant.user);
    if (!account) throw new Refused(['invalid_grant', 50034, 'The user account does not exist in the directory.']);
    c.header('cache-control', 'no-store');
    return c.json(tokensFor(world, grants, grant, account, nonce, `${originOf(c)}/${TENANT}/v2.0`));
  });
  return app;
}

const rulesOf = (grants: Grants) => ({
  vendor: 'graph' as const,
  loginRequired: 'login_required',
  place: (params: URLSearchParams) => (params.get('response_mode') === 'fragment' ? ('fragment' as const) : ('query' as const)),
  refuse: (asked: Asked, params: URLSearchParams) => {
    if (asked.responseType !== 'code')
      return { error: 'unsupported_response_type', description: `AADSTS700051: response_type '${asked.responseType}' is not enabled.` };
    if (!asked.scope)
      return { error: 'invalid_request', description: 'AADSTS900144: The request body must contain the following parameter: scope.' };
    if (!asked.challenge || params.get('code_challenge_method') !== 'S256') {
      return {
        error: 'invalid_request',
        description: 'AADSTS9002325: Proof Key for Code Exchange is required for cross-origin authorization code redemption.',
      };
    }
    return null;
  },
  grant: (asked: Asked, account: Account) => ({
    code: grants.issueCode({ vendor: 'graph', user: account.id, ...asked }),
    client_info: clientInfo(account),
    session_state: objectIdOf(account),
  }),
});

/** Public clients show no secret; a SPA's tokens go to pages only, another platform's never to pages. */
function checkClient(world: World, c: Context, form: Readonly<Record<string, string | undefined>>): void {
  if (!form.client_id)
    throw new Refused(['invalid_request', 900144, "The request body must contain the following parameter: 'client_id'."]);
  if (form.client_secret !== undefined) {
    throw new Refused([
      'invalid_client',
      700025,
      "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.",
      401,
    ]);
  }
  const fromPage = c.req.header('origin') !== undefined;
  const isSpa = (world.faults.switches['graph.oauth.platform'] ?? 'spa') === 'spa';
  if (isSpa && !fromPage) {
    throw new Refused([
      'invalid_request',
      9002327,
      "Tokens issued for the 'Single-Page Application' client-type may only be redeemed via cross-origin requests.",
    ]);
  }
  if (!isSpa && fromPage) {
    throw new Refused([
      'invalid_request',
      9002326,
      "Cross-origin token redemption is permitted only for the 'Single-Page Application' client-type.",
    ]);
  }
}

function redeemed(grants: Grants, form: Readonly<Record<string, string | undefined>>): { grant: Grant; nonce: string | null } {
  if (form.grant_type !== 'authorization_code')
    throw new Refused(['unsupported_grant_type', 70003, 'The app requested an unsupported grant type.']);
  const code = grants.redeem('graph', form.code ?? '');
  if (!code)
    throw new Refused([
      'invalid_grant',
      54005,
      'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.',
    ]);
  if (code.clientId !== form.client_id)
    throw new Refused(['invalid_grant', 700005, 'Provided Authorization Code is intended to use against other tenant or client.']);
  if (code.redirectUri !== form.redirect_uri) {
    throw new Refused([
      'invalid_grant',
      500112,
      'The reply address does not match the reply address provided when requesting Authorization code.',
    ]);
  }
  if (!fits(form.code_verifier, code.challenge ?? '')) {
    throw new Refused([
      'invalid_grant',
      501481,
      'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
    ]);
  }
  return { grant: code, nonce: code.nonce };
}

/** 1.11: a SPA's refresh token dies 24 hours after the person signed in, however often it was renewed. */
function renewed(world: World, grants: Grants, form: Readonly<Record<string, string | undefined>>): { grant: Grant; nonce: null } {
  const grant = grants.refresh('graph', form.refresh_token ?? '');
  if (!grant) throw new Refused(['invalid_grant', 700082, 'The refresh token has expired due to inactivity or was revoked.']);
  if (grant.clientId !== form.client_id) throw new Refused(['invalid_grant', 700007, 'The refresh token was issued to another client.']);
  const isSpa = (world.faults.switches['graph.oauth.platform'] ?? 'spa') === 'spa';
  if (isSpa && world.clock.now() >= grant.since + DAY) {
    throw new Refused([
      'invalid_grant',
      700084,
      'The refresh token was issued to a single page app (SPA), and therefore has a fixed, limited lifetime of 1.00:00:00, which cannot be extended.',
    ]);
  }
  return { grant, nonce: null };
}

const clientInfo = (account: Account) => Buffer.from(JSON.stringify({ uid: objectIdOf(account), utid: TENANT })).toString('base64url');

function tokensFor(world: World, grants: Grants, grant: Grant, account: Account, nonce: string | null, issuer: string) {
  const scopes = grant.scope.split(' ');
  const oid = objectIdOf(account);
  return {
    token_type: 'Bearer',
    scope: grant.scope,
    expires_in: 3600,
    ext_expires_in: 3600,
    access_token: world.tokens.issue('graph', grant.user),
    ...(scopes.includes('offline_access') ? { refresh_token: grants.issueRefresh(grant) } : {}),
    ...(scopes.includes('openid')
      ? {
          id_token: idToken({
            iss: issuer,
            aud: grant.clientId,
            sub: createHash('sha256').update(`${grant.clientId} ${oid}`).digest('base64url'),
            oid,
            tid: TENANT,
            name: account.name,
            preferred_username: account.email,
            ver: '2.0',
            ...(nonce === null ? {} : { nonce }),
          }),
        }
      : {}),
    client_info: clientInfo(account),
  };
}
