/**
 * A service whose pages never end must not keep a device busy for ever. Every page leaves a fingerprint of its link and of
 * what it held; the second one that was there before ends the round.
 */
import { hash53 } from '../core/keys';
import type { System } from '../core/model';
import { Failed } from '../core/ports';

export interface Trail {
  readonly prints: readonly number[];
  readonly repeats: number;
}

export const freshTrail: Trail = { prints: [], repeats: 0 };

/** `held` is empty for an empty page: many of these may follow each other. */
export function step(trail: Trail, system: System, link: string, held: string): Trail {
  const prints = [hash53(`link ${link}`), ...(held === '' ? [] : [hash53(`held ${held}`)])];
  const again = prints.some((print) => trail.prints.includes(print));
  if (again && trail.repeats > 0) throw new Failed({ kind: 'unexpected answer', system, detail: 'pages: they repeat and never end' });
  return { prints: [...trail.prints, ...prints], repeats: trail.repeats + (again ? 1 : 0) };
}
