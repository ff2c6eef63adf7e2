/** Asks the filters in their order, and keeps what was looked at: the answer to "why?" (STA2). */
import { isAsked } from '../filter';
import { filtersOf } from '../filters';
import type { Entry } from '../model';
import type { Context, RuleLookedAt } from './verdict';

/** Most filters have nothing to say about most items: one object for each that says so. */
const passed = new Map(
  Object.values(filtersOf)
    .flat()
    .map((filter): [typeof filter, RuleLookedAt] => [filter, { rule: filter.name, facts: {}, result: 'passes' }]),
);

export function lookThrough(entry: Entry, context: Context): readonly RuleLookedAt[] {
  const looked: RuleLookedAt[] = [];
  for (const filter of filtersOf[entry.kind]) {
    if (!isAsked(filter, entry)) continue;
    const kept = filter.test(entry, context);
    if (kept) return [...looked, { rule: kept.cause, facts: kept.facts, result: 'decides' }];
    looked.push(passed.get(filter)!);
  }
  return looked;
}
