/** The Salesforce stand-in, started once for a file and emptied for each test, with adapters of its people before it. */
import type { Salesforce as StandIn } from '../../sandbox/salesforce';
import { type Sandbox, startSandbox } from '../../sandbox/server';
import type { Account } from '../../sandbox/world';
import { seeded } from '../../shared/adapters/clock';
import { createHttp } from '../../shared/adapters/http';
import { createSalesforce, type Salesforce } from '../../shared/adapters/salesforce';

const instanceUrl = 'https://instep.my.salesforce.com';
export const startsAt = Date.parse('2026-03-02T08:00:00Z');

let started: Promise<Sandbox> | null = null;

export interface Site {
  readonly sandbox: Sandbox;
  readonly salesforce: StandIn;
  readonly reps: readonly Account[];
  readonly admin: Account;
  /** A new device of that person. */
  deviceOf(who: Account): Salesforce;
  /** API calls of all devices so far. */
  requests(): number;
  /** Bytes of their answers, before compression. */
  received(): number;
  advance(ms: number): void;
  now(): number;
}

export async function salesforceSite(): Promise<Site> {
  started ??= startSandbox({ seed: 'empty' });
  const sandbox = await started;
  const { world, vendors, urls } = sandbox;
  const salesforce = vendors.salesforce as StandIn;
  salesforce.clear();
  world.faults.clear();
  world.log.length = 0;
  if (!world.clock.frozen) world.clock.freeze();
  world.clock.set(startsAt);
  let requests = 0;
  let received = 0;
  const fetchCounted: typeof fetch = async (...call) => {
    const answer = await fetch(...call);
    received += (await answer.clone().arrayBuffer()).byteLength;
    return answer;
  };
  const clock = { now: () => world.clock.now(), sleep: async (ms: number) => world.clock.advance(ms) };
  const deviceOf = (who: Account): Salesforce => {
    const http = createHttp({
      fetch: fetchCounted,
      clock,
      random: seeded(1),
      tokens: async () => world.tokens.issue('salesforce', who.id),
      origins: { [instanceUrl]: urls.salesforce },
      log: () => {},
      count: () => requests++,
    });
    return createSalesforce({ http, random: seeded(2), instanceUrl, userId: who.id, provider: 'microsoft' });
  };
  const reps = world.accounts.filter(({ role }) => role === 'rep');
  const admin = world.accounts.find(({ role }) => role === 'admin')!;
  return {
    sandbox,
    salesforce,
    reps,
    admin,
    deviceOf,
    requests: () => requests,
    received: () => received,
    advance: (ms) => world.clock.advance(ms),
    now: () => world.clock.now(),
  };
}

export async function stop(): Promise<void> {
  await (await started)?.close();
  started = null;
}
