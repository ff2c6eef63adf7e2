/** Sign-in of the three services, driven by a certified client library: code with PKCE, refresh, revocation, errors. */
import * as oauth from 'oauth4webapi';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { TENANT } from '../../sandbox/oauth/microsoft';
import { type Sandbox, startSandbox } from '../../sandbox/server';
import type { VendorName } from '../../sandbox/world';
import { ann, ben, gus } from './graph-lab';

const REDIRECT = 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/back';
const CLIENT: oauth.Client = { client_id: 'instep', token_endpoint_auth_method: 'none' };
const ORIGIN = { origin: 'chrome-extension://abcdefghijklmnopabcdefghijklmnop' };
let sandbox: Sandbox;
let insecure: Record<string, unknown>;

beforeAll(async () => {
  sandbox = await startSandbox({ seed: 'empty', secure: false });
});
afterAll(() => sandbox.close());
beforeEach(() => {
  sandbox.world.accounts.splice(0, sandbox.world.accounts.length, ann, ben, gus);
  sandbox.world.faults.clear();
  insecure = { [oauth.allowInsecureRequests]: true };
});

const PLACES: Readonly<Record<VendorName, { readonly issuer: () => string; readonly scope: string; readonly user: string }>> = {
  graph: { issuer: () => `${sandbox.urls.graph}/${TENANT}/v2.0`, scope: 'openid offline_access Contacts.ReadWrite', user: ann.email },
  google: { issuer: () => sandbox.urls.google, scope: 'openid https://www.googleapis.com/auth/contacts', user: gus.email },
  salesforce: { issuer: () => sandbox.urls.salesforce, scope: 'openid api refresh_token', user: ann.email },
};

async function discover(vendor: VendorName): Promise<oauth.AuthorizationServer> {
  const issuer = new URL(PLACES[vendor].issuer());
  return oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, insecure));
}

/** Where the authorize endpoint sends the browser. */
async function authorized(as: oauth.AuthorizationServer, params: Record<string, string>): Promise<Response> {
  const url = new URL(as.authorization_endpoint!);
  url.search = new URLSearchParams({ client_id: 'instep', redirect_uri: REDIRECT, ...params }).toString();
  return fetch(url, { redirect: 'manual' });
}
const target = (response: Response) => new URL(response.headers.get('location')!);

/** The whole journey of a client: authorize, callback, token. */
async function signIn(vendor: VendorName, spoil: { verifier?: string; nonce?: string } = {}, headers: Record<string, string> = ORIGIN) {
  const as = await discover(vendor);
  const verifier = oauth.generateRandomCodeVerifier();
  const [state, nonce] = [oauth.generateRandomState(), oauth.generateRandomNonce()];
  const { scope, user } = PLACES[vendor];
  const challenge = { code_challenge: await oauth.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' };
  const back = target(await authorized(as, { response_type: 'code', scope, state, nonce, login_hint: user, ...challenge }));
  const params = oauth.validateAuthResponse(as, CLIENT, back, state);
  const ask = async (given: string) =>
    oauth.authorizationCodeGrantRequest(as, CLIENT, oauth.None(), params, REDIRECT, given, { ...insecure, headers });
  const response = await ask(spoil.verifier ?? verifier);
  const tokens = await oauth.processAuthorizationCodeResponse(as, CLIENT, response, { expectedNonce: spoil.nonce ?? nonce });
  return {
    as,
    tokens,
    again: () => ask(verifier).then((answer) => oauth.processAuthorizationCodeResponse(as, CLIENT, answer, { expectedNonce: nonce })),
  };
}
async function renew(as: oauth.AuthorizationServer, token: string, headers: Record<string, string> = ORIGIN) {
  return oauth.processRefreshTokenResponse(
    as,
    CLIENT,
    await oauth.refreshTokenGrantRequest(as, CLIENT, oauth.None(), token, { ...insecure, headers }),
  );
}
const refusal = (error: string, description: RegExp) =>
  expect.objectContaining({ error, error_description: expect.stringMatching(description) });

test.each(['graph', 'google', 'salesforce'] as const)(
  'OAuth %s: code with PKCE gives a token for the person; a code is good for one use',
  async (vendor) => {
    sandbox.world.faults.switches['google.oauth.secretless'] = true;
    const { tokens, again } = await signIn(vendor);
    const user = sandbox.world.tokens.userOf(vendor, `Bearer ${tokens.access_token}`);
    expect(sandbox.world.account(user!)?.email).toBe(PLACES[vendor].user);
    expect(tokens.refresh_token).toBeTypeOf('string');
    await expect(again()).rejects.toThrow();
  },
);

test.each(['graph', 'google', 'salesforce'] as const)(
  'OAuth %s: a wrong verifier is refused, and so is a request without challenge',
  async (vendor) => {
    sandbox.world.faults.switches['google.oauth.secretless'] = true;
    await expect(signIn(vendor, { verifier: oauth.generateRandomCodeVerifier() })).rejects.toThrow();
    const back = target(
      await authorized(await discover(vendor), { response_type: 'code', scope: 'openid', state: 's', login_hint: PLACES[vendor].user }),
    );
    expect([back.searchParams.get('error'), back.searchParams.get('state')]).toEqual(['invalid_request', 's']);
  },
);

test.each(['graph', 'google', 'salesforce'] as const)(
  'OAuth %s: prompt=none without a session asks for a login; the session cookie answers it',
  async (vendor) => {
    const as = await discover(vendor);
    const params = {
      response_type: 'code',
      scope: 'openid',
      prompt: 'none',
      code_challenge: 'x'.repeat(43),
      code_challenge_method: 'S256',
    };
    expect(target(await authorized(as, params)).searchParams.get('error')).toMatch(/^(login_required|immediate_unsuccessful)$/);
    const cookie = (await authorized(as, { ...params, login_hint: PLACES[vendor].user })).headers.get('set-cookie')!.split(';')[0]!;
    const url = new URL(as.authorization_endpoint!);
    url.search = new URLSearchParams({ client_id: 'instep', redirect_uri: REDIRECT, ...params }).toString();
    const silent = await fetch(url, { redirect: 'manual', headers: { cookie } });
    expect(target(silent).searchParams.get('code')).toBeTypeOf('string');
  },
);

test('OAuth page: shows the people of that service as buttons, and works without script', async () => {
  const as = await discover('graph');
  const params = { response_type: 'code', scope: 'openid', state: 'a"b', code_challenge: 'x'.repeat(43), code_challenge_method: 'S256' };
  const page = await (await authorized(as, params)).text();
  expect(page).toContain(`value="${ann.id}"`);
  expect(page).not.toContain(gus.email);
  expect(page).toContain('value="a&quot;b"');
  expect(page).not.toContain('<script');
  expect(target(await authorized(as, { ...params, picked: ben.id })).searchParams.get('state')).toBe('a"b');
  expect(target(await authorized(as, { ...params, picked: 'cancel' })).searchParams.get('error')).toBe('access_denied');
});

test('OAuth page: an unknown redirect address is never followed', async () => {
  const as = await discover('graph');
  const answer = await fetch(`${as.authorization_endpoint}?client_id=instep&redirect_uri=nonsense&response_type=code`, {
    redirect: 'manual',
  });
  expect(answer.status).toBe(400);
});

test('OAuth Microsoft: a SPA redeems with an Origin only (AADSTS9002327), another platform without (AADSTS9002326)', async () => {
  await expect(signIn('graph', {}, {})).rejects.toEqual(refusal('invalid_request', /^AADSTS9002327/));
  sandbox.world.faults.switches['graph.oauth.platform'] = 'native';
  await expect(signIn('graph')).rejects.toEqual(refusal('invalid_request', /^AADSTS9002326/));
  expect((await signIn('graph', {}, {})).tokens.access_token).toBeTypeOf('string');
});

test('OAuth Microsoft: a public client shows no secret', async () => {
  const as = await discover('graph');
  const body = new URLSearchParams({ client_id: 'instep', client_secret: 'x', grant_type: 'refresh_token', refresh_token: 'y' });
  const answer = await fetch(as.token_endpoint!, { method: 'POST', body, headers: ORIGIN });
  expect([answer.status, ((await answer.json()) as { error: string }).error]).toEqual([401, 'invalid_client']);
});

test('OAuth Microsoft: refresh tokens of a SPA die 24 hours after the sign-in, however often they were renewed', async () => {
  const { as, tokens } = await signIn('graph');
  sandbox.world.clock.advance(23 * 3_600_000);
  const later = await renew(as, tokens.refresh_token!);
  expect(later.refresh_token).not.toBe(tokens.refresh_token);
  sandbox.world.clock.advance(3_600_000);
  await expect(renew(as, later.refresh_token!)).rejects.toEqual(refusal('invalid_grant', /^AADSTS700084/));
});

test('OAuth Microsoft: tokens may be read across origins, and carry client_info', async () => {
  const as = await discover('graph');
  const answer = await fetch(as.token_endpoint!, { method: 'POST', body: '', headers: ORIGIN });
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  expect((await signIn('graph')).tokens.client_info).toBeTypeOf('string');
});

test('OAuth Google: a web client needs its secret even with PKCE', async () => {
  await expect(signIn('google')).rejects.toEqual(refusal('invalid_request', /client_secret/));
});

test('OAuth Google: the implicit flow answers in the fragment, for an hour', async () => {
  const as = await discover('google');
  const back = target(await authorized(as, { response_type: 'token', scope: 'a b', state: 's', prompt: 'none', login_hint: gus.email }));
  const answer = new URLSearchParams(back.hash.slice(1));
  expect([answer.get('expires_in'), answer.get('scope'), answer.get('state'), back.search]).toEqual(['3599', 'a b', 's', '']);
  const header = `Bearer ${answer.get('access_token')}`;
  expect(sandbox.world.tokens.userOf('google', header)).toBe(gus.id);
  sandbox.world.clock.advance(3_600_000);
  expect(sandbox.world.tokens.userOf('google', header)).toBeNull();
});

test('OAuth Google: a refresh token is not replaced; revoking ends it', async () => {
  sandbox.world.faults.switches['google.oauth.secretless'] = true;
  const { as, tokens } = await signIn('google');
  expect((await renew(as, tokens.refresh_token!)).refresh_token).toBeUndefined();
  await oauth.processRevocationResponse(await oauth.revocationRequest(as, CLIENT, oauth.None(), tokens.refresh_token!, insecure));
  await expect(renew(as, tokens.refresh_token!)).rejects.toEqual(refusal('invalid_grant', /revoked/));
});

test('OAuth Salesforce: the answer has instance_url and id, and no expires_in; a secret is refused', async () => {
  const { as, tokens } = await signIn('salesforce');
  expect(tokens).toMatchObject({
    instance_url: sandbox.urls.salesforce,
    id: expect.stringContaining(ann.id),
    issued_at: expect.stringMatching(/^\d+$/),
  });
  expect(tokens.expires_in).toBeUndefined();
  const body = new URLSearchParams({
    client_id: 'instep',
    client_secret: 'x',
    grant_type: 'refresh_token',
    refresh_token: tokens.refresh_token!,
  });
  expect((await fetch(as.token_endpoint!, { method: 'POST', body })).status).toBe(400);
});

test('OAuth Salesforce: rotation replaces the refresh token with each use; without rotation it stays', async () => {
  const { as, tokens } = await signIn('salesforce');
  const second = await renew(as, tokens.refresh_token!);
  await expect(renew(as, tokens.refresh_token!)).rejects.toEqual(refusal('invalid_grant', /expired/));
  sandbox.world.faults.switches['salesforce.oauth.rotate'] = false;
  expect((await renew(as, second.refresh_token!)).refresh_token).toBeUndefined();
  expect((await renew(as, second.refresh_token!)).access_token).toBeTypeOf('string');
});

test('OAuth Salesforce: userinfo names the person, introspection and revocation know the token', async () => {
  const { as, tokens } = await signIn('salesforce');
  const info = (await (await fetch(as.userinfo_endpoint!, { headers: { authorization: `Bearer ${tokens.access_token}` } })).json()) as {
    user_id: string;
  };
  expect(info.user_id).toBe(ann.id);
  const active = async () => {
    const response = await oauth.introspectionRequest(as, CLIENT, oauth.None(), tokens.access_token, insecure);
    return (await oauth.processIntrospectionResponse(as, CLIENT, response)).active;
  };
  expect(await active()).toBe(true);
  await oauth.processRevocationResponse(await oauth.revocationRequest(as, CLIENT, oauth.None(), tokens.access_token, insecure));
  expect(await active()).toBe(false);
});
