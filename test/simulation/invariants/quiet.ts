/** One more cycle plans nothing, whichever device runs it, and all devices of a rep know the same. */
import type { SimDevice } from '../world';
import type { Invariant } from '.';

export const idle: Invariant = async (sim) => {
  const broken: string[] = [];
  for (const device of sim.devices) {
    const before = device.life.writes;
    await device.run({}, () => device.engine.takeOver());
    const writes = device.life.writes - before;
    if (writes > 0) broken.push(`SYN6: one more cycle of ${device.id} wrote ${writes} times`);
    const { connection } = await device.ledger.meta();
    if (connection?.kind === 'running' && (await device.ledger.dirtyCount()) > 0)
      broken.push(`SYN6: ${device.id} still has something to plan`);
  }
  return broken;
};

/** Of what both devices can see: an event beyond the window is known to the device that was there when it went. */
export const sameOnAllDevices: Invariant = async (sim) => {
  const broken: string[] = [];
  for (const rep of sim.reps) {
    const known: { readonly id: string; readonly seen: ReadonlyMap<string, string> }[] = [];
    for (const device of rep.devices) {
      if (['running', 'following'].includes((await device.ledger.meta()).connection?.kind ?? ''))
        known.push({ id: device.id, seen: await twinsOn(device) });
    }
    for (const one of known) {
      for (const [item, record] of one.seen) {
        const there = known[0]?.seen.get(item);
        if (there !== undefined && there !== record)
          broken.push(`SYN7: ${one.id} pairs ${item} with ${record}, ${known[0]?.id} with ${there}`);
      }
    }
  }
  return broken;
};

async function twinsOn(device: SimDevice): Promise<ReadonlyMap<string, string>> {
  const twins = new Map<string, string>();
  for (const kind of ['contact', 'event'] as const) {
    const rows = (await device.ledger.scan('mailbox', kind, null, 1000)).filter((row) => row.seen);
    const pairs = await device.ledger.pairsOf(rows);
    for (const [index, row] of rows.entries()) twins.set(row.id, pairs[index]?.crmId ?? 'nothing');
  }
  return twins;
}
