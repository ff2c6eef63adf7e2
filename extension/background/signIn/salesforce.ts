/** Salesforce: authorization code with PKCE on the org's own address, as a public client; refresh tokens may rotate (wire-contracts 4.10). */
import * as oauth from 'oauth4webapi';
import browser from 'webextension-polyfill';
import { registrations, salesforceScopes } from './settings';
import { keep, pass, readKept } from './vault';

const server = (org: string): oauth.AuthorizationServer => ({
  issuer: org,
  authorization_endpoint: `${org}/services/oauth2/authorize`,
  token_endpoint: `${org}/services/oauth2/token`,
  revocation_endpoint: `${org}/services/oauth2/revoke`,
});
const client = (): oauth.Client => ({ client_id: registrations.salesforce });
/** Salesforce tells an id token whose issuer is the login host: it is not needed, and not believed. */
const withoutIdToken = async (response: Response): Promise<Response> => {
  const { id_token: _, ...body } = (await response.clone().json()) as Record<string, unknown>;
  return new Response(JSON.stringify(body), { status: response.status, headers: { 'content-type': 'application/json' } });
};

/** `acme`, `acme.my.salesforce.com` or any address of the org; '' when it is none. */
export function orgOf(text: string): string {
  const name = text.trim().toLowerCase();
  const host = /^[a-z0-9-]+(--[a-z0-9-]+)?$/.test(name)
    ? `${name}.my.salesforce.com`
    : name.replace(/^https?:\/\//, '').replace(/[/?#:].*$/, '');
  const own = host.replace(/\.lightning\.force\.com$/, '.my.salesforce.com');
  return /^[a-z0-9-]+(\.sandbox|\.develop|\.scratch|\.demo|\.trailblaze)?\.my\.salesforce\.com$/.test(own) ? `https://${own}` : '';
}

export async function signInToSalesforce(org: string): Promise<void> {
  const verifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  const redirect = browser.identity.getRedirectURL('salesforce');
  const address = new URL(`${org}/services/oauth2/authorize`);
  address.search = new URLSearchParams({
    response_type: 'code',
    client_id: registrations.salesforce,
    redirect_uri: redirect,
    scope: salesforceScopes.join(' '),
    state,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  }).toString();
  const answer = await browser.identity.launchWebAuthFlow({ url: address.href, interactive: true });
  const parameters = oauth.validateAuthResponse(server(org), client(), new URL(answer), state);
  const response = await oauth.authorizationCodeGrantRequest(server(org), client(), oauth.None(), parameters, redirect, verifier);
  const tokens = await oauth.processAuthorizationCodeResponse(server(org), client(), await withoutIdToken(response));
  await keep({ org, salesforceRefresh: tokens.refresh_token ?? '' });
  await pass({ salesforce: tokens.access_token });
}

/** '' when the refresh token is no longer good: the rep signs in again. Throws when Salesforce cannot be reached. */
export async function renewSalesforce(): Promise<string> {
  const { org, salesforceRefresh } = await readKept();
  if (org === '' || salesforceRefresh === '') return '';
  const response = await oauth.refreshTokenGrantRequest(server(org), client(), oauth.None(), salesforceRefresh);
  if (response.status === 400 || response.status === 401) {
    await keep({ salesforceRefresh: '' });
    return '';
  }
  const tokens = await oauth.processRefreshTokenResponse(server(org), client(), await withoutIdToken(response));
  // The old one died with this answer, where rotation is on: kept before anything else happens.
  if (tokens.refresh_token) await keep({ salesforceRefresh: tokens.refresh_token });
  await pass({ salesforce: tokens.access_token });
  return tokens.access_token;
}

export async function revokeSalesforce(): Promise<void> {
  const { org, salesforceRefresh } = await readKept();
  if (org === '' || salesforceRefresh === '') return;
  const response = await oauth.revocationRequest(server(org), client(), oauth.None(), salesforceRefresh);
  await oauth.processRevocationResponse(response);
}
