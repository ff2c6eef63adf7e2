/** What devices, reps at their devices, admins and time do. */
import type { Configuration, Ref } from '../../shared/core/model';
import type { Target } from '../../shared/device/device';
import type { Dice } from './dice';
import { tellSecrets } from './hands';
import type { Plot } from './life';
import type { SimDevice, SimRep, SimWorld } from './world';

export type AsyncDeed = (sim: SimWorld, dice: Dice) => Promise<void> | void;

const deviceOf = (sim: SimWorld, dice: Dice): SimDevice => dice.pick(sim.devices)!;

// ---------------------------------------------------------------- cycles

/** A few cycles with nothing in the way. */
export const cycle: AsyncDeed = async (sim, dice) => {
  await deviceOf(sim, dice).run();
};

/** Cycles in any weather, with a death on the way, with somebody acting in between. */
export const roughCycle: AsyncDeed = async (sim, dice) => {
  const device = deviceOf(sim, dice);
  if (dice.chance(0.7)) sim.premises.turnFoul(device.rep, dice, (what) => sim.count(what));
  const plot: { -readonly [K in keyof Plot]: Plot[K] } = {};
  if (dice.chance(0.35)) plot.dieAt = 1 + dice.int(120);
  if (dice.chance(0.3)) {
    plot.interruptAt = 1 + dice.int(80);
    plot.interrupt = () => interruption(sim, dice, device);
  }
  const end = await device.run(plot);
  if (end === 'died') sim.count('device: died at an await');
  sim.premises.turnFair(device.rep);
};

export let interruptions: readonly AsyncDeed[] = [];
export const interruptWith = (deeds: readonly AsyncDeed[]): void => {
  interruptions = deeds;
};

async function interruption(sim: SimWorld, dice: Dice, device: SimDevice): Promise<void> {
  const twin = device.rep.devices.find((one) => one !== device);
  if (twin && dice.chance(0.4)) {
    // This one still believes that it holds the lease.
    sim.count('device: two at once');
    await twin.run({}, () => twin.engine.takeOver());
    return;
  }
  sim.count('somebody edits in the middle of a cycle');
  const weather = sim.premises.weather(device.rep);
  await dice.pick(interruptions)?.(sim, dice);
  weather();
}

export const takeOver: AsyncDeed = async (sim, dice) => {
  const device = deviceOf(sim, dice);
  await device.run({}, () => device.engine.takeOver());
};

/** STA5: the preview before the first sync, and then the first sync: the one says what the other does. */
export const firstSync: AsyncDeed = async (sim) => {
  for (const device of sim.devices) {
    if ((await device.ledger.meta()).firstSyncConfirmed) continue;
    const before = device.life.ops.length;
    const others = (): number => sim.devices.reduce((sum, one) => sum + (one === device ? 0 : one.life.ops.length), 0);
    const meanwhile = others();
    await device.run({}, () => device.engine.takeOver());
    if (device.life.ops.length > before) sim.book.broken.push(`STA5: ${device.id} wrote before the first sync was confirmed`);
    if ((await device.ledger.meta()).connection?.kind !== 'preview') continue;
    const { contacts, events } = await device.device.preview();
    const told = { crm: contacts.createInCrm + events.createInCrm, mailbox: contacts.createInMailbox + events.createInMailbox };
    await device.confirm();
    await device.run();
    // A reset has come in between, and the rep has to reconnect first.
    if ((await device.ledger.meta()).connection?.kind !== 'running') continue;
    // Another device was still at its own cycle, and what it made there was new to this one.
    if (others() !== meanwhile) continue;
    // What is refused and sent again in another shape is one create.
    const done = (side: string): number => new Set(device.life.ops.slice(before).filter((op) => op.startsWith(`${side} create`))).size;
    for (const side of ['crm', 'mailbox'] as const)
      if (told[side] !== done(side))
        sim.book.broken.push(`STA5: the preview of ${device.id} said ${told[side]} creates in ${side}, there were ${done(side)}`);
  }
};

// ---------------------------------------------------------------- ledgers

export const loseLedger: AsyncDeed = async (sim, dice) => {
  await deviceOf(sim, dice).reload(null);
  sim.count('device: ledger lost');
};
export const keepCopy: AsyncDeed = (sim, dice) => deviceOf(sim, dice).keepCopy();
export const oldLedger: AsyncDeed = async (sim, dice) => {
  const device = deviceOf(sim, dice);
  const copy = dice.pick(device.copies);
  if (!copy) return;
  await device.reload(copy);
  sim.count('device: older ledger restored');
};

// ---------------------------------------------------------------- the rep on a device

async function someTarget(device: SimDevice, dice: Dice): Promise<{ readonly target: Target; readonly name: string } | null> {
  const side = dice.chance(0.8) ? 'mailbox' : 'crm';
  const rows = await device.ledger.scan(side, dice.chance(0.5) ? 'contact' : 'event', null, 50);
  const row = dice.pick(rows.filter((one) => one.seen));
  if (!row) return null;
  const ref: Ref = { side: row.side, kind: row.kind, id: row.id };
  const life = device.sim.book.lives.get(side === 'crm' ? `crm|${row.id}` : `${device.rep.index}|${row.id}`);
  return { target: { by: 'ref', ref }, name: life?.name ?? '' };
}

export const keepOut: AsyncDeed = async (sim, dice) => {
  const device = deviceOf(sim, dice);
  const found = await someTarget(device, dice);
  if (!found) return;
  const reach = dice.of(['this', 'this', 'series', 'domain'] as const);
  const record = dice.of(['keep', 'delete'] as const);
  for (const name of reach === 'this' ? [found.name] : sim.book.names()) sim.book.ask(name, `keep out, ${record} the record`);
  await device.run({}, () => device.device.act(found.target, { do: 'keep out', record, reach }));
};

export const bringBack: AsyncDeed = async (sim, dice) => {
  const device = deviceOf(sim, dice);
  const found = await someTarget(device, dice);
  if (!found) return;
  const reach = dice.of(['this', 'this', 'series', 'domain'] as const);
  for (const name of reach === 'this' ? [found.name] : sim.book.names()) sim.book.ask(name, 'bring back');
  tellSecrets(sim, reach === 'this' ? found.name : null);
  await device.run({}, () => device.device.act(found.target, { do: 'bring back', reach }));
};

export const restore: AsyncDeed = async (sim, dice) => {
  const device = deviceOf(sim, dice);
  const found = await someTarget(device, dice);
  if (!found) return;
  sim.book.ask(found.name, 'restore');
  await device.run({}, () => device.device.act(found.target, { do: 'restore' }));
};

export const undo: AsyncDeed = async (sim, dice) => {
  const device = deviceOf(sim, dice);
  const past = dice.pick(await device.ledger.history({ limit: 30 }));
  if (!past) return;
  const whole = dice.chance(0.3);
  const meant = whole ? await device.ledger.history({ cycle: past.cycle, limit: 100 }) : [past];
  for (const one of meant) {
    // A record that shows the time alone has no name: its calendar event has.
    const [pair] = await device.ledger.pairsOf([{ side: one.side, kind: one.kind, id: one.itemId }]);
    const ids = new Set([one.itemId, ...(pair ? [pair.mailboxId, pair.crmId] : [])]);
    for (const life of sim.book.lives.values()) if (ids.has(life.id)) sim.book.ask(life.name, 'undo');
    if (one.what === 'kept out') tellSecrets(sim, null);
  }
  // Whoever takes a whole cycle back has been asked.
  const { agreedToMany } = device;
  device.agreedToMany = true;
  await device.run({}, () => device.device.undo(whole ? { cycle: past.cycle } : { entry: past.id }));
  device.agreedToMany = agreedToMany;
};

export const pause: AsyncDeed = async (sim, dice) => {
  const device = deviceOf(sim, dice);
  await device.run({}, () => device.engine.pause());
};

export const reconnect: AsyncDeed = async (sim, dice) => {
  const device = deviceOf(sim, dice);
  await device.run({}, () => device.device.reconnect());
};

// ---------------------------------------------------------------- admins

export const reset: AsyncDeed = (sim, dice) => {
  const rep = dice.pick(sim.reps)!;
  const record = dice.pick([...sim.book.lives.values()].filter((life) => life.place === 'crm' && life.live));
  const what = dice.of(['all', 'contact', 'event', 'item'] as const);
  if (what !== 'item') sim.plane.place(rep.userId, 'reset', { what });
  else if (record) sim.plane.place(rep.userId, 'reset', { what, crmId: record.id });
  for (const name of sim.book.names()) sim.book.ask(name, 'reset');
};

export const changeConfiguration: AsyncDeed = (sim, dice) => {
  const rep = dice.pick(sim.reps)!;
  sim.configure(rep, changed(rep.configuration, dice));
  tellSecrets(sim, null);
  for (const name of sim.book.names()) sim.book.ask(name, 'configuration');
};

function changed(held: Configuration, dice: Dice): Configuration {
  const { contacts, events } = held;
  switch (dice.int(8)) {
    case 0:
      return { ...held, contacts: { ...contacts, winner: dice.of(['crm', 'mailbox', 'latest'] as const) } };
    case 1:
      return { ...held, events: { ...events, winner: dice.of(['crm', 'mailbox', 'latest'] as const) } };
    case 2:
      return { ...held, contacts: { ...contacts, direction: dice.of(['both', 'mailbox to crm', 'crm to mailbox', 'off'] as const) } };
    case 3:
      return { ...held, events: { ...events, direction: dice.of(['both', 'mailbox to crm', 'crm to mailbox', 'off'] as const) } };
    case 4:
      return { ...held, events: { ...events, private: dice.of(['off', 'time only', 'all'] as const) } };
    case 5:
      return { ...held, blockedDomains: held.blockedDomains.length > 0 ? [] : ['blocked.test'] };
    case 6:
      return { ...held, events: { ...events, daysAhead: dice.of([10, 60, 180]), daysBack: dice.of([5, 30]) } };
    default:
      return { ...held, events: { ...events, leaveOut: { ...events.leaveOut, allDay: !events.leaveOut.allDay } } };
  }
}

export const reassign: AsyncDeed = (sim, dice) => {
  const rep: SimRep = dice.pick(sim.reps)!;
  if (dice.chance(0.5)) sim.plane.unassign('user', rep.userId);
  else sim.configure(rep, rep.configuration);
};

// ---------------------------------------------------------------- time

const minute = 60_000;
const day = 86_400_000;

export const passMinutes: AsyncDeed = (sim, dice) => {
  sim.clock.at += (1 + dice.int(50)) * minute;
};
export const passDays: AsyncDeed = (sim, dice) => {
  sim.clock.at += (1 + dice.int(3)) * day;
};
export const passWeeks: AsyncDeed = (sim, dice) => {
  sim.clock.at += (10 + dice.int(20)) * day;
  sim.count('a device sleeps for weeks');
};
export const skew: AsyncDeed = (sim, dice) => {
  deviceOf(sim, dice).skewMs = (dice.int(40) - 20) * minute;
  sim.count('device: its clock is wrong');
};
