/** Configurations (CFG1): a new one's values, tidying what an admin typed, and the version that makes everything be planned again (CFG4). */
import { domainOf } from './domain';
import { hash53 } from './keys';
import type { Condition, Configuration, MappedField } from './model';

export const defaults: Configuration = {
  id: '',
  name: '',
  active: false,
  contacts: {
    direction: 'both',
    winner: 'crm',
    // A deletion that nobody asked to be passed on is the one that cannot be made good by reading a status.
    onDelete: { mailbox: 'unlink', crm: 'unlink' },
    whose: 'mine',
    conditions: [],
    pick: 'most recent activity',
    map: [],
  },
  events: {
    direction: 'both',
    winner: 'latest',
    onDelete: { mailbox: 'delete', crm: 'delete' },
    daysBack: 30,
    daysAhead: 180,
    private: 'off',
    which: 'all',
    leaveOut: { allDay: false, declined: true, withoutOutsiders: false },
    mayInvite: false,
    map: [],
  },
  blockedDomains: [],
  cycleMinutes: 5,
  dailyCalls: 100,
  userManagedConnection: false,
  version: '',
};

const whole = (value: number, from: number, to: number): number =>
  Number.isFinite(value) ? Math.min(to, Math.max(from, Math.round(value))) : from;

function tidyConditions(conditions: readonly Condition[]): Condition[] {
  return conditions
    .map((condition) => ({
      field: condition.field.trim(),
      operator: condition.operator,
      values: condition.operator === 'is empty' ? [] : condition.values.map((value) => value.trim()).filter((value) => value !== ''),
    }))
    .filter((condition) => condition.field !== '');
}

/** The last entry for a field counts. */
function tidyMap(map: readonly MappedField[]): MappedField[] {
  return [...new Map(map.map((entry) => [entry.field, { field: entry.field, crm: entry.crm.trim() }])).values()];
}

/** As it is stored: tidied, within its limits, with its version. */
export function normalise(configuration: Configuration): Configuration {
  const { contacts, events } = configuration;
  const tidy: Configuration = {
    ...configuration,
    name: configuration.name.trim(),
    contacts: { ...contacts, conditions: tidyConditions(contacts.conditions), map: tidyMap(contacts.map) },
    events: { ...events, daysBack: whole(events.daysBack, 0, 3650), daysAhead: whole(events.daysAhead, 0, 1825), map: tidyMap(events.map) },
    blockedDomains: [...new Set(configuration.blockedDomains.map(domainOf))].filter((domain) => domain !== '').sort(),
    cycleMinutes: whole(configuration.cycleMinutes, 1, 1440),
    dailyCalls: whole(configuration.dailyCalls, 50, 100_000),
  };
  return { ...tidy, version: versionOf(tidy) };
}

/** The same for equal settings, whatever order their keys are in. Name, activity, cycle length and calls change no plan. */
export function versionOf(configuration: Configuration): string {
  const { contacts, events, blockedDomains } = configuration;
  return hash53(sorted({ contacts, events, blockedDomains })).toString(36);
}

function sorted(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sorted).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${sorted(entry)}`).join()}}`;
}

export { type NothingBecause, type SyncsNothing, syncsNothing } from './syncsNothing';
