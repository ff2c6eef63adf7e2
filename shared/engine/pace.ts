/** How long until the next cycle: quick while somebody looks, slower the longer nothing happens (wire-contracts 4.7). */
import type { ConnectionState, Instant } from '../core/model';
import type { LedgerMeta } from '../core/ports';

const minute = 60_000;
const day = 86_400_000;

export interface Pace {
  readonly now: Instant;
  readonly cycleMinutes: number;
  /** Cycles in a row that found nothing to do. */
  readonly idleCycles: number;
  /** A calendar or contact list is on the rep's screen. */
  readonly watched: boolean;
  /** Calls to Salesforce: how many a day the configuration allows, and how many it has been today. */
  readonly calls: { readonly allowed: number; readonly spent: number };
}

export function nextDelay(connection: ConnectionState, pace: Pace): number {
  switch (connection.kind) {
    case 'waiting':
      return Math.max(1000, connection.until - pace.now);
    case 'sign in':
    case 'not set up':
    case 'paused':
    case 'reconnect':
      return Math.max(pace.cycleMinutes, 15) * minute;
    default:
      return Math.max(often(pace) ? minute : pace.cycleMinutes * minute * (pace.watched ? 1 : stretch(pace.idleCycles)), spread(pace));
  }
}

/** Half of a day's calls may go as they come, the rest is spread over what is left of the day. What the rep does goes at once all the same. */
function spread({ now, calls: { allowed, spent } }: Pace): number {
  const left = allowed - spent;
  if (left > allowed / 2) return 0;
  return Math.min(longest, left > 0 ? (callsACycle * (day - (now % day))) / left : longest);
}

/** A look, and at this pace the lease must be renewed each time. */
const callsACycle = 2;

/** Nobody waits longer, whatever has been spent: a first sync alone may cost more than a day's calls. */
const longest = 20 * minute;

/** Every minute, while somebody looks and there are calls enough. */
const often = ({ watched, calls: { allowed, spent } }: Pace): boolean => watched && spent < allowed / 3;

/** The day's calls so far, kept in the ledger: a worker that is stopped forgets what it has counted. `calls` are those of this process. */
export function withCalls(counters: LedgerMeta['counters'], calls: number, now: Instant): LedgerMeta['counters'] {
  const today = Math.floor(now / day);
  const before = counters.callsSeen ?? 0;
  const since = calls < before ? calls : calls - before;
  return { ...counters, callsOn: today, callsSpent: spentToday(counters, now) + since, callsSeen: calls };
}

export const spentToday = (counters: LedgerMeta['counters'], now: Instant): number =>
  counters.callsOn === Math.floor(now / day) ? (counters.callsSpent ?? 0) : 0;

/** After an hour without anything to do the pauses double, after three hours they are three times as long. */
const stretch = (idleCycles: number): number => (idleCycles < 12 ? 1 : idleCycles < 36 ? 2 : 3);
