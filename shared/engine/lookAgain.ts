/** SYN6: before anything is concluded from what another device has told, the items themselves are looked at, where they speak against it. */
import type { Lens } from '../core/field';
import { fieldsOf } from '../core/fields';
import { type Kind, kinds, type Pair, type Side } from '../core/model';
import type { World } from '../core/ports';
import { compare } from '../core/sync/compare';
import { load } from './entries';
import { observe } from './observe';
import type { Readings } from './readings';
import { together } from './together';

async function lensesOf({ ledger }: World): Promise<(kind: Kind) => readonly Lens[]> {
  const { rep, configuration, schema } = await ledger.meta();
  return (kind) => (rep && configuration ? fieldsOf(kind, configuration, rep.provider, schema) : []);
}

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

/**
 * What differs from the agreement may be an edit, or a list that has not caught up with what the other device has seen: both items
 * are read themselves before anything is concluded (SYN6).
 */
export async function lookAgain(world: World, pairs: readonly Pair[], options: Readings): Promise<void> {
  const lensesFor = await lensesOf(world);
  for (const kind of kinds) {
    const lenses = lensesFor(kind);
    const entries = await load(
      world.ledger,
      pairs.filter((pair) => pair.kind === kind).map((pair) => ({ side: 'mailbox', kind, id: pair.mailboxId })),
    );
    const differ = entries.filter(({ pair, mailbox, crm }) => {
      if (!pair?.agreed || !mailbox?.seen || !crm?.seen) return false;
      return compare(lenses, pair, mailbox.seen.item, crm.seen.item).some(({ change }) => change !== 'same' && change !== 'new');
    });
    for (let at = 0; at < differ.length; at += 1000) {
      const some = differ.slice(at, at + 1000);
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
    const page = { items: found.items, gone: found.gone, unreadable: [], cursor: '', more: false, full: false };
    await world.ledger.commit(await observe(world.ledger, side, kind, page, world.clock.now()));
  }
}
