/**
 * Tokens of this browser. What outlives it (refresh tokens) is in a database of the extension's own origin, which scripts in host
 * pages cannot open, unlike `storage.local`; what need not is in `storage.session`, for trusted contexts alone. Neither is ever
 * sent to a page or written to a log (SEC2).
 */
import Dexie, { type Table } from 'dexie';
import * as v from 'valibot';
import browser from 'webextension-polyfill';

const kept = v.object({
  /** `https://acme.my.salesforce.com` */
  org: v.optional(v.string(), ''),
  /** `<org id>/<user id>` */
  salesforceUser: v.optional(v.string(), ''),
  salesforceRefresh: v.optional(v.string(), ''),
  /** The address of the Google account. */
  google: v.optional(v.string(), ''),
});
const passing = v.object({
  salesforce: v.optional(v.string(), ''),
  google: v.optional(v.string(), ''),
  googleUntil: v.optional(v.number(), 0),
});

export type Kept = v.InferOutput<typeof kept>;
export type Passing = v.InferOutput<typeof passing>;

const only = 'connections';
const passingKey = 'tokens';

class Vault extends Dexie {
  readonly kept: Table<unknown, string>;
  constructor() {
    super('instep-vault');
    this.version(1).stores({ kept: '' });
    this.kept = this.table('kept');
  }
}
const vault = new Vault();

/** Whose ledger this is: with another org, user or account nothing in it is true. */
export const ownerOf = ({ org, salesforceUser, google }: Kept): string => [org, salesforceUser, google].join(' ');

export const readKept = async (): Promise<Kept> => v.parse(kept, (await vault.kept.get(only)) ?? {});

export async function readPassing(): Promise<Passing> {
  const stored = await browser.storage.session.get(passingKey);
  return v.parse(passing, stored[passingKey] ?? {});
}

/** One after the other: a rotated refresh token must not be overwritten by an older write. */
let writing: Promise<unknown> = Promise.resolve();

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const next = writing.then(work, work);
  writing = next.catch(() => undefined);
  return next;
}

export const keep = (change: Partial<Kept>): Promise<void> =>
  inTurn(async () => void (await vault.kept.put({ ...(await readKept()), ...change }, only)));

export const pass = (change: Partial<Passing>): Promise<void> =>
  inTurn(async () => browser.storage.session.set({ [passingKey]: { ...(await readPassing()), ...change } }));

/** SEC5: nothing of the connections stays. */
export const empty = (): Promise<void> =>
  inTurn(async () => {
    await vault.kept.clear();
    await browser.storage.session.remove(passingKey);
  });

/** `storage.session` is for trusted contexts by default; said once more, should a default ever change. */
export async function closeToPages(): Promise<void> {
  const areas = [chrome.storage.session, chrome.storage.local];
  await Promise.allSettled(areas.map((area) => area.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' })));
}
