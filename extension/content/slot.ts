/** What must be one in a frame, however often our script is put in: kept in the extension's own world, which the page cannot see into. */

import type { LoadedCards } from './open';

export interface Slot {
  /** Set by the card's script. */
  cards?: LoadedCards;
  /** Ends the script that is running here. */
  stop?: () => void;
  /** What `content/words` has brought, by `path name`. */
  readonly vessels: Record<string, unknown>;
  readonly awaited: Record<string, (text: string) => void>;
}

const name = Symbol.for('instep');

export function slot(): Slot {
  const world = globalThis as typeof globalThis & { [name]?: Slot };
  world[name] ??= { vessels: {}, awaited: {} };
  return world[name];
}
