/** One signed-in user of one org, whatever it is asked for: its address, one collector of requests, and who that is. */
import type { ItemId } from '../../core/model';
import type { Random } from '../../core/ports';
import type { Http } from '../http';
import type { Asking } from './asking';
import { Composite } from './composite';
import { Fields } from './fields';
import { type Identity, whoAmI } from './identity';

export interface SalesforceOptions {
  readonly http: Http;
  readonly random: Random;
  /** The org's own address, as the sign-in told it: `https://acme.my.salesforce.com`. */
  readonly instanceUrl: string;
  /** Known already: saves asking who is signed in before the first cycle. */
  readonly userId?: ItemId;
  /** What reports say of the mailbox. */
  readonly provider?: 'microsoft' | 'google';
}

export interface One {
  readonly asking: Asking;
  readonly who: () => Promise<Identity>;
}

export function oneOf(options: SalesforceOptions): One {
  const origin = new URL(options.instanceUrl).origin;
  let identity: Promise<Identity> | null = null;
  const who = (): Promise<Identity> => {
    identity ??= whoAmI({ http: options.http, origin }).catch((error: unknown) => {
      identity = null;
      throw error;
    });
    return identity;
  };
  const asking: Asking = {
    http: options.http,
    random: options.random,
    origin,
    composite: new Composite(options.http, origin),
    fields: new Fields(),
    me: () => options.userId ?? who().then((me) => me.userId),
  };
  return { asking, who };
}
