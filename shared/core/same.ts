/** Whether two plain values, such as an item that is seen again, say the same: keys in any order, and undefined is absent, as in JSON. */
export function saysTheSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [one, other] = [a as Fields, b as Fields];
  let open = sizeOf(other);
  for (const key of Object.keys(one)) {
    if (one[key] === undefined) continue;
    if (!saysTheSame(one[key], other[key])) return false;
    open--;
  }
  return open === 0;
}

type Fields = Readonly<Record<string, unknown>>;

function sizeOf(of: Fields): number {
  const keys = Object.keys(of);
  return keys.length - keys.filter((key) => of[key] === undefined).length;
}
