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

/** `https://login.salesforce.com/id/<org>/<user>`: whose tokens these are. */
const userOf = (tokens: oauth.TokenEndpointResponse): string => {
  const id = tokens.id;
  return typeof id === 'string' ? id.split('/').slice(-2).join('/') : '';
};

/** `changed`: another org or another user than before is about to be connected. */
export async function signInToSalesforce(org: string, changed: () => Promise<void>): Promise<void> {
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
  const user = userOf(tokens);
  const before = await readKept();
  if (before.org !== org || before.salesforceUser !== user) await changed();
  await keep({ org, salesforceUser: user, salesforceRefresh: tokens.refresh_token ?? '' });
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
