/** What is the same for every Graph item: version, time of change, mark, and our category. */
import type { Instant, Version } from '../../core/model';
import { keepOutName } from '../names';
import { markProperty, propertyOf } from './properties';
import type { GraphContact, GraphEvent } from './schemas';

export const versionOf = (item: GraphContact | GraphEvent): Version => item['@odata.etag'] ?? `W/"${item.changeKey}"`;
export const modifiedAtOf = (item: GraphContact | GraphEvent): Instant => Date.parse(item.lastModifiedDateTime ?? '') || 0;
export const markOf = (item: GraphContact | GraphEvent): string => propertyOf(item, markProperty);
export const textsOf = (values: readonly (string | null)[] | null | undefined): string[] => (values ?? []).filter((one) => one !== null);

/** The category is the mark "keep out": `keptOut` decides when both are set (EXC2). */
export function categoriesFor(
  set: { readonly categories?: readonly string[]; readonly keptOut?: boolean },
  base: { readonly categories: readonly string[]; readonly keptOut: boolean },
): string[] {
  const others = (set.categories ?? base.categories).filter((name) => name !== keepOutName);
  const out = set.keptOut ?? (set.categories ? set.categories.includes(keepOutName) : base.keptOut);
  return out ? [...others, keepOutName] : others;
}
