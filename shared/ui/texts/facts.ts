/**
 * Facts of a status, as the planner hands them over, become words: instants and ISO dates become times, systems their names,
 * fields their labels. A sentence takes what is known: see the alternatives in `causes/`.
 */
import type { Instant, Kind } from '../../core/model';
import { badgeSays } from './badge';
import type { Hole, Holes } from './template';
import { dayOf, dayOrTime, isInstant, moment } from './times';

export type Facts = Readonly<Record<string, string | number>>;

const systems: Readonly<Record<string, 'salesforce' | 'microsoft' | 'google'>> = {
  salesforce: 'salesforce',
  crm: 'salesforce',
  microsoft: 'microsoft',
  google: 'google',
};

export const systemName = (system: string): string => {
  const key = systems[system];
  return key ? badgeSays(key) : system;
};

type Label = (field: string) => string;

function word(name: string, value: string | number, now: Instant, label: Label): Hole {
  if (isInstant(value)) return name === 'date' ? dayOf(value, now) : moment(value, now);
  if (typeof value === 'number') return value;
  if (name === 'system') return systemName(value);
  if (name === 'field' || name === 'fields') return value.split(/,\s*/).map(label).join(', ');
  return dayOrTime(value);
}

export interface MoreFacts {
  readonly kind?: Kind | 'connection';
  readonly until?: Instant | null;
  /** Names a field in the rep's words; the badge has none, to stay small. */
  readonly label?: Label;
}

export function holesFrom(facts: Facts, now: Instant, more: MoreFacts = {}): Holes {
  const holes: Record<string, Hole> = { kind: more.kind ?? 'connection' };
  if (more.until) holes.until = moment(more.until, now);
  for (const [name, value] of Object.entries(facts)) holes[name] = word(name, value, now, more.label ?? String);
  return holes;
}
