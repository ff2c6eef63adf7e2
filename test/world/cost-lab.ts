/** A large rep over HTTP, with a clock of its own, and the requests that each stretch of work has cost, from the stand-ins' log. */
import { Agent, fetch as undiciFetch } from 'undici';
import type { Salesforce as StandIn } from '../../sandbox/salesforce';
import { type LargeOrder, seedLarge } from '../../sandbox/seed/large';
import { reseed } from '../../sandbox/seeding';
import { type Sandbox, startSandbox } from '../../sandbox/server';
import type { Account, LoggedRequest } from '../../sandbox/world';
import { seeded } from '../../shared/adapters/clock';
import { createGoogleMailbox } from '../../shared/adapters/google';
import { createGraphMailbox } from '../../shared/adapters/graph';
import { createHttp } from '../../shared/adapters/http';
import { createSalesforce } from '../../shared/adapters/salesforce';
import { configurationRow } from '../../shared/adapters/salesforce/configuration';
import { defaults, normalise } from '../../shared/core/configuration';
import type { Configuration, Provider } from '../../shared/core/model';
import type { Clock, Ledger, World } from '../../shared/core/ports';
import { totalOf } from '../../shared/engine/apply';
import { type CycleResult, runCycle } from '../../shared/engine/cycle';
import { AskedLookups } from '../../shared/engine/lookups';
import { MemoryLedger } from '../../shared/ledger/memory';

const org = 'https://brightwater.my.salesforce.com';

export interface Cost {
  readonly salesforce: number;
  readonly mailbox: number;
  readonly writes: number;
}

export class CostLab {
  readonly requests: LoggedRequest[] = [];

  private constructor(
    readonly sandbox: Sandbox,
    readonly who: Account,
    readonly provider: Provider,
  ) {}

  static async open(
    provider: Provider,
    order: LargeOrder,
    settings: (base: Configuration) => Configuration = (base) => base,
  ): Promise<CostLab> {
    const sandbox = await startSandbox({ seed: 'empty' });
    const { world, vendors } = sandbox;
    world.clock.freeze();
    world.clock.set(Date.parse('2026-03-02T08:00:00Z'));
    await reseed(world, vendors, 'empty', 1);
    const who = world.accounts.find(({ role, mailbox }) => role === 'rep' && mailbox === provider) as Account;
    await seedLarge(world, vendors, { ...order, user: who.email });
    const lab = new CostLab(sandbox, who, provider);
    lab.configure(settings);
    world.clock.advance(3_600_000);
    world.log.length = 0;
    return lab;
  }

  configure(settings: (base: Configuration) => Configuration): void {
    const salesforce = this.sandbox.vendors.salesforce as StandIn;
    const admin = this.sandbox.world.accounts.find(({ role }) => role === 'admin') as Account;
    const standard = salesforce.rows('Instep_Configuration__c').find((row) => row.IsDeleted !== true);
    const configuration = normalise(settings({ ...defaults, id: '', name: 'Standard', active: true }));
    if (standard) salesforce.update('Instep_Configuration__c', standard.Id, configurationRow(configuration), admin.id);
  }

  device(ledger: Ledger = new MemoryLedger()): CostDevice {
    return new CostDevice(this, ledger);
  }

  close(): Promise<void> {
    return this.sandbox.close();
  }
}

/** One device of the rep. */
export class CostDevice {
  readonly world: World;
  readonly look: AskedLookups;
  #seen: number;

  constructor(
    private readonly lab: CostLab,
    ledger: Ledger,
  ) {
    const { sandbox, who, provider } = lab;
    const { world, urls, graphCa } = sandbox;
    const clock: Clock = { now: () => world.clock.now(), sleep: async (ms) => world.clock.advance(ms) };
    const dispatcher = new Agent({ connect: { ca: graphCa } });
    const http = createHttp({
      fetch: ((input: string, init: object) => undiciFetch(input, { ...init, dispatcher })) as unknown as typeof fetch,
      clock,
      random: seeded(1),
      log: () => {},
      origins: {
        [org]: urls.salesforce,
        'https://graph.microsoft.com': urls.graph,
        'https://www.googleapis.com': urls.google,
        'https://people.googleapis.com': urls.google,
      },
      tokens: async (system) => world.tokens.issue(system === 'microsoft' ? 'graph' : system, who.id),
    });
    const { crm, control } = createSalesforce({ http, random: seeded(2), instanceUrl: org, provider });
    const mailbox = provider === 'google' ? createGoogleMailbox({ http }) : createGraphMailbox({ http });
    const device = { id: 'device', name: 'Test device', version: '0' };
    this.world = { mailbox, crm, control, ledger, clock, random: seeded(3), log: () => {}, device };
    this.look = new AskedLookups(this.world);
    this.#seen = world.log.length;
  }

  cycle(): Promise<CycleResult> {
    return runCycle(this.world, { look: this.look, stop: () => false, progress: () => {}, calls: () => ({ crm: 0, mailbox: 0 }) });
  }

  /** Cycles a minute apart, until one finds nothing to do; that one is not counted. */
  async rest(): Promise<{ readonly cost: Cost; readonly idle: Cost; readonly cycles: number }> {
    let cost = noCost;
    for (let cycles = 1; cycles < 20; cycles++) {
      const result = await this.cycle();
      const spent = this.spent(result);
      const worked = result.more || result.changed > 0 || (result.applied !== null && totalOf(result.applied) > 0);
      if (!worked) return { cost, idle: spent, cycles };
      cost = { salesforce: cost.salesforce + spent.salesforce, mailbox: cost.mailbox + spent.mailbox, writes: cost.writes + spent.writes };
      this.lab.sandbox.world.clock.advance(60_000);
    }
    throw new Error('the cycles do not come to rest');
  }

  /** What went over the wire since the last call. */
  log(): readonly LoggedRequest[] {
    const { log } = this.lab.sandbox.world;
    const since = log.slice(this.#seen).filter(({ vendor }) => vendor !== 'oauth');
    this.#seen = log.length;
    return since;
  }

  spent(result: CycleResult | null = null): Cost {
    const log = this.log();
    this.lab.requests.push(...log);
    return {
      salesforce: log.filter(({ vendor }) => vendor === 'salesforce').length,
      mailbox: log.filter(({ vendor }) => vendor !== 'salesforce').length,
      writes: result?.applied ? totalOf(result.applied) : 0,
    };
  }
}

export const noCost: Cost = { salesforce: 0, mailbox: 0, writes: 0 };

/** What a request was, for a person who wonders where the calls go. */
export function told({ vendor, method, path, parts }: LoggedRequest): string {
  const short = (text: string): string =>
    decodeURIComponent(text)
      .replace(/^.*\/(query|queryAll)\?q=SELECT.*FROM[ +](\w+)(?:.*?(WHERE.{0,40}))?.*$/s, '$1 $2 $3')
      .replace(/\?.*$/, '')
      .replace(/^\/services\/data\/v[\d.]+/, '')
      .replace(/[A-Za-z0-9_-]{30,}/g, '…')
      .slice(0, 90);
  const counted = new Map<string, number>();
  for (const part of parts) counted.set(`${part.method} ${short(part.path)}`, (counted.get(`${part.method} ${short(part.path)}`) ?? 0) + 1);
  const inner = [...counted].map(([name, n]) => (n > 1 ? `${n}× ${name}` : name)).join(' + ');
  return `${vendor} ${inner === '' ? `${method} ${short(path)}` : inner}`;
}
