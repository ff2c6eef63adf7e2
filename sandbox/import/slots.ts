/** Values that a mailbox cannot hold as they are: cut or left out, and told. */
import type { Shortened } from './model';

/** The text as far as it fits, without half a surrogate pair at the end. */
export function cut(shortened: Shortened[], item: string, field: string, value: string, most: number): string {
  if (value.length <= most) return value;
  const to = value.slice(0, most).replace(/[\ud800-\udbff]$/, '');
  shortened.push({ item, field, from: value, to });
  return to;
}

/** The first `most` of a list. */
export function slots<T>(
  shortened: Shortened[],
  item: string,
  field: string,
  values: readonly T[],
  most: number,
  show: (value: T) => string,
): readonly T[] {
  if (values.length <= most) return values;
  const kept = values.slice(0, most);
  shortened.push({ item, field, from: values.map(show).join(', '), to: kept.map(show).join(', ') });
  return kept;
}
