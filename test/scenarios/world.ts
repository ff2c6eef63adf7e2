/** A rep's whole world in memory: mailbox, Salesforce, control plane, ledger, and the cycle over them. */

import { controlOf, Plane } from '../../shared/adapters/memory/control';
import { createOrg, crmOf, type Org } from '../../shared/adapters/memory/crm';
import { MemoryMailbox } from '../../shared/adapters/memory/mailbox';
import { defaults, normalise } from '../../shared/core/configuration';
import type { Configuration, Provider } from '../../shared/core/model';
import type { Clock, Random, World } from '../../shared/core/ports';
import { totalOf } from '../../shared/engine/apply';
import { type CycleResult, runCycle } from '../../shared/engine/cycle';
import { AskedLookups } from '../../shared/engine/lookups';
import { MemoryLedger } from '../../shared/ledger/memory';

export class TestClock implements Clock {
  constructor(public at = Date.parse('2026-03-02T08:00:00Z')) {}
  now(): number {
    return this.at;
  }
  async sleep(ms: number): Promise<void> {
    this.at += ms;
  }
  pass(ms: number): void {
    this.at += ms;
  }
}

export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return {
    next() {
      state = (state + 0x6d2b79f5) >>> 0;
      let t = state;
      t = Math.imul(t ^ (t >>> 15), t | 1);
      t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
      return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    },
  };
}

export const repId = '005000000000001AAA';

export interface RepWorldOptions {
  readonly provider?: Provider;
  readonly configuration?: (base: Configuration) => Configuration;
  readonly seed?: number;
  readonly org?: ReturnType<typeof createOrg>;
  readonly plane?: Plane;
  readonly clock?: TestClock;
  readonly userId?: string;
  readonly address?: string;
  readonly device?: string;
}

export class RepWorld {
  readonly clock: TestClock;
  readonly address: string;
  readonly mailbox: MemoryMailbox;
  readonly org: Org;
  readonly crmHands: ReturnType<typeof createOrg>['hands'];
  readonly plane: Plane;
  readonly ledger = new MemoryLedger();
  readonly world: World;
  readonly look: AskedLookups;

  constructor(options: RepWorldOptions = {}) {
    const random = seeded(options.seed ?? 1);
    this.clock = options.clock ?? new TestClock();
    const userId = options.userId ?? repId;
    const address = options.address ?? 'rep@example.com';
    this.address = address;
    this.mailbox = new MemoryMailbox({ provider: options.provider ?? 'microsoft', clock: this.clock, random, address });
    const { org, hands } = options.org ?? createOrg({ clock: this.clock, random });
    this.org = org;
    this.crmHands = hands;
    hands.user(userId, 'Rep', address);
    this.plane = options.plane ?? new Plane(this.clock, random);
    const base = normalise({ ...defaults, id: 'cfg', name: 'Standard', active: true, contacts: { ...defaults.contacts, whose: 'all' } });
    this.configure(options.configuration ? options.configuration(base) : base, userId);
    this.world = {
      mailbox: this.mailbox,
      crm: crmOf(org, { userId }),
      control: controlOf(this.plane, { userId }),
      ledger: this.ledger,
      clock: this.clock,
      random,
      log: () => {},
      device: { id: options.device ?? 'device-1', name: 'Test device', version: '0' },
    };
    this.look = new AskedLookups(this.world);
  }

  configure(configuration: Configuration, userId = repId): void {
    const next = normalise(configuration);
    this.plane.saveConfiguration(next);
    this.plane.assign(next.id, 'user', userId);
  }

  async start(): Promise<void> {
    await this.ledger.commit({ meta: { firstSyncConfirmed: true } });
  }

  async cycle(): Promise<CycleResult> {
    return runCycle(this.world, {
      look: this.look,
      stop: () => false,
      progress: () => {},
      calls: () => ({ crm: this.org.calls, mailbox: 0 }),
    });
  }

  /** Cycles until nothing is left to do. */
  async rest(most = 12): Promise<CycleResult> {
    let result = await this.cycle();
    for (let i = 0; i < most && (result.more || result.changed > 0 || busy(result)); i++) {
      this.clock.pass(60_000);
      result = await this.cycle();
    }
    return result;
  }
}

const busy = (result: CycleResult): boolean => result.applied !== null && totalOf(result.applied) > 0;
