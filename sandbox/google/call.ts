/** One request on its way through the stand-in: who asks, for what, with what. */
import type { Account, World } from '../world';
import type { JsonObject } from './json';
import type { Quotas } from './quotas';

export interface Call {
  readonly world: World;
  readonly account: Account;
  readonly method: string;
  /** Decoded path segments behind the service's own prefix. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
  readonly headers: Headers;
  /** The JSON body; an empty object where there is none. */
  readonly body: JsonObject;
  readonly now: number;
  readonly quotas: Quotas;
}

/** The account's own address in any spelling? */
export const isOwn = (account: Account, email: string): boolean =>
  [account.email, ...account.aliases].some((own) => own.toLowerCase() === email.toLowerCase());
