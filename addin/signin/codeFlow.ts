/**
 * Signing in by code with PKCE, the same for Salesforce and, where Outlook cannot do it for us, Microsoft. The window that opens
 * sees neither verifier nor token: it carries the request there and the code back (SEC2, SEC3).
 */
import * as oauth from 'oauth4webapi';
import type { Settings } from '../settings';
import { standInsAllowed } from '../settings';
import type { Kept, SignInSystem } from './vault';

export interface Asked {
  readonly system: SignInSystem;
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** Address of our page that the window opens with: it goes on to the vendor by itself. */
  readonly url: string;
}

interface Endpoints {
  readonly server: oauth.AuthorizationServer;
  readonly clientId: string;
  readonly scope: string;
  /** Whether tokens of this issuer are meant. */
  readonly issuer: RegExp;
}

const scopes = {
  microsoft: 'openid profile email offline_access User.Read Contacts.ReadWrite Calendars.ReadWrite MailboxSettings.ReadWrite',
  salesforce: 'openid api refresh_token id',
};

export const graphScopes = ['User.Read', 'Contacts.ReadWrite', 'Calendars.ReadWrite', 'MailboxSettings.ReadWrite'] as const;

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

export function endpointsOf(settings: Settings, system: SignInSystem): Endpoints {
  if (system === 'microsoft') {
    const { authority, clientId } = settings.entra;
    const { origin } = new URL(authority);
    const at = `${authority.replace(/\/$/, '')}/oauth2/v2.0`;
    return {
      server: { issuer: authority, authorization_endpoint: `${at}/authorize`, token_endpoint: `${at}/token` },
      clientId,
      scope: scopes.microsoft,
      issuer: new RegExp(`^${escaped(origin)}/[0-9a-f-]{36}/v2\\.0$`),
    };
  }
  const { login, clientId } = settings.salesforce;
  const { origin } = new URL(login);
  const at = `${origin}/services/oauth2`;
  return {
    server: {
      issuer: origin,
      authorization_endpoint: `${at}/authorize`,
      token_endpoint: `${at}/token`,
      revocation_endpoint: `${at}/revoke`,
    },
    clientId,
    scope: scopes.salesforce,
    issuer: new RegExp(`^(${escaped(origin)}|https://[a-z0-9.-]+\\.salesforce\\.com)/?$`),
  };
}

/** Where the vendor sends the person back to; registered there. */
export const returnPage = (): string => new URL('../signin/index.html', document.baseURI).href;

export async function ask(system: SignInSystem, hint: string): Promise<Asked> {
  const [state, nonce, verifier] = [oauth.generateRandomState(), oauth.generateRandomNonce(), oauth.generateRandomCodeVerifier()];
  const url = new URL(returnPage());
  url.search = new URLSearchParams({ system, state, nonce, challenge: await oauth.calculatePKCECodeChallenge(verifier), hint }).toString();
  return { system, state, nonce, verifier, url: url.href };
}

/** In the window: from our page to the vendor's. */
export function authorizeUrl(settings: Settings, asked: URLSearchParams): URL | null {
  const system = asked.get('system');
  if (system !== 'salesforce' && system !== 'microsoft') return null;
  const { server, clientId, scope } = endpointsOf(settings, system);
  const url = new URL(server.authorization_endpoint ?? '');
  const hint = asked.get('hint') ?? '';
  url.search = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: returnPage(),
    scope,
    state: asked.get('state') ?? '',
    nonce: asked.get('nonce') ?? '',
    code_challenge: asked.get('challenge') ?? '',
    code_challenge_method: 'S256',
    ...(hint === '' ? {} : { login_hint: hint }),
  }).toString();
  return url;
}

/** Stand-ins may speak http. */
const options = standInsAllowed ? { [oauth.allowInsecureRequests]: true as const } : {};

interface Answer extends oauth.TokenEndpointResponse {
  readonly instance_url?: string;
}

/** Redeems the code that the window brought back. @throws when anything about it is not as asked for. */
export async function redeem(settings: Settings, asked: Asked, answer: URLSearchParams, now: number): Promise<Kept> {
  const { server, clientId, issuer } = endpointsOf(settings, asked.system);
  const client = { client_id: clientId };
  // Microsoft and Salesforce name themselves by tenant or org: `iss` of the answer and of the token is checked by pattern below.
  answer.delete('iss');
  const params = oauth.validateAuthResponse(server, client, answer, asked.state);
  const response = await oauth.authorizationCodeGrantRequest(server, client, oauth.None(), params, returnPage(), asked.verifier, options);
  const named = await issuerIn(response.clone());
  if (!issuer.test(named)) throw new Error('the token names another issuer');
  const tokens: Answer = await oauth.processAuthorizationCodeResponse({ ...server, issuer: named }, client, response, {
    expectedNonce: asked.nonce,
    requireIdToken: true,
  });
  const claims = oauth.getValidatedIdTokenClaims(tokens);
  return keptOf(asked.system, tokens, now, { instance: '', user: String(claims?.preferred_username ?? claims?.email ?? '') });
}

async function issuerIn(response: Response): Promise<string> {
  if (!response.ok) return '';
  const body: unknown = await response.json();
  const token = typeof body === 'object' && body !== null && 'id_token' in body ? String(body.id_token) : '';
  const payload = token.split('.')[1] ?? '';
  if (payload === '') return '';
  const claims: unknown = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')));
  return typeof claims === 'object' && claims !== null && 'iss' in claims ? String(claims.iss) : '';
}

/** @returns null when the vendor says that the sign-in is over. @throws when it could not be asked. */
export async function renew(settings: Settings, kept: Kept, now: number): Promise<Kept | null> {
  const { server, clientId } = endpointsOf(settings, kept.system);
  const client = { client_id: clientId };
  const response = await oauth.refreshTokenGrantRequest(server, client, oauth.None(), kept.refresh, options);
  const named = await issuerIn(response.clone());
  try {
    const tokens: Answer = await oauth.processRefreshTokenResponse({ ...server, issuer: named || server.issuer }, client, response);
    return keptOf(kept.system, tokens, now, kept);
  } catch (error) {
    if (error instanceof oauth.ResponseBodyError && error.status < 500) return null;
    throw error;
  }
}

/** Best effort: the session ends at the vendor too. */
export async function revoke(settings: Settings, kept: Kept): Promise<void> {
  const { server, clientId } = endpointsOf(settings, kept.system);
  if (!server.revocation_endpoint || kept.refresh === '') return;
  await oauth.revocationRequest(server, { client_id: clientId }, oauth.None(), kept.refresh, options).catch(() => undefined);
}

/** Salesforce does not say how long a session lives; the least that an admin can set is 15 minutes. */
const unknownLife = 15 * 60;

function keptOf(
  system: SignInSystem,
  tokens: Answer,
  now: number,
  before: Pick<Kept, 'instance' | 'user'> & { readonly refresh?: string },
): Kept {
  const instance = tokens.instance_url ?? before.instance;
  return {
    system,
    how: 'code',
    access: tokens.access_token,
    refresh: tokens.refresh_token ?? before.refresh ?? '',
    expiresAt: now + (tokens.expires_in ?? unknownLife) * 1000,
    instance,
    user: before.user,
  };
}
