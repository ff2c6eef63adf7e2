/** A rep with a device and an admin beside it, over HTTP: what the admin asks, what the device does, and what both sides hold. */
import { expect } from 'vitest';
import type { CalendarEvent, Contact, ItemId, Kind, Provider } from '../../shared/core/model';
import type { Admin, RepRow } from '../../shared/device/admin';
import type { Device } from '../../shared/device/device';
import { createDevice } from '../../shared/device/local';
import { Engine } from '../../shared/engine/engine';
import { MemoryLedger } from '../../shared/ledger/memory';
import { overHttp, type SandboxStage } from './overHttp';
import { settled } from './settings';
import { itemsOf } from './stage';
import { contact, event, type Settings } from './words';

const minute = 60_000;

export interface AdminStage {
  readonly stage: SandboxStage;
  readonly admin: Admin;
  readonly repId: ItemId;
  device(): Device;
  /** Cycles until the device has nothing left to do. */
  sync(): Promise<void>;
  /** Cycles of a device whose rep has not started anything. */
  look(): Promise<void>;
  /** A device that has lost all it knew. */
  loseLedger(): void;
  row(): Promise<RepRow>;
  idOf(kind: Kind, name: string): Promise<ItemId>;
}

export const people = ['Anna Berg', 'Bo Dahl', 'Cy Ek', 'Dora Falk', 'Eva Gran'] as const;
export const meetings = ['Kick-off', 'Review', 'Retro'] as const;

export async function adminStage(provider: Provider, settings: Settings = {}): Promise<AdminStage> {
  const stage = await overHttp(provider);
  const { rep } = stage.desks;
  await rep.configure(settled(settings));
  await rep.world.mailbox.whoAmI();
  await rep.world.mailbox.prepare();
  for (const name of people)
    await rep.hands.add(contact(name, { emails: [`${name.split(' ')[0]?.toLowerCase()}@acme.test`], title: 'Buyer' }));
  for (const [day, name] of meetings.entries())
    await rep.hands.add(event(name, { start: `2026-03-0${day + 3}T09:00:00Z`, end: `2026-03-0${day + 3}T10:00:00Z` }));

  let engine = new Engine(rep.world);
  let device = deviceOf(engine);
  const here: AdminStage = {
    stage,
    admin: stage.admin,
    repId: rep.userId,
    device: () => device,
    sync: async () => {
      await engine.world.ledger.commit({ meta: { firstSyncConfirmed: true } });
      await here.look();
    },
    look: async () => {
      for (let cycle = 0; cycle < 6; cycle++) {
        stage.pass(minute);
        await engine.tick();
      }
    },
    loseLedger: () => {
      engine = new Engine({ ...rep.world, ledger: new MemoryLedger() });
      device = deviceOf(engine);
    },
    row: async () => (await stage.admin.rep(rep.userId))?.row as RepRow,
    idOf: async (kind, name) => {
      const found = (await itemsOf(rep, kind)).find(({ item }) => named(item) === name);
      if (!found) throw new Error(`nothing is called ${name}`);
      return found.id;
    },
  };
  await here.sync();
  expect((await here.row()).state, 'before anything happens').toBe('in step');
  return here;
}

const named = (item: Contact | CalendarEvent): string => (item.kind === 'contact' ? `${item.first} ${item.last}` : item.subject);

function deviceOf(engine: Engine): Device {
  const signedIn = async () => ({ salesforce: true, mailbox: true });
  return createDevice({ engine, signIn: async () => ({ ok: true, why: '' }), signedIn, forget: async () => {} });
}
