/** Where a round stands. Made and read here alone; to everybody else it is a text. */
import * as v from 'valibot';
import type { Kind } from '../../core/model';
import { Failed } from '../../core/ports';

/**
 * A full round walks two chains side by side: the list has the content, the delta has the token for next time. `odd`
 * holds what only one of them has named so far (1 list, 2 delta, 3 ask in any case): it changed while we were reading.
 */
const placeSchema = v.object({
  v: v.literal(1),
  kind: v.picklist(['contact', 'event']),
  phase: v.picklist(['full', 'delta']),
  /** Next page of the delta; when `deltaDone`, the link for the next round. */
  delta: v.string(),
  deltaDone: v.boolean(),
  /** Next page of the list; null when it is through. */
  list: v.nullable(v.string()),
  odd: v.record(v.string(), v.number()),
  listed: v.number(),
  told: v.number(),
  /** Of contacts. */
  folder: v.string(),
  /** Of events: what the delta covers, in milliseconds. */
  from: v.number(),
  to: v.number(),
  /** Latest server time seen. */
  since: v.string(),
  trail: v.object({ prints: v.pipe(v.array(v.number()), v.readonly()), repeats: v.number() }),
});
export type Place = v.InferOutput<typeof placeSchema>;

/** A cursor of an older make is as good as a dead one: everything is listed again. */
export function placeOf(cursor: string, kind: Kind): Place {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), placeSchema), cursor);
  if (!parsed.success || parsed.output.kind !== kind) throw new Failed({ kind: 'resync', side: 'mailbox', of: kind });
  return parsed.output;
}

/** Named by one chain; forgotten again when the other has named it too. */
export function sight(odd: Record<string, number>, id: string, by: 1 | 2): void {
  const seen = odd[id] ?? 0;
  if (seen === 3 || seen === by) return;
  if (seen === 0) odd[id] = by;
  else delete odd[id];
}

/** What waits behind the window's edges, so that a window that rolls each day needs a new round every two weeks only. */
export const padMs = 14 * 86_400_000;

export const resync = (kind: Kind): Failed => new Failed({ kind: 'resync', side: 'mailbox', of: kind });

const stamp = (instant: number): string => encodeURIComponent(`${new Date(instant).toISOString().slice(0, 19)}Z`);
export const between = ({ from, to }: Pick<Place, 'from' | 'to'>): string => `startDateTime=${stamp(from)}&endDateTime=${stamp(to)}`;
