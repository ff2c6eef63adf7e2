/** Both sides agree on every paired field, and every pair is one that the records of the simulator know. */
import type { Pair } from '../../../shared/core/model';
import type { Life } from '../book';
import { sameValue } from '../traits';
import type { SimDevice, SimWorld } from '../world';
import type { Invariant } from '.';
import { insideWindow } from './covered';
import { whereabouts } from './edits';

export const agree: Invariant = async (sim) => {
  const broken: string[] = [];
  for (const rep of sim.reps) {
    const device = await leader(rep.devices);
    if (!device) continue;
    for (const { pair, at } of await pairsAtRest(device)) {
      const item = sim.book.lives.get(`${rep.index}|${pair.mailboxId}`);
      const record = sim.book.lives.get(`crm|${pair.crmId}`);
      // The organizer's record went where nobody looks (EVT4): it is asked for when the window gets there.
      if (
        at === 'organizer syncs instead' &&
        item?.live &&
        record &&
        !insideWindow(record.values.time ?? '', rep.configuration, sim.clock.now())
      )
        continue;
      if (!item?.live || !record?.live) broken.push(`SYN6: a pair in step lacks a side: ${pair.mailboxId}, ${pair.crmId}`);
      else if (at === 'in step') broken.push(...differences(sim, rep.configuration, item, record));
    }
  }
  return broken;
};

/** The device that runs the cycles. */
export async function leader(devices: readonly SimDevice[]): Promise<SimDevice | null> {
  for (const device of devices) if ((await device.ledger.meta()).connection?.kind === 'running') return device;
  return null;
}

async function pairsAtRest(device: SimDevice): Promise<{ readonly pair: Pair; readonly at: string }[]> {
  const { items } = await device.device.list({ status: ['in step'], search: '', kind: 'all', limit: 1000, offset: 0 });
  const pairs = await device.ledger.pairsOf(items.map((item) => item.ref));
  return items.flatMap((item, index) => {
    const pair = pairs[index];
    return pair ? [{ pair, at: item.status.cause }] : [];
  });
}

function differences(sim: SimWorld, configuration: SimDevice['rep']['configuration'], item: Life, record: Life): string[] {
  const { direction } = item.kind === 'contact' ? configuration.contacts : configuration.events;
  if (direction !== 'both') return [];
  const masked = item.kind === 'event' && item.values.private === 'private' && configuration.events.private === 'time only';
  const broken: string[] = [];
  for (const [field, value] of Object.entries(item.values)) {
    const there = record.values[field] ?? '';
    if (sameValue(field, value, there) || (masked && field !== 'time' && field !== 'showAs')) continue;
    // Google has no word for being away.
    if (field === 'showAs' && sim.reps[item.place as number]?.provider === 'google' && value === 'busy' && there === 'away') continue;
    // An account is never taken away, and a company that the rep left as it is stays (CON3).
    if (field === 'company' && (value === '' || there === '' || sim.book.wasAsked(item.name, 'answered'))) continue;
    broken.push(`SYN1: ${field} of ${item.name} differs: "${value}" (${whereabouts(item)}), "${there}" (${whereabouts(record)})`);
  }
  return broken;
}
