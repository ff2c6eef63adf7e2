/**
 * CFG5: a configuration that could not sync anything, or whose contact filter lets nothing through (LS-C9), is refused in
 * the form, at the field that causes it, with a sentence of the texts' catalogue.
 */
import type { Condition, Configuration } from './model';
import { fold } from './text';

export type NothingBecause =
  | 'both directions off'
  | 'conditions contradict'
  | 'condition without field'
  | 'condition without values'
  | 'event window empty';

export interface SyncsNothing {
  /** Path of the form's field. */
  readonly field: string;
  readonly because: NothingBecause;
}

const allowed = (condition: Condition): ReadonlySet<string> | null => {
  if (condition.operator === 'is empty') return new Set(['']);
  return condition.operator === 'equals' || condition.operator === 'in' ? new Set(condition.values.map(fold)) : null;
};

/** Conditions on one field that no value can meet; the others' meaning depends on the records. */
function contradict(conditions: readonly Condition[]): boolean {
  const fields = new Set(conditions.map((condition) => condition.field.toLowerCase()));
  return [...fields].some((field) => {
    const own = conditions.filter((condition) => condition.field.toLowerCase() === field);
    const exact = own.map(allowed).filter((values) => values !== null);
    const [first] = exact;
    if (!first) return false;
    return ![...first].some((value) => exact.every((values) => values.has(value)) && own.every((condition) => meets(condition, value)));
  });
}

function meets(condition: Condition, value: string): boolean {
  const wanted = condition.values.map(fold);
  switch (condition.operator) {
    case 'not equals':
      return !wanted.includes(value);
    case 'contains':
      return wanted.some((one) => value.includes(one));
    case 'starts with':
      return wanted.some((one) => value.startsWith(one));
    default:
      return true;
  }
}

function ofConditions(conditions: readonly Condition[]): SyncsNothing | null {
  const at = (index: number, because: NothingBecause): SyncsNothing => ({ field: `contacts.conditions.${index}`, because });
  for (const [index, condition] of conditions.entries()) {
    if (condition.field.trim() === '') return at(index, 'condition without field');
    const empty = condition.values.every((value) => value.trim() === '');
    // It would let nothing through, or say nothing at all.
    if (empty && condition.operator !== 'is empty') return at(index, 'condition without values');
  }
  return contradict(conditions) ? { field: 'contacts.conditions', because: 'conditions contradict' } : null;
}

export function syncsNothing({ contacts, events }: Configuration): SyncsNothing | null {
  if (contacts.direction === 'off' && events.direction === 'off') return { field: 'contacts.direction', because: 'both directions off' };
  if (contacts.direction !== 'off') {
    const found = ofConditions(contacts.conditions);
    if (found) return found;
  }
  if (events.direction !== 'off' && !(events.daysBack + events.daysAhead > 0))
    return { field: 'events.daysAhead', because: 'event window empty' };
  return null;
}
