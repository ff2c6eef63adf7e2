/** How long until the next cycle: quick while somebody looks, slower the longer nothing happens (wire-contracts 4.7). */
import type { ConnectionState, Instant } from '../core/model';

const minute = 60_000;

export interface Pace {
  readonly now: Instant;
  readonly cycleMinutes: number;
  /** Cycles in a row that found nothing to do. */
  readonly idleCycles: number;
  /** A calendar or contact list is on the rep's screen. */
  readonly watched: boolean;
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
      return pace.watched ? minute : pace.cycleMinutes * minute * stretch(pace.idleCycles);
  }
}

/** After an hour without anything to do the pauses double, after three hours they are three times as long. */
const stretch = (idleCycles: number): number => (idleCycles < 12 ? 1 : idleCycles < 36 ? 2 : 3);
