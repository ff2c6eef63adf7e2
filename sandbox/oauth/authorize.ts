/**
 * The authorize endpoint that all three share. `picked` is what the page's buttons add; `login_hint` answers at once,
 * `prompt=none` too, from the browser's session cookie; without either the page asks.
 */
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { Account, VendorName, World } from '../world';
import { refusalPage, signInPage } from './page';

export interface Asked {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly responseType: string;
  readonly scope: string;
  readonly challenge: string | null;
  readonly nonce: string | null;
  readonly state: string | null;
}

export interface AuthorizeRules {
  readonly vendor: VendorName;
  /** Why the request cannot be answered, as an OAuth error, or null. */
  refuse(asked: Asked, params: URLSearchParams): { readonly error: string; readonly description: string } | null;
  /** What a silent request answers without a session. */
  readonly loginRequired: string;
  /** The parameters of the answer. */
  grant(asked: Asked, account: Account): Record<string, string>;
  /** Where the answer stands in the address. */
  place(params: URLSearchParams): 'query' | 'fragment';
}

const isSilent = (params: URLSearchParams) => params.get('prompt') === 'none' || params.get('immediate') === 'true';
const mustAsk = (params: URLSearchParams) => ['select_account', 'login'].includes(params.get('prompt') ?? '');

export function peopleOf(world: World, vendor: VendorName): readonly Account[] {
  const provider = { graph: 'microsoft', google: 'google', salesforce: null }[vendor];
  return world.accounts.filter((account) => provider === null || account.mailbox === provider);
}

export function authorize(world: World, rules: AuthorizeRules, c: Context): Response | Promise<Response> {
  const params = new URL(c.req.url).searchParams;
  const { vendor } = rules;
  const asked: Asked = {
    clientId: params.get('client_id') ?? '',
    redirectUri: params.get('redirect_uri') ?? '',
    responseType: params.get('response_type') ?? '',
    scope: params.get('scope') ?? '',
    challenge: params.get('code_challenge'),
    nonce: params.get('nonce'),
    state: params.get('state'),
  };
  if (!asked.clientId) return c.html(refusalPage(vendor, 'client_id is missing.'), 400);
  if (!URL.canParse(asked.redirectUri)) return c.html(refusalPage(vendor, 'redirect_uri is missing or no address.'), 400);

  const answer = (values: Record<string, string>) => {
    const all = new URLSearchParams({ ...values, ...(asked.state === null ? {} : { state: asked.state }) });
    const target = new URL(asked.redirectUri);
    if (rules.place(params) === 'fragment') target.hash = all.toString();
    else for (const [name, value] of all) target.searchParams.set(name, value);
    return c.redirect(target.href, 302);
  };
  const refusal = rules.refuse(asked, params);
  if (refusal) return answer({ error: refusal.error, error_description: refusal.description });

  const people = peopleOf(world, vendor);
  const picked = params.get('picked');
  if (picked === 'cancel') return answer({ error: 'access_denied', error_description: 'The person has cancelled.' });
  const who =
    picked ?? (mustAsk(params) ? null : params.get('login_hint')) ?? (isSilent(params) ? getCookie(c, `sandbox-${vendor}`) : null);
  const account = who ? people.find(({ id }) => id === world.account(who)?.id) : undefined;
  if (account) {
    setCookie(c, `sandbox-${vendor}`, account.id, { path: '/', httpOnly: true, sameSite: 'Lax' });
    return answer(rules.grant(asked, account));
  }
  if (isSilent(params)) return answer({ error: rules.loginRequired, error_description: 'Nobody is signed in in this browser.' });
  return c.html(signInPage(vendor, people, params));
}
