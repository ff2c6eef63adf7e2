/** Puts the real parts together: adapters over HTTP against the stand-ins, in Node. */
import { Agent, fetch as undiciFetch } from 'undici';
import { realClock, realRandom } from '../../shared/adapters/clock';
import { createGoogleMailbox } from '../../shared/adapters/google';
import { createGraphMailbox } from '../../shared/adapters/graph';
import { createHttp } from '../../shared/adapters/http';
import { createSalesforce } from '../../shared/adapters/salesforce';
import type { Provider, System } from '../../shared/core/model';
import type { Ledger, Log, World } from '../../shared/core/ports';
import type { StandIns } from './standIns';

export interface Connected {
  readonly world: World;
  /** Requests that went out, by system. */
  readonly requests: Readonly<Record<System, number>>;
}

/** The demo company's own address at Salesforce; the origin map leads it to the stand-in. */
const org = 'https://brightwater.my.salesforce.com';

const vendorOf: Readonly<Record<System, string>> = { salesforce: 'salesforce', microsoft: 'graph', google: 'google' };

export async function connect(
  standIns: Pick<StandIns, 'urls' | 'graphCa'>,
  user: string,
  provider: Provider,
  ledger: Ledger,
  log: Log,
): Promise<Connected> {
  const requests: Record<System, number> = { salesforce: 0, microsoft: 0, google: 0 };
  const dispatcher = new Agent({ connect: { ca: standIns.graphCa } });
  const fetchThem = ((input: string, init: object) => undiciFetch(input, { ...init, dispatcher })) as unknown as typeof fetch;
  const tokens = new Map<System, string>();
  const http = createHttp({
    fetch: fetchThem,
    clock: realClock,
    random: realRandom,
    log,
    origins: {
      [org]: standIns.urls.salesforce,
      'https://graph.microsoft.com': standIns.urls.graph,
      'https://www.googleapis.com': standIns.urls.google,
      'https://people.googleapis.com': standIns.urls.google,
    },
    count: (system) => void requests[system]++,
    tokens: async (system, { fresh }) => {
      const held = tokens.get(system);
      if (held && !fresh) return held;
      const token = await tokenFor(standIns, vendorOf[system], user);
      tokens.set(system, token);
      return token;
    },
  });
  const { crm, control } = createSalesforce({ http, random: realRandom, instanceUrl: org, provider });
  const mailbox = provider === 'microsoft' ? createGraphMailbox({ http }) : createGoogleMailbox({ http });
  const device = { id: 'command-line', name: 'Command line', version: '0.1.0' };
  return { requests, world: { mailbox, crm, control, ledger, clock: realClock, random: realRandom, log, device } };
}

async function tokenFor(standIns: Pick<StandIns, 'urls'>, vendor: string, user: string): Promise<string> {
  const answer = await fetch(`${standIns.urls.control}/control/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ vendor, user, lifeMs: 86_400_000 }),
  });
  const { access_token } = (await answer.json()) as { access_token?: string };
  if (!access_token) throw new Error(`No token for ${user} at ${vendor}.`);
  return access_token;
}
