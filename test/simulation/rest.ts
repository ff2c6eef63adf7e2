/** After the agitation: fair weather, and reps who answer what they are asked, until nothing moves any more. */
import type { Ref } from '../../shared/core/model';
import { Dice, seedOf } from './dice';
import { timeInCrm } from './typing';
import type { SimDevice, SimWorld } from './world';

const hour = 3_600_000;
const day = 24 * hour;
const mostRounds = 20;

export async function comeToRest(sim: SimWorld, seed: number): Promise<string | null> {
  const dice = new Dice(seedOf(seed, 777_777));
  sim.loan.dice = dice;
  sim.heal();
  for (const rep of sim.reps) sim.configure(rep, rep.configuration);
  for (const device of sim.devices) {
    device.skewMs = 0;
    await device.confirm();
    if ((await device.ledger.meta()).pausedSince !== null) await device.run({}, () => device.engine.resume());
  }
  const moved: string[] = [];
  let nextDay = false;
  for (let round = 0; round < mostRounds; round++) {
    moved.length = 0;
    // From the day after on, each round begins a new day: no midnight may lie between the last round and the checks.
    if (nextDay) sim.clock.at = (Math.floor(sim.clock.at / day) + 1) * day + hour;
    else sim.clock.at += round < 6 ? hour : 8 * hour;
    for (const device of sim.devices) {
      const before = device.life.writes;
      await device.run();
      const asked = await answer(sim, device, dice);
      const waits = await device.ledger.dirtyCount();
      if (device.life.writes > before || asked !== '') moved.push(`${device.id}: ${device.life.writes - before} writes ${asked}`);
      else if (waits > 0 && (await device.ledger.meta()).connection?.kind === 'running') moved.push(`${device.id}: ${waits} wait`);
      sim.clock.at += 40 * 60_000;
    }
    // A day later once more: the window has rolled, and what left no trace is looked for.
    if (moved.length === 0 && round > 1 && nextDay) return null;
    if (moved.length === 0 && round > 1) nextDay = true;
  }
  return `does not come to rest: ${moved.join('; ')}`;
}

/** What the rep is asked, each thing once a round. */
async function answer(sim: SimWorld, device: SimDevice, dice: Dice): Promise<string> {
  const { connection } = await device.ledger.meta();
  if (connection?.kind === 'reconnect') {
    await device.run({}, () => device.device.reconnect());
    return 'reconnected';
  }
  if (connection?.kind === 'stopped') {
    const how = dice.of(['delete', 'restore'] as const);
    if (how === 'restore') for (const name of sim.book.names()) sim.book.ask(name, 'restore');
    device.agreedToMany = how === 'delete';
    await device.run({}, () => device.device.answerGuard(how));
    return `guard: ${how}`;
  }
  if (connection?.kind !== 'running' || (await device.ledger.troubled(null)).length === 0) return '';
  const { needsYou } = await device.device.overview();
  // Whatever has refused a row is mended by now.
  const failed = await device.device.list({ status: ['failed'], search: '', kind: 'all', limit: 100, offset: 0 });
  for (const item of [...needsYou, ...failed.items]) {
    const cause = item.status.cause;
    const key = `${item.ref.id} ${cause}`;
    if ((sim.answered.get(key) ?? 0) > 3) return `asks again and again: ${cause} of ${item.name}`;
    sim.answered.set(key, (sim.answered.get(key) ?? 0) + 1);
    if (cause === 'refused' && item.ref.kind === 'event' && (sim.answered.get(key) ?? 0) > 2) movedBack(sim, device, item.ref);
    const what =
      item.status.actions.includes('create') && cause === 'edited while disconnected'
        ? ({ do: 'create' } as const)
        : replyTo(cause, item.status.facts, dice);
    if (!what) continue;
    const life = sim.book.lives.get(item.ref.side === 'crm' ? `crm|${item.ref.id}` : `${device.rep.index}|${item.ref.id}`);
    if (what.do !== 'retry') {
      sim.book.ask(life?.name ?? '', `answered ${cause} with ${what.do}`);
      sim.book.ask(life?.name ?? '', 'answered');
    }
    if (what.do === 'not the same' || what.do === 'create') sim.book.ask(life?.name ?? '', 'answered with another');
    await device.run({}, () => device.device.act({ by: 'ref', ref: item.ref }, what));
  }
  return [...needsYou, ...failed.items].map((item) => `${item.status.cause} of ${item.name}`).join(', ');
}

/** Outlook lets no occurrence past its neighbours: somebody moves the record back to where the item is. */
function movedBack(sim: SimWorld, device: SimDevice, { side, id }: Ref): void {
  const life = sim.book.lives.get(side === 'crm' ? `crm|${id}` : `${device.rep.index}|${id}`);
  const named = sim.book.named(life?.name ?? '-').filter((one) => one.live);
  const [item, record] = [named.find((one) => one.place === device.rep.index), named.find((one) => one.place === 'crm')];
  if (!item || !record) return;
  sim.book.ask(item.name, 'answered');
  sim.byHand(() => sim.people.edit(record.id, timeInCrm(item.values.time ?? '')));
}

type Reply = Parameters<SimDevice['device']['act']>[1];

function replyTo(cause: string, facts: Readonly<Record<string, string | number>>, dice: Dice): Reply | null {
  switch (cause) {
    case 'doubtful':
      return { do: dice.of(['same', 'not the same'] as const) };
    case 'several matches':
      return dice.chance(0.5) ? { do: 'create' } : { do: 'pair', crmId: String(facts.candidates).split(',')[0] ?? '' };
    case 'account not matched':
      return { do: 'account', accountId: '' };
    case 'edited while disconnected':
      return dice.chance(0.5) ? { do: 'take', side: 'mailbox' } : { do: 'take', side: 'crm' };
    case 'would mail attendees':
    case 'not the organizer':
      return facts.field === 'deletion' ? { do: 'restore' } : { do: 'take', side: 'mailbox' };
    default:
      return { do: 'retry' };
  }
}
