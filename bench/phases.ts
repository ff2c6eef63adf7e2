/**
 * The phases that ours and the rivals go through, in this order: first sync of a full mailbox into an empty CRM, the echo of what was
 * written, nothing changed, one in a hundred changed on each side, and everything found again after the ledger was lost.
 */
import { controlOf, Plane } from '../shared/adapters/memory/control';
import { defaults, normalise } from '../shared/core/configuration';
import type { Ledger, World } from '../shared/core/ports';
import { totalOf } from '../shared/engine/apply';
import { runCycle } from '../shared/engine/cycle';
import { AskedLookups } from '../shared/engine/lookups';
import { BenchCrm, BenchMailbox, userId } from './accounts';
import { pagesOf } from './pages';

export interface Size {
  readonly contacts: number;
  readonly events: number;
}

export const idleCycles = 50;

/** What one phase did, besides the time that it took. */
export interface Did {
  readonly writes: number;
  readonly requests: { readonly mailbox: number; readonly crm: number };
}

export type Phase = readonly [name: 'initial' | 'echo' | 'nochange' | 'delta' | 'match', work: () => Promise<Did>];

interface Device {
  readonly world: World;
  readonly look: AskedLookups;
}

/** @param ledgerOf a new, empty ledger: one for the first device, one for that which has lost it. */
export function* ours({ contacts, events }: Size, ledgerOf: () => Ledger): Generator<Phase> {
  let now = Date.UTC(2026, 2, 15, 9);
  const clock = {
    now: () => now,
    sleep: async (ms: number) => {
      now += ms;
    },
  };
  const random = { next: () => 0.5 };
  const plane = new Plane(clock, random);
  plane.saveConfiguration(
    normalise({ ...defaults, id: 'bench', name: 'Bench', active: true, contacts: { ...defaults.contacts, whose: 'all' } }),
  );
  plane.assign('bench', 'user', userId);
  const mailbox = new BenchMailbox(pagesOf(contacts, events));
  const crm = new BenchCrm();

  async function deviceOn(ledger: Ledger): Promise<Device> {
    await ledger.commit({ meta: { firstSyncConfirmed: true } });
    const device = { id: 'bench', name: 'Bench', version: '0' };
    const world: World = { mailbox, crm, control: controlOf(plane, { userId }), ledger, clock, random, log: () => {}, device };
    return { world, look: new AskedLookups(world) };
  }
  async function untilRest({ world, look }: Device): Promise<Did> {
    const before = { mailbox: mailbox.requests, crm: crm.requests };
    let writes = 0;
    for (let more = true; more; now += 1000) {
      const result = await runCycle(world, { look, stop: () => false, progress: () => {}, calls: () => ({ crm: 0, mailbox: 0 }) });
      if (result.connection.kind !== 'running') throw new Error(`The cycle stopped: ${JSON.stringify(result.connection)}`);
      writes += result.applied ? totalOf(result.applied) : 0;
      more = result.more;
    }
    return { writes, requests: { mailbox: mailbox.requests - before.mailbox, crm: crm.requests - before.crm } };
  }

  let device = deviceOn(ledgerOf());
  yield ['initial', async () => untilRest(await device)];
  yield ['echo', async () => untilRest(await device)];
  yield [
    'nochange',
    async () => {
      for (let cycle = 1; cycle < idleCycles; cycle++) await untilRest(await device);
      return untilRest(await device);
    },
  ];
  mailbox.edit('contact', 3, () => ({ jobTitle: 'Edited here' }));
  mailbox.edit('event', 3, () => ({ location: { displayName: 'Edited here' } }));
  crm.edit('contact', 57, { Title: 'Edited there' });
  crm.edit('event', 57, { Location: 'Edited there' });
  yield ['delta', async () => untilRest(await device)];
  device = deviceOn(ledgerOf());
  yield ['match', async () => untilRest(await device)];
}
