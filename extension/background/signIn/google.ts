/**
 * Google: in Chrome the browser's own token service; elsewhere the implicit flow, for an hour, renewed silently
 * (docs/decisions/google-sign-in.md: without a server there is no secret to redeem a code with).
 */
import * as oauth from 'oauth4webapi';
import browser from 'webextension-polyfill';
import { googleScopes, registrations } from './settings';
import { keep, pass, readKept, readPassing } from './vault';

const authorize = 'https://accounts.google.com/o/oauth2/v2/auth';
/** A token that is about to end is renewed before it is used. */
const marginMs = 60_000;

interface Told {
  readonly token: string;
  /** When it ends; the browser's service looks after that itself. */
  readonly until: number;
}

/** Whose account a token opens. */
export type WhoIs = (token: string) => Promise<string>;

/** Chrome alone: Edge has the function, and does not support it. */
const hasTokenService = (): boolean =>
  typeof chrome.identity?.getAuthToken === 'function' && !navigator.userAgent.includes('Edg/') && 'oauth2' in chrome.runtime.getManifest();

/** @returns the account's address; the tokens are kept only once it is known. */
export async function signInToGoogle(now: number, whoIs: WhoIs, changed: (address: string) => Promise<void>): Promise<void> {
  const told = hasTokenService() ? await fromService(true) : await implicit(true, now);
  const address = await whoIs(told.token);
  if ((await readKept()).google !== address) await changed(address);
  await keep({ google: address });
  await pass({ google: told.token, googleUntil: told.until });
}

/** '' when the rep must sign in by hand: the sign-in has ended, or the browser's account is another one now. */
export async function googleToken(fresh: boolean, now: number, whoIs: WhoIs): Promise<string> {
  const [held, { google: address }] = await Promise.all([readPassing(), readKept()]);
  if (address === '') return '';
  if (!fresh && held.google !== '' && held.googleUntil - marginMs > now) return held.google;
  const told = await renewed(held.google, now);
  if (told === null || (await whoIs(told.token)) !== address) {
    await pass({ google: '', googleUntil: 0 });
    return '';
  }
  await pass({ google: told.token, googleUntil: told.until });
  return told.token;
}

async function renewed(spent: string, now: number): Promise<Told | null> {
  try {
    if (!hasTokenService()) return await implicit(false, now);
    if (spent !== '') await chrome.identity.removeCachedAuthToken({ token: spent });
    return await fromService(false);
  } catch {
    return null;
  }
}

async function fromService(interactive: boolean): Promise<Told> {
  const { token = '' } = await chrome.identity.getAuthToken({ interactive });
  if (token === '') throw new Error('Google gave no token.');
  return { token, until: Number.MAX_SAFE_INTEGER };
}

/**
 * Google takes no answer to a domain that we cannot prove to own; Firefox has an address of this computer for that
 * (MDN, identity API, "Getting the redirect URL").
 */
function redirectAddress(): string {
  const usual = new URL(browser.identity.getRedirectURL('google'));
  const [name = '', ...domain] = usual.host.split('.');
  return domain.join('.') === 'extensions.allizom.org' ? `http://127.0.0.1/mozoauth2/${name}` : usual.href;
}

async function implicit(interactive: boolean, now: number): Promise<Told> {
  const state = oauth.generateRandomState();
  const redirect = redirectAddress();
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
  return { token, until: now + Number(told.get('expires_in') ?? 0) * 1000 };
}

/** Forgotten here; what the rep allowed stays allowed at Google until taken back there (docs/connect.md). */
export async function forgetGoogle(): Promise<void> {
  const { google } = await readPassing();
  if (google !== '' && hasTokenService()) await chrome.identity.removeCachedAuthToken({ token: google });
}
