/** A rep whose device is no browser: the product's own parts over HTTP in Node, with the admin at whatever screen. */
import { expect } from 'vitest';
import type { Sandbox } from '../../sandbox/server';
import type { Provider } from '../../shared/core/model';
import { createDevice } from '../../shared/device/local';
import { Engine } from '../../shared/engine/engine';
import { MemoryLedger } from '../../shared/ledger/memory';
import { connect } from '../../tools/start/connect';
import type { AdminDesk } from './adminDesk';
import { changed, contentsOf } from './contents';

interface Rep {
  readonly name: string;
  readonly email: string;
}

/** RST2 RST3 RST6: first sync, dry run, reset, reconnection: as the dry run said, and nothing is written. Reps manage their own connection. */
export async function resetElsewhere(sandbox: Sandbox, admin: AdminDesk, rep: Rep, provider: Provider): Promise<void> {
  const { world } = await connect(sandbox, rep.email, provider, new MemoryLedger(), () => {});
  await world.ledger.commit({ meta: { firstSyncConfirmed: true } });
  const engine = new Engine(world);
  const answers = { signIn: async () => ({ ok: true, why: '' }), signedIn: async () => ({ salesforce: true, mailbox: true }) };
  const device = createDevice({ engine, ...answers, forget: async () => {} });
  const runs = async () => void (await engine.wake());
  await runs();
  await admin.find(rep.name);
  const { keptOut, ...said } = await admin.dryRun(runs);
  expect([said.contacts > 0, said.events > 0, keptOut > 0]).toEqual([true, true, true]);
  const before = contentsOf(sandbox);
  await admin.confirm(rep.name);
  await admin.says('Picked up by', runs);
  await device.reconnect();
  expect(await admin.done(runs)).toEqual(said);
  expect(changed(before, contentsOf(sandbox))).toEqual([]);
}
