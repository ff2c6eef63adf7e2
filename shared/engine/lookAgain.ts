/** SYN6: before anything is concluded from what another device has told, the items themselves are looked at, where they speak against it. */
import { type Kind, kinds, type Pair, type Side } from '../core/model';
import type { World } from '../core/ports';
import { isOutdated } from '../core/sync/outdated';
import { load } from './entries';
import { learn } from './observe';
import type { Readings } from './readings';
import { together } from './together';

/**
 * The device that parted them knows why, and this one may not: a record beyond the window is in no listing, and one that was purged
 * in no list of changes. A pair that only this device believed in would be made again for ever.
 */
export async function lookAtParted(world: World, pairs: readonly Pair[], options: Readings): Promise<void> {
  for (const kind of kinds) {
    const ids = pairs.filter((pair) => pair.kind === kind);
    for (let at = 0; at < ids.length; at += 1000) {
      const some = ids.slice(at, at + 1000);
      await readAgain(world, kind, { mailbox: some.map((pair) => pair.mailboxId), crm: some.map((pair) => pair.crmId) }, options);
    }
  }
}

/** Lists have not caught up with what the other device has seen: what they show late is read itself (SYN6). */
export async function lookAgain(world: World, pairs: readonly Pair[], options: Readings): Promise<void> {
  const now = world.clock.now();
  for (const kind of kinds) {
    const refs = pairs.filter((pair) => pair.kind === kind).map((pair) => ({ side: 'mailbox', kind, id: pair.mailboxId }) as const);
    const late = (await load(world.ledger, refs)).filter((entry) => isOutdated(entry, now));
    for (let at = 0; at < late.length; at += 1000) {
      const some = late.slice(at, at + 1000);
      const ids = (side: Side): string[] => some.flatMap((entry) => entry[side]?.id ?? []);
      await readAgain(world, kind, { mailbox: ids('mailbox'), crm: ids('crm') }, options);
    }
  }
}

async function readAgain(world: World, kind: Kind, ids: Readonly<Record<Side, readonly string[]>>, options: Readings): Promise<void> {
  const [mailbox, crm] = await together([
    world.mailbox.read(kind, ids.mailbox, options[kind]),
    world.crm.read(kind, ids.crm, options[kind]),
  ]);
  for (const [side, found] of [
    ['mailbox', mailbox],
    ['crm', crm],
  ] as const) {
    await learn(world.ledger, side, kind, found, world.clock.now());
  }
}
