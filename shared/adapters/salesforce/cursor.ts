/**
 * How far a device has read (decision 7). The mark is a stamp of the server's, never of our clock. A long transaction is
 * stamped when it writes and seen when it commits, so ten minutes before the mark are read again each time; `known` says
 * which rows of those were told already (wire-contracts 4.4).
 */
import * as v from 'valibot';
import { hash53 } from '../../core/keys';
import type { Instant, Kind, Seen } from '../../core/model';
import { type Cursor, Failed } from '../../core/ports';
import { stampOf } from './seen';

const overlapMs = 10 * 60_000;
/** The recycle bin keeps deletions for 15 days: a device that slept longer lists again. */
const binMs = 15 * 86_400_000;
/** Rows beyond these are told again while the overlap lasts, which is harmless. */
const mostKnown = 2000;
/** The time of the last look is only written down this often: an idle cycle leaves the cursor as it is. */
const lookedMs = 3_600_000;

const schema = v.object({
  /** Highest stamp seen, '' when there was nothing to see. */
  mark: v.string(),
  /** When the last round ended, by our clock. */
  at: v.number(),
  known: v.array(v.string()),
  /** Within a round of changes: the last row of the page before, and what this round has told. */
  after: v.nullable(v.object({ stamp: v.string(), id: v.string(), next: v.array(v.string()) })),
  /** Within a full listing: the last id of the page before. */
  list: v.nullable(v.string()),
  /** Fields that the org lacks. */
  absent: v.array(v.string()),
});

export type Place = v.InferOutput<typeof schema>;

export const start = (mark: string, at: Instant): Place => ({ mark, at, known: [], after: null, list: '', absent: [] });

/** @throws Failed `resync` for a cursor that is too old, or not ours. */
export function read(kind: Kind, cursor: Cursor, now: Instant): Place {
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), cursor);
  if (!result.success || now - result.output.at > binMs) throw new Failed({ kind: 'resync', side: 'crm', of: kind });
  return result.output;
}

export const written = (place: Place): Cursor => JSON.stringify(place);

const secondsOf = (stamp: string): number => Math.floor(Date.parse(stamp) / 1000);

/** A row in the state in which it was told: seconds of its stamp, hash of id and version. */
export const keyOf = (seen: { readonly id: string; readonly version: string }): string =>
  `${secondsOf(stampOf(seen.version)).toString(36)}.${hash53(`${seen.id}|${seen.version}`).toString(36)}`;

/** Where the overlap begins. */
export const since = (mark: string): string => `${new Date(Date.parse(mark) - overlapMs).toISOString().slice(0, 19)}Z`;

export const later = (a: string, b: string): string => (a > b ? a : b);

/** What is worth knowing at the next round: the newest first of what lies in its overlap. */
export function pruned(keys: readonly string[], mark: string): readonly string[] {
  if (mark === '') return [];
  const from = secondsOf(since(mark));
  const recent = [...new Set(keys)].filter((key) => Number.parseInt(key, 36) >= from);
  return recent.sort((a, b) => Number.parseInt(b, 36) - Number.parseInt(a, 36) || (a < b ? -1 : 1)).slice(0, mostKnown);
}

export const looked = (at: Instant, now: Instant): Instant => (now - at > lookedMs || now < at ? now : at);

export const told = (seen: readonly Seen<'crm'>[]): string[] => seen.map(keyOf);
