/**
 * Finding an item's twin (CON2, EVT2). Works in both directions: a mailbox item looks for a record, a record for a mailbox
 * item. Keys find candidates in the ledger's index, cheaply and too many; `pickContact` and `pickEvent` then judge them.
 */
import { contactClaim, contactKeys, contactsAlike } from './contacts/match';
import { eventClaim, eventKeys, eventsAlike } from './events/match';
import { markKey } from './keys';
import { type Claimant, claimant, type KeyedRep } from './matching';
import type { Row, Seen } from './model';
import type { MatchKey } from './ports';

export { pickContact } from './contacts/match';
export { pickEvent } from './events/match';
export type { Picked, Picking } from './matching';

/**
 * Keys of an item as it was seen; two items that could be twins share at least one. Without a rep the marks that are
 * computed rather than stored are missing: good for asking by e-mail or name, not for the index.
 */
export function matchKeysOf(row: Row, rep: KeyedRep | null = null): readonly MatchKey[] {
  const seen = claimant(row);
  // Only remembered: it is found by the mark alone.
  if (!seen) return row.notes.flatMap((note) => (note.kind === 'deleted' && note.mark ? [markKey(note.mark)] : []));
  return row.kind === 'contact' ? contactKeys(seen, rep) : eventKeys(seen, rep);
}

/** RST8: whether anything but a mark says that these two are a pair. */
export const areAlike = (one: Seen, other: Seen): boolean => (one.kind === 'contact' ? contactsAlike(one, other) : eventsAlike(one, other));

/** Whether the search would find the one for the other, by mark or by likeness. */
export const mayBeTwins = (one: Claimant, other: Claimant, rep: KeyedRep): boolean =>
  (one.kind === 'contact' ? contactClaim : eventClaim)(rep)(one, other) > 0;
