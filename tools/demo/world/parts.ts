/** Puts the real parts together in the page: adapters over HTTP against the stand-ins, through the map of origins. */
import { realRandom } from '../../../shared/adapters/clock';
import { createGoogleMailbox } from '../../../shared/adapters/google';
import { createGraphMailbox } from '../../../shared/adapters/graph';
import { createHttp, type Http } from '../../../shared/adapters/http';
import { createSalesforce, type Salesforce } from '../../../shared/adapters/salesforce';
import type { Provider, System } from '../../../shared/core/model';
import { Failed, type Log, type Mailbox } from '../../../shared/core/ports';
import { control, originOf, type Told, type Vendor } from './standIns';
import type { DemoTime } from './time';

/** The company's own address at Salesforce; the map of origins leads it to the stand-in. */
export const org = 'https://brightwater.my.salesforce.com';

export const vendorOf: Readonly<Record<System, Vendor>> = { salesforce: 'salesforce', microsoft: 'graph', google: 'google' };

/** The person's sign-ins: one that ran out gives no token until the person signs in again. */
export class SignIns {
  readonly #tokens = new Map<System, string>();
  readonly #ended = new Set<System>();

  constructor(readonly user: string) {}

  async token(system: System, fresh: boolean): Promise<string> {
    if (this.#ended.has(system)) throw new Failed({ kind: 'signed out', system });
    const held = this.#tokens.get(system);
    if (held && !fresh) return held;
    const token = await control.token(vendorOf[system], this.user);
    this.#tokens.set(system, token);
    return token;
  }

  end(system: System): void {
    this.#ended.add(system);
    this.#tokens.delete(system);
  }

  signIn(system: System): void {
    this.#ended.delete(system);
  }

  has = (system: System): boolean => !this.#ended.has(system);
}

interface HttpParts {
  readonly told: Told;
  readonly time: DemoTime;
  readonly signIns: SignIns;
  readonly log: Log;
  readonly fetch: typeof fetch;
  readonly count: (system: System) => void;
}

export const httpOn = ({ told, time, signIns, log, fetch, count }: HttpParts): Http =>
  createHttp({
    fetch,
    clock: time,
    random: realRandom,
    log,
    count,
    origins: {
      [org]: told.urls.salesforce,
      'https://graph.microsoft.com': originOf(told, 'graph'),
      'https://www.googleapis.com': told.urls.google,
      'https://people.googleapis.com': told.urls.google,
    },
    // A demo must not make its visitor wait for patience.
    limits: { patienceMs: 2000, repeats: 1 },
    tokens: (system, { fresh }) => signIns.token(system, fresh),
  });

export const salesforceOn = (http: Http, provider?: Provider): Salesforce =>
  createSalesforce({ http, random: realRandom, instanceUrl: org, ...(provider ? { provider } : {}) });

export const mailboxOn = (http: Http, provider: Provider): Mailbox =>
  provider === 'microsoft' ? createGraphMailbox({ http }) : createGoogleMailbox({ http });
