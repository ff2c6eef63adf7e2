/** SYN7, SYN6: a rep with two devices is no worse off than with one, and a lost ledger comes back without a single write. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Provider } from '../../shared/core/model';
import type { World } from '../../shared/core/ports';
import { MemoryLedger } from '../../shared/ledger/memory';
import { Dice, seedOf } from './dice';
import * as hands from './hands';
import { type Places, startPlaces } from './http';
import { agree } from './invariants/agree';
import { once } from './invariants/doubles';
import { noneCleared, noneVanished } from './invariants/edits';
import { inMemory } from './memory';
import type { Open } from './premises';
import { type Bend, SimDevice, SimWorld } from './world';

let places: Places;
beforeAll(async () => {
  places = await startPlaces();
});
afterAll(() => places.close());

const minute = 60_000;
/** Every twenty minutes of a short day. In truth there are more, which makes the share of a take-over smaller. */
const cyclesADay = 16;

/** A rep of this provider, alone, with as many devices as asked for. */
function company(open: Open, devices: number, bend?: Bend): SimWorld {
  for (let seed = 1; ; seed++) {
    const sim = new SimWorld(new Dice(seed), bend, 2, open);
    const [rep] = sim.reps;
    if (!rep || sim.reps.length > 1) continue;
    while (rep.devices.length > devices) rep.devices.pop();
    while (rep.devices.length < devices) rep.devices.push(new SimDevice(sim, rep, `device-0-${rep.devices.length}`));
    const { contacts, events } = rep.configuration;
    const onDelete = { mailbox: 'delete', crm: 'delete' } as const;
    sim.configure(rep, {
      ...rep.configuration,
      userManagedConnection: false,
      contacts: { ...contacts, whose: 'all', onDelete },
      events: { ...events, private: 'off', onDelete },
    });
    return sim;
  }
}

/** What people do in a day depends on the day alone. */
function work(sim: SimWorld, day: number): void {
  const dice = new Dice(seedOf(4711, day));
  sim.loan.dice = dice;
  const deeds = [
    ...[hands.addContact, hands.addEvent, hands.addRecord, hands.editInMailbox, hands.editInMailbox, hands.editRecord, hands.editRecord],
    ...(day % 3 === 0 ? [hands.deleteInMailbox, hands.addSeries] : []),
    ...(day % 4 === 0 ? [hands.deleteRecord] : []),
  ];
  for (const deed of deeds) {
    deed(sim, dice);
    sim.clock.at += 2000;
  }
}

/** @returns requests, after each device has got to know the rep. */
async function passed(sim: SimWorld, days: number, requests: () => number): Promise<number> {
  const team = sim.reps[0]!.devices;
  for (const device of team) await device.confirm();
  // Each device gets to know the rep once.
  for (const device of team) await device.run({}, () => device.engine.takeOver());
  const before = requests();
  for (let day = 0; day < days; day++) {
    // In the morning, before the device of the day has woken; and once while it runs.
    work(sim, day);
    const device = team[day % team.length]!;
    for (let cycle = 0; cycle < cyclesADay; cycle++) {
      await device.run({}, async () => {});
      sim.clock.at += 20 * minute;
      if (cycle === cyclesADay / 2) work(sim, 1000 + day);
    }
    sim.clock.at += 16 * 60 * minute;
  }
  const asked = requests() - before;
  for (const device of team) await device.run({}, () => device.engine.takeOver());
  return asked;
}

async function sound(sim: SimWorld): Promise<void> {
  const conflicts = [...sim.book.history.values()].filter((entry) => entry.what === 'lost value');
  expect(conflicts, 'conflicts').toEqual([]);
  const broken = [...sim.book.broken];
  for (const invariant of [once, noneVanished, noneCleared, agree]) broken.push(...(await invariant(sim)));
  expect(broken).toEqual([]);
}

/** What goes over the wire in memory: every call but those that ask in the same tick and travel together. */
const counted = (): { readonly bend: Bend; readonly calls: () => number } => {
  let calls = 0;
  const counting = <T extends object>(port: T): T =>
    new Proxy(port, {
      get: (target, key) => {
        const value: unknown = Reflect.get(target, key, target);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]) => {
          if (key !== 'recordUrl') calls++;
          return value.apply(target, args) as unknown;
        };
      },
    });
  const bend = (world: World): World => ({
    ...world,
    mailbox: counting(world.mailbox),
    crm: counting(world.crm),
    control: counting(world.control),
  });
  return { bend, calls: () => calls };
};

const memoryOf =
  (provider: Provider): Open =>
  (loan, seed) => ({ ...inMemory(loan, seed), provider: () => provider });
/** Over HTTP; what is counted are requests, so the ledger may be a quick one. */
const httpOf =
  (provider: Provider): Open =>
  (loan, seed) => ({ ...places.open(provider)(loan, seed), ledger: () => new MemoryLedger(), reopened: (ledger) => ledger });

/** Over HTTP fewer days do, as each day is like the others; more of them by `INSTEP_DAYS=30`. */
const daysOverHttp = Number(process.env.INSTEP_DAYS ?? 4);

describe.each<Provider>(['microsoft', 'google'])('%s', (provider) => {
  test('SYN7 two devices that alternate daily for a month of edits: no false conflict, no lost edit, at most 10 % more calls', async () => {
    const asked: number[] = [];
    for (const devices of [1, 2]) {
      const { bend, calls } = counted();
      const sim = company(memoryOf(provider), devices, bend);
      asked.push(await passed(sim, 30, calls));
      await sound(sim);
    }
    const [one = 0, two = 0] = asked;
    expect(two / one, `${two} instead of ${one} calls`).toBeLessThanOrEqual(1.1);
  }, 120_000);

  test('SYN7 and four days of it over HTTP: at most 10 % more requests', async () => {
    const asked: number[] = [];
    for (const devices of [1, 2]) {
      const sim = company(httpOf(provider), devices);
      asked.push(await passed(sim, daysOverHttp, () => places.sandbox.world.log.length));
      await sound(sim);
    }
    const [one = 0, two = 0] = asked;
    expect(two / one, `${two} instead of ${one} requests`).toBeLessThanOrEqual(1.1);
  }, 300_000);

  test('SYN6 a lost ledger comes back from marks and from what the devices share: nothing is written, as nothing has changed', async () => {
    const sim = company(places.open(provider), 2);
    const [device, other] = sim.reps[0]!.devices as [SimDevice, SimDevice];
    for (const one of [device, other]) await one.confirm();
    for (const day of [0, 1, 2, 3]) work(sim, day);
    await device.run({}, () => device.engine.takeOver());
    // Kept out, deleted and agreed: all that is remembered.
    hands.labelByHand(sim, new Dice(3));
    hands.deleteInMailbox(sim, new Dice(5));
    work(sim, 4);
    for (let round = 0; round < 3; round++) {
      await device.run();
      sim.clock.at += 20 * minute;
    }
    const pairs = (await device.ledger.pairCount('contact')) + (await device.ledger.pairCount('event'));
    expect(pairs).toBeGreaterThan(10);
    const lists = sim.book.at;
    for (const lost of [device, other]) {
      await lost.reload(null);
      for (let round = 0; round < 3; round++) {
        await lost.run({}, () => lost.engine.takeOver());
        sim.clock.at += 20 * minute;
      }
      expect(lost.life.ops, `writes of ${lost.id}`).toEqual([]);
      expect((await lost.ledger.pairCount('contact')) + (await lost.ledger.pairCount('event'))).toBe(pairs);
    }
    const changed = [...sim.book.lives.values()].flatMap((life) => life.log.filter((change) => change.at > lists));
    expect(changed, 'changed by a device').toEqual([]);
  }, 120_000);
});
