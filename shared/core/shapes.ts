/**
 * Objects with many keys. One that grows key by key becomes a hash table behind the dozenth key (V8), three times as large and as slow as
 * one whose keys are all there from the beginning: a copy of such a one is filled in instead.
 */
export type Blank = Readonly<Record<string, null>>;

export const blankOf = (keys: readonly string[]): Blank =>
  JSON.parse(`{${keys.map((key) => `${JSON.stringify(key)}:null`).join()}}`) as Blank;

const blanks = new Map<string, Blank>();

/** The same for the same keys, which are few lists of names. */
export function knownBlankOf(keys: readonly string[]): Blank {
  const name = keys.join();
  const blank = blanks.get(name) ?? blankOf(keys);
  blanks.set(name, blank);
  return blank;
}
