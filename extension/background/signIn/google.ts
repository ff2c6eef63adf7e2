/**
 * Google: in Chrome the browser's own token service; elsewhere the implicit flow, for an hour, renewed silently (docs/decisions/google-sign-in.md:
 * without a server there is no secret to redeem a code with).
 */
import * as oauth from 'oauth4webapi';
import browser from 'webextension-polyfill';
import { googleScopes, registrations } from './settings';
import { keep, pass, readKept, readPassing } from './vault';

const authorize = 'https://accounts.google.com/o/oauth2/v2/auth';
/** A token that is about to end is renewed before it is used. */
const marginMs = 60_000;

/** Chrome alone: Edge has the function, and does not support it. */
const hasTokenService = (): boolean =>
  typeof chrome.identity?.getAuthToken === 'function' && !navigator.userAgent.includes('Edg/') && 'oauth2' in chrome.runtime.getManifest();

export async function signInToGoogle(now: number): Promise<void> {
  if (hasTokenService()) {
    const { token = '' } = await chrome.identity.getAuthToken({ interactive: true });
    await pass({ google: token, googleUntil: Number.POSITIVE_INFINITY });
    return;
  }
  await implicit(true, now);
}

/** '' when the rep must sign in by hand. */
export async function googleToken(fresh: boolean, now: number): Promise<string> {
  const held = await readPassing();
  if (hasTokenService()) {
    if (fresh && held.google !== '') await chrome.identity.removeCachedAuthToken({ token: held.google });
    const { token = '' } = await chrome.identity.getAuthToken({ interactive: false }).catch(() => ({ token: '' }));
    if (token !== held.google) await pass({ google: token, googleUntil: Number.MAX_SAFE_INTEGER });
    return token;
  }
  if (!fresh && held.google !== '' && held.googleUntil - marginMs > now) return held.google;
  const { google } = await readKept();
  return google === '' ? '' : implicit(false, now).catch(() => '');
}

async function implicit(interactive: boolean, now: number): Promise<string> {
  const state = oauth.generateRandomState();
  const redirect = browser.identity.getRedirectURL('google');
  const { google } = await readKept();
  const address = new URL(authorize);
  address.search = new URLSearchParams({
    response_type: 'token',
    client_id: registrations.google,
    redirect_uri: redirect,
    scope: googleScopes.join(' '),
    state,
    include_granted_scopes: 'false',
    prompt: interactive ? 'select_account' : 'none',
    ...(google !== '' ? { login_hint: google } : {}),
  }).toString();
  const answer = new URL(await browser.identity.launchWebAuthFlow({ url: address.href, interactive }));
  const told = new URLSearchParams(answer.hash.slice(1));
  if (!answer.href.startsWith(redirect) || told.get('state') !== state) throw new Error('The answer does not belong to this sign-in.');
  const token = told.get('access_token') ?? '';
  if (token === '') throw new Error(told.get('error') ?? 'Google gave no token.');
  await pass({ google: token, googleUntil: now + Number(told.get('expires_in') ?? 0) * 1000 });
  return token;
}

/** Which account it is: renewals name it, so that Google need not ask. */
export const rememberAccount = (address: string): Promise<void> => keep({ google: address });

export async function forgetGoogle(): Promise<void> {
  const { google } = await readPassing();
  if (google !== '' && hasTokenService()) await chrome.identity.removeCachedAuthToken({ token: google });
}
