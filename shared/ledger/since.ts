/**
 * A rep may click while a cycle is under way: what one of the two has kept of a row since the other read it stays, as both
 * write whole rows (SYN1, EXC1).
 */
import type { Note, Row } from '../core/model';
import { saysTheSame } from '../core/same';

/** @param base the row as it was read, `now` as it is kept by now. */
export function keepingSince(row: Row, base: Row, now: Row): Row {
  const added = row.notes.filter((note) => !holds(base.notes, note) && !holds(now.notes, note));
  const removed = base.notes.filter((note) => !holds(row.notes, note));
  const notes = [...now.notes.filter((note) => !holds(removed, note)), ...added];
  const trouble = saysTheSame(row.trouble, base.trouble) ? now.trouble : row.trouble;
  return { ...row, seen: seenSince(row, base, now), notes, trouble };
}

/** What is gone is gone; of two looks at it the younger counts. */
function seenSince({ seen: mine }: Row, { seen: before }: Row, { seen: theirs }: Row): Row['seen'] {
  if (saysTheSame(mine, before)) return theirs;
  if (saysTheSame(theirs, before)) return mine;
  if (!mine || !theirs) return null;
  return mine.modifiedAt >= theirs.modifiedAt ? mine : theirs;
}

const holds = (notes: readonly Note[], note: Note): boolean => notes.some((one) => saysTheSame(one, note));
