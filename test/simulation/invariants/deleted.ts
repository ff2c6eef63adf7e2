/** SYN3: a deleted item never comes back by itself. An edit of the twin that the deletion had not seen may bring it back. */
import type { Change, Life } from '../book';
import { sameValue, traced } from '../traits';
import type { SimWorld } from '../world';
import type { Invariant } from '.';
import { whereabouts } from './edits';

const excuses = ['restore', 'undo', 'bring back', 'undeleted', 'merged', 'answered'] as const;

export const notBack: Invariant = (sim) => {
  const broken: string[] = [];
  for (const life of sim.book.lives.values()) {
    if (life.name === '' || life.knownAt === Number.POSITIVE_INFINITY || sim.book.wasAsked(life.name, ...excuses)) continue;
    const deletion = life.log.find((change) => change.what === 'deleted' && change.by === 'hand');
    if (!deletion) continue;
    // Somebody else has it too, by their own hand.
    if (sim.book.named(life.name).filter((one) => one.log[0]?.by === 'hand').length > 1) continue;
    for (const again of sim.book.named(life.name)) {
      const born = again.log[0];
      if (again.place !== life.place || again === life || born?.by !== 'device' || born.at < deletion.at) continue;
      if (!outlived(sim, life, deletion.at) && !broughtUntold(sim, life, deletion.at) && !letGo(sim, life))
        broken.push(`SYN3: ${life.name} (${whereabouts(life)}) was deleted and is back as ${again.id}`);
    }
  }
  return broken;
};

/** Somebody worked on the other side, and this item had not heard of it when it was deleted. */
function outlived(sim: SimWorld, life: Life, at: number): boolean {
  const { book } = sim;
  // Who died, forgot, or was not told, may not know that the edit had arrived before the deletion: it keeps what was worked on.
  const lastHeard = book.hurt
    ? 0
    : Math.max(
        0,
        ...life.log
          .filter((change) => change.by === 'device' && change.at < at && wasTold(sim, life, change.at, at))
          .map((change) => change.at),
      );
  return book
    .named(life.name)
    .some(
      (twin) =>
        twin !== life &&
        twin.log.some(
          (change) => change.by === 'hand' && change.what !== 'deleted' && (change.at > lastHeard || !arrived(change, twin, life)),
        ),
    );
}

/**
 * SYN7: what is agreed travels through the control plane. A device that died, or was cut off, had brought the item's own last edit to the
 * record, and had told nobody: to the rep's other devices the record was worked on since, and an edit outlives a deletion. What a deleted
 * item held last no mailbox shows; the bin of Salesforce does, so this excuses nothing that was deleted there.
 */
function broughtUntold(sim: SimWorld, life: Life, at: number): boolean {
  if (life.place === 'crm') return false;
  const records = sim.book.named(life.name).filter((twin) => twin.side === 'crm');
  return life.log.some((edit) => {
    if (edit.by !== 'hand' || edit.what !== 'changed' || edit.at > at) return false;
    return records.some((record) =>
      record.log.some((one) => {
        const isBrought = one.by === 'device' && one.what === 'changed' && one.at > edit.at && one.at < at && brings(one, edit);
        // What was told before is an agreement without this edit.
        return isBrought && !wasTold(sim, life, one.at, at);
      }),
    );
  });
}

/**
 * A reset has let go of the pair before anybody had noticed the deletion, and the bin was emptied: another device, or one that has lost its
 * ledger, finds an item that no record has ever known (RST2). What lies in the bin is found, and excuses nothing.
 */
const letGo = ({ book, reps }: SimWorld, life: Life): boolean =>
  life.place === 'crm' &&
  book.wasAsked(life.name, 'purged') &&
  book.named(life.name).some((one) => one.partedAt.length > 0) &&
  (book.hurt || reps.some(({ devices }) => devices.length > 1));

/**
 * Since then, and before this. Who has one device that forgets nothing has nobody to tell: but a write to a mailbox that was never answered it
 * did not know to have arrived before the item was deleted, and the edit that it brought is kept.
 */
const wasTold = ({ book, reps }: SimWorld, { place, toldAt, agreedAt }: Life, since: number, at: number): boolean => {
  const between = (told: number): boolean => told >= since && told < at;
  if (toldAt.some(between)) return true;
  const forgetsNothing = !book.hurt && reps.every(({ devices }, index) => devices.length === 1 || (place !== 'crm' && index !== place));
  return forgetsNothing && (place === 'crm' || agreedAt.some(between));
};

const brings = (one: Change, edit: Change): boolean =>
  Object.entries(edit.to).some(([field, to]) => {
    const changed = to !== (edit.from[field] ?? '') && (one.from[field] ?? '') !== (one.to[field] ?? '');
    return changed && sameValue(field, to, one.to[field] ?? '');
  });

const common = { contact: ['company'], event: ['showAs'] } as const;

/**
 * An edit may have been on its way all the time, while another rep's device wrote here; and so may a part of what was typed at first, where a
 * list that lagged behind showed the item before it was saved a second time.
 */
function arrived(change: Change, twin: Life, life: Life): boolean {
  const typedAtFirst = change.what === 'made' && !change.hidden;
  if (change.what !== 'changed' && !typedAtFirst) return true;
  // Not unlike anything else that is typed: it had arrived if it was there in the end.
  const last = life.log.find((one) => one.what === 'deleted' && one.by === 'hand')?.from ?? {};
  if (!typedAtFirst && common[twin.kind].some((field) => change.to[field] !== change.from[field] && change.to[field] !== last[field]))
    return false;
  return traced[twin.kind].every((field) => {
    const value = change.to[field] ?? '';
    if (value === (change.from[field] ?? '')) return true;
    return life.log.some((one) => {
      const shown = one.to[field] ?? '';
      if (one.what === 'deleted') return false;
      return twin.side === 'mailbox' ? sameValue(field, value, shown) : sameValue(field, shown, value);
    });
  });
}
