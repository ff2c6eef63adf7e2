/** STA5, RST2, RST3: what a dry run says is what happens; a reset, or a lost ledger, writes nothing when nothing has changed. */
import { Dice, seedOf } from '../dice';
import type { SimDevice, SimRep, SimWorld } from '../world';
import type { Invariant } from '.';
import { leader } from './agree';

export const resetAsForetold: Invariant = async (sim) => {
  const broken: string[] = [];
  // Several contacts of one record find it again in another order, and so do those of a record that is beside the one that was made for it.
  if ([...sim.book.names()].some((name) => sim.book.wasAsked(name, 'merged') || isTwice(sim, name))) return broken;
  for (const rep of sim.reps) {
    const device = await leader(rep.devices);
    if (!device || !new Dice(seedOf(sim.seed, rep.index)).chance(0.5)) continue;
    const told = await outcomeOf(sim, device, sim.plane.place(rep.userId, 'preview').id);
    const before = device.life.writes - device.life.marks;
    const happened = await outcomeOf(sim, device, sim.plane.place(rep.userId, 'reset').id);
    const writes = device.life.writes - device.life.marks - before;
    if (told !== happened) broken.push(`RST3: the dry run said ${told}, the reset did ${happened}`);
    if (writes > 0 && bothWays(rep)) broken.push(`RST2: a reset with nothing changed wrote ${writes} times`);
  }
  return broken;
};

const isTwice = (sim: SimWorld, name: string): boolean =>
  sim.book.wasAsked(name, 'undeleted') && sim.book.named(name).filter((life) => life.place === 'crm' && life.live).length > 1;

const bothWays = ({ configuration: { contacts, events } }: SimRep): boolean => contacts.direction === 'both' && events.direction === 'both';

async function outcomeOf(sim: SimWorld, device: SimDevice, requestId: string): Promise<string> {
  for (let round = 0; round < 4; round++) {
    await device.run({}, () => device.engine.takeOver());
    if ((await device.ledger.meta()).connection?.kind === 'reconnect') await device.run({}, () => device.device.reconnect());
  }
  const outcome = sim.plane.requests.get(requestId)?.outcome;
  if (!outcome) return 'nothing';
  const { contacts, events } = JSON.parse(outcome) as Record<string, unknown>;
  return JSON.stringify({ contacts, events });
}

/** SYN6: restored from marks and from what the devices share. */
export const lossWritesNothing: Invariant = async (sim) => {
  const broken: string[] = [];
  for (const rep of sim.reps) {
    const device = await leader(rep.devices);
    if (!device || !bothWays(rep) || !new Dice(seedOf(sim.seed, 50 + rep.index)).chance(0.5)) continue;
    await device.reload(null);
    for (let round = 0; round < 3; round++) {
      await device.run({}, () => device.engine.takeOver());
      sim.clock.at += 3_600_000;
    }
    if (device.life.writes > 0)
      broken.push(`SYN6: with its ledger lost and nothing changed, ${device.id} wrote ${device.life.writes} times`);
  }
  return broken;
};
