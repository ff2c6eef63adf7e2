/** A rep's reported state as one of the nine statuses, and its words in the admin's tables. Pure. */
import type { Instant, StatusKind } from '../../core/model';
import type { RepRow } from '../../device/admin';
import { adminSays } from '../texts/admin';
import { daysBetween } from '../texts/times';

export const stateKind: Readonly<Record<RepRow['state'], StatusKind>> = {
  'in step': 'in step',
  running: 'in step',
  following: 'in step',
  issues: 'needs you',
  stopped: 'needs you',
  waiting: 'waiting',
  paused: 'waiting',
  preview: 'waiting',
  'sign in': 'sign in',
  reconnect: 'sign in',
  asleep: 'asleep',
  'not set up': 'not set up',
};

export const repStates = Object.keys(stateKind) as readonly RepRow['state'][];

/** No cycle comes through before somebody acts: what is asked of the device waits so long. */
export const standstills = ['asleep', 'preview', 'paused', 'sign in', 'not set up'] as const satisfies readonly RepRow['state'][];
export type Standstill = (typeof standstills)[number];
export const isStandstill = (state: RepRow['state']): state is Standstill => standstills.some((one) => one === state);

/** The filter chips, each a set of states. */
export const chips = {
  all: [],
  needs: ['issues', 'stopped', 'sign in', 'reconnect'],
  asleep: ['asleep'],
  'not set up': ['not set up'],
} as const satisfies Readonly<Record<string, readonly RepRow['state'][]>>;
export type Chip = keyof typeof chips;

export const countOf = (byState: Readonly<Record<string, number>>, states: readonly string[]): number =>
  states.reduce((sum, state) => sum + (byState[state] ?? 0), 0);

/** "Asleep 9 days" says how long; every other state its name. */
export function stateWord(row: Pick<RepRow, 'state' | 'lastCycleAt'>, now: Instant): string {
  if (row.state === 'asleep' && row.lastCycleAt !== null)
    return adminSays('asleep days', { n: Math.max(1, daysBetween(row.lastCycleAt, now)) });
  return adminSays.any(`state ${row.state}`, {});
}

/** States that show the same word count together. */
export function statesByKind(byState: Readonly<Record<string, number>>): readonly { readonly kind: StatusKind; readonly count: number }[] {
  const counts = new Map<StatusKind, number>();
  for (const state of repStates) counts.set(stateKind[state], (counts.get(stateKind[state]) ?? 0) + (byState[state] ?? 0));
  return [...counts]
    .map(([kind, count]) => ({ kind, count }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
}

export const pairsOf = ({ contacts, events }: Pick<RepRow, 'contacts' | 'events'>): number => contacts.paired + events.paired;
export const waitingOf = ({ contacts, events }: Pick<RepRow, 'contacts' | 'events'>): number => contacts.waiting + events.waiting;
export const keptOutOf = ({ contacts, events }: Pick<RepRow, 'contacts' | 'events'>): number => contacts.keptOut + events.keptOut;
