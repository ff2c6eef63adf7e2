/** The stand-ins as the demo page reaches them: who works there, tokens, faults, the clock, and the vendors' own calls. */
export type Vendor = 'salesforce' | 'graph' | 'google';

export interface Account {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: 'rep' | 'admin' | 'user';
  readonly mailbox: 'microsoft' | 'google' | 'none';
  readonly timeZone: string;
}

/** What the server tells in `stand-ins.json`. */
export interface Told {
  /** Changes when the company was made anew. */
  readonly company: string;
  readonly urls: Readonly<Record<'control' | Vendor, string>>;
}

export interface Logged {
  readonly vendor: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly user: string;
}

export interface Imported {
  readonly contacts: number;
  readonly events: number;
  readonly unreadable: readonly { readonly file: string; readonly item: string; readonly why: string }[];
  readonly shortened: readonly {
    readonly item: string;
    readonly field: string;
    readonly from: number | string;
    readonly to: number | string;
  }[];
}

/** Graph goes through the page's own origin: the browser does not trust its certificate. */
export const originOf = (told: Told, vendor: Vendor): string => (vendor === 'graph' ? location.origin : told.urls[vendor]);

async function json<T>(path: string, init?: RequestInit): Promise<T> {
  const answer = await fetch(path, { cache: 'no-store', ...init });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${(await answer.text()).slice(0, 200)}`);
  return (await answer.json()) as T;
}

const post = <T>(path: string, body: unknown): Promise<T> =>
  json<T>(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

export const control = {
  told: () => json<Told>('/stand-ins.json'),
  accounts: () => json<readonly Account[]>('/control/accounts'),
  clock: (change: { readonly advanceMs?: number } = {}) => post<{ readonly now: number }>('/control/clock', change),
  fault: (change: unknown) => post<{ readonly rules: readonly unknown[] }>('/control/fault', change),
  seed: () => post<unknown>('/control/seed', { name: 'company' }),
  log: (since: number) => json<{ readonly next: number; readonly log: readonly Logged[] }>(`/control/log?since=${since}`),
  importFiles: (user: string, provider: string, files: readonly { readonly name: string; readonly base64: string }[]) =>
    post<Imported>('/control/import', { user, provider, files }),
  async token(vendor: Vendor, user: string): Promise<string> {
    const { access_token } = await post<{ access_token: string }>('/control/token', { vendor, user, lifeMs: 30 * 86_400_000 });
    return access_token;
  },
};

/** A call as the vendor's own screens would make it: what the visitor does in Salesforce or in the mailbox, not what Instep does. */
export async function vendorCall<T>(
  told: Told,
  vendor: Vendor,
  user: string,
  path: string,
  init: { readonly method?: string; readonly body?: unknown } = {},
): Promise<T> {
  const token = await control.token(vendor, user);
  const answer = await fetch(`${originOf(told, vendor)}${path}`, {
    method: init.method ?? 'GET',
    // One id for an item for ever, as the ledger has it.
    headers: {
      authorization: `Bearer ${token}`,
      ...(vendor === 'graph' ? { prefer: 'IdType="ImmutableId"' } : {}),
      ...(init.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${answer.status} ${text.slice(0, 300)}`);
  return (text === '' ? null : JSON.parse(text)) as T;
}
