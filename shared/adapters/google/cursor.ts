/** Where a round stands. Made and read here alone; to everybody else it is a text. */
import * as v from 'valibot';
import type { Kind } from '../../core/model';
import { Failed } from '../../core/ports';
import type { Groups } from './groups';
import { groupsOf } from './groups';

const placeSchema = v.object({
  v: v.literal(1),
  kind: v.picklist(['contact', 'event']),
  phase: v.picklist(['full', 'delta']),
  /** '' at the beginning of a round. */
  page: v.string(),
  sync: v.string(),
  /** Of events: what was listed, in milliseconds. */
  from: v.number(),
  to: v.number(),
  /** When the full round began. */
  listedAt: v.number(),
  /** Names of the rep's groups, so that an idle cycle need not ask for them. */
  groups: v.array(v.tuple([v.string(), v.string()])),
  trail: v.object({ prints: v.pipe(v.array(v.number()), v.readonly()), repeats: v.number() }),
});
export type Place = v.InferOutput<typeof placeSchema>;

export const resync = (kind: Kind): Failed => new Failed({ kind: 'resync', side: 'mailbox', of: kind });

/** A cursor of an older make is as good as a dead one: everything is listed again. */
export function placeOf(cursor: string, kind: Kind): Place {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), placeSchema), cursor);
  if (!parsed.success || parsed.output.kind !== kind) throw resync(kind);
  return parsed.output;
}

export const groupsAt = (place: Place): Groups => groupsOf(place.groups);

/** What waits behind the window's edges, so that a window that rolls each day needs a new round every two weeks only. */
export const padMs = 14 * 86_400_000;
/** A sync token of contacts lives seven days from the full round, however often it is renewed (wire-contracts 3.1). */
export const tokenLifeMs = 6 * 86_400_000;
