/** The first of a list is the one that syncs; the rest stays where it is (CON4). */

/**
 * Puts a value first among those that count. When the list holds it already, the two change places, so that nothing is
 * dropped; '' takes the first one away, and the next one moves up.
 */
export function putFirst<T>(list: readonly T[], counts: (entry: T) => boolean, same: (entry: T) => boolean, make: (() => T) | null): T[] {
  const next = [...list];
  const at = next.findIndex(counts);
  if (make === null) {
    if (at >= 0) next.splice(at, 1);
    return next;
  }
  if (at < 0) return [...next, make()];
  const held = next.findIndex((entry, index) => index > at && counts(entry) && same(entry));
  if (held >= 0) next[held] = next[at]!;
  next[at] = make();
  return next;
}
