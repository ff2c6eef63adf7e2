/**
 * How far a device has read (decision 7). The mark is a stamp of the server's, never of our clock. A long transaction is
 * stamped when it writes and seen when it commits, so ten minutes before the mark are looked at again each time (wire-contracts
 * 4.4), until ten minutes have gone by since the mark was first seen: then nothing can come behind it any more.
 *
 *   … closed ┊ zone: told, but somebody may still commit into it │ mark ┊ new …
 *
 * A small zone is read again, and `known` says which of its rows were told already. Of a large one (a first sync) only the number of rows
 * is asked for: the same number is the same rows.
 */
import * as v from 'valibot';
import { hash53 } from '../../core/keys';
import type { Instant, Kind, Seen } from '../../core/model';
import { type Cursor, Failed } from '../../core/ports';
import { stampOf } from './seen';

const overlapMs = 10 * 60_000;
/** By our own clock: how long after first sight a mark has nothing behind it, and how old a stamp is, that has not. */
const settledMs = 11 * 60_000;
const agedMs = 70 * 60_000;
const minuteMs = 60_000;
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
  /** When this mark was first seen, by our clock. */
  markedAt: v.number(),
  /** Everything stamped up to here has been told, and nothing can come behind it. */
  closed: v.string(),
  /** How many rows lie in the zone; null: more than fit a page, and they could not be counted for sure. */
  zone: v.nullable(v.number()),
  known: v.array(v.string()),
  /** Within a round of changes: the last row of the page before, what this round has told, and how many rows of each minute. */
  after: v.nullable(
    v.object({
      stamp: v.string(),
      id: v.string(),
      next: v.array(v.string()),
      latest: v.string(),
      minutes: v.record(v.string(), v.number()),
    }),
  ),
  /** Within a full listing: the last id of the page before. */
  list: v.nullable(v.string()),
  /** Fields that the org lacks. */
  absent: v.array(v.string()),
});

export type Place = v.InferOutput<typeof schema>;

export const start = (mark: string, at: Instant): Place => ({
  ...{ mark, at, markedAt: at, zone: 0, known: [], after: null, list: '', absent: [] },
  closed: mark !== '' && at - Date.parse(mark) > agedMs ? mark : '',
});

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

/** Where the zone begins, on a whole minute; behind what is closed. '' = at the beginning of time. */
export function since({ mark, closed }: Pick<Place, 'mark' | 'closed'>): string {
  if (mark === '') return '';
  const from = Math.floor((Date.parse(mark) - overlapMs) / minuteMs) * minuteMs;
  return later(closed, `${new Date(from).toISOString().slice(0, 19)}Z`);
}

/** Ten minutes have gone by since the mark was seen: a look from now on finds everything that was ever stamped before it. */
export const isSettled = ({ mark, markedAt }: Pick<Place, 'mark' | 'markedAt'>, now: Instant): boolean =>
  mark !== '' && (now - markedAt > settledMs || now - Date.parse(mark) > agedMs);

/** Above this many rows the zone is counted, not read again. */
export const mostReadAgain = 200;

const minuteOf = (stamp: string): string => Math.floor(Date.parse(stamp) / minuteMs).toString(36);

/** Rows by minute, as far as they can lie in the zone of the last of them. */
export function tallied(minutes: Readonly<Record<string, number>>, stamps: readonly string[]): Readonly<Record<string, number>> {
  const next: Record<string, number> = { ...minutes };
  for (const stamp of stamps) next[minuteOf(stamp)] = (next[minuteOf(stamp)] ?? 0) + 1;
  const last = Number.parseInt(minuteOf(stamps.at(-1) ?? ''), 36);
  return Object.fromEntries(Object.entries(next).filter(([minute]) => !(Number.parseInt(minute, 36) < last - 11)));
}

/** How many of the tallied rows lie in the zone. */
export function within(minutes: Readonly<Record<string, number>>, place: Pick<Place, 'mark' | 'closed'>): number {
  const from = since(place);
  return Object.entries(minutes).reduce(
    (sum, [minute, rows]) => (from === '' || Number.parseInt(minute, 36) >= Number.parseInt(minuteOf(from), 36) ? sum + rows : sum),
    0,
  );
}

export const later = (a: string, b: string): string => (a > b ? a : b);

/** What is worth knowing at the next round: the newest first of what lies in its overlap. */
export function pruned(keys: readonly string[], place: Pick<Place, 'mark' | 'closed'>): readonly string[] {
  if (place.mark === '') return [];
  const from = secondsOf(since(place));
  const recent = [...new Set(keys)].filter((key) => Number.parseInt(key, 36) >= from);
  return recent.sort((a, b) => Number.parseInt(b, 36) - Number.parseInt(a, 36) || (a < b ? -1 : 1)).slice(0, mostKnown);
}

export const looked = (at: Instant, now: Instant): Instant => (now - at > lookedMs || now < at ? now : at);

export const told = (seen: readonly Seen<'crm'>[]): string[] => seen.map(keyOf);
