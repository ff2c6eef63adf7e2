/**
 * Where the badges' script and the card's script meet: both live in the extension's own world of this frame, which the page
 * cannot see into.
 */
import type { showCard } from '../../shared/ui/card/showCard';

export interface Slot {
  /** Set by the card's script, once it has been asked for. */
  card?: typeof showCard;
  /** Ends the script that is running here. */
  stop?: () => void;
}

const name = Symbol.for('instep');

export function slot(): Slot {
  const world = globalThis as typeof globalThis & { [name]?: Slot };
  world[name] ??= {};
  return world[name];
}
