/** Salesforce as the engine knows it: the CRM and the control plane of one signed-in user, over one collector of requests. */
import type { ItemId } from '../../core/model';
import type { ControlPlane, Crm, Random } from '../../core/ports';
import type { Admin } from '../../device/admin';
import type { Http } from '../http';
import { adminOn } from './admin';
import type { Asking } from './asking';
import { Composite } from './composite';
import { controlOn } from './control';
import { crmOn, type Identity, whoAmI } from './crm';
import { Fields } from './fields';

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

export interface Salesforce {
  readonly crm: Crm;
  readonly control: ControlPlane;
  readonly admin: Admin;
}

export function createSalesforce(options: SalesforceOptions): Salesforce {
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
  return { crm: crmOn(asking, who), control: controlOn(asking, options.provider ?? null, who), admin: adminOn(asking, who) };
}
