/** SYN3: a deleted item never comes back by itself. An edit of the twin that the deletion had not seen may bring it back. */
import type { Book, Change, Life } from '../book';
import { sameValue, traced } from '../traits';
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
      if (!outlived(sim.book, life, deletion.at))
        broken.push(`SYN3: ${life.name} (${whereabouts(life)}) was deleted and is back as ${again.id}`);
    }
  }
  return broken;
};

/** Somebody worked on the other side, and this item had not heard of it when it was deleted. */
function outlived(book: Book, life: Life, at: number): boolean {
  // A device that died, or forgot, may not know that the edit had arrived before the deletion: it keeps what was worked on.
  const lastHeard = book.hurt
    ? 0
    : Math.max(0, ...life.log.filter((change) => change.by === 'device' && change.at < at).map((change) => change.at));
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

const common = { contact: ['company'], event: ['showAs'] } as const;

/** An edit may have been on its way all the time, while another rep's device wrote here. */
function arrived(change: Change, twin: Life, life: Life): boolean {
  if (change.what !== 'changed') return true;
  // Not unlike anything else that is typed: it had arrived if it was there in the end.
  const last = life.log.find((one) => one.what === 'deleted' && one.by === 'hand')?.from ?? {};
  if (common[twin.kind].some((field) => change.to[field] !== change.from[field] && change.to[field] !== last[field])) return false;
  return traced[twin.kind].every((field) => {
    const value = change.to[field] ?? '';
    if (value === (change.from[field] ?? '')) return true;
    return life.log.some((one) => {
      const shown = one.to[field] ?? '';
      return twin.side === 'mailbox' ? sameValue(field, value, shown) : sameValue(field, shown, value);
    });
  });
}
