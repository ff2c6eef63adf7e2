/** Asks the filters in their order, and keeps what was looked at: the answer to "why?" (STA2). */
import { isAsked } from '../filter';
import { filtersOf } from '../filters';
import type { Entry } from '../model';
import type { Context, RuleLookedAt } from './verdict';

export function lookThrough(entry: Entry, context: Context): readonly RuleLookedAt[] {
  const looked: RuleLookedAt[] = [];
  for (const filter of filtersOf[entry.kind]) {
    if (!isAsked(filter, entry)) continue;
    const kept = filter.test(entry, context);
    looked.push(kept ? { rule: kept.cause, facts: kept.facts, result: 'decides' } : { rule: filter.name, facts: {}, result: 'passes' });
    if (kept) break;
  }
  return looked;
}
