/**
 * Tokens of this browser. Refresh tokens outlive it (`storage.local`), access tokens do not (`storage.session`); neither is
 * ever sent to a page or written to a log (SEC2). Only trusted contexts may read them.
 */
import * as v from 'valibot';
import browser from 'webextension-polyfill';

const kept = v.object({
  /** `https://acme.my.salesforce.com` */
  org: v.optional(v.string(), ''),
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

const keptKey = 'connections';
const passingKey = 'tokens';

export async function readKept(): Promise<Kept> {
  const stored = await browser.storage.local.get(keptKey);
  return v.parse(kept, stored[keptKey] ?? {});
}

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
  inTurn(async () => browser.storage.local.set({ [keptKey]: { ...(await readKept()), ...change } }));

export const pass = (change: Partial<Passing>): Promise<void> =>
  inTurn(async () => browser.storage.session.set({ [passingKey]: { ...(await readPassing()), ...change } }));

/** SEC5: nothing of the connections stays. */
export const empty = (): Promise<void> =>
  inTurn(async () => {
    await browser.storage.local.remove(keptKey);
    await browser.storage.session.remove(passingKey);
  });
