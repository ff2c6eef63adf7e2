/**
 * A service whose pages never end must not keep a device busy for ever. Every page leaves a fingerprint of its link and of
 * what it held. A link that comes again ends the round at its second repeat; pages that hold what was there before, under
 * ever new links, at their sixth in a row, because single rows may well come twice.
 */
import { hash53 } from '../core/keys';
import type { System } from '../core/model';
import { Failed } from '../core/ports';

export interface Trail {
  readonly prints: readonly number[];
  /** Weight of the repeats in a row. */
  readonly repeats: number;
}

export const freshTrail: Trail = { prints: [], repeats: 0 };
const enough = 6;

/** `held` is empty for an empty page: many of these may follow each other. `chain` keeps lists and deltas apart. */
export function step(trail: Trail, system: System, chain: string, link: string, held: string): Trail {
  const byLink = hash53(`${chain} link ${link}`);
  const byHeld = held === '' ? null : hash53(`${chain} held ${held}`);
  const sameLink = trail.prints.includes(byLink);
  const sameHeld = byHeld !== null && trail.prints.includes(byHeld);
  const repeats = sameLink ? trail.repeats + enough / 2 : sameHeld ? trail.repeats + 1 : held === '' ? trail.repeats : 0;
  if (repeats >= enough) throw new Failed({ kind: 'unexpected answer', system, detail: 'pages: they repeat and never end' });
  const prints = new Set([...trail.prints, byLink, ...(byHeld === null ? [] : [byHeld])]);
  return { prints: [...prints], repeats };
}
