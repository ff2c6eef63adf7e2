/** The browser's formats for numbers and times are dear to make (the first of them costs a page 13 ms): one of each. */

const made = new Map<string, object>();

/** `key` names the format, its language and its options. */
export function kept<T extends object>(key: string, make: () => T): T {
  const known = made.get(key) as T | undefined;
  if (known) return known;
  const fresh = make();
  made.set(key, fresh);
  return fresh;
}
