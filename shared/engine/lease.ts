/**
 * The right to write (SYN7), taken at the beginning of a cycle and kept while it is at work: a first sync may last longer than a lease.
 * Neither Outlook nor Google knows a key for a new contact, so before some are made the control plane is asked whether the lease is
 * still ours: another device may be making the same (SYN6).
 */
import { Failed, type World } from '../core/ports';

export const leaseMs = 30 * 60_000;

export async function takeLease(world: World, force?: boolean): Promise<boolean> {
  const until = world.clock.now() + leaseMs;
  const { id, name } = world.device;
  const taken = await world.control.takeLease({ id, name }, until, force);
  await world.ledger.commit({ meta: { leaseUntil: taken ? until : null } });
  return taken;
}

/** In its second half it is renewed. */
export const isDue = (leaseUntil: number | null, now: number): boolean => leaseUntil === null || leaseUntil - now < leaseMs / 2;

/** @param surely asks in any case. Throws Failed `locked` when another device has it by now. */
export async function keepLease(world: World, surely: boolean): Promise<void> {
  const { leaseUntil } = await world.ledger.meta();
  if (!surely && !isDue(leaseUntil, world.clock.now())) return;
  if (!(await takeLease(world))) throw new Failed({ kind: 'locked' });
}
