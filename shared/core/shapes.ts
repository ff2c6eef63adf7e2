/**
 * Objects with many keys. One that grows key by key becomes a hash table behind the dozenth key (V8), three times as large and as slow as
 * one whose keys are all there from the beginning: a copy of such a one is filled in instead.
 */
export type Blank = Readonly<Record<string, null>>;

export const blankOf = (keys: readonly string[]): Blank =>
  JSON.parse(`{${keys.map((key) => `${JSON.stringify(key)}:null`).join()}}`) as Blank;

const blanks: { readonly keys: readonly string[]; readonly blank: Blank }[] = [];

/** The same for the same keys, which are few lists of names: comparing them costs less than making one name of them. */
export function knownBlankOf(keys: readonly string[]): Blank {
  const known = blanks.find((one) => one.keys.length === keys.length && one.keys.every((key, index) => key === keys[index]));
  if (known) return known.blank;
  const blank = blankOf(keys);
  blanks.push({ keys: [...keys], blank });
  return blank;
}
