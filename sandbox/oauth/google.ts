/**
 * Google's sign-in. The token endpoint asks a web client for its secret even with PKCE (wire-contracts 3.5), so a
 * client without back end lives on the implicit flow. Switch `google.oauth.secretless`: a client type without secret.
 */
import { type Context, Hono } from 'hono';
import type { Account, World } from '../world';
import { type Asked, authorize } from './authorize';
import type { Grant, Grants } from './grants';
import { idToken, jwks } from './idToken';
import { fits, formOf } from './proof';

type Form = Readonly<Record<string, string | undefined>>;
const LIFE = 3_599_000;

/** The subject of a person: Google's are 21 digits. */
export const subjectOf = (account: Account): string =>
  `1${[...account.id].map((sign) => sign.charCodeAt(0) % 10).join('')}`.padEnd(21, '0').slice(0, 21);

class Refused extends Error {
  constructor(
    readonly error: string,
    message: string,
    readonly status: 400 | 401 = 400,
  ) {
    super(message);
  }
}

export function google(world: World, grants: Grants): Hono {
  const app = new Hono();
  const originOf = (c: Context) => new URL(c.req.url).origin;
  app.onError((error, c) => {
    if (!(error instanceof Refused)) throw error;
    return c.json({ error: error.error, error_description: error.message }, error.status);
  });
  app.get('/.well-known/openid-configuration', (c) => {
    const origin = originOf(c);
    return c.json({
      issuer: origin,
      authorization_endpoint: `${origin}/o/oauth2/v2/auth`,
      token_endpoint: `${origin}/token`,
      revocation_endpoint: `${origin}/revoke`,
      userinfo_endpoint: `${origin}/oauth2/v3/userinfo`,
      jwks_uri: `${origin}/oauth2/v3/certs`,
      response_types_supported: ['code', 'token'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      code_challenge_methods_supported: ['plain', 'S256'],
    });
  });
  app.get('/oauth2/v3/certs', (c) => c.json(jwks()));
  app.get('/o/oauth2/v2/auth', (c) => authorize(world, rulesOf(world, grants), c));
  app.post('/token', async (c) => {
    const form = await formOf(c);
    const secretless = world.faults.on('google.oauth.secretless');
    if (!form.client_id) throw new Refused('invalid_request', 'Could not determine client ID from request.');
    if (!secretless && !form.client_secret) throw new Refused('invalid_request', 'client_secret is missing.');
    const renewing = form.grant_type === 'refresh_token';
    const { grant, nonce } = renewing ? renewed(grants, form) : redeemed(grants, form);
    return c.json({
      access_token: world.tokens.issue('google', grant.user, LIFE),
      expires_in: LIFE / 1000,
      scope: grant.scope,
      token_type: 'Bearer',
      ...(renewing ? {} : { refresh_token: grants.issueRefresh(grant) }), // Google does not rotate
      ...(grant.scope.split(' ').includes('openid') ? { id_token: identity(world, grant, nonce, originOf(c)) } : {}),
    });
  });
  app.post('/revoke', async (c) => {
    const token = (await formOf(c)).token ?? c.req.query('token') ?? '';
    if (!grants.revoke(token) && !world.tokens.look(token)) throw new Refused('invalid_token', 'Token expired or revoked');
    world.tokens.revoke(token);
    return c.json({});
  });
  return app;
}

const rulesOf = (world: World, grants: Grants) => ({
  vendor: 'google' as const,
  loginRequired: 'login_required',
  place: (params: URLSearchParams) => (params.get('response_type') === 'token' ? ('fragment' as const) : ('query' as const)),
  refuse: (asked: Asked, params: URLSearchParams) => {
    if (!['code', 'token'].includes(asked.responseType))
      return { error: 'unsupported_response_type', description: 'Invalid response_type.' };
    if (!asked.scope) return { error: 'invalid_request', description: 'Missing required parameter: scope' };
    if (asked.responseType === 'code' && (!asked.challenge || params.get('code_challenge_method') !== 'S256')) {
      return { error: 'invalid_request', description: 'The sandbox wants code_challenge with S256.' };
    }
    return null;
  },
  grant: (asked: Asked, account: Account): Record<string, string> =>
    asked.responseType === 'token'
      ? {
          access_token: world.tokens.issue('google', account.id, LIFE),
          token_type: 'Bearer',
          expires_in: String(LIFE / 1000),
          scope: asked.scope,
        }
      : { code: grants.issueCode({ vendor: 'google', user: account.id, ...asked }), scope: asked.scope },
});

function redeemed(grants: Grants, form: Form): { grant: Grant; nonce: string | null } {
  if (form.grant_type !== 'authorization_code') throw new Refused('unsupported_grant_type', `Invalid grant_type: ${form.grant_type}`);
  const code = grants.redeem('google', form.code ?? '');
  if (!code || code.clientId !== form.client_id) throw new Refused('invalid_grant', 'Bad Request');
  if (code.redirectUri !== form.redirect_uri) throw new Refused('redirect_uri_mismatch', 'Bad Request');
  if (!fits(form.code_verifier, code.challenge ?? '')) throw new Refused('invalid_grant', 'Invalid code verifier.');
  return { grant: code, nonce: code.nonce };
}

function renewed(grants: Grants, form: Form): { grant: Grant; nonce: null } {
  const grant = grants.refresh('google', form.refresh_token ?? '');
  if (!grant || grant.clientId !== form.client_id) throw new Refused('invalid_grant', 'Token has been expired or revoked.');
  return { grant, nonce: null };
}

function identity(world: World, grant: Grant, nonce: string | null, issuer: string): string {
  const account = world.account(grant.user);
  if (!account) throw new Refused('invalid_grant', 'Account has been deleted');
  const { email, name } = account;
  return idToken({
    iss: issuer,
    aud: grant.clientId,
    sub: subjectOf(account),
    email,
    email_verified: true,
    name,
    ...(nonce === null ? {} : { nonce }),
  });
}
